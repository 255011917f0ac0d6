"""How stories of supervision instruments are told: commands, deciders, the shipped schemes and the shipped law."""

from typing import Any

import msgspec

from application.actions import COMMANDS
from application.adapters.calendar_files import deadline_rules, national_calendar
from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from application.adapters.scheme_files import packaged_schemes
from application.casework.file import FIRST_PROFILE
from application.casework.instruments import INSTRUMENTS
from domain.identity import ReportId
from domain.occasion import Lockout, Occasion
from domain.supervision.breach import provision_of
from domain.supervision.evaluations.results import EvaluatedOrgan, Tally
from domain.supervision.setting import SupervisionSetting
from tests.support.made_up import an_id
from tests.support.story import Kind


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    locked_out: tuple[Lockout, ...] = ()
    alike: tuple[ReportId, ...] = ()
    evaluated: tuple[EvaluatedOrgan, ...] = ()
    answers: tuple[Tally, ...] = ()


def _setting(occasion: Occasion, told: dict[str, Any], _: Any) -> SupervisionSetting:
    given = around(occasion)
    return msgspec.structs.replace(given, **msgspec.structs.asdict(msgspec.convert(told, _Told, strict=False)))


def around(occasion: Occasion) -> SupervisionSetting:
    """The shipped law and calendar around *occasion*, and nothing that the registers or lists would say."""
    return SupervisionSetting(
        occasion=occasion,
        profile=packaged_profiles()[FIRST_PROFILE],
        matter=an_id("matter"),
        calendar=national_calendar(),
        rules=deadline_rules(),
        schemes=packaged_schemes(),
        catalogue=packaged(),
    )


def _breaches(kind: str) -> Any:
    def shown(state: Any, setting: SupervisionSetting) -> list[dict[str, Any]]:
        return [
            {
                "provision": breach.provision,
                "organs": [str(organ) for organ in breach.organs],
                "since": breach.since,
                "cites": [str(cite) for cite in (provision.cites if provision else ())],
            }
            for breach in INSTRUMENTS[kind].breaches(state, setting)
            for provision in (provision_of(breach, setting.catalogue),)
        ]

    return shown


def _leads(state: Any, _: Any) -> list[dict[str, Any]]:
    return [
        {"provision": lead.provision, "organs": [str(organ) for organ in lead.organs], "reports": len(lead.reports)}
        for lead in state.leads
    ]


def _grades(state: Any, _: Any) -> list[dict[str, Any]]:
    """The grades that were set, with what they rest on."""
    approved = getattr(state, "approved", None)
    if approved is not None:
        return [{"organ": str(one.organ), "total": one.total, "grade": one.grade} for one in approved.results]
    graded = [one.graded for one in getattr(state, "of", ()) if getattr(one, "graded", None) is not None]
    return [{"organ": str(one.organ), "total": one.score, "grade": one.grade} for one in graded]


INSTRUMENT_STORIES: dict[str, Kind] = {
    kind: Kind(
        commands={
            action.partition(".")[2]: command for action, (stream, command) in COMMANDS.items() if stream == kind
        },
        start=one.kind.empty,
        decide=one.decide,
        evolve=one.kind.evolve,
        setting=_setting,
        views={"breaches": _breaches(kind), "leads": _leads, "grades": _grades},
    )
    for kind, one in INSTRUMENTS.items()
}
