"""``wenze calendar``: the notices of the calendar, and where reminders go. The local operator is on record as the actor."""

import argparse
import asyncio
from uuid import UUID

from application.adapters.calendar_files import notice_from
from domain.calendar.errors import CalendarError
from interfaces.cli import deadline_wording
from interfaces.cli.arguments import Subparsers, file_to_read
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command and its parts."""
    parser = subparsers.add_parser(
        "calendar", help=text("日历的放假安排与催办去向", "notices, and targets of reminders")
    )
    acts = parser.add_subparsers(dest="act", metavar=text("操作", "what"), required=True)
    acts.add_parser("list", help=text("列出放假安排", "list the notices"))
    showing = acts.add_parser("show", help=text("查看一份放假安排", "show a notice"))
    showing.add_argument("name", metavar="NAME", help=text("list 所示的名称", "its name, from list"))
    importing = acts.add_parser(
        "import", help=text("提出一份放假安排，由另一人签署", "propose a notice; another person signs it")
    )
    importing.add_argument("file", type=file_to_read, metavar="FILE", help=text("TOML 文件", "TOML file"))
    importing.add_argument(
        "--body", type=UUID, metavar="ID", help=text("为哪个机关提出", "the body it is proposed for")
    )
    importing.add_argument(
        "--preview", action="store_true", help=text("只列出受影响的期限", "only list the deadlines it moves")
    )
    aiming = acts.add_parser("target", help=text("设置催办的邮箱或 webhook", "add a mailbox or webhook for reminders"))
    aiming.add_argument("--body", type=UUID, metavar="ID", required=True, help=text("机关", "the body"))
    aiming.add_argument(
        "--letters", choices=("zh", "en"), default="zh", help=text("邮件的语言", "the language of the letters")
    )
    either = aiming.add_mutually_exclusive_group(required=True)
    either.add_argument("--mail", metavar="ADDRESS", help=text("机关邮箱", "the office's mailbox"))
    either.add_argument("--webhook", metavar="URL", help=text("https 地址", "an https address"))
    either.add_argument(
        "--next-higher",
        action="store_true",
        help=text(
            "已过的期限同时告知登记册所列上一级机关", "tell the next higher organ of the register what has passed"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; results go to standard output."""
    try:
        match arguments.act:
            case "list":
                return _list()
            case "show":
                return _show(arguments.name)
            case "import":
                return _import(arguments)
            case _:
                return _target(arguments)
    except CalendarError as wrong:
        deadline_wording.tell(wrong)
        return USAGE


def _list() -> int:
    from interfaces import calendar_acts, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    for each in asyncio.run(calendar_acts.listed(settings.read())):
        print(each.state, each.name, each.content)
    return DONE


def _show(name: str) -> int:
    from interfaces import calendar_acts, settings  # noqa: PLC0415 - as above

    notice = asyncio.run(calendar_acts.shown(settings.read(), name))
    if notice is None:
        say(
            f"没有名为 {name} 的放假安排。见 wenze calendar list。",
            f"There is no notice {name}. See wenze calendar list.",
        )
        return REFUSED
    print(notice.id, notice.jurisdiction, text(notice.title.zh, notice.title.en))
    for festival in notice.festivals:
        print(text(festival.title.zh, festival.title.en))
        for word, days in ((text("休", "off"), festival.off), (text("班", "work"), festival.work)):
            if days:
                print(" ", word, *(day.isoformat() for day in days))
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    notice = notice_from(arguments.file)
    from interfaces import calendar_acts, settings  # noqa: PLC0415 - as above

    given = settings.read()
    effect = asyncio.run(calendar_acts.effect(given, notice))
    if effect is None:
        say(
            "期限列表尚未建立，无法列出受影响的期限。",
            "The list of deadlines is not made yet, so what moves cannot be shown.",
        )
    else:
        for each in effect.affected:
            print(each.kind.value, each.matter, each.before, "->", each.after)
        say(f"受影响的期限：{len(effect.affected)}", f"deadlines that change: {len(effect.affected)}")
    if arguments.preview:
        return DONE
    if arguments.body is None:
        say("请用 --body 写明为哪个机关提出。", "Say with --body for which body it is proposed.")
        return USAGE
    content = asyncio.run(calendar_acts.propose(given, notice, arguments.body))
    print(content)
    say("已提出；由另一人签署后生效。", "Proposed; it takes effect once another person signs.")
    return DONE


def _target(arguments: argparse.Namespace) -> int:
    from application.reminders.reminder import Channel  # noqa: PLC0415 - as above
    from interfaces import calendar_acts, settings  # noqa: PLC0415 - as above

    if arguments.next_higher:
        return _escalate(arguments.body)

    channel = Channel.MAIL if arguments.mail else Channel.WEBHOOK
    address = arguments.mail or arguments.webhook
    try:
        made, secret = asyncio.run(
            calendar_acts.target(settings.read(), arguments.body, channel, address, arguments.letters)
        )
    except ValueError:
        say(
            f"地址 {address} 不能使用：邮箱写 name@host，webhook 须为 https。",
            f"The address {address} cannot be used: write name@host, or an https address.",
        )
        return USAGE
    print(made, *(() if secret is None else (secret,)))
    return DONE


def _escalate(body: UUID) -> int:
    from domain.registers.competence import Competent  # noqa: PLC0415 - as above
    from interfaces import calendar_acts, settings  # noqa: PLC0415 - as above

    found = asyncio.run(calendar_acts.escalate(settings.read(), body))
    if isinstance(found, Competent):
        print(found.body)
        return DONE
    say(
        f"登记册没有写明机关 {body} 的上一级机关，没有设置。请先用 wenze import organs 登记。",
        f"The register does not name the next higher organ of {body}; nothing was set. Enter it first with wenze import organs.",
    )
    return REFUSED
