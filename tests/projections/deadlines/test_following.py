"""What single events do to clocks: a service that counts earlier, a report that goes on to another desk."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.appeals.events import AppealDecided, AppealResult
from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind, Whose
from domain.identity import ActorId, AppealId, BodyId, ItemId
from domain.procedure.basis import Basis
from domain.procedure.impediment import Lapse
from domain.procedure.lifting import LiftedBy
from domain.proceedings.events import (
    DecisionMade,
    DecisionRevoked,
    DecisionServed,
    DecisionVaried,
    DefenceVerified,
    MeasureCarriedOut,
    MeasureTaken,
    NoticeServed,
    Outcome,
    ProceedingReferred,
    RecommendationSeen,
    ReturnedForSupplement,
    ServiceMode,
)
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.sanction_events import SanctionLifted
from domain.proceedings.terms import Conduct, Formality
from domain.recorded import Event
from domain.reports.events import IdentityAgreed, IdentityAsked, IdentityRefused, ReportAccepted, ReportReferred
from domain.supervision.duties.events import ItemsObserved, Observed
from interfaces.projecting import packaged_clocks
from projections.deadlines.counting import rows_of
from projections.deadlines.facts import Clock, Facts
from projections.deadlines.following import followed
from projections.deadlines.law import ClockLaw
from projections.deadlines.row import Row
from tests.support.made_up import a_document, an_id

LAW = packaged_clocks()
HERE, THERE = BodyId(an_id("this office")), BodyId(an_id("another office"))


def facts(kind: str, *clocks: Clock, profile: str | None = None, tracks: tuple[str, ...] = ()) -> Facts:
    return Facts(stream=an_id("matter"), kind=kind, shard=0, profile=profile, tracks=tracks, clocks=clocks)


def after(known: Facts, *events: Event) -> list[tuple[ClockKind, str, date, date | None]]:
    for event in events:
        known = followed(known, event)
    return [(one.kind, one.key, one.from_, one.ended_on) for one in known.clocks]


def a_notice(number: int, mode: ServiceMode, served: date, deemed: date) -> NoticeServed:
    return NoticeServed(
        notice=number, mode=mode, served_on=served, deemed_on=deemed, statement_until=deemed, proof=a_document("proof")
    )


def test_a_service_that_counts_first_takes_the_place_of_one_that_still_waits() -> None:
    announced = a_notice(1, ServiceMode.PUBLIC_NOTICE, date(2012, 6, 4), date(2012, 7, 4))
    handed = a_notice(1, ServiceMode.DIRECT, date(2012, 6, 5), date(2012, 6, 5))
    again = a_notice(2, ServiceMode.DIRECT, date(2012, 8, 1), date(2012, 8, 1))
    assert after(facts("proceeding"), announced, handed) == [(ClockKind.STATEMENT, "1", date(2012, 6, 5), None)]
    assert after(facts("proceeding"), announced, handed, again) == [
        (ClockKind.STATEMENT, "1", date(2012, 6, 5), date(2012, 8, 1)),
        (ClockKind.STATEMENT, "2", date(2012, 8, 1), None),
    ]


def test_service_of_the_decision_ends_and_review_begins_on_the_day_that_counts_first() -> None:
    def served(mode: ServiceMode, on: date, deemed: date) -> DecisionServed:
        return DecisionServed(to="respondent", mode=mode, served_on=on, deemed_on=deemed, proof=a_document("proof"))

    waiting = Clock(kind=ClockKind.SERVICE, from_=date(2012, 6, 1))
    announced = served(ServiceMode.PUBLIC_NOTICE, date(2012, 6, 4), date(2012, 7, 4))
    handed = served(ServiceMode.DIRECT, date(2012, 6, 5), date(2012, 6, 5))
    assert after(facts("proceeding", waiting, tracks=("T1",)), announced, handed) == [
        (ClockKind.SERVICE, "", date(2012, 6, 1), date(2012, 6, 5)),
        (ClockKind.REVIEW_FILING, "T1/first", date(2012, 6, 5), None),
    ]


def test_each_desk_has_its_own_time_for_triage_of_a_report_that_is_passed_on() -> None:
    taken = Clock(kind=ClockKind.TRIAGE, from_=date(2026, 1, 5))
    passed = ReportReferred(to=THERE, referred_on=date(2026, 1, 9), letter=a_document("letter"), by=HERE)
    back = ReportReferred(to=HERE, referred_on=date(2026, 1, 20), letter=a_document("letter"), by=THERE)
    accepted = ReportAccepted(body=THERE, accepted_on=date(2026, 1, 12))
    first = (ClockKind.TRIAGE, "", date(2026, 1, 5), date(2026, 1, 9))
    assert after(facts("report", taken), passed) == [
        first,
        (ClockKind.TRIAGE, str(THERE), date(2026, 1, 9), None),
    ]
    assert after(facts("report", taken), passed, accepted)[1][3] == date(2026, 1, 12)
    assert after(facts("report", taken), passed, back)[1:] == [
        (ClockKind.TRIAGE, str(THERE), date(2026, 1, 9), date(2026, 1, 20)),
        (ClockKind.TRIAGE, str(HERE), date(2026, 1, 20), None),
    ]


def test_who_asked_to_see_a_reporter_is_answered_in_time_whatever_becomes_of_the_report() -> None:
    known, reasons = facts("report", Clock(kind=ClockKind.TRIAGE, from_=date(2026, 1, 5))), a_document("reasons")
    clerk, other = ActorId(an_id("clerk")), ActorId(an_id("other"))
    asked = IdentityAsked(officer=clerk, reasons=reasons, asked_on=date(2026, 1, 9))
    beside = IdentityAsked(officer=other, reasons=reasons, asked_on=date(2026, 1, 9))
    accepted = ReportAccepted(body=THERE, accepted_on=date(2026, 1, 12))
    agreed = IdentityAgreed(officer=clerk, agreed_by=other, agreed_on=date(2026, 1, 14), until=date(2026, 1, 17))
    refused = IdentityRefused(officer=clerk, refused_by=other, reasons=reasons, refused_on=date(2026, 1, 13))
    waits = (ClockKind.IDENTITY_ANSWER, str(clerk), date(2026, 1, 9), None)
    waits_too = (ClockKind.IDENTITY_ANSWER, str(other), date(2026, 1, 9), None)
    triage = (ClockKind.TRIAGE, "", date(2026, 1, 5), date(2026, 1, 12))
    assert after(known, asked, beside, accepted) == [triage, waits, waits_too]
    assert after(known, asked, beside, accepted, agreed) == [triage, (*waits[:3], date(2026, 1, 14)), waits_too]
    assert after(known, asked, beside, accepted, refused) == [triage, (*waits[:3], date(2026, 1, 13)), waits_too]
    for event in (asked, accepted):
        known = followed(known, event)
    row = next(one for one in rows_of([known], LAW, Calendar(LAW.notices)) if one.kind is ClockKind.IDENTITY_ANSWER)
    assert (row.due_on, row.whose, row.right, row.rule) == (date(2026, 1, 14), Whose.BODY, False, "D-28")
    assert (row.basis.value, row.warn_on) == ("assumed", date(2026, 1, 9)), "it is said from the first day"


def test_the_addressee_s_time_is_counted_by_the_rule_of_the_first_desk_from_the_day_of_the_letter() -> None:
    law = ClockLaw(profiles=LAW.profiles, profile="P-SUPERVISE", uses=LAW.uses, rules=LAW.rules, notices=LAW.notices)
    passed = ReportReferred(to=THERE, referred_on=date(2026, 1, 9), letter=a_document("letter"))
    known = followed(facts("report", Clock(kind=ClockKind.TRIAGE, from_=date(2026, 1, 5))), passed)
    rows = {row.key: row for row in rows_of([known], law, Calendar(law.notices))}
    assert (rows[""].due_on, rows[""].ended_on) == (date(2026, 2, 5), date(2026, 1, 9))
    there = rows[str(THERE)]
    assert (there.due_on, there.ended_on, there.start) == (date(2026, 2, 9), None, "report-referred")
    assert there.start in LAW.uses.starts
    assert isinstance(there.id, UUID)


def test_an_item_s_clock_ends_on_the_day_of_publication_as_it_was_last_observed() -> None:
    def seen(published: date | None, *rules: str) -> ItemsObserved:
        one = Observed(
            item=ItemId(an_id("notice")),
            formed_on=date(2026, 1, 5),
            publish_by=date(2026, 2, 2),
            rules=rules,
            published_on=published,
        )
        return ItemsObserved(items=(one,), observed_on=date(2026, 3, 2))

    late, earlier = seen(date(2026, 2, 10), "D-01", "D-08"), seen(date(2026, 1, 30), "D-01", "D-08")
    assert [ended for *_, ended in after(facts("duty"), seen(None, "D-01", "D-08"))] == [None, None]
    assert [ended for *_, ended in after(facts("duty"), seen(None, "D-01", "D-08"), late)] == [date(2026, 2, 10)] * 2
    corrected = after(facts("duty"), late, earlier)
    assert [(kind, from_, ended) for kind, _, from_, ended in corrected] == [
        (ClockKind.PUBLICATION, date(2026, 1, 5), date(2026, 1, 30))
    ] * 2


def test_rank_and_pay_are_changed_within_a_time_where_the_text_sets_one_and_never_beyond_its_cap() -> None:
    def rows(known: Facts) -> dict[ClockKind, Row]:
        return {row.kind: row for row in rows_of([known], LAW, Calendar(LAW.notices))}

    day = date(2021, 8, 31)
    begun = (
        Clock(kind=ClockKind.PAY_CHANGE, key="downgrading", from_=day),
        Clock(kind=ClockKind.PAY_CHANGE, key="warning", from_=day),
        Clock(kind=ClockKind.EXECUTION_REPORT, from_=day),
    )
    known = facts("proceeding", *begun, profile="P-SUPERVISE")
    (pay, report) = rows(known).values()
    assert (pay.kind, pay.key, pay.due_on, pay.cap_on) == (
        ClockKind.PAY_CHANGE,
        "downgrading",
        date(2021, 9, 30),
        date(2022, 2, 28),
    )
    assert (pay.rule, pay.cites, pay.whose) == ("D-13", ("ZW20 54",), Whose.BODY)
    assert (report.kind, report.due_on) == (ClockKind.EXECUTION_REPORT, date(2022, 2, 28))
    assert not rows(facts("proceeding", *begun, profile="P-QYF"))
    more = PayChangeExtended(
        measure="downgrading", until=date(2021, 12, 31), extended_on=date(2021, 9, 8), ground=a_document("ground")
    )
    extended = followed(known, more)
    assert rows(extended)[ClockKind.PAY_CHANGE].due_on == more.until
    assert rows(followed(extended, replace(more, until=date(2022, 8, 31))))[ClockKind.PAY_CHANGE].due_on == pay.cap_on
    done = MeasureCarriedOut(measure="downgrading", carried_out_on=date(2021, 9, 9), proof=a_document("proof"))
    assert after(known, done)[0][3] == date(2021, 9, 9)
    reported = FormalityRecorded(
        formality=Formality.EXECUTION_REPORT, done_on=date(2021, 9, 10), proof=a_document("report")
    )
    assert [ended for *_, ended in after(known, reported)] == [None, None, date(2021, 9, 10)]
    assert {ended for *_, ended in after(known, replace(reported, formality=Formality.PERSONAL_FILE))} == {None}
    varied = DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure="dismissal-from-post"),),
        varied_on=date(2021, 12, 1),
        reasons=a_document("reasons"),
    )
    changed = followed(known, varied)
    assert {(one.key, one.from_, one.ended_on) for one in changed.clocks if one.kind is ClockKind.PAY_CHANGE} >= {
        ("downgrading", day, varied.varied_on),
        ("dismissal-from-post", varied.varied_on, None),
    }


def test_a_variation_starts_no_time_again_for_what_was_carried_out() -> None:
    """What is decided anew and still to be done has its own time; a sanction that was lifted has no period again."""
    day, on = date(2021, 2, 1), date(2021, 4, 1)
    order = MeasureTaken(measure="order-to-correct", due_on=date(2021, 3, 1))
    kinds = (ClockKind.MEASURE, ClockKind.PAY_CHANGE, ClockKind.SANCTION_PERIOD)
    known = facts("proceeding", *(Clock(kind=kind, key=order.measure, from_=day) for kind in kinds))
    varied = DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(order,),
        varied_on=on,
        reasons=a_document("reasons"),
    )
    (begun,) = [one for one in followed(known, varied).clocks if one.named_on is not None]
    (own,) = rows_of([facts("proceeding", begun, profile="P-QYF")], LAW, Calendar(LAW.notices))
    assert (own.due_on, own.basis, own.cites, own.rule) == (order.due_on, Basis.LOCAL_POLICY, (), None), (
        "no text says it"
    )
    carried_out = MeasureCarriedOut(measure=order.measure, carried_out_on=date(2021, 2, 9), proof=a_document("proof"))
    assert [one.kind for one in followed(known, varied).clocks if one.ended_on is None] == [
        *kinds[1:],
        ClockKind.MEASURE,
    ]
    after_it = followed(followed(known, carried_out), varied)
    assert [one.kind for one in after_it.clocks if one.ended_on is None] == [ClockKind.SANCTION_PERIOD]
    impossible = MeasuresNotCarriedOut(
        measure=None,
        measures=(order.measure,),
        impediment="other",
        arose_on=day,
        recorded_on=day,
        document=a_document("why"),
    )
    anew = followed(followed(known, impossible), varied)
    assert {one.kind for one in anew.clocks if one.ended_on is None} == set(kinds)


def test_an_appeal_is_decided_in_time_by_the_day_on_which_that_is_made() -> None:
    known = facts("appeal", Clock(kind=ClockKind.APPEAL_DECISION, key="accepted", from_=date(2012, 8, 31)))
    decided = AppealDecided(
        result=AppealResult.UPHELD,
        decider=ActorId(an_id("decider")),
        number="示例复〔2012〕1号",
        ground="decision-sound",
        reasons=a_document("reasons"),
        document=a_document("decision"),
        decided_on=date(2012, 10, 8),
        effective_on=date(2012, 9, 28),
    )
    assert after(known, decided)[0][3] == date(2012, 9, 28)
    assert after(known, replace(decided, effective_on=None))[0][3] == date(2012, 10, 8)


def test_no_time_runs_for_what_cannot_be_carried_out() -> None:
    day, on = date(2021, 8, 31), date(2021, 9, 20)
    kinds = (
        ClockKind.MEASURE,
        ClockKind.PAY_CHANGE,
        ClockKind.SANCTION_PERIOD,
        ClockKind.SERVICE,
        ClockKind.ANNOUNCEMENT,
    )
    known = facts("proceeding", *(Clock(kind=kind, key="downgrading", from_=day) for kind in kinds))
    cannot = MeasuresNotCarriedOut(
        measure=None,
        measures=("downgrading",),
        impediment="other",
        arose_on=day,
        recorded_on=on,
        document=a_document("why"),
    )
    ended = {kind: end for kind, _, _, end in after(known, cannot)}
    assert {kind for kind, end in ended.items() if end == on} == {ClockKind.MEASURE, ClockKind.PAY_CHANGE}
    died = replace(cannot, impediment="died", lapsed=(Lapse.SERVICE, Lapse.ANNOUNCEMENT))
    assert {end for *_, end in after(known, died)} == {on}
    assert {end for *_, end in after(known, replace(cannot, measures=("warning",)))} == {None}


def test_the_period_of_a_sanction_is_watched_where_the_instrument_gives_one() -> None:
    started = Clock(kind=ClockKind.SANCTION_PERIOD, key="warning", from_=date(2012, 8, 31))
    other = Clock(kind=ClockKind.SANCTION_PERIOD, key="admonition-talk", from_=date(2012, 8, 31))
    known = facts("proceeding", started, other, profile="P-APPOINT")
    (row,) = rows_of([known], LAW, Calendar(LAW.notices))
    assert (row.key, row.due_on, row.rule) == ("warning", date(2013, 2, 28), "D-20-6")
    assert not list(rows_of([facts("proceeding", started, profile="P-QYF")], LAW, Calendar(LAW.notices)))
    varied = DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure="admonition-talk"),),
        varied_on=date(2012, 9, 20),
        reasons=a_document("reasons"),
    )
    assert after(known, varied)[0] == (ClockKind.SANCTION_PERIOD, "warning", date(2012, 8, 31), date(2012, 9, 20))
    lifted = SanctionLifted(
        decision="示例字2012-1",
        measure="warning",
        conduct=Conduct.REPENTED,
        ended_on=date(2013, 2, 28),
        how=LiftedBy.DECISION,
        lifted_on=date(2013, 3, 1),
        noted_on=date(2013, 3, 1),
        document=a_document("decision"),
    )
    assert after(known, lifted)[0][3] == date(2013, 3, 1)


def decided(on: date) -> DecisionMade:
    return DecisionMade(
        body=HERE,
        decider=ActorId(an_id("leader")),
        number="示例字2012-2",
        outcome=Outcome.EXEMPT,
        measures=(),
        findings=(),
        decided_on=on + timedelta(days=5),
        effective_on=on,
        reasons=a_document("reasons"),
        document=a_document("decision"),
        seen=RecommendationSeen(rulebook="r", facts="{}", digest="d", permitted=(), suggested=None, policy=None),
    )


FELL = DecisionRevoked(
    appeal=None, remake=True, revoked_on=date(2012, 10, 8), ground="facts-unclear", reasons=a_document("reasons")
)


def test_a_decision_that_is_made_anew_has_the_time_to_decide_from_the_day_the_first_fell() -> None:
    filed = facts("case", Clock(kind=ClockKind.DECISION, from_=date(2012, 4, 9)))
    track = replace(facts("proceeding", profile="P-QYF"), decided_on=date(2012, 5, 31))

    def decisions(known: Facts) -> list[tuple[date, date | None, str]]:
        rows = rows_of([filed, known], LAW, Calendar(LAW.notices))
        return [(row.started_on, row.ended_on, row.start) for row in rows if row.kind is ClockKind.DECISION]

    first = (date(2012, 4, 9), date(2012, 5, 31), "filing-approved")
    assert decisions(followed(track, replace(FELL, remake=False))) == [first]
    fallen = followed(track, FELL)
    assert decisions(fallen) == [first, (FELL.revoked_on, None, "decision-revoked")]
    remade = followed(fallen, decided(date(2012, 11, 1)))
    assert decisions(remade) == [first, (FELL.revoked_on, date(2012, 11, 1), "decision-revoked")]
    varied = DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure="demerit"),),
        varied_on=date(2012, 12, 3),
        reasons=a_document("reasons"),
    )
    (period,) = (
        c for c in followed(remade, varied).clocks if c.kind is ClockKind.SANCTION_PERIOD and c.key == "demerit"
    )
    assert period.from_ == date(2012, 11, 1)


@pytest.mark.parametrize(
    "fell",
    [
        ReturnedForSupplement(items=a_document("items"), returned_on=date(2012, 6, 5)),
        ProceedingReferred(to=THERE, referred_on=date(2012, 6, 5), letter=a_document("letter")),
        DefenceVerified(opinion=a_document("opinion"), verified_on=date(2012, 6, 5), new_adverse_fact=True),
    ],
)
def test_the_time_for_a_statement_ends_with_the_notice_that_fell(fell: Event) -> None:
    told = Clock(kind=ClockKind.STATEMENT, key="1", from_=date(2012, 6, 4), recorded_on=date(2012, 6, 11))
    assert after(facts("proceeding", told), fell) == [(ClockKind.STATEMENT, "1", date(2012, 6, 4), date(2012, 6, 5))]
