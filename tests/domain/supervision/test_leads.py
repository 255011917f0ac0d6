"""What a lead rests on: a provision in force, in the shipped law, of every breach that a scheme can show."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.calendar_files import deadline_rules
from application.adapters.rulebook_files import packaged
from application.adapters.scheme_files import packaged_schemes
from domain.identity import ActorId, BodyId, ItemId, OrganId, ReportId
from domain.occasion import Occasion
from domain.refusal import Refused
from domain.supervision.breach import Breach, label_of, provision_on
from domain.supervision.duties.commands import NoteCheck, NoteItem, PlaceDuty
from domain.supervision.duties.duty import Duty, breaches, decide, evolve
from domain.supervision.leads import RaiseLead, RaiseLeads
from domain.supervision.setting import SupervisionSetting
from tests.support.made_up import a_document, an_id
from tests.support.story_of_instruments import around

SCHEMES = packaged_schemes()
LATE = date(2020, 1, 1)
DRAFTS = {book.instrument for book in packaged().rulebooks if book.status.value == "draft"}
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
    found, breach = (
        provision_on(instrument, code, LATE, packaged()),
        Breach(instrument=instrument, provision=code, organs=(), since=LATE),
    )
    assert label_of(breach, packaged()) is not None
    if instrument in DRAFTS:
        assert found is None
        return
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


def late_items(count: int) -> tuple[Duty, SupervisionSetting, tuple[str, ...]]:
    """A duty of which *count* items were published late, and the ids of those breaches."""
    body = BodyId(an_id("body"))
    setting = around(Occasion(today=date(2012, 6, 1), actor=ActorId(an_id("officer")), body=body))
    since, state = date(2012, 1, 1), Duty()
    told = [
        PlaceDuty(kind="proactive-release", body=body, organ=OrganId(an_id("agency")), since=since),
        *(
            NoteItem(
                item=ItemId(an_id(f"item {place}")), title=a_document(f"title {place}"), formed_on=date(2012, 1, 16)
            )
            for place in range(count)
        ),
    ]
    for command in told:
        for event in decide(state, command, setting):
            state = evolve(state, event)
    return state, setting, tuple(one.id for one in breaches(state, setting))


def test_several_breaches_become_leads_at_once_each_its_own_and_once() -> None:
    state, setting, ids = late_items(3)
    (first,) = decide(state, RaiseLead(breach=ids[0], account=a_document("account")), setting)
    state = evolve(state, first)
    events = decide(state, RaiseLeads(breaches=(*ids, ids[1]), account=a_document("account")), setting)
    assert [event.breach for event in events] == list(ids[1:])
    assert len({report for event in (first, *events) for report in event.reports}) == 3
    for event in events:
        state = evolve(state, event)
    assert decide(state, RaiseLeads(breaches=ids, account=a_document("account")), setting) == ()


def test_of_several_breaches_none_becomes_a_lead_where_one_does_not_stand() -> None:
    state, setting, ids = late_items(2)
    with pytest.raises(Refused) as refused:
        decide(state, RaiseLeads(breaches=(*ids, "no-such-breach"), account=a_document("account")), setting)
    assert [(one.rule, one.about) for one in refused.value.reasons] == [
        ("lead-breach-not-standing", ("no-such-breach",))
    ]


def test_reports_that_do_not_say_what_they_are_about_are_answered_at_once_and_the_others_one_by_one() -> None:
    state, setting, ids = late_items(2)
    said, unsaid = ReportId(an_id("said")), ReportId(an_id("unsaid"))
    setting = replace(setting, alike=(said,), unsaid=(unsaid,))
    asked = RaiseLeads(breaches=ids, account=a_document("account"))
    with pytest.raises(Refused) as refused:
        decide(state, asked, setting)
    assert [(one.rule, one.about) for one in refused.value.reasons] == [
        ("lead-alike-not-answered", (str(said),)),
        ("lead-unsaid-not-seen", (str(unsaid),)),
    ]
    assert len(decide(state, replace(asked, apart_from=(said,), unsaid_seen=True), setting)) == 2
    one = RaiseLead(breach=ids[0], account=a_document("account"), same_as=unsaid)
    (event,) = decide(state, one, setting)
    assert event.reports == (unsaid,)
