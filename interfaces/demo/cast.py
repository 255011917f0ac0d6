"""The invented office: organs, posts, people, accounts, with ids that are the same on every machine."""

import asyncio
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files
from uuid import UUID, uuid5

import msgspec

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from application.errors import AccountNameTaken, CredentialsWrong, TooManyRequests
from domain.identity import ActorId, BodyId, OrganId, PartyId, PostId
from domain.registers.records import Holding, Level, OrganKind, OrganTerm, PostKind, PostTerm
from interfaces.service import Service

_NAMES = UUID("d3300000-0000-5000-8000-000000000000")
SINCE = date(2008, 5, 1)
SOURCE = "demo"


def demo_id(*names: str) -> UUID:
    """The id of something of the demonstration, by its names."""
    return uuid5(_NAMES, "/".join(names))


class Organ(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """An invented organ; other organs by key."""

    key: str
    name: str
    kind: OrganKind
    level: Level
    division: str
    parent: str | None = None
    next_higher: str | None = None
    disclosure_authority: str | None = None
    mark: str | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post that every department has; ``authority`` is ``own`` or an organ's key."""

    key: str
    title: str
    kind: PostKind
    authority: str


class DemoAccount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account with one role; ``person`` is ``organ/post`` for whoever holds that post. ``called`` is an invented name."""

    name: str
    called: str
    role: Role
    zh: str
    body: str | None = None
    person: str | None = None

    @property
    def id(self) -> ActorId:
        """The account's id."""
        return account_id(self.name)


class Cast(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everybody and everything."""

    organs: tuple[Organ, ...]
    posts: tuple[Post, ...]
    accounts: tuple[DemoAccount, ...]

    @property
    def departments(self) -> tuple[Organ, ...]:
        """Organs whose posts are held by invented people."""
        return tuple(organ for organ in self.organs if organ.kind is OrganKind.DEPARTMENT)


@cache
def cast() -> Cast:
    """The cast, from its data."""
    return msgspec.toml.decode(files("interfaces.demo").joinpath("cast.toml").read_bytes(), type=Cast)


def organ_id(key: str) -> OrganId:
    """Id of an organ of the cast."""
    return OrganId(demo_id("organ", key))


def account_id(name: str) -> ActorId:
    """Id of an account of the cast."""
    return ActorId(demo_id("account", name))


def post_id(organ: str, post: str) -> PostId:
    """Id of a post of the cast."""
    return PostId(demo_id("post", organ, post))


def person_id(organ: str, post: str) -> PartyId:
    """Id of the person who holds a post of the cast."""
    return PartyId(demo_id("person", organ, post))


AT_ONCE = 4
"""Accounts made at the same time: more would wait for a connection longer than a slow machine lets them."""


async def engage(service: Service, password: str | None) -> bool:
    """Enter the cast in the registers and make its accounts; whether they were new. Safe to repeat.

    Accounts that are there and that *password* does not open, as those of a walk have none, get it. With a password their
    holders have invented names; a walk without pages calls them by their accounts.
    """
    known = await service.accounts.named(cast().accounts[0].name)
    if known is not None:
        if password is not None and not await _opens(service, password):
            for account in cast().accounts:
                await _admit(service, account, password)
        return False
    await _enter_registers(service)

    first, *others = cast().accounts
    turns = asyncio.Semaphore(AT_ONCE)

    async def hire(account: DemoAccount) -> None:
        async with turns:
            await _hire(service, account, password)

    await asyncio.gather(*map(hire, others))
    await _hire(service, first, password)  # the last, since it is what says that all are there
    return True


async def _opens(service: Service, password: str) -> bool:
    """Whether the accounts have this password; one speaks for all."""
    try:
        signed = await service.sessions.sign_in(cast().accounts[0].name, password)
    except (CredentialsWrong, TooManyRequests):
        return False
    await service.sessions.end(signed.secret)
    return True


async def _hire(service: Service, account: DemoAccount, password: str | None) -> None:
    body = BodyId(organ_id(account.body)) if account.body is not None else None
    party = person_id(*account.person.split("/")) if account.person is not None else None
    with suppress(AccountNameTaken):  # left by a run that was stopped half way
        await service.accounts.add(
            account.name,
            by=LOCAL_OPERATOR,
            grants=(NewGrant(role=account.role, body=body),),
            party=party,
            account=account.id,
        )
    if password is not None:
        await _admit(service, account, password)


async def _admit(service: Service, account: DemoAccount, password: str) -> None:
    """Let somebody sign in with *account*, and call its holder by a name as colleagues would."""
    await service.accounts.set_password(account.id, password, by=LOCAL_OPERATOR)
    await service.called.give(account.id, account.called, by=LOCAL_OPERATOR)


async def _enter_registers(service: Service) -> None:
    organs = [
        OrganTerm(
            organ=organ_id(organ.key),
            valid_from=SINCE,
            name=organ.name,
            kind=organ.kind,
            level=organ.level,
            division=organ.division,
            parent=_other(organ.parent),
            next_higher=_other(organ.next_higher),
            disclosure_authority=_other(organ.disclosure_authority),
            source=SOURCE,
            mark=organ.mark,
        )
        for organ in cast().organs
    ]
    posts, holdings = [], []
    for organ in cast().departments:
        for post in cast().posts:
            authority = organ.key if post.authority == "own" else post.authority
            posts.append(
                PostTerm(
                    post=post_id(organ.key, post.key),
                    organ=organ_id(organ.key),
                    valid_from=SINCE,
                    title=post.title,
                    kind=post.kind,
                    personnel_authority=organ_id(authority),
                    authority_source=SOURCE,
                )
            )
            person = person_id(organ.key, post.key)
            here = f"{organ.key}/{post.key}"
            known = next((one.called for one in cast().accounts if one.person == here), None)
            holdings.append(Holding(post=post_id(organ.key, post.key), person=person, valid_from=SINCE))
            await service.parties.register(
                Details(name=known or f"示例{organ.name[3:6]}{post.title}（虚构）"),
                kind=PartyKind.OFFICIAL,
                by=LOCAL_OPERATOR,
                party=person,
            )
    await service.registers.add(by=LOCAL_OPERATOR, organs=organs, posts=posts, holdings=holdings)


def _other(key: str | None) -> OrganId | None:
    return organ_id(key) if key is not None else None
