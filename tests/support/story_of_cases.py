"""How a scenario tells a case."""

import re
from typing import Any, get_args

import msgspec

from application.adapters.calendar_files import national_calendar
from application.adapters.profile_files import packaged_profiles
from domain.cases.case import Case, CaseSetting, Standing, decide, evolve
from domain.cases.commands import CaseCommand
from domain.cases.events import CheckResult
from domain.cases.state import established, findings_without_support
from domain.identity import ActorId, BodyId
from domain.occasion import Lockout, Occasion
from tests.support.story import Kind


def by_name(commands: Any) -> dict[str, type]:
    """The commands of a union under their names in kebab-case."""
    return {re.sub(r"(?<!^)(?=[A-Z])", "-", c.__name__).lower(): c for c in get_args(commands)}


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    profile: str = "P-QYF"
    heads: tuple[ActorId, ...] = ()
    next_higher: BodyId | None = None
    locked_out: tuple[Lockout, ...] = ()
    respondents: tuple[Standing, ...] = ()


def _setting(occasion: Occasion, told: dict[str, Any], _: Case) -> CaseSetting:
    read = msgspec.convert(told, _Told)
    return CaseSetting(
        occasion=occasion,
        profile=packaged_profiles()[read.profile],
        calendar=national_calendar(),
        heads=read.heads,
        next_higher=read.next_higher,
        locked_out=read.locked_out,
        respondents=read.respondents,
    )


CASES = Kind(
    commands=by_name(CaseCommand),
    start=Case(),
    decide=decide,
    evolve=evolve,
    setting=_setting,
    views={
        "stage": lambda case, _: case.stage.value,
        "established": lambda case, setting: [f.fact for f in established(case, setting.profile)],
        "findings-without-support": lambda case, setting: [
            f.fact for f in findings_without_support(case, setting.profile)
        ],
        "recused": lambda case, _: [str(officer) for officer in case.recused],
        "defects": lambda case, _: [d.defect.value for d in case.defects],
        "suspicions": lambda case, _: [str(a) for a, result in case.check_results if result is not CheckResult.REFUTED],
        "false_accusation": lambda case, _: case.false_accusation,
        "respondents": lambda case, _: [str(r.proceeding) for r in case.respondents],
    },
)
