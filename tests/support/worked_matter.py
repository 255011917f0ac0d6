"""The demonstration's worked case, walked in process as far as a named step: a matter of every kind, with its people."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import httpx
import msgspec
from psycopg import AsyncConnection

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.casework.around import LEGAL_ZONE
from domain.identity import ActorId, PartyId
from interfaces.api.routes import application
from interfaces.demo.cast import cast, engage
from interfaces.demo.names import names
from interfaces.demo.script import Step, filled, worked_case
from interfaces.projecting import packaged_clocks, packaged_law
from interfaces.service import Service, open_service
from projections.read_models import read_models
from tests.support.office import Office, Person
from tests.support.postgres import Database
from tests.support.read_models import fill

T = TypeVar("T")
END = "the end"


class Worked(Office):
    """An office with the worked case in it. ``names`` are those of the script: ``case``, ``proceeding.head`` ..."""

    def __init__(self, service: Service, client: httpx.AsyncClient, today: date, database: Database) -> None:
        super().__init__(service, client)
        self._database = database
        self.today = today
        self.names = {**names(), "today": today.isoformat()}

    async def follow(self) -> None:
        """Bring every read model up to the end of the log."""
        async with await AsyncConnection.connect(self._database.app, autocommit=True) as connection:
            for model in read_models(packaged_law(), packaged_clocks()):
                await fill(connection, model)

    def the(self, name: str) -> str:
        """The id of something of the script."""
        return self.names[name]

    async def sees_version(self, who: str, path: str) -> int:
        """The version that *who* sees at *path*."""
        return int((await self.sees(who, path))["version"])

    async def take(self, step: Step) -> None:
        """Take one step of the script; it must be answered as the script says."""
        step = msgspec.convert(filled(msgspec.to_builtins(step), self.names), Step)
        if step.get is not None:
            if step.save:
                found = await self.sees(step.by, step.get)
                self.names |= {name: str(_at(found, place)) for name, place in step.save.items()}
            return
        path = step.post or ""
        person = self.people[step.by]
        matter = next((UUID(part) for part in path.split("/") if len(part) == 36), None)
        version = None if matter is None else self.versions.get(matter, 1)
        answer = await person.post(path, step.body, version=version)
        if answer.status_code == 412:
            answer = await person.post(path, step.body, version=answer.json()["version"])
        assert answer.status_code == step.status, (step.name, answer.text)
        if answer.status_code < 300:
            self.versions[UUID(answer.json()["id"])] = answer.json()["version"]
        for name, place in step.save.items():
            self.names[name] = str(_at(answer.json(), place))

    async def newcomer(
        self, name: str, role: Role | None, body: UUID | None = None, party: str | None = None
    ) -> Person:
        """A further account: with one role, or with none."""
        grants = () if role is None else (NewGrant(role=role, body=body),)  # type: ignore[arg-type]  # any id will do
        return await self.person(name, *grants, party=PartyId(UUID(party)) if party else None)


def _at(answer: Any, place: str) -> Any:
    for part in place.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


@asynccontextmanager
async def open_worked(database: Database, folder: Path, *, until: str) -> AsyncIterator[Worked]:
    """The office after the step named *until* (or ``END``)."""
    async with open_service(database.app, folder / "root.key") as service:
        transport = httpx.ASGITransport(app=application(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.invalid") as client:
            await engage(service, None)
            worked = Worked(service, client, datetime.now(LEGAL_ZONE).date(), database)
            await worked.follow()
            for account in cast().accounts:
                issued = await service.tokens.issue(ActorId(account.id), by=LOCAL_OPERATOR)
                worked.people[account.name] = Person(client, account.id, issued.secret)
            for step in worked_case():
                await worked.take(step)
                if step.name == until:
                    break
            else:
                assert until == END, f"the script has no step {until}"
            await worked.follow()
            yield worked


def in_worked(database: Database, folder: Path, story: Callable[[Worked], Awaitable[T]], *, until: str = END) -> T:
    """Run *story* after the step *until*."""

    async def run() -> T:
        async with open_worked(database, folder, until=until) as worked:
            return await story(worked)

    return asyncio.run(run())
