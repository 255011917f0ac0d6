"""Signing in for a bearer token, and giving it up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Role
from application.errors import SecondFactorMissing, SecondFactorWrong
from domain.identity import ActorId
from interfaces.api.forms import TEXT
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

LIFETIME = timedelta(hours=10)
"""Of a token got by signing in: a working day. Longer ones are issued by an administrator."""

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
"""Six digits, or a recovery code of twenty; blanks and hyphens between them do not count."""


@contextmanager
def code_asked_for() -> Iterator[None]:
    """Says where the code belongs that is missing or wrong. Raises Trouble."""
    try:
        yield
    except (SecondFactorMissing, SecondFactorWrong) as error:
        raise Trouble(error.code, place="code") from None


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account's name and password; with a second factor also its one-time code, or one of its recovery codes."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=TEXT)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
    code: Code | None = None


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
            examples={
                "zh": {"name": "officer", "password": "示例口令：一句好记而够长的话"},
                "en": {"name": "officer", "password": "an invented sentence, long enough", "code": "969429"},
            },
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
        """A token for a name, a password and, where the account has a second factor, a code.

        One answer for every failure until the password is right.
        """
        with code_asked_for():
            signed = await self._service.sessions.sign_in(call.body.name, call.body.password, code=call.body.code)
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
