"""What each part of ``wenze account`` does."""

import argparse
from datetime import timedelta
from typing import Any
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.accounts import Account
from application.errors import NotFound
from domain.identity import ActorId
from interfaces import settings
from interfaces.accounting import AccountRegister, account_register
from interfaces.bodies import require_body

_FOR_A_BODY = frozenset({"add", "grant", "require-factor"})
"""What gives a body something; what takes it away is for one that the register no longer knows, too."""


async def carry_out(
    arguments: argparse.Namespace, grants: tuple[NewGrant, ...], password: str | None
) -> dict[str, Any]:
    """Do what was asked; the answer is what to print, with a new token in it.

    Raises:
        BodyUnknown: the register does not know the body that a role is for.
    """
    async with account_register(settings.read()) as register:
        if arguments.act in _FOR_A_BODY:
            await require_body(register.registers, arguments.body)
        return await _act(arguments, register, grants, password)


async def _act(
    arguments: argparse.Namespace, register: AccountRegister, grants: tuple[NewGrant, ...], password: str | None
) -> dict[str, Any]:
    accounts, by = register.accounts, LOCAL_OPERATOR
    match arguments.act:
        case "list":
            required = [_duty(one.role, one.body) for one in await register.factor_duties.all()]
            return {
                "accounts": [_shown(account) for account in await accounts.all()],
                "second_factor_required": required,
            }
        case "require-factor":
            await register.factor_duties.require(arguments.of, arguments.body, by=by)
            return _duty(arguments.of, arguments.body)
        case "waive-factor":
            await register.factor_duties.waive(arguments.of, arguments.body, by=by)
            return _duty(arguments.of, arguments.body)
        case "add":
            account = await accounts.add(arguments.name, by=by, password=password, party=arguments.party, grants=grants)
            return {"account": str(account), "name": arguments.name}
        case "withdraw":
            await accounts.withdraw(arguments.id, by=by)
            return {"role": str(arguments.id)}
        case "revoke":
            await register.tokens.revoke(arguments.id)
            return {"revoked": str(arguments.id)}
        case _:
            return await _act_on_named(arguments, register, grants, password)


async def _act_on_named(
    arguments: argparse.Namespace, register: AccountRegister, grants: tuple[NewGrant, ...], password: str | None
) -> dict[str, Any]:
    accounts, by = register.accounts, LOCAL_OPERATOR
    found = await accounts.named(arguments.name)
    if found is None:
        raise NotFound
    result: dict[str, Any] = {"account": str(found.id), "name": found.name}
    match arguments.act:
        case "grant":
            result["roles"] = [str(await accounts.grant(found.id, grant, by=by)) for grant in grants]
        case "password":
            await accounts.set_password(found.id, password or "", by=by)
        case "disable":
            await accounts.disable(found.id, by=by)
        case "enable":
            await accounts.enable(found.id, by=by)
        case "factor":
            result |= await _factor(register, found.id)
        case "reset-factor":
            await register.factors.reset(found.id, arguments.reason, by=by)
        case "token":
            issued = await register.tokens.issue(found.id, by=by, lifetime=timedelta(days=arguments.days))
            result |= {"id": str(issued.id), "token": issued.secret, "expires_at": issued.expires_at.isoformat()}
    return result


def _duty(role: Role, body: UUID | None) -> dict[str, Any]:
    return {"role": role.value, "body": body and str(body)}


async def _factor(register: AccountRegister, account: ActorId) -> dict[str, Any]:
    state, acts = await register.factors.state(account), await register.factors.acts(account)
    return {
        "second_factor": "on" if state.on else "off",
        "since": state.since and state.since.isoformat(),
        "recovery_codes_left": state.recovery_left,
        "acts": [
            {"act": one.act.value, "by": str(one.by), "at": one.at.isoformat(), "reason": one.reason} for one in acts
        ],
    }


def _shown(account: Account) -> dict[str, Any]:
    return {
        "account": str(account.id),
        "name": account.name,
        "party": account.party and str(account.party),
        "disabled": account.disabled,
        "roles": [
            {
                "id": str(held.id),
                "role": held.role,
                "body": held.body and str(held.body),
                "from": held.valid_from.isoformat(),
                "until": held.valid_until and held.valid_until.isoformat(),
            }
            for held in account.roles
            if held.withdrawn_at is None
        ],
    }
