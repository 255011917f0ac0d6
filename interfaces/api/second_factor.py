"""The second factor of an account: set up, confirmed and switched off by whoever owns it, reset by an administrator."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Annotated, Protocol
from uuid import UUID, uuid5

import msgspec

from application import one_time_code
from application.access import Role
from application.adapters.press.codes import code_on_screen
from application.adapters.rate_limits import RateClass
from application.adapters.second_factors import LONGEST_REASON, Confirmed, FactorDone
from application.casework import gate
from application.errors import ReasonMissing, SecondFactorRefused
from domain.identity import ActorId, BodyId
from interfaces.api.accounts import Done, Password
from interfaces.api.forms import TEXT
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.signing_in import Code, code_asked_for
from interfaces.problems import Trouble
from interfaces.service import Service


class Change(Protocol):
    """Requiring a second factor of a role, or requiring it no more."""

    def __call__(self, role: Role, body: BodyId | None, *, by: ActorId) -> Awaitable[None]:
        """Do it, in the name of *by*."""
        ...


OWN = "account.change-own-second-factor"
RESET = "account.reset-second-factor"
SAMPLE_PASSWORD = {"zh": "示例口令：一句好记而够长的话", "en": "an invented sentence, long enough"}


class PasswordGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password in force."""

    password: Password


class CodeGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code that the new secret gives now."""

    code: Code


class BothGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password in force, and a one-time code or a recovery code."""

    password: Password
    code: Code


class ResetBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the second factor is taken from an account. It is kept sealed, and no name belongs in it."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_REASON, pattern=TEXT)]


class DutyBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role, for one body; without a body for whichever."""

    role: Role
    body: UUID | None = None


class FactorShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether signing in asks for a code, since when, how many recovery codes are left, and what was done, the latest first."""

    account: UUID
    on: bool
    recovery_left: int
    since: datetime | None = None
    acts: tuple[FactorDone, ...] = ()


class FactorBegun(msgspec.Struct, frozen=True, kw_only=True):
    """A new secret, shown this once: as text, as an ``otpauth`` address, and that as a picture (QR code, SVG)."""

    secret: str
    address: str
    picture: str

    def __repr__(self) -> str:
        return "FactorBegun()"


class FactorOn(msgspec.Struct, frozen=True, kw_only=True):
    """The second factor is on. ``recovery_codes`` are shown this once; every session and token of before is void."""

    account: UUID
    recovery_codes: tuple[str, ...]

    def __repr__(self) -> str:
        return "FactorOn()"


class SecondFactor:
    """The routes of second factors."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes. Those of one's own leave no receipt: their digest would hold a password or a code."""
        yield Operation(
            method="GET",
            path="/api/me/second-factor",
            name="read-own-second-factor",
            action="account.read-own",
            summary=Sentence("本人的两步验证", "One's own second factor"),
            tag="accounts",
            answers=FactorShown,
            run=self.own,
        )
        yield Operation(
            method="POST",
            path="/api/me/second-factor/begin",
            name="begin-own-second-factor",
            action=OWN,
            summary=Sentence("设置两步验证：取得密钥", "Set up a second factor: get a secret"),
            tag="accounts",
            body=PasswordGiven,
            answers=FactorBegun,
            examples={lang: {"password": words} for lang, words in SAMPLE_PASSWORD.items()},
            status=201,
            refusals=(409, 413, 415, 429),
            run=self.begin,
        )
        yield Operation(
            method="POST",
            path="/api/me/second-factor/confirm",
            name="confirm-own-second-factor",
            action=OWN,
            summary=Sentence("以验证码确认两步验证", "Switch the second factor on by a code"),
            tag="accounts",
            body=CodeGiven,
            examples={"zh": {"code": "287082"}, "en": {"code": "287082"}},
            answers=FactorOn,
            refusals=(409, 413, 415, 429),
            run=self.confirm,
        )
        yield Operation(
            method="POST",
            path="/api/me/second-factor/switch-off",
            name="switch-off-own-second-factor",
            action=OWN,
            summary=Sentence("关闭两步验证", "Switch the second factor off"),
            tag="accounts",
            body=BothGiven,
            examples={lang: {"password": words, "code": "359152"} for lang, words in SAMPLE_PASSWORD.items()},
            answers=Done,
            refusals=(409, 413, 415, 429),
            run=self.switch_off,
        )
        yield Operation(
            method="GET",
            path="/api/accounts/{account}/second-factor",
            name="read-second-factor",
            action="account.list",
            summary=Sentence("账号的两步验证", "The second factor of an account"),
            tag="accounts",
            answers=FactorShown,
            run=self.of_another,
        )
        yield Operation(
            method="POST",
            path="/api/accounts/{account}/reset-second-factor",
            name="account-reset-second-factor",
            action=RESET,
            summary=Sentence("重置两步验证", "Reset the second factor"),
            tag="accounts",
            body=ResetBody,
            examples={
                "zh": {"reason": "手机遗失，已当面核实。"},
                "en": {"reason": "The phone was lost; seen in person."},
            },
            answers=Done,
            changes=True,
            refusals=(409, 413, 415, 422),
            run=self.reset,
        )

        duties: tuple[tuple[str, str, str, Change], ...] = (
            ("require", "要求某岗位开启两步验证", "Require a second factor of a role", self._required),
            ("waive", "不再要求两步验证", "Require it of a role no more", self._service.factor_duties.waive),
        )
        for verb, zh, en, change in duties:
            yield Operation(
                method="POST",
                path=f"/api/accounts/{verb}-second-factor",
                name=f"{verb}-second-factor",
                action=f"account.{verb}-second-factor",
                summary=Sentence(zh, en),
                tag="accounts",
                body=DutyBody,
                examples={"zh": {"role": "custodian"}, "en": {"role": "custodian"}},
                answers=DutyBody,
                changes=True,
                run=self._changer(f"account.{verb}-second-factor", change),
            )

    def _changer(self, action: str, change: Change) -> Callable[[Call], Awaitable[Answer]]:
        async def answered(call: Call) -> Answer:
            gate.require(call.subject, action)
            body: DutyBody = call.body

            async def run() -> Answer:
                await change(body.role, BodyId(body.body) if body.body is not None else None, by=call.subject.account)
                return Answer(content=body)

            return await once(self._service.events, call, run)

        return answered

    async def _required(self, role: Role, body: BodyId | None, *, by: ActorId) -> None:
        """Who asks it of others has one: nobody is shut out by a slip of their own, or by a stolen password."""
        if not (await self._service.factors.state(by)).on:
            raise SecondFactorRefused("second-factor-own-first")
        await self._service.factor_duties.require(role, body, by=by)

    async def own(self, call: Call) -> Answer:
        """How one's own stands."""
        gate.require(call.subject, "account.read-own")
        return await self._shown(call.subject.account)

    async def of_another(self, call: Call) -> Answer:
        """How that of an account stands."""
        gate.require(call.subject, "account.list")
        return await self._shown(ActorId(call.ids["account"]))

    async def begin(self, call: Call) -> Answer:
        """A new secret for whoever knows the password; nothing is asked of anybody until it is confirmed."""
        account = await self._known(call, password=call.body.password)
        secret = await self._service.factors.begin(account)
        address = one_time_code.address(secret, await self._service.accounts.name_of(account))
        text = one_time_code.as_text(secret)
        return Answer(content=FactorBegun(secret=text, address=address, picture=code_on_screen(address)))

    async def confirm(self, call: Call) -> Answer:
        """From now on signing in asks for a code."""
        confirmed = await self.confirmed(call)
        return Answer(content=FactorOn(account=call.subject.account, recovery_codes=confirmed.recovery_codes))

    async def confirmed(self, call: Call) -> Confirmed:
        """The same, for a page that goes on in a session of afterwards."""
        account = await self._known(call)
        with code_asked_for():
            return await self._service.factors.confirm(account, call.body.code)

    async def switch_off(self, call: Call) -> Answer:
        """From now on signing in asks for no code; every session and token of before is void."""
        await self.switched_off(call)
        return Answer(content=Done(account=call.subject.account))

    async def switched_off(self, call: Call) -> int:
        """The same, for a page that goes on in a session of afterwards: their epoch."""
        account = await self._known(call, password=call.body.password)
        await self._service.limits.take(RateClass.SECOND_FACTOR, str(account))
        with code_asked_for():
            return await self._service.factors.switch_off(account, call.body.code)

    async def reset(self, call: Call) -> Answer:
        """As switching off, on an administrator's word and with a reason."""
        gate.require(call.subject, RESET)
        account, by = ActorId(call.ids["account"]), call.subject.account

        async def run() -> Answer:
            try:
                act = uuid5(by, str(call.key))
                await self._service.factors.reset(account, call.body.reason, by=by, act=act)
            except ReasonMissing:
                raise Trouble("reason-missing", place="reason") from None
            return Answer(content=Done(account=account))

        return await once(self._service.events, call, run)

    async def _known(self, call: Call, *, password: str | None = None) -> ActorId:
        """The account that asks, once there are tries left and the *password*, where one is given, is its own."""
        gate.require(call.subject, OWN)
        account: ActorId = call.subject.account
        await self._service.limits.take(RateClass.SIGN_IN, str(account))
        if password is not None:
            await self._service.accounts.check_own_password(account, password)
        return account

    async def _shown(self, account: ActorId) -> Answer:
        state, acts = await self._service.factors.state(account), await self._service.factors.acts(account)
        shown = FactorShown(
            account=account, on=state.on, since=state.since, recovery_left=state.recovery_left, acts=acts
        )
        return Answer(content=shown)
