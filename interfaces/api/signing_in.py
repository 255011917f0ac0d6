"""Signing in for a bearer token, and giving it up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Role
from domain.identity import ActorId
from interfaces.api.forms import TEXT
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.service import Service

LIFETIME = timedelta(hours=10)
"""Of a token got by signing in: a working day. Longer ones are issued by an administrator."""


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account's name and password."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=TEXT)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]


class TokenIssued(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token. ``token`` is shown this once."""

    id: UUID
    token: str
    expires_at: datetime


class GrantShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A role in force today."""

    role: Role
    body: UUID | None = None


class Me(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who is signed in, with the roles in force today."""

    account: UUID
    roles: tuple[GrantShown, ...]
    party: UUID | None = None


class SigningIn:
    """The routes of signing in."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/tokens",
            name="sign-in",
            action=PUBLIC,
            summary=Sentence(zh="登录，取得令牌", en="Sign in for a token"),
            tag="accounts",
            body=SignIn,
            answers=TokenIssued,
            status=201,
            refusals=(401, 429),
            run=self.sign_in,
        )
        yield Operation(
            method="GET",
            path="/api/me",
            name="read-me",
            action="account.read-own",
            summary=Sentence(zh="查看本人的角色", en="Read one's own roles"),
            tag="accounts",
            answers=Me,
            run=self.me,
        )

    async def sign_in(self, call: Call) -> Answer:
        """A token for a name and a password; one answer for every failure."""
        signed = await self._service.sessions.sign_in(call.body.name, call.body.password)
        session = await self._service.sessions.of(signed.secret)
        account = ActorId(session.subject.account)
        issued = await self._service.tokens.issue(account, by=account, lifetime=LIFETIME)
        await self._service.sessions.end(signed.secret)
        return Answer(content=TokenIssued(id=issued.id, token=issued.secret, expires_at=issued.expires_at))

    async def me(self, call: Call) -> Answer:
        """Who the token belongs to."""
        subject = call.subject
        roles = tuple(GrantShown(role=grant.role, body=grant.body) for grant in subject.grants)
        return Answer(content=Me(account=subject.account, roles=roles, party=subject.party))
