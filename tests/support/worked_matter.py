"""The demonstration's worked case, walked in process as far as a named step: a matter of every kind, with its people.

It is walked once a session: the database after each step that was asked for is kept, and every test begins as a copy.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from uuid import UUID

import httpx
import msgspec
from psycopg import AsyncConnection

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.migrations import migrate
from application.casework.around import LEGAL_ZONE
from domain.identity import ActorId, BodyId, PartyId
from interfaces.api.routes import application
from interfaces.demo.cast import cast, engage
from interfaces.demo.names import names
from interfaces.demo.script import Step, days, filled, worked_case
from interfaces.projecting import packaged_clocks, packaged_law
from interfaces.service import Service, open_service
from projections.read_models import read_models
from tests.support.hashing import CHEAP
from tests.support.liability import FollowedLiability
from tests.support.office import Office, Person
from tests.support.postgres import Database, Kept, TestServer
from tests.support.read_models import fill

T = TypeVar("T")
END = "the end"
ROOT_KEY = "root.key"
ON_EARLIER_LIABILITY = ("/issue-notice", "/decide")
"""Steps that ask for earlier liability, which counts as looked into only when its read model has all that is recorded."""


class Worked(Office):
    """An office with the worked case in it. ``names`` are those of the script: ``case``, ``proceeding.head`` ..."""

    def __init__(self, service: Service, client: httpx.AsyncClient, today: date, database: Database) -> None:
        super().__init__(service, client)
        self._database = database
        self.today = today
        self.names = {**names(), **days(today)}

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
        if path.endswith(ON_EARLIER_LIABILITY):
            await self.follow()
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
        grants = () if role is None else (NewGrant(role=role, body=None if body is None else BodyId(body)),)
        return await self.person(name, *grants, party=PartyId(UUID(party)) if party else None)


def _at(answer: Any, place: str) -> Any:
    for part in place.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to a kept database of the worked case: its root key, and what its office knew. Tokens by name."""

    root_key: bytes
    tokens: dict[str, str]
    names: dict[str, str]
    versions: dict[UUID, int]


STOPS = ("policy-is-signed", "investigation-report", "deliberate-head", "assign-handlers")
"""Steps after which the database is kept whenever the walk goes further, so that no part is walked often."""


def walked(server: TestServer, until: str) -> Kept:
    """The kept database after the step *until* (or ``END``); walked to now where it was not."""
    steps = worked_case()
    places = {step.name: place for place, step in enumerate(steps, 1)} | {END: len(steps)}
    assert until in places, f"the script has no step {until}"
    today = datetime.now(LEGAL_ZONE).date()

    def key(stop: str) -> tuple[str, int, date]:
        return ("worked case", places[stop], today)

    kept = server.kept(key(until))
    if kept is None:
        for stop in STOPS:
            if places[stop] < places[until]:
                walked(server, stop)
        before = max((place for place in range(places[until]) if server.kept(("worked case", place, today))), default=0)
        begun = server.kept(("worked case", before, today)) or server.migrated(migrate)
        way = steps[before : places[until]]
        kept = server.keep(key(until), begun, lambda database: asyncio.run(_walk(database, begun.note, way, today)))
    return kept


async def _walk(database: Database, begun: Walked | None, steps: Iterable[Step], today: date) -> Walked:
    with TemporaryDirectory() as folder:
        async with _office(database, Path(folder), begun, today) as worked:
            await worked.follow()
            for step in steps:
                await worked.take(step)
            await worked.follow()
            return Walked(
                root_key=(Path(folder) / ROOT_KEY).read_bytes(),
                tokens={name: person.token for name, person in worked.people.items() if person.token is not None},
                names=worked.names,
                versions=worked.versions,
            )


class Later:
    """The clock of a day to come."""

    def __init__(self, days: int) -> None:
        self._days = days

    def now(self) -> datetime:
        """That much later than now."""
        return datetime.now(UTC) + timedelta(days=self._days)


@asynccontextmanager
async def _office(
    database: Database, folder: Path, begun: Walked | None, today: date, clock: Later | None = None
) -> AsyncIterator[Worked]:
    key_file = folder / ROOT_KEY
    if begun is not None:
        key_file.write_bytes(begun.root_key)
        key_file.chmod(0o600)
    async with open_service(
        database.app, key_file, hashing=CHEAP, priors=FollowedLiability(database), clock=clock
    ) as service:
        transport = httpx.ASGITransport(app=application(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.invalid") as client:
            worked = Worked(service, client, today, database)
            if begun is None:
                await engage(service, None)
            else:
                worked.names, worked.versions = {**begun.names}, {**begun.versions}
            for account in cast().accounts:
                if begun is not None:
                    token = begun.tokens[account.name]
                else:
                    token = (await service.tokens.issue(ActorId(account.id), by=LOCAL_OPERATOR)).secret
                worked.people[account.name] = Person(client, account.id, token)
            yield worked


def in_worked(
    database: Database, folder: Path, story: Callable[[Worked], Awaitable[T]], *, until: str = END, later: int = 0
) -> T:
    """Run *story* after the step *until*, in a copy of the database as it was then, that many days *later*."""
    begun = walked(database.server, until)
    database.begin_as(begun)

    async def run() -> T:
        today = datetime.now(LEGAL_ZONE).date() + timedelta(days=later)
        async with _office(database, folder, begun.note, today, Later(later) if later else None) as worked:
            return await story(worked)

    return asyncio.run(run())
