"""One's own password and tokens."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from application.adapters.rate_limits import RateClass
from application.adapters.tokens import Token
from application.casework import gate
from interfaces.api.accounts import Password
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service


class OwnPasswordBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password in force, and the new one."""

    old: Password
    new: Password


class TokenBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For how many days the token lives."""

    days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 30


class OwnToken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A new token. ``token`` is shown this once: a repeat of the request has none, so revoke that one and issue another."""

    id: UUID
    expires_at: datetime
    token: str | None = None


class TokensShown(msgspec.Struct, frozen=True, kw_only=True):
    """One's own tokens, newest first."""

    tokens: tuple[Token, ...]


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """What was ended or changed, by id."""

    id: UUID


class OwnAccount:
    """The routes of one's own account."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/me/password",
            name="change-own-password",
            action="account.change-own-password",
            summary=Sentence("修改本人口令", "Change one's own password"),
            tag="accounts",
            body=OwnPasswordBody,
            answers=Ended,
            refusals=(413, 415, 422, 429),
            run=self.password,
        )
        yield Operation(
            method="GET",
            path="/api/me/tokens",
            name="list-own-tokens",
            action="account.read-own",
            summary=Sentence("本人的令牌", "List one's own tokens"),
            tag="accounts",
            answers=TokensShown,
            run=self.tokens,
        )
        yield Operation(
            method="POST",
            path="/api/me/tokens",
            name="issue-own-token",
            action="account.issue-own-token",
            summary=Sentence("签发本人的令牌", "Issue a token for oneself"),
            tag="accounts",
            body=TokenBody,
            answers=OwnToken,
            status=201,
            changes=True,
            run=self.issue,
        )
        yield Operation(
            method="POST",
            path="/api/me/tokens/{token}/revoke",
            name="revoke-own-token",
            action="account.issue-own-token",
            summary=Sentence("作废本人的令牌", "Revoke one of one's own tokens"),
            tag="accounts",
            answers=Ended,
            changes=True,
            run=self.revoke,
        )

    async def password(self, call: Call) -> Answer:
        """A new password; every session and token of before is void."""
        gate.require(call.subject, "account.change-own-password")
        account = call.subject.account
        await self._service.limits.take(RateClass.SIGN_IN, str(account))
        await self._service.accounts.change_own_password(account, old=call.body.old, new=call.body.new)
        return Answer(content=Ended(id=account))

    async def tokens(self, call: Call) -> Answer:
        """One's own tokens."""
        gate.require(call.subject, "account.read-own")
        return Answer(content=TokensShown(tokens=await self._service.tokens.of(call.subject.account)))

    async def issue(self, call: Call) -> Answer:
        """A token; its secret is in this answer only, and in no receipt."""
        gate.require(call.subject, "account.issue-own-token")
        secret: list[str] = []

        async def run() -> Answer:
            account = call.subject.account
            issued = await self._service.tokens.issue(account, by=account, lifetime=timedelta(days=call.body.days))
            secret.append(issued.secret)
            return Answer(content=OwnToken(id=issued.id, expires_at=issued.expires_at))

        answer = await once(self._service.events, call, run)
        if not secret:
            return answer
        return msgspec.structs.replace(answer, content=msgspec.structs.replace(answer.content, token=secret[0]))

    async def revoke(self, call: Call) -> Answer:
        """Void one of one's own tokens, at once."""
        gate.require(call.subject, "account.issue-own-token")
        token = call.ids["token"]

        async def run() -> Answer:
            await self._service.tokens.revoke(token, of=call.subject.account)
            return Answer(content=Ended(id=token))

        return await once(self._service.events, call, run)
