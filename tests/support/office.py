"""An office over HTTP: bodies, organs, people with roles, and the API in this process on a real database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

import httpx

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from domain.identity import ActorId, BodyId, OrganId, PartyId, PostId
from domain.registers.records import Holding, Level, OrganKind, OrganTerm, PostKind, PostTerm
from interfaces.api.routes import application
from interfaces.service import Service, open_service
from tests.support.hashing import CHEAP
from tests.support.liability import FollowedLiability
from tests.support.postgres import Database

T = TypeVar("T")
NAMES = UUID("11111111-1111-4111-8111-111111111111")
EARLY = date(2008, 1, 1)


def called(name: str) -> UUID:
    """The same invented id for the same invented name."""
    return uuid5(NAMES, name)


CITY = BodyId(called("某市人民政府"))
BUREAU = OrganId(called("某局"))
SUPERVISION = BodyId(called("某市监察机关"))
PROVINCE = BodyId(called("某省人民政府"))

STAFF: dict[str, tuple[Role, BodyId]] = {
    "intake": (Role.INTAKE, CITY),
    "manager": (Role.LEAD_MANAGER, CITY),
    "first": (Role.INVESTIGATOR, CITY),
    "second": (Role.INVESTIGATOR, CITY),
    "reviewer": (Role.CASE_REVIEWER, CITY),
    "approver": (Role.APPROVER, CITY),
    "decider": (Role.DECIDER, CITY),
    "other-decider": (Role.DECIDER, CITY),
    "legal": (Role.LEGAL_OFFICER, CITY),
    "handler": (Role.APPEAL_HANDLER, CITY),
    "other-handler": (Role.APPEAL_HANDLER, CITY),
    "custodian": (Role.CUSTODIAN, CITY),
    "bureau-manager": (Role.LEAD_MANAGER, BodyId(BUREAU)),
    "bureau-decider": (Role.DECIDER, BodyId(BUREAU)),
}
CLERK, DEPUTY, HEAD = (PartyId(called(name)) for name in ("某甲", "某乙", "某丙"))


class Person:
    """Somebody with a token, who asks the API."""

    def __init__(self, client: httpx.AsyncClient, account: UUID, token: str | None) -> None:
        self._client, self.account, self.token = client, account, token

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def get(self, path: str, **query: Any) -> httpx.Response:
        """Read."""
        return await self._client.get(path, params=query or None, headers=self._headers())

    async def post(
        self, path: str, body: Any = None, *, version: int | None = None, key: UUID | None = None, **headers: str
    ) -> httpx.Response:
        """Ask for a change; a new idempotency key unless one is given."""
        sent = self._headers() | {"Idempotency-Key": str(key or uuid4())} | headers
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return await self._client.post(path, json=body if body is not None else {}, headers=sent)


class Office:
    """The API with people in it."""

    def __init__(self, service: Service, client: httpx.AsyncClient) -> None:
        self.service, self.client = service, client
        self.people: dict[str, Person] = {"public": Person(client, UUID(int=0), None)}
        self.versions: dict[UUID, int] = {}

    async def person(self, name: str, *grants: NewGrant, party: PartyId | None = None) -> Person:
        """A new account with a token."""
        account = ActorId(called(f"account {name}"))
        await self.service.accounts.add(name, by=LOCAL_OPERATOR, grants=grants, party=party, account=account)
        issued = await self.service.tokens.issue(account, by=LOCAL_OPERATOR)
        self.people[name] = Person(self.client, account, issued.secret)
        return self.people[name]

    def administrator(self) -> tuple[NewGrant, ...]:
        """What an administrator is granted."""
        return (NewGrant(role=Role.ADMINISTRATOR),)

    def account(self, name: str) -> str:
        """Id of somebody's account, as text."""
        return str(self.people[name].account)

    async def does(self, who: str, path: str, body: Any = None, *, status: int = 200) -> dict[str, Any]:
        """A command on the matter in *path* with the version last seen; the receipt."""
        matter = next((UUID(part) for part in path.split("/") if len(part) == 36), None)
        version = self.versions.get(matter) if matter is not None else None
        answer = await self.people[who].post(path, body, version=version)
        assert answer.status_code in {status, 201 if status == 200 else status}, answer.text
        receipt: dict[str, Any] = answer.json()
        if status in {200, 201}:
            self.versions[UUID(receipt["id"])] = receipt["version"]
        return receipt

    async def sees(self, who: str, path: str, *, status: int = 200, **query: Any) -> Any:
        """A reading; versions are remembered."""
        answer = await self.people[who].get(path, **query)
        assert answer.status_code == status, answer.text
        return answer.json()


@asynccontextmanager
async def open_office(database: Database, folder: Path) -> AsyncIterator[Office]:
    """The service with its registers and staff."""
    async with open_service(
        database.app, folder / "root.key", hashing=CHEAP, priors=FollowedLiability(database)
    ) as service:
        transport = httpx.ASGITransport(app=application(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.invalid") as client:
            office = Office(service, client)
            await _registers(service)
            for name, (role, body) in STAFF.items():
                await office.person(name, NewGrant(role=role, body=body))
            for name, party in (("clerk", CLERK), ("deputy", DEPUTY), ("head", HEAD)):
                await office.person(name, NewGrant(role=Role.RESPONDENT), party=party)
            await office.person("bureau", NewGrant(role=Role.RESPONDENT, body=BodyId(BUREAU)))
            yield office


async def _registers(service: Service) -> None:
    organs = (
        OrganTerm(organ=OrganId(PROVINCE), valid_from=EARLY, name="某省人民政府", kind=OrganKind.GOVERNMENT),
        OrganTerm(
            organ=OrganId(CITY),
            valid_from=EARLY,
            name="某市人民政府",
            kind=OrganKind.GOVERNMENT,
            level=Level.PREFECTURE,
            division="449999",
            next_higher=OrganId(PROVINCE),
        ),
        OrganTerm(
            organ=OrganId(SUPERVISION),
            valid_from=EARLY,
            name="某市监察机关",
            kind=OrganKind.SUPERVISION,
            division="449999",
        ),
        OrganTerm(
            organ=BUREAU,
            valid_from=EARLY,
            name="某局",
            kind=OrganKind.DEPARTMENT,
            division="449999",
            next_higher=OrganId(CITY),
            disclosure_authority=OrganId(CITY),
        ),
    )
    posts, holdings = [], []
    for person, title, kind, authority in (
        (CLERK, "信息公开专员", PostKind.DISCLOSURE_STAFF, BUREAU),
        (DEPUTY, "副局长", PostKind.LEADER_IN_CHARGE, OrganId(CITY)),
        (HEAD, "局长", PostKind.HEAD, OrganId(CITY)),
    ):
        post = PostId(called(f"post {title}"))
        posts.append(
            PostTerm(
                post=post,
                organ=BUREAU,
                valid_from=EARLY,
                title=title,
                kind=kind,
                personnel_authority=authority,
                authority_source="cadre-list",
            )
        )
        holdings.append(Holding(post=post, person=person, valid_from=EARLY))
        details = Details(name=f"Example {title}")
        await service.parties.register(details, kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=person)
    await service.registers.add(organs=organs, posts=posts, holdings=holdings, by=LOCAL_OPERATOR)


def in_office(database: Database, folder: Path, story: Callable[[Office], Awaitable[T]]) -> T:
    """Run *story* in a fresh office."""

    async def run() -> T:
        async with open_office(database, folder) as office:
            return await story(office)

    return asyncio.run(run())
