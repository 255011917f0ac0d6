"""Accounts and roles, with a form for each act of an administrator. The API's own routes carry them out."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.adapters.accounts import Account
from application.casework import gate
from application.errors import ApplicationError, NotAuthorised, NotFound
from application.roles_apart import role_conflicts
from domain.refusal import Refused
from interfaces.api.accounts import AccountAdministration
from interfaces.api.second_factor import SecondFactor
from interfaces.leavers import leavers
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.directory import Directory
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

FIELDS: dict[str, tuple[str, ...]] = {
    "account.add": ("name", "party"),
    "account.grant-role": ("role", "body", "valid_from", "valid_until"),
    "account.revoke-role": ("id",),
    "account.set-password": ("password",),
    "account.set-display-name": ("name",),
    "account.disable": (),
    "account.enable": (),
    "account.end-sessions": (),
    "account.reset-second-factor": ("reason",),
    "account.require-second-factor": ("role", "body"),
    "account.waive-second-factor": ("role", "body"),
}
"""The fields of each act's form."""

HANDED = "party"
"""What the address that a case office hands over says of the person: their number, and no name."""

OF_ALL = frozenset({"account.require-second-factor", "account.waive-second-factor"})
"""Acts that concern no single account: their forms stand on the page of all."""


class People:
    """The pages of accounts."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._service, self._directory, self._explain = service, directory, explain
        self._factor = SecondFactor(service)
        declared = (*AccountAdministration(service).operations(), *self._factor.operations())
        self._operations = {operation.action: operation for operation in declared if operation.action in FIELDS}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(
            path="/administration/people", action="account.list", show=self.people, submit=self.of_all, cites=False
        )
        yield Page(
            path="/administration/accounts/{account}",
            action="account.list",
            show=self.account,
            submit=self.act,
            cites=False,
        )

    async def people(self, visit: Visit) -> Response[bytes]:
        """Accounts, those that act first."""
        return await self._listed(visit, None)

    async def of_all(self, visit: Visit) -> Response[bytes]:
        """Say of which roles a second factor is required; or add an account, and open it: roles and a password are given there."""
        action = f"account.{visit.given('act') or 'add'}"
        if action != "account.add" and action not in OF_ALL:
            raise Trouble("malformed-body", place="act")
        try:
            done = await self._carry(visit, action)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._listed(visit, problem_of(error, visit, self._explain))
        if action in OF_ALL:
            return redirect(f"{visit.path}?done={action.partition('.')[2]}")
        return redirect(f"/administration/accounts/{done['account']}")

    async def account(self, visit: Visit) -> Response[bytes]:
        """One account with every role that it ever held."""
        return await self._one(visit, None)

    async def act(self, visit: Visit) -> Response[bytes]:
        """One of the acts; an unknown one is none."""
        action = f"account.{visit.given('act') or ''}"
        if action not in FIELDS or action == "account.add" or action in OF_ALL:
            raise Trouble("malformed-body", place="act")
        try:
            await self._carry(visit, action)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._one(visit, problem_of(error, visit, self._explain))
        return redirect(f"{visit.path}?done={action.partition('.')[2]}")

    async def _carry(self, visit: Visit, action: str) -> Any:
        operation = self._operations[action]
        gate.require(visit.who, action)
        given: dict[str, Any] = {name: value for name in FIELDS[action] if (value := visit.given(name)) is not None}
        if action == "account.add" and "party" in given:  # the number, or the whole address that was handed over
            given["party"] = given["party"].rpartition(f"{HANDED}=")[2].partition("#")[0].strip()
        body = None
        if operation.body is not None:
            try:
                body = msgspec.convert(given, operation.body, strict=False)
            except msgspec.ValidationError as error:
                raise from_validation(error) from None
        answer = (await operation.run(call_of(visit, body))).content
        return msgspec.json.decode(answer) if isinstance(answer, bytes) else msgspec.to_builtins(answer)

    async def _called(self, account: Account) -> str:
        """The display name; empty where the account has none."""
        name = (await self._service.called.names()).get(account.id, account.name)
        return "" if name == account.name else name

    async def _listed(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        gate.require(visit.who, "account.list")
        accounts = await self._service.accounts.all()
        names = await self._directory.who(visit.texts)
        done = visit.asked("done")
        return page(
            visit,
            "people.html",
            status=200 if problem is None else problem.status,
            names=names,
            called=await self._service.called.names(),
            factors=await self._service.factors.on_since(),
            duties=await self._service.factor_duties.all(),
            roles=[role.value for role in Role],
            organs=sorted(names.organs.items(), key=lambda item: item[1]),
            done=done if done is not None and f"account.{done}" in OF_ALL else None,
            accounts=sorted(accounts, key=lambda one: (one.disabled, one.name)),
            conflicts=role_conflicts(accounts, self._service.around.today()),
            leavers=await leavers(self._service, accounts) or {},
            handing_over=visit.holds(Role.LEAD_MANAGER, Role.APPROVER),
            handed=(handed := _handed(visit)),
            accounts_of=[one for one in accounts if handed is not None and one.party == handed],
            problem=problem,
        )

    async def _one(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        gate.require(visit.who, "account.list")
        found: Account | None = next(
            (one for one in await self._service.accounts.all() if one.id == visit.ids["account"]), None
        )
        if found is None:
            raise NotFound
        names = await self._directory.who(visit.texts)
        done = visit.asked("done")
        return page(
            visit,
            "account.html",
            status=200 if problem is None else problem.status,
            names=names,
            account=found,
            called=await self._called(found),
            factor=(await self._factor.of_another(reading(visit))).content,
            roles=[role.value for role in Role],
            organs=sorted(names.organs.items(), key=lambda item: item[1]),
            problem=problem,
            done=done if done is not None and f"account.{done}" in FIELDS else None,
        )


def _handed(visit: Visit) -> UUID | None:
    """The person of the address that a case office handed over. Raises Trouble for what is no number."""
    given = visit.asked(HANDED)
    try:
        return None if given is None else UUID(given)
    except ValueError:
        raise Trouble("malformed-query", place=HANDED) from None
