"""The whole worked case with a canary in every text and every name, walked over HTTP in this process."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from domain.identity import ActorId, AmendmentId
from interfaces.api.routes import application
from interfaces.demo.cast import cast, engage, person_id
from interfaces.demo.names import names
from interfaces.demo.script import Step, days, filled, worked_case
from interfaces.projecting import project
from interfaces.service import Service, open_service
from projections.read_models import NAMES
from projections.running.waiting import wait_for
from tests.support.canary import Canary
from tests.support.hashing import CHEAP
from tests.support.postgres import Database

PEOPLE = ("clerk", "deputy", "head")
PASSWORD = "Invented-Password-2026"

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TEXTS = frozenset({"text", "what", "name", "phone", "email", "address", "organ_named"})
REPORTER = {
    "what": "示例",
    "organ_named": "示例单位",
    "protection": "confidential",
    "reporter": {"name": "某丁", "phone": "000", "email": "nobody@example.invalid", "address": "某地"},
}


class Visitor:
    """Walks the steps and keeps every answer, with canaries in all that is free text."""

    def __init__(self, service: Service, client: httpx.AsyncClient, tokens: dict[str, str]) -> None:
        self.service, self.client, self.tokens = service, client, tokens
        self.canary, self.answers = Canary(), dict[str, bytes | str]()
        self.sessions = service.sessions
        self.names, self.position = {**names(), **days(service.around.today())}, 0
        self._versions = dict[str, int]()

    def planted(self, value: Any, place: str) -> Any:
        if isinstance(value, dict):
            return {
                key: f"{one}{self.canary.plant(f'{place}.{key}')}"
                if key in TEXTS and isinstance(one, str) and not place.startswith("policy-")
                else self.planted(one, f"{place}.{key}")
                for key, one in value.items()
            }
        if isinstance(value, list):
            return [self.planted(one, f"{place}.{number}") for number, one in enumerate(value)]
        return value

    async def take(self, number: int, unfilled: Step) -> None:
        step = msgspec.convert(filled(msgspec.to_builtins(unfilled), self.names), Step)
        path = step.post or step.get or ""
        answer = await self.ask(f"{step.name}#{number}", step, path)
        if step.post and answer.status_code == 412:
            self._seen(path, answer.json()["version"])
            answer = await self.ask(f"{step.name}#{number} again", step, path)
        assert answer.status_code == step.status, (step.name, answer.text)
        content = answer.json()
        if isinstance(content, dict) and "id" in content and "version" in content:
            self._versions[content["id"]] = content["version"]
        if isinstance(content, dict):
            self.position = max(self.position, int(content.get("position", 0)))
        for name, place in step.save.items():
            found: Any = content
            for part in place.split("."):
                found = found[int(part)] if isinstance(found, list) else found[part]
            self.names[name] = str(found)

    async def ask(self, place: str, step: Step, path: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[step.by]}"} if step.by in self.tokens else {}
        if step.code:
            headers["Reporter-Code"] = step.code
        content = None
        if step.post:
            matter = ID.search(path.partition("?")[0])
            headers |= {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
            if matter:
                headers["If-Match"] = f'"{self._versions.get(matter[0], 1)}"'
            content = json.dumps(self.planted(step.body, place)).encode()
        answer = await self.client.request("POST" if step.post else "GET", path, content=content, headers=headers)
        self.answers[place] = answer.content + repr(answer.headers).encode()
        return answer

    def _seen(self, path: str, version: int) -> None:
        matter = ID.search(path)
        assert matter
        self._versions[matter[0]] = version


@asynccontextmanager
async def projecting(conninfo: str) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(project(conninfo, stop=stop))
    try:
        yield
    finally:
        stop.set()
        await running


@asynccontextmanager
async def planted(database: Database, folder: Path) -> AsyncIterator[Visitor]:
    """The service after the whole walk; every read model has come to its end."""
    key_file = folder / "root.key"
    async with open_service(database.app, key_file, hashing=CHEAP) as service, projecting(database.app):
        assert await wait_for(service.pool, 0, NAMES, seconds=60)
        await engage(service, PASSWORD)
        tokens = {
            account.name: (await service.tokens.issue(ActorId(account.id), by=LOCAL_OPERATOR)).secret
            for account in cast().accounts
        }
        transport = httpx.ASGITransport(app=application(service), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            visitor = Visitor(service, client, tokens)
            for who in PEOPLE:
                named = Details(name=f"示例{visitor.canary.plant(f'person.{who}')}")
                await service.parties.amend(
                    person_id("bureau", who),
                    named,
                    kind=PartyKind.OFFICIAL,
                    amendment=AmendmentId(uuid4()),
                    by=LOCAL_OPERATOR,
                )
            for number, step in enumerate(worked_case()):
                await visitor.take(number, step)
            report = Step(
                name="named report", by="public", zh="", en="", post="/api/reports", body=REPORTER, status=201
            )
            await visitor.take(1000, msgspec.structs.replace(report, save={"named": "id", "named.code": "code"}))
            for secret in (*tokens.values(), visitor.names["code"], visitor.names["named.code"]):
                visitor.canary.adopt(f"secret {secret[:12]}", secret)
            assert await wait_for(service.pool, visitor.position, NAMES, seconds=60)
            yield visitor
