"""Ways of service (送达方式) and the day on which each is deemed done."""

from datetime import date

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title
from domain.calendar.rules import Basis, DeadlineRules, Source, deadline_under


class ServiceMode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way of service. ``fact`` says which day is recorded; ``after`` names the rule whose period must first pass.

    ``needs`` is the code of what must be on file for this mode to be lawful.
    """

    id: str
    title: Title
    fact: str
    basis: Basis
    after: str | None = None
    needs: str | None = None
    sources: tuple[Source, ...] = ()


class ServiceModes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of modes; ``facts`` names each recorded day in both languages."""

    modes: tuple[ServiceMode, ...]
    facts: dict[str, Title]

    def __post_init__(self) -> None:
        for mode in self.modes:
            if mode.fact not in self.facts:
                raise CalendarError("service-mode-unreadable", mode.id)

    def mode(self, mode_id: str) -> ServiceMode:
        """The mode called *mode_id*.

        Raises:
            CalendarError: ``service-mode-unknown``.
        """
        for mode in self.modes:
            if mode.id == mode_id:
                return mode
        raise CalendarError("service-mode-unknown", mode_id)


class Served(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The day a document is deemed served. ``waited`` is the working of a period that had to pass first."""

    on: date
    mode: str
    fact_on: date
    waited: Deadline | None = None


def deemed_served(mode: ServiceMode, fact_on: date, rules: DeadlineRules, calendar: Calendar) -> Served:
    """The day a document is deemed served by *mode*, from the recorded day *fact_on*.

    The day of service is the event from which later periods run; it is not counted in them.
    """
    if mode.after is None:
        return Served(on=fact_on, mode=mode.id, fact_on=fact_on)
    waited = deadline_under(rules.rule(mode.after), fact_on, calendar)
    return Served(on=waited.due, mode=mode.id, fact_on=fact_on, waited=waited)
