"""Accounts that hold roles which should be apart. Which those are, and why, is data (``roles_apart.toml``)."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from application.access import Role
from domain.identity import ActorId, BodyId


class Held(Protocol):
    """A role as the register of accounts keeps it, from day to day (both included)."""

    @property
    def role(self) -> str:
        """The role's code."""
        ...

    @property
    def body(self) -> BodyId | None:
        """The body for which it was granted."""
        ...

    def on(self, day: date) -> bool:
        """Whether it holds on *day*."""
        ...


class Holder(Protocol):
    """An account with every role it ever held."""

    @property
    def id(self) -> ActorId:
        """The account."""
        ...

    @property
    def disabled(self) -> bool:
        """Whether it can act at all."""
        ...

    @property
    def roles(self) -> Iterable[Held]:
        """Its roles."""
        ...


class Apart(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Two roles that should be apart: everywhere, or within one body."""

    roles: tuple[Role, Role]
    same_body: bool
    zh: str
    en: str


class RoleConflict(msgspec.Struct, frozen=True, kw_only=True):
    """An account that holds both of two roles which should be apart, for a body where that matters, and why."""

    account: ActorId
    roles: tuple[Role, Role]
    body: BodyId | None
    zh: str
    en: str


@cache
def apart() -> tuple[Apart, ...]:
    """Every pair of roles that should be apart."""
    content = files("application").joinpath("roles_apart.toml").read_bytes()
    return tuple(msgspec.toml.decode(content, type=dict[str, tuple[Apart, ...]])["apart"])


def role_conflicts(accounts: Iterable[Holder], today: date) -> tuple[RoleConflict, ...]:
    """What stands against the accounts that can act *today*."""
    return tuple(found for one in accounts if not one.disabled for found in _of(one, today))


def _of(account: Holder, today: date) -> Iterator[RoleConflict]:
    held = [role for role in account.roles if role.on(today)]
    for pair in apart():
        one, other = ({role.body for role in held if role.role == code} for code in pair.roles)
        both = one & other if pair.same_body else ({None} if one and other else set())
        for body in sorted(both, key=str):
            yield RoleConflict(account=account.id, roles=pair.roles, body=body, zh=pair.zh, en=pair.en)
