"""What each part of ``wenze account`` does."""

import argparse
import getpass
import json
import secrets
import sys
from datetime import timedelta
from typing import Any

from application.actors import LOCAL_OPERATOR
from application.adapters.accounts import Account, NewGrant, checked_name
from application.errors import NotFound, PasswordRefused
from interfaces import settings
from interfaces.accounting import AccountRegister, account_register
from interfaces.cli.account_wording import tell_code
from interfaces.cli.wording import text


async def carry_out(arguments: argparse.Namespace) -> None:
    """Do what was asked and print the result."""
    name = getattr(arguments, "name", None)
    if name is not None:
        checked_name(name)
    grants = tuple(
        NewGrant(role=role, body=arguments.body, valid_from=arguments.valid_from, valid_until=arguments.valid_until)
        for role in getattr(arguments, "role", ())
    )
    # Asked before the database is opened: nobody should wait for a person to type.
    password, generated = _password(arguments)
    async with account_register(settings.read()) as register:
        result = await _act(arguments, register, grants, password)
    if generated:
        result["password"] = password
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False), flush=True)
    else:
        for line in _lines(result):
            print(line, flush=True)
    if generated or "token" in result:
        tell_code("shown-once")


async def _act(
    arguments: argparse.Namespace, register: AccountRegister, grants: tuple[NewGrant, ...], password: str | None
) -> dict[str, Any]:
    accounts, by = register.accounts, LOCAL_OPERATOR
    match arguments.act:
        case "list":
            return {"accounts": [_shown(account) for account in await accounts.all()]}
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
        case "token":
            issued = await register.tokens.issue(found.id, by=by, lifetime=timedelta(days=arguments.days))
            result |= {"id": str(issued.id), "token": issued.secret, "expires_at": issued.expires_at.isoformat()}
    return result


def _password(arguments: argparse.Namespace) -> tuple[str | None, bool]:
    """The password to set, and whether it was generated here. At a terminal it is asked for, twice."""
    if arguments.act not in {"add", "password"} or getattr(arguments, "no_password", False):
        return None, False
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    if arguments.generate or not sys.stdin.isatty():
        return secrets.token_urlsafe(18), True
    first = getpass.getpass(text("口令：", "Password: "), stream=sys.stderr)
    if first != getpass.getpass(text("再输一次：", "Once more: "), stream=sys.stderr):
        raise PasswordRefused("differs")
    return first, False


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


def _lines(result: dict[str, Any]) -> list[str]:
    if "accounts" not in result:
        return [f"{key}  {value}" for key, value in result.items()]
    lines = []
    for account in result["accounts"]:
        state = text("（已停用）", " (disabled)") if account["disabled"] else ""
        lines.append(f"{account['name']}  {account['account']}{state}")
        for role in account["roles"]:
            until = role["until"] or ""
            lines.append(f"  {role['role']}  {role['body'] or '-'}  {role['from']}..{until}  {role['id']}")
    return lines
