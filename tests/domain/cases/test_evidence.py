"""Evidence and findings: two officers, nothing illegal, and nothing established without proof."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.commands import ExcludeEvidence, RaiseRecusal
from domain.cases.events import (
    EvidenceEntered,
    EvidenceExcluded,
    EvidenceKind,
    ExclusionGround,
    FindingMade,
    FindingStatus,
    InvestigationReported,
    RecusalDecided,
    RecusalGround,
    RecusalRaised,
    RecusalSource,
    Signature,
)
from domain.cases.state import can_ground, established, findings_without_support
from domain.identity import AllegationId, EvidenceId, RecusalId
from tests.domain.cases.material import (
    ALLEGATION,
    AUTHORISE,
    BODY,
    BY_FIRST,
    BY_HEAD,
    CLERK,
    ENTER,
    EVIDENCE,
    FIND,
    FIRST,
    FRAME,
    MORE_EVIDENCE,
    OTHER_BODY,
    REPORT_INVESTIGATION,
    SECOND,
    THIRD,
    TODAY,
    a_filed_case,
    a_reported_case,
    an_investigated_case,
    an_opened_case,
    done,
    setting_of,
)
from tests.support.made_up import a_document, an_id

FROM_ONE = ExclusionGround.SINGLE_OFFICER
OF_RECUSED = ExclusionGround.RECUSED_OFFICER
EXCLUDE = ExcludeEvidence(evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, reasons=a_document("why"))
ENTER_MORE = replace(ENTER, evidence=MORE_EVIDENCE, document=a_document("minutes"))
PROFILE = BY_HEAD.profile


def filed():
    return a_filed_case().under(BY_FIRST)


def investigated():
    return an_investigated_case().under(BY_FIRST)


def test_two_officers_take_evidence():
    filed().when(ENTER).then(
        EvidenceEntered(
            evidence=EVIDENCE,
            kind=EvidenceKind.DOCUMENT,
            document=a_document("publication log"),
            collected_on=TODAY,
            officers=(FIRST, SECOND),
            shows=("not-published-in-time",),
        )
    )
    for officers in ((), (FIRST,), (FIRST, FIRST)):
        filed().when(replace(ENTER, officers=officers)).then_refused("evidence-by-too-few-officers")


def test_what_a_system_fetched_needs_no_officer_and_is_marked():
    fetched = replace(ENTER, officers=(), system_fetched=True)
    (event,) = a_filed_case().under(setting_of(THIRD)).when(fetched).then_kinds(EvidenceEntered)
    assert event.system_fetched


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_a_system_fetches_records_and_talks_to_nobody(kind):
    fetched = replace(ENTER, kind=kind, officers=(), system_fetched=True, signature=Signature.SIGNED)
    if kind in {EvidenceKind.DOCUMENT, EvidenceKind.ELECTRONIC, EvidenceKind.RULING}:
        filed().when(fetched).then_kinds(EvidenceEntered)
        return
    filed().when(fetched).then_refused("evidence-not-fetchable", "evidence-by-too-few-officers")
    filed().when(replace(fetched, officers=(FIRST, SECOND))).then_refused("evidence-not-fetchable")


def test_what_was_let_in_as_fetched_and_cannot_be_grounds_nothing():
    talk = EvidenceEntered(
        evidence=EVIDENCE,
        kind=EvidenceKind.WITNESS,
        document=a_document("talk"),
        collected_on=TODAY,
        officers=(),
        system_fetched=True,
    )
    filed().given(talk).when(FIND).then_refused("finding-without-evidence")


def test_the_keeper_of_the_case_takes_nothing_over_from_itself():
    strangers = (an_id("stranger one"), an_id("stranger two"))
    own = replace(ENTER, officers=strangers, taken_over_from=BODY, collected_on=date(2011, 12, 1))
    filed().when(own).then_refused(
        "evidence-from-own-body", "evidence-by-unassigned-officer", "evidence-before-authority"
    )
    filed().when(replace(ENTER, taken_over_from=BODY)).then_refused("evidence-from-own-body")


def test_what_recused_officers_of_another_body_took_grounds_nothing():
    theirs = replace(ENTER, officers=(FIRST, SECOND), taken_over_from=OTHER_BODY)
    case = filed().after(theirs)
    case.when(FIND).then_kinds(FindingMade)
    raised = RecusalRaised(
        recusal=RecusalId(an_id("recusal")),
        officer=SECOND,
        ground=RecusalGround.CLOSE_RELATIVE,
        source=RecusalSource.SELF,
        raised_on=TODAY,
    )
    granted = RecusalDecided(
        recusal=raised.recusal, granted=True, decided_on=TODAY, by_next_higher=False, reasons=a_document("spouse")
    )
    assert not can_ground(case.given(raised, granted).state, EVIDENCE, PROFILE)


def test_every_rule_against_an_item_is_named():
    bad = replace(ENTER, kind=EvidenceKind.RECORD_OF_TALK, officers=(THIRD,), collected_on=date(2012, 3, 13))
    a_filed_case().under(setting_of(THIRD)).when(bad).then_refused(
        "not-an-investigator",
        "evidence-by-too-few-officers",
        "evidence-by-unassigned-officer",
        "evidence-from-future",
        "record-not-signed",
    )


def test_officers_take_evidence_from_the_day_they_were_authorised():
    filed().when(replace(ENTER, collected_on=date(2012, 3, 11))).then_refused("evidence-before-authority")
    fetched = replace(ENTER, collected_on=date(2012, 3, 1), officers=(), system_fetched=True)
    filed().when(fetched).then_kinds(EvidenceEntered)


@pytest.mark.parametrize("kind", [EvidenceKind.RECORD_OF_TALK, EvidenceKind.WITNESS])
@pytest.mark.parametrize("signature", list(Signature))
def test_a_record_is_signed_or_says_that_signing_was_refused(kind, signature):
    filed().when(replace(ENTER, kind=kind)).then_refused("record-not-signed")
    filed().when(replace(ENTER, kind=kind, signature=signature)).then_kinds(EvidenceEntered)


def test_a_witness_is_named_on_a_statement_and_on_nothing_else():
    named = replace(ENTER, kind=EvidenceKind.WITNESS, signature=Signature.SIGNED, witness=CLERK)
    (event,) = filed().when(named).then_kinds(EvidenceEntered)
    assert event.witness == CLERK
    filed().when(replace(ENTER, witness=CLERK)).then_refused("witness-of-no-statement")


def test_what_another_body_established_travels_with_its_own_officers():
    their_officers = (an_id("their officer one"), an_id("their officer two"))
    theirs = replace(ENTER, officers=their_officers, taken_over_from=OTHER_BODY, collected_on=date(2011, 12, 1))
    case = filed().after(theirs)
    case.when(FIND).then_kinds(FindingMade)
    filed().when(replace(theirs, taken_over_from=None)).then_refused(
        "evidence-by-unassigned-officer", "evidence-before-authority"
    )
    filed().when(replace(theirs, officers=their_officers[:1])).then_refused("evidence-by-too-few-officers")


def test_an_item_is_entered_once():
    filed().after(ENTER).when(ENTER).then_nothing()
    other = replace(ENTER, document=a_document("another"))
    filed().after(ENTER).when(other).then_refused("evidence-already-entered")


def test_a_fact_is_established_by_evidence():
    filed().after(ENTER).when(FIND).then(
        FindingMade(
            allegation=ALLEGATION,
            fact="not-published-in-time",
            status=FindingStatus.ESTABLISHED,
            evidence=(EVIDENCE,),
            found_on=TODAY,
            reasons=a_document("reasons"),
            occurred_on=date(2012, 2, 17),
        )
    )
    investigated().when(FIND).then_nothing()
    filed().when(replace(FIND, evidence=())).then_refused("finding-without-evidence")
    filed().when(FIND).then_refused("evidence-unknown", "finding-without-evidence")


def test_findings_keep_to_what_was_alleged():
    filed().after(ENTER).when(
        replace(FIND, fact="never-declared", occurred_on=date(2012, 3, 13), status=FindingStatus.OPEN)
    ).then_refused("fact-not-declared", "finding-open", "fact-in-future")
    filed().after(ENTER).when(replace(FIND, allegation=AllegationId(an_id("never framed")))).then_refused(
        "allegation-unknown"
    )


def test_what_cannot_be_known_is_not_established():
    case = filed().after(ENTER, replace(FIND, status=FindingStatus.UNPROVABLE, evidence=())).state
    assert established(case, PROFILE) == ()
    assert case.facts_open == ()


def test_only_an_assigned_investigator_makes_a_finding():
    case = filed().after(ENTER)
    case.under(setting_of(THIRD)).when(FIND).then_refused("not-an-investigator")


def test_a_later_finding_replaces_the_earlier_one():
    refuted = replace(FIND, status=FindingStatus.REFUTED, reasons=a_document("on second sight"))
    (held,) = investigated().after(refuted).state.findings
    assert held.status is FindingStatus.REFUTED


def test_excluded_evidence_grounds_no_finding_either_way():
    investigated().when(EXCLUDE).then(
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
        )
    )
    excluded = investigated().after(EXCLUDE)
    excluded.when(EXCLUDE).then_nothing()
    excluded.when(FIND).then_refused("finding-on-excluded-evidence", "finding-without-evidence")
    refuted = replace(FIND, status=FindingStatus.REFUTED)
    excluded.when(refuted).then_refused("finding-on-excluded-evidence")


def test_a_finding_that_loses_its_only_evidence_shows_and_holds_no_longer():
    excluded = investigated().after(EXCLUDE)
    assert [f.fact for f in findings_without_support(excluded.state, PROFILE)] == [FIND.fact]
    assert established(excluded.state, PROFILE) == ()
    excluded.when(REPORT_INVESTIGATION).then_refused("finding-without-support")


def test_a_finding_with_other_evidence_holds():
    both = filed().after(ENTER, ENTER_MORE, replace(FIND, evidence=(EVIDENCE, MORE_EVIDENCE)), EXCLUDE)
    assert findings_without_support(both.state, PROFILE) == ()
    both.when(REPORT_INVESTIGATION).then_kinds(InvestigationReported)


def test_reviewers_can_still_exclude_evidence_after_the_report():
    a_reported_case().when(EXCLUDE).then_kinds(EvidenceExcluded)


def test_only_what_is_on_the_file_is_excluded():
    filed().when(replace(EXCLUDE, evidence=EvidenceId(an_id("unknown")))).then_refused("evidence-unknown")


def test_the_report_covers_every_fact():
    filed().when(REPORT_INVESTIGATION).then_refused("fact-not-looked-into")
    more = replace(FRAME, allegation=AllegationId(an_id("second")), facts=("guide-stale", "catalogue-stale"))
    (reason,) = investigated().after(more).when(REPORT_INVESTIGATION).refused.reasons
    assert len(reason.about) == 2


def test_the_report_comes_from_the_investigators():
    an_investigated_case().under(setting_of(THIRD)).when(REPORT_INVESTIGATION).then_refused("not-an-investigator")
    investigated().when(REPORT_INVESTIGATION).then(
        InvestigationReported(
            report=a_document("report of the investigation"),
            unit_opinions=a_document("opinions of the unit"),
            reported_on=TODAY,
        )
    )


def test_checkers_enter_evidence_only_before_the_filing():
    checking = done(an_opened_case(), AUTHORISE)
    checking.under(setting_of(THIRD)).when(ENTER).then_refused("not-an-investigator")


def test_what_an_exclusion_says_of_the_officers_agrees_with_the_record():
    few = replace(EXCLUDE, ground=FROM_ONE)
    investigated().when(few).then_refused("evidence-by-enough-officers")
    fetched = replace(ENTER, officers=(), system_fetched=True)
    filed().after(fetched).when(few).then_refused("evidence-by-enough-officers")
    twice = EvidenceEntered(
        evidence=EVIDENCE,
        kind=EvidenceKind.DOCUMENT,
        document=a_document("by one"),
        collected_on=TODAY,
        officers=(FIRST, FIRST),
    )
    filed().given(twice).when(few).then_kinds(EvidenceExcluded)


def test_evidence_of_an_officer_who_had_to_stand_aside_is_excluded_once_that_was_raised():
    of_recused = replace(EXCLUDE, ground=OF_RECUSED)
    investigated().under(BY_HEAD).when(of_recused).then_refused("evidence-by-free-officers")
    raised = RaiseRecusal(
        recusal=RecusalId(an_id("r")),
        officer=FIRST,
        ground=RecusalGround.CLOSE_RELATIVE,
        source=RecusalSource.RESPONDENT,
    )
    investigated().under(BY_HEAD).after(raised).when(of_recused).then_kinds(EvidenceExcluded)
    elsewhere = investigated().under(BY_HEAD).after(replace(raised, officer=THIRD))
    elsewhere.when(of_recused).then_refused("evidence-by-free-officers")
