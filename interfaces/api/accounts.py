"""Accounts: an administrator adds them, grants roles and ends access. Passwords never pass through a receipt."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.access import Role
from application.accounts import NewGrant
from application.adapters.accounts import Account
from application.adapters.display_names import LONGEST as LONGEST_NAME
from application.adapters.second_factor_duties import FactorDuty
from application.casework import gate
from application.errors import AccountNameTaken, NotFound
from application.roles_apart import RoleConflict, role_conflicts
from domain.identity import ActorId, BodyId, PartyId
from interfaces.api.forms import TEXT
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.leavers import leavers
from interfaces.problems import Trouble
from interfaces.service import Service

SignInName = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9._-]{1,63}$")]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]


class GrantBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role to grant, for one body. ``valid_until`` is included; without it until revoked."""

    role: Role
    body: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class AccountBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new account. ``party`` is the person of the register to whom it belongs, by the number that the case office hands over.

    Its password is set apart.
    """

    name: SignInName
    party: UUID | None = None
    roles: Annotated[tuple[GrantBody, ...], msgspec.Meta(max_length=50)] = ()


class RoleBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The id of a role as the list of accounts shows it."""

    id: UUID


class PasswordBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new password: 15 characters or more, not the account's name, not a common one."""

    password: Password


class DisplayNameBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the account is called on pages and papers; without a name, or with blanks alone, by its sign-in name."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME * 4, pattern=TEXT)] | None = None


class AccountsShown(msgspec.Struct, frozen=True, kw_only=True):
    """Every account with the roles that it ever held, and who holds roles that should be apart. ``called``: display names, by account.

    ``second_factors``: since when, by account; ``required``: of which roles one is required. ``leavers``: how many open
    cases and appeals accounts have in hand that are disabled or hold no role today; None while no list is made.
    """

    accounts: tuple[Account, ...]
    called: dict[UUID, str]
    conflicts: tuple[RoleConflict, ...]
    second_factors: dict[ActorId, datetime]
    required: tuple[FactorDuty, ...]
    leavers: dict[ActorId, int] | None = None


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was changed: the account, and a role that was granted; how many sessions were ended."""

    account: UUID
    role: UUID | None = None
    sessions: int | None = None


class AccountAdministration:
    """The routes of administrators."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/accounts",
            name="list-accounts",
            action="account.list",
            summary=Sentence("账号列表", "List accounts"),
            tag="accounts",
            answers=AccountsShown,
            run=self.all,
        )
        acts: tuple[tuple[str, str, str, str, Any, Callable[[Call], Awaitable[Answer]], bool], ...] = (
            ("", "add", "新增账号", "Add an account", AccountBody, self._add, True),
            ("/{account}/grant-role", "grant-role", "授予角色", "Grant a role", GrantBody, self._grant, True),
            ("/{account}/revoke-role", "revoke-role", "收回角色", "Revoke a role", RoleBody, self._revoke, True),
            ("/{account}/disable", "disable", "停用账号", "Disable an account", None, self._disable, True),
            ("/{account}/enable", "enable", "启用账号", "Enable an account", None, self._enable, True),
            ("/{account}/end-sessions", "end-sessions", "结束会话", "End all sessions", None, self._end, True),
            (
                "/{account}/set-display-name",
                "set-display-name",
                "设定显示名",
                "Set what it is called",
                DisplayNameBody,
                self._called,
                True,
            ),
            # No receipt: the digest of a request that holds a password could be tried against guesses.
            (
                "/{account}/set-password",
                "set-password",
                "设定口令",
                "Set a password",
                PasswordBody,
                self._password,
                False,
            ),
        )
        for path, verb, zh, en, body, run, receipt in acts:
            yield Operation(
                method="POST",
                path=f"/api/accounts{path}",
                name=f"account-{verb}",
                action=f"account.{verb}",
                summary=Sentence(zh, en),
                tag="accounts",
                body=body,
                answers=Done,
                status=201 if verb == "add" else 200,
                changes=receipt,
                refusals=(409, 413, 415, 422, 429),
                run=self._runner(f"account.{verb}", run, receipt=receipt),
            )

    def _runner(
        self, action: str, run: Callable[[Call], Awaitable[Answer]], *, receipt: bool
    ) -> Callable[[Call], Awaitable[Answer]]:
        async def answered(call: Call) -> Answer:
            gate.require(call.subject, action)
            return await once(self._service.events, call, lambda: run(call)) if receipt else await run(call)

        return answered

    async def all(self, call: Call) -> Answer:
        """Accounts by name."""
        gate.require(call.subject, "account.list")
        accounts = await self._service.accounts.all()
        conflicts = role_conflicts(accounts, self._service.around.today())
        named = await self._service.called.names()
        called: dict[UUID, str] = {one.id: named[one.id] for one in accounts if named.get(one.id, one.name) != one.name}
        shown = AccountsShown(
            accounts=accounts,
            called=called,
            conflicts=conflicts,
            second_factors=await self._service.factors.on_since(),
            required=await self._service.factor_duties.all(),
            leavers=await leavers(self._service, accounts),
        )
        return Answer(content=shown)

    async def _add(self, call: Call) -> Answer:
        body: AccountBody = call.body
        new = ActorId(uuid5(call.subject.account, str(call.key)))
        grants = tuple(_granted(one) for one in body.roles)
        party = PartyId(body.party) if body.party is not None else None
        if party is not None and not await self._service.parties.is_known(party):
            raise Trouble("party-unknown", place="party")
        try:
            await self._service.accounts.add(
                body.name, by=call.subject.account, party=party, grants=grants, account=new
            )
        except AccountNameTaken:
            taken = await self._service.accounts.named(body.name)
            if taken is None or taken.id != new:  # else the answer to an earlier attempt was lost
                raise
        return Answer(content=Done(account=new))

    async def _grant(self, call: Call) -> Answer:
        account = _account(call)
        role = await self._service.accounts.grant(account, _granted(call.body), by=call.subject.account)
        return Answer(content=Done(account=account, role=role))

    async def _revoke(self, call: Call) -> Answer:
        account, role = _account(call), call.body.id
        known = next((one for one in await self._service.accounts.all() if one.id == account), None)
        if known is None or all(held.id != role for held in known.roles):
            raise NotFound
        await self._service.accounts.withdraw(role, by=call.subject.account)
        return Answer(content=Done(account=account, role=role))

    async def _disable(self, call: Call) -> Answer:
        await self._service.accounts.disable(_account(call), by=call.subject.account)
        return Answer(content=Done(account=_account(call)))

    async def _enable(self, call: Call) -> Answer:
        await self._service.accounts.enable(_account(call), by=call.subject.account)
        return Answer(content=Done(account=_account(call)))

    async def _end(self, call: Call) -> Answer:
        ended = await self._service.sessions.end_all(_account(call))
        return Answer(content=Done(account=_account(call), sessions=ended))

    async def _called(self, call: Call) -> Answer:
        try:
            await self._service.called.give(_account(call), call.body.name, by=call.subject.account)
        except ValueError:
            raise Trouble("display-name-malformed", place="name") from None
        return Answer(content=Done(account=_account(call)))

    async def _password(self, call: Call) -> Answer:
        await self._service.accounts.set_password(_account(call), call.body.password, by=call.subject.account)
        return Answer(content=Done(account=_account(call)))


def _account(call: Call) -> ActorId:
    return ActorId(call.ids["account"])


def _granted(body: GrantBody) -> NewGrant:
    return NewGrant(
        role=body.role,
        body=BodyId(body.body) if body.body is not None else None,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
