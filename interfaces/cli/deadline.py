"""``wenze deadline``: the last day of a period and how it was worked out. Needs no database, server or account."""

import argparse

import msgspec

from application.adapters.calendar_files import counting_rules, deadline_rules, notice_from, shipped_notices
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, Extension, Pause, deadline
from domain.calendar.errors import CalendarError
from domain.calendar.notice import NATIONAL
from domain.calendar.period import Period, day_from
from domain.calendar.rules import DeadlineRule, deadline_under
from interfaces.cli import deadline_wording as wording
from interfaces.cli.arguments import Subparsers, file_to_read
from interfaces.cli.exit_codes import DONE, USAGE
from interfaces.cli.wording import text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("deadline", help=text("计算期限并列出算法", "work out a deadline and show how"))
    add = parser.add_argument
    add("--period", metavar="5wd|30d|1m|1y", help=text("期间", "length of the period"))
    add("--rule", metavar="ID", help=text("按期限规则计算，例如 D-03", "by a deadline rule, for example D-03"))
    add("--list", action="store_true", help=text("列出期限规则", "list the deadline rules"))
    add("--from", dest="from_", metavar="DATE", help=text("事件日（不计入）", "day of the event (not counted)"))
    add(
        "--pause",
        action="append",
        default=[],
        metavar="FROM..TO",
        help=text(
            "停止计算：FROM 当日计入，其后至 TO 不计", "clock stopped: FROM counts, the days after it to TO do not"
        ),
    )
    add("--extend", metavar="PERIOD", help=text("延长，加在原期间末日上", "extension of the unshifted first period"))
    add("--ground", metavar="CODE", help=text("延长理由代码", "code of the extension's ground"))
    add("--cap", metavar="PERIOD", help=text("含延长的合计上限", "longest in all, with the extension"))
    add(
        "--roll",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=text("末日为休息日时是否顺延", "whether a last day that is a rest day moves"),
    )
    add(
        "--as-known-on",
        metavar="DATE",
        help=text("按当日已知的放假安排", "with the holiday notices known on that day"),
    )
    add("--jurisdiction", default=NATIONAL, metavar="CODE", help=text("辖区（行政区划代码）", "division code"))
    add(
        "--notice",
        action="append",
        default=[],
        type=file_to_read,
        metavar="FILE",
        help=text("另加放假安排文件", "a further holiday notice"),
    )
    add("--json", action="store_true", help=text("算法以一行 JSON 给出", "give the working as one line of JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Print the due date alone on the first line and the working under it."""
    try:
        if arguments.list:
            for line in wording.listing(deadline_rules()):
                print(line)
            return DONE
        calendar = Calendar(
            (*shipped_notices(), *map(notice_from, arguments.notice)),
            jurisdiction=arguments.jurisdiction,
            known_on=day_from(arguments.as_known_on) if arguments.as_known_on else None,
        )
        rule = deadline_rules().rule(arguments.rule) if arguments.rule else None
        found = _worked_out(arguments, rule, calendar)
    except CalendarError as wrong:
        wording.tell(wrong)
        return USAGE
    print(found.due.isoformat())
    if arguments.json:
        print(msgspec.json.encode(found).decode())
    else:
        for line in wording.working(found, rule, calendar, deadline_rules(), counting_rules()):
            print(line)
    return DONE


def _worked_out(arguments: argparse.Namespace, rule: DeadlineRule | None, calendar: Calendar) -> Deadline:
    if (arguments.period is None) == (rule is None) or arguments.from_ is None:
        raise CalendarError("period-or-rule")
    if ((arguments.cap or arguments.ground) and not arguments.extend) or (arguments.cap and rule):
        raise CalendarError("cap-needs-extension")
    from_ = day_from(arguments.from_)
    pauses = tuple(map(Pause.parse, arguments.pause))
    longer = Period.parse(arguments.extend) if arguments.extend else None
    if rule is not None:
        return deadline_under(
            rule, from_, calendar, pauses=pauses, extended_by=longer, ground=arguments.ground, roll=arguments.roll
        )
    extension = None
    if longer is not None:
        cap = Period.parse(arguments.cap) if arguments.cap else None
        extension = Extension(period=longer, ground=arguments.ground, cap=cap)
    period = Period.parse(arguments.period)
    return deadline(period, from_, calendar, pauses=pauses, extension=extension, roll=arguments.roll)
