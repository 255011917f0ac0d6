"""``wenze account``: makes the first administrator, and every other account. The local operator is on record for it."""

import argparse
import asyncio
import getpass
import json
import secrets
import sys
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant, checked_name
from application.errors import ApplicationError, PasswordRefused, StoreUnavailable
from interfaces.cli.account_wording import lines, tell, tell_code
from interfaces.cli.arguments import Parser, Subparsers, day
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.cli.wording import text


def add(subparsers: Subparsers) -> None:
    """Declare the command and its parts."""
    parser = subparsers.add_parser("account", help=text("管理账号、角色和令牌", "manage accounts, roles and tokens"))
    acts = parser.add_subparsers(dest="act", metavar=text("操作", "what"), required=True)

    adding = _named(acts.add_parser("add", help=text("新建账号", "make an account")))
    _role_options(adding, required=False)
    _password_options(adding)
    adding.add_argument(
        "--no-password", action="store_true", help=text("不设口令，只能用令牌", "no password: tokens only")
    )
    adding.add_argument(
        "--party",
        type=UUID,
        metavar="ID",
        help=text("账号所属的人员（登记册中的编号）", "the person (id in the register) the account belongs to"),
    )

    acts.add_parser("list", help=text("列出账号和角色", "list accounts and roles"))
    granting = _named(acts.add_parser("grant", help=text("授予角色", "grant a role")))
    _role_options(granting, required=True)
    withdrawing = acts.add_parser("withdraw", help=text("收回角色", "take a role back"))
    withdrawing.add_argument(
        "id", type=UUID, metavar="ID", help=text("list 所示的角色编号", "id of the role, from list")
    )
    _password_options(_named(acts.add_parser("password", help=text("重设口令", "give a new password"))))
    _named(acts.add_parser("disable", help=text("停用账号，立即作废其会话和令牌", "let nobody in, at once")))
    _named(acts.add_parser("enable", help=text("恢复账号", "let the account in again")))
    _named(acts.add_parser("factor", help=text("查看两步验证", "show the second factor")))
    resetting = _named(acts.add_parser("reset-factor", help=text("重置两步验证，写明理由", "reset the second factor")))
    resetting.add_argument(
        "--reason",
        required=True,
        metavar="TEXT",
        help=text("为什么重置；加密保存，不要写姓名", "why; it is kept sealed, and no name belongs in it"),
    )
    for verb, zh, en in (
        ("require-factor", "要求某岗位开启两步验证", "require a second factor of a role"),
        ("waive-factor", "不再要求两步验证", "require it of a role no more"),
    ):
        of_role = acts.add_parser(verb, help=text(zh, en))
        of_role.add_argument(
            "--of", type=Role, required=True, choices=tuple(Role), metavar="ROLE", help=", ".join(Role)
        )
        _body_option(of_role)
    issuing = _named(acts.add_parser("token", help=text("签发令牌", "issue a token for a program")))
    issuing.add_argument(
        "--days",
        type=_days,
        default=90,
        metavar="N",
        help=text("有效天数，1-366；默认 90", "days, 1-366; 90 by default"),
    )
    revoking = acts.add_parser("revoke", help=text("作废令牌", "void a token"))
    revoking.add_argument("id", type=UUID, metavar="ID", help=text("令牌编号", "id of the token"))
    for act in acts.choices.values():
        act.add_argument("--json", action="store_true", help=text("以一行 JSON 输出结果", "print the result as JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Do it; results go to standard output, and a secret is shown this once."""
    try:
        grants = _checked(arguments)
        # Asked before the database is opened: nobody should wait for a person to type.
        password, generated = _password(arguments)
        from interfaces import account_acts  # noqa: PLC0415 - loads the driver, which most commands do without

        result = asyncio.run(account_acts.carry_out(arguments, grants, password))
    except StoreUnavailable:
        raise
    except (ApplicationError, ValueError) as refused:
        if not tell(refused):
            raise
        return REFUSED
    if generated:
        result["password"] = password
    for line in [json.dumps(result, ensure_ascii=False)] if arguments.json else lines(result):
        print(line, flush=True)
    if generated or "token" in result:
        tell_code("shown-once")
    return DONE


def _checked(arguments: argparse.Namespace) -> tuple[NewGrant, ...]:
    name = getattr(arguments, "name", None)
    if name is not None:
        checked_name(name)
    return tuple(
        NewGrant(role=role, body=arguments.body, valid_from=arguments.valid_from, valid_until=arguments.valid_until)
        for role in getattr(arguments, "role", ())
    )


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


def _named(parser: Parser) -> Parser:
    parser.add_argument("name", metavar="NAME", help=text("账号名（a-z 0-9 . _ -）", "sign-in name (a-z 0-9 . _ -)"))
    return parser


def _role_options(parser: Parser, *, required: bool) -> None:
    parser.add_argument(
        "--role",
        action="append",
        type=Role,
        required=required,
        default=[] if not required else None,
        choices=tuple(Role),
        metavar="ROLE",
        help=text("角色，可重复：", "role, may be repeated: ") + ", ".join(Role),
    )
    _body_option(parser)
    parser.add_argument("--from", dest="valid_from", type=day, metavar="DATE", help=text("起始日", "first day"))
    parser.add_argument("--until", dest="valid_until", type=day, metavar="DATE", help=text("截止日（含）", "last day"))


def _body_option(parser: Parser) -> None:
    parser.add_argument("--body", type=UUID, metavar="ID", help=text("所在机关（编号）", "the body (id) it is for"))


def _password_options(parser: Parser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--generate",
        action="store_true",
        help=text("生成口令并显示一次", "generate the password and show it once"),
    )
    one.add_argument(
        "--password-stdin",
        action="store_true",
        help=text("从标准输入读一行作为口令", "read the password from standard input"),
    )


def _days(value: str) -> int:
    days = int(value)
    if not 1 <= days <= 366:
        raise ValueError(value)
    return days
