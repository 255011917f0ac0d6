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
from domain.supervision.setting import SupervisionSetting
from tests.support.made_up import an_id
from tests.support.story import Kind


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    locked_out: tuple[Lockout, ...] = ()
    alike: tuple[ReportId, ...] = ()


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


INSTRUMENT_STORIES: dict[str, Kind] = {
    kind: Kind(
        commands={
            action.partition(".")[2]: command for action, (stream, command) in COMMANDS.items() if stream == kind
        },
        start=one.kind.empty,
        decide=one.decide,
        evolve=one.kind.evolve,
        setting=_setting,
        views={"breaches": _breaches(kind), "leads": _leads},
    )
    for kind, one in INSTRUMENTS.items()
}
