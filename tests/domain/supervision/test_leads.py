"""What a lead rests on: a provision in force, in the shipped law, of every breach that a scheme can show."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.calendar_files import deadline_rules
from application.adapters.rulebook_files import packaged
from application.adapters.scheme_files import packaged_schemes
from domain.identity import ActorId, BodyId, ItemId, OrganId
from domain.occasion import Occasion
from domain.refusal import Refused
from domain.supervision.breach import provision_on
from domain.supervision.duties.commands import NoteCheck, PlaceDuty
from domain.supervision.duties.duty import Duty, breaches, decide, evolve
from domain.supervision.leads import RaiseLead
from tests.support.made_up import a_document, an_id
from tests.support.story_of_instruments import around

SCHEMES = packaged_schemes()
LATE = date(2020, 1, 1)
OFFENDED = sorted(
    {(kind.instrument, one.provision) for kind in SCHEMES.consultations.kinds for one in kind.breaches.values()}
    | {(one.instrument, one.provision) for kind in SCHEMES.duties.kinds for one in kind.periods}
    | {(one.instrument, one.provision) for kind in SCHEMES.duties.kinds for one in (kind.stale, kind.absent) if one}
    | {
        (kind.instrument, provision)
        for kind in SCHEMES.projects.kinds
        for provision in (
            *(gate.provision for gate in kind.gates if gate.provision),
            *(one.provision for one in kind.findings),
            *((kind.report.provision,) if kind.report else ()),
        )
    }
)


@pytest.mark.parametrize(("instrument", "code"), OFFENDED)
def test_every_breach_of_a_scheme_names_a_provision_of_the_law(instrument: str, code: str) -> None:
    found = provision_on(instrument, code, LATE, packaged())
    assert found is not None
    assert found.cites
    assert all(cite.instrument == instrument for cite in found.cites)


def test_every_period_of_a_scheme_is_a_deadline_rule() -> None:
    wanted = {kind.rule for kind in SCHEMES.consultations.kinds}
    wanted |= {period.rule for kind in SCHEMES.duties.kinds for period in kind.periods}
    wanted |= {kind.report.rule for kind in SCHEMES.projects.kinds if kind.report}
    assert wanted <= {rule.id for rule in deadline_rules().rules}


def test_no_lead_rests_on_a_draft_or_on_a_text_not_yet_in_force() -> None:
    """Scenario 27: the draft of Fujian is no basis; neither is an edition that came later."""
    catalogue = packaged()
    assert provision_on("fujian-e-government-draft", "not-shared", date(2014, 6, 1), catalogue) is None
    assert provision_on("guangdong-e-government", "interface-missing", date(2004, 1, 1), catalogue) is None
    officer, body = ActorId(an_id("officer")), BodyId(an_id("body"))
    setting = around(Occasion(today=date(2014, 6, 2), actor=officer, body=body))
    kinds = tuple(
        replace(kind, absent=replace(kind.absent, instrument="fujian-e-government-draft"))
        if kind.code == "guangdong-exchange" and kind.absent is not None
        else kind
        for kind in SCHEMES.duties.kinds
    )
    setting = replace(setting, schemes=replace(SCHEMES, duties=replace(SCHEMES.duties, kinds=kinds)))
    state = Duty()
    for command in (
        PlaceDuty(kind="guangdong-exchange", body=body, organ=OrganId(an_id("agency")), since=date(2014, 1, 1)),
        NoteCheck(item=ItemId(an_id("item")), title=a_document("interface"), checked_on=date(2014, 6, 1)),
    ):
        for event in decide(state, command, setting):
            state = evolve(state, event)
    (breach,) = breaches(state, setting)
    with pytest.raises(Refused) as refused:
        decide(state, RaiseLead(breach=breach.id, account=a_document("account")), setting)
    assert [reason.rule for reason in refused.value.reasons] == ["lead-without-basis"]
