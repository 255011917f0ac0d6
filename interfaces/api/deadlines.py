"""Working out a deadline over the API: the answer of ``wenze deadline``."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from application.adapters.calendar_files import deadline_rules
from application.calendar_book import CalendarBook
from application.casework import gate
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, Extension, Pause, deadline
from domain.calendar.errors import CalendarError
from domain.calendar.notice import NATIONAL
from domain.calendar.period import Period
from domain.calendar.rules import DeadlineRule, deadline_under
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.calendar_faults import of_fault
from interfaces.problems import Trouble

Written = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class DeadlineQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Either ``period`` (``5wd``, ``30d``, ``1m``, ``1y``) or ``rule``. ``pause`` is ``FROM..TO``.

    ``calendar_version`` counts on a calendar that the service had before, as an earlier answer names it.
    """

    from_: date = msgspec.field(name="from")
    period: Written | None = None
    rule: Written | None = None
    pause: Written | None = None
    extend: Written | None = None
    roll: bool | None = None
    as_known_on: date | None = None
    jurisdiction: Written = NATIONAL
    calendar_version: Written | None = None


class RulesShown(msgspec.Struct, frozen=True, kw_only=True):
    """Every deadline rule with its sources and what kind of rule it is."""

    rules: tuple[DeadlineRule, ...]


class Deadlines:
    """The routes that work out a deadline."""

    def __init__(self, book: CalendarBook) -> None:
        self._book = book

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/deadline",
            name="work-out-deadline",
            action=PUBLIC,  # the access table gives the calendar to everybody
            summary=Sentence("计算期限并列出算法", "Work out a deadline and show how"),
            tag="calendar",
            query=DeadlineQuery,
            answers=Deadline,
            run=self.deadline,
        )
        yield Operation(
            method="GET",
            path="/api/deadline-rules",
            name="list-deadline-rules",
            action=PUBLIC,
            summary=Sentence("期限规则", "Deadline rules"),
            tag="calendar",
            answers=RulesShown,
            run=self.rules,
        )

    async def rules(self, call: Call) -> Answer:
        """Every rule."""
        gate.require(call.subject, "calendar.read")
        return Answer(content=RulesShown(rules=deadline_rules().rules))

    async def deadline(self, call: Call) -> Answer:
        """One deadline with its working."""
        gate.require(call.subject, "calendar.read")
        try:
            query: DeadlineQuery = call.query
            return Answer(content=_worked_out(query, await self._calendar(query)))
        except CalendarError as wrong:
            said = of_fault(wrong)
            raise Trouble("malformed-query", place="query", detail=f"{said.zh} / {said.en}") from None

    async def _calendar(self, query: DeadlineQuery) -> Calendar:
        if query.calendar_version is None:
            return await self._book.calendar(query.jurisdiction, query.as_known_on)
        found = await self._book.version(query.calendar_version)
        if found is None:
            raise CalendarError("calendar-version-unknown", query.calendar_version)
        return found


def _worked_out(query: DeadlineQuery, calendar: Calendar) -> Deadline:
    if (query.period is None) == (query.rule is None):
        raise CalendarError("period-or-rule")
    pauses = (Pause.parse(query.pause),) if query.pause else ()
    longer = Period.parse(query.extend) if query.extend else None
    if query.rule is not None:
        rule = deadline_rules().rule(query.rule)
        return deadline_under(rule, query.from_, calendar, pauses=pauses, extended_by=longer, roll=query.roll)
    extension = Extension(period=longer) if longer else None
    period = Period.parse(query.period or "")
    return deadline(period, query.from_, calendar, pauses=pauses, extension=extension, roll=query.roll)
