"""What would lose a report or a deadline here, and what to do about it: for ``wenze doctor``, the API and the page."""

import re
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

import msgspec

from application.adapters.checks.appeals import check_appeal_handlers
from application.adapters.checks.calendar import check_calendar
from application.adapters.checks.database import check_database
from application.adapters.checks.finding import Finding
from application.adapters.checks.machine import Machine, check_machine
from application.adapters.checks.printing import check_typefaces
from application.adapters.press.printing import packaged_layout
from application.casework.around import LEGAL_ZONE
from domain.papers.days import day
from domain.procedure.profile import Label


class Advice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a finding means and what to do, in both languages; ``page`` is that of this service where it is done, if one is."""

    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    page: str | None = None

    def of(self, finding: Finding) -> "Advice":
        """The same about this finding."""
        told = [_told(part) for part in finding.about]
        zh, en = [one.zh for one in told], [one.en for one in told]
        return Advice(
            zh=self.zh.format(*zh),
            en=self.en.format(*en),
            remedy_zh=self.remedy_zh.format(*zh),
            remedy_en=self.remedy_en.format(*en),
            page=self.page,
        )


def _told(part: str) -> Label:
    """A day as people write it; anything else as it is."""
    return day(date.fromisoformat(part)) if A_DAY.fullmatch(part) else Label(zh=part, en=part)


A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ADVICE = msgspec.toml.decode(files("interfaces").joinpath("setup_check.toml").read_bytes(), type=dict[str, Advice])
"""By the code of the finding."""


def examine(runtime: str, *, data: Path, key_file: Path) -> tuple[Finding, ...]:
    """Every finding, the grave ones first. *runtime* is the run-time connection. Blocks for as long as the checks take."""
    machine = Machine(data=data, key_file=key_file, runtime=runtime, today=datetime.now(LEGAL_ZONE).date())
    calendar, appeals = check_calendar(runtime, machine.today), check_appeal_handlers(runtime, machine.today)
    found = (
        *check_database(runtime),
        *check_machine(machine),
        *calendar,
        *check_typefaces(packaged_layout()),
        *appeals,
    )
    return tuple(sorted(found, key=lambda finding: not finding.grave))
