"""Examination by others, a panel, an outcome that is never heavier, and its effect on the proceeding."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.appeal import effect
from domain.appeals.events import AppealResult
from domain.appeals.outcome import is_unserved
from domain.occasion import Lockout
from domain.proceedings.events import MeasureTaken, Outcome, ServiceMode
from domain.proceedings.handling import Handling
from tests.domain.appeals.material import (
    ABOVE,
    ACCEPTED,
    ASSIGNED,
    BODY,
    CHIEF,
    DECIDE,
    DISCUSSED,
    EXAMINED,
    FILED,
    HANDLER,
    OTHER_CHIEF,
    READY,
    SECOND_HANDLER,
    SERVED,
    THIRD_HANDLER,
    TODAY,
    Registry,
)
from tests.domain.proceedings import material as matter
from tests.support.made_up import a_document, an_id

APPEAL = an_id("appeal")
ASSIGN = ask.AssignHandlers(handlers=(HANDLER, SECOND_HANDLER))
EXAMINE = ask.ExamineAppeal(opinion=a_document("opinion"))
DISCUSS = ask.DeliberateAppeal(present=DISCUSSED.present, minutes=a_document("minutes"))
SERVE = ask.ServeAppeal(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
EXEMPT = replace(DECIDE, result=AppealResult.VARIED, ground="measure-unfit", outcome=Outcome.EXEMPT)
REVOKE = replace(DECIDE, result=AppealResult.REVOKED, ground="facts-unclear")
AT_THE_END = Registry(*READY)
OWN = (replace(FILED, forum=BODY), *READY[1:])


def test_two_officers_examine_who_took_no_part():
    accepted = Registry(FILED, ACCEPTED)
    assert accepted.does(ASSIGN) == (ASSIGNED,)
    assert accepted.after(ASSIGN).does(ASSIGN) == ()
    assert accepted.refuses(replace(ASSIGN, handlers=(HANDLER, HANDLER))) == {"too-few-handlers"}
    assert Registry(FILED).refuses(ASSIGN) == {"appeal-not-accepted"}


def test_an_outcome_is_made_when_it_is_discussed_and_served_once_it_is_signed():
    later = TODAY + timedelta(days=5)
    (decided,) = AT_THE_END.does(DECIDE, on=later)
    assert (decided.effective_on, decided.decided_on, decided.made_on) == (TODAY, later, TODAY)
    ended = AT_THE_END.and_then(decided)
    assert (ended.appeal.made_on, ended.appeal.decided_on) == (TODAY, later)
    assert ended.refuses(replace(SERVE, served_on=TODAY), on=later) == {"date-before-cause"}
    of_an_earlier_release = replace(decided, effective_on=None)
    assert of_an_earlier_release.made_on == later
    examined_again = AT_THE_END.and_then(EXAMINED)
    assert examined_again.appeal.deliberated_on is None


@pytest.mark.parametrize("officer", [matter.FIRST, matter.REVIEWER, matter.HEAD, matter.DEPUTY])
def test_whoever_investigated_reviewed_discussed_or_decided_does_not_handle_the_appeal(officer):
    reasons = Registry(FILED, ACCEPTED).reasons(replace(ASSIGN, handlers=(HANDLER, officer)))
    assert [(reason.rule, reason.about) for reason in reasons] == [("handler-took-part", (str(officer),))]


def test_whoever_handled_the_first_step_does_not_handle_the_second():
    later = Registry(FILED, ACCEPTED, earlier_handlers=(HANDLER,))
    assert later.refuses(ASSIGN) == {"handler-took-part"}


@pytest.mark.parametrize("part", ["other_reviewers", "other_deciders"])
def test_whoever_reviewed_or_decided_another_respondent_of_the_case_does_not_handle_it(part):
    joint = Registry(FILED, ACCEPTED, **{part: (HANDLER,)})
    assert joint.refuses(ASSIGN) == {"handler-took-part"}


def test_the_opinion_comes_from_the_handlers():
    assigned = Registry(*READY[:3])
    assert assigned.does(EXAMINE, by=HANDLER) == (EXAMINED,)
    assert assigned.after(EXAMINE, by=HANDLER).does(EXAMINE, by=HANDLER) == ()
    assert assigned.refuses(EXAMINE, by=THIRD_HANDLER) == {"not-a-handler"}


def test_a_new_opinion_is_discussed_anew():
    again = AT_THE_END.after(replace(EXAMINE, opinion=a_document("second opinion")), by=HANDLER)
    assert again.refuses(DECIDE) == {"appeal-not-deliberated"}


def test_the_panel_discusses_what_was_examined():
    examined = Registry(*READY[:4])
    assert examined.does(DISCUSS) == (DISCUSSED,)
    assert examined.after(DISCUSS).does(DISCUSS) == ()
    assert Registry(*READY[:3]).refuses(DISCUSS) == {"appeal-not-examined"}
    assert examined.refuses(replace(DISCUSS, present=(CHIEF,))) == {"panel-too-small"}
    assert examined.does(replace(DISCUSS, present=(CHIEF, OTHER_CHIEF)))


def test_where_the_track_asks_for_it_the_panel_is_odd():
    events = (replace(FILED, track="T1", step="second"), *READY[1:4])
    registry = Registry(*events, profile="P-APPOINT")
    assert registry.refuses(replace(DISCUSS, present=(CHIEF, OTHER_CHIEF))) == {"panel-not-odd"}
    assert registry.does(DISCUSS)


def test_the_leaders_of_the_body_that_decided_sit_only_on_its_own_review():
    with_head = replace(DISCUSS, present=(matter.HEAD, matter.DEPUTY))
    assert Registry(*READY[:4]).refuses(with_head) == {"panel-took-part"}
    assert Registry(*OWN[:4]).does(with_head, body=BODY)
    investigator = replace(DISCUSS, present=(matter.HEAD, matter.FIRST))
    assert Registry(*OWN[:4]).refuses(investigator, body=BODY) == {"panel-took-part"}


def test_an_outcome_needs_admission_examination_and_discussion():
    assert Registry().refuses(DECIDE) == {"appeal-not-filed"}
    assert Registry(FILED).refuses(DECIDE) == {"appeal-not-accepted"}
    assert Registry(*READY[:3]).refuses(DECIDE) == {"appeal-not-examined"}
    assert Registry(*READY[:4]).refuses(DECIDE) == {"appeal-not-deliberated"}
    assert AT_THE_END.refuses(DECIDE, body=BODY) == {"acting-body-not-forum"}


def test_upholding_states_the_step_that_remains():
    (upheld,) = AT_THE_END.does(DECIDE)
    assert (upheld.result, upheld.further_route) == (AppealResult.UPHELD, None)
    first = Registry(replace(FILED, track="T4"), *READY[1:], profile="P-SOE")
    assert first.does(DECIDE)[0].further_route == "second"
    last = Registry(replace(FILED, track="T4", step="second"), *READY[1:], profile="P-SOE")
    assert last.does(DECIDE)[0].further_route is None


@pytest.mark.parametrize(
    ("command", "rules"),
    [
        (replace(DECIDE, ground="facts-unclear"), {"ground-does-not-fit"}),
        (replace(REVOKE, ground="decision-sound"), {"ground-does-not-fit"}),
        (replace(EXEMPT, outcome=None), {"variation-incomplete"}),
        (replace(EXEMPT, outcome=Outcome.MEASURES), {"variation-incomplete"}),
        (replace(REVOKE, outcome=Outcome.EXEMPT), {"variation-incomplete"}),
        (replace(EXEMPT, outcome=Outcome.WITHDRAWN), {"variation-outcome-unfit"}),
        (
            replace(EXEMPT, outcome=Outcome.MEASURES, measures=(matter.SELF_EXAMINATION, matter.CRITICISM)),
            {"heavier-after-review"},
        ),
        (replace(EXEMPT, outcome=Outcome.MEASURES, measures=(matter.TALK,)), {"heavier-after-review"}),
    ],
)
def test_an_outcome_is_whole_and_never_heavier(command, rules):
    assert AT_THE_END.refuses(command) == rules


def test_among_sanctions_that_the_law_ranks_a_lower_one_is_lighter():
    ranking = replace(matter.QYF, sets=tuple(replace(forms, ordered=True) for forms in matter.QYF.sets))
    ranked = next(forms.measures for forms in ranking.sets if "person" in forms.subjects)
    decision = replace(SERVED.proceeding.decision, handling=Handling(outcome=Outcome.MEASURES, measures=(ranked[1],)))
    registry = Registry(*READY, proceeding=replace(SERVED.proceeding, decision=decision), rulebooks=(ranking,))
    lighter, heavier = (MeasureTaken(measure=ranked[n], due_on=TODAY) for n in (0, 2))
    varied = replace(EXEMPT, outcome=Outcome.MEASURES)
    assert registry.does(replace(varied, measures=(lighter,)))
    assert registry.refuses(replace(varied, measures=(heavier,))) == {"heavier-after-review"}


def test_whoever_stands_aside_examines_no_appeal_but_for_the_organ_in_which_they_serve():
    related = Lockout(actor=HANDLER, ground="close-relative")
    assert Registry(FILED, ACCEPTED, locked_out=(related,)).refuses(ASSIGN) == {"handler-stands-aside"}
    serves = replace(related, ground="post-in-respondent-organ", own=BODY)
    assert Registry(FILED, ACCEPTED, locked_out=(serves,)).refuses(ASSIGN) == {"handler-stands-aside"}
    assert Registry(*OWN[:2], locked_out=(serves,)).does(ASSIGN, body=BODY)


def test_the_decider_took_no_part_except_in_a_body_s_own_review():
    assert AT_THE_END.refuses(DECIDE, by=matter.HEAD) == {"appeal-decider-took-part"}
    assert Registry(*OWN).does(DECIDE, by=matter.HEAD, body=BODY)
    assert Registry(*OWN).refuses(DECIDE, by=matter.REVIEWER, body=BODY) == {"appeal-decider-took-part"}


def test_a_decision_that_is_gone_is_not_judged():
    gone = Registry(*READY, proceeding=replace(SERVED.proceeding, decision=None))
    assert gone.refuses(DECIDE) == {"challenged-decision-gone"}


def test_the_outcome_is_served_once_after_it_was_made():
    decided = AT_THE_END.after(DECIDE)
    (served,) = decided.does(SERVE)
    assert (served.served_on, served.deemed_on) == (TODAY, TODAY)
    assert decided.after(SERVE).does(SERVE) == ()
    tomorrow = date(2012, 6, 5)
    assert decided.refuses(replace(SERVE, served_on=tomorrow)) == {"date-in-future"}
    assert decided.refuses(replace(SERVE, served_on=date(2012, 6, 3))) == {"date-before-cause"}
    assert decided.after(SERVE).refuses(replace(SERVE, served_on=tomorrow), on=tomorrow) == {"appeal-already-served"}
    assert decided.refuses(SERVE, body=BODY) == {"acting-body-not-forum"}
    assert AT_THE_END.refuses(SERVE) == {"appeal-not-decided"}
    assert Registry().refuses(SERVE) == {"appeal-not-filed"}


def test_every_end_has_its_effect_on_the_proceeding():
    (upheld,), (varied,), (revoked,) = (AT_THE_END.does(command) for command in (DECIDE, EXEMPT, REVOKE))
    noted = SERVED.and_then(matter.happened.AppealNoted(appeal=APPEAL, track="T3", noted_on=TODAY))
    results = []
    for event in (
        upheld,
        varied,
        revoked,
        happened.AppealWithdrawn(withdrawn_on=TODAY, document=a_document("withdrawal")),
        happened.AppealNotAccepted(decided_on=TODAY, ground="not-the-respondent", reasons=a_document("why")),
    ):
        command = effect(APPEAL, event)
        assert command is not None
        results.append([type(one).__name__ for one in noted.does(command)])
    assert results == [
        ["AppealEnded"],
        ["AppealEnded", "DecisionVaried"],
        ["AppealEnded", "DecisionRevoked"],
        ["AppealEnded"],
        ["AppealEnded"],
    ]


@pytest.mark.parametrize("event", [FILED, ACCEPTED, ASSIGNED, EXAMINED, DISCUSSED])
def test_what_goes_on_has_no_effect_yet(event):
    assert effect(APPEAL, event) is None


def test_after_the_end_nothing_more_is_examined():
    decided = AT_THE_END.after(DECIDE)
    for command in (ASSIGN, EXAMINE, DISCUSS, DECIDE):
        assert "appeal-ended" in decided.refuses(command, by=HANDLER)
    assert ABOVE != BODY


def test_the_reasons_for_not_accepting_are_served_like_an_outcome():
    refused = happened.AppealNotAccepted(decided_on=TODAY, ground="not-the-respondent", reasons=a_document("why"))
    registry = Registry(FILED, refused)
    serve = ask.ServeAppeal(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
    (served,) = registry.does(serve)
    assert (served.served_on, served.deemed_on) == (TODAY, TODAY)
    assert registry.after(serve).refuses(replace(serve, proof=a_document("another"))) == {"appeal-already-served"}
    assert registry.refuses(replace(serve, served_on=TODAY - timedelta(days=1))) == {"date-before-cause"}
    assert Registry(FILED).refuses(serve) == {"appeal-not-decided"}


def test_what_a_review_imposes_instead_says_how_far_and_until_when_it_goes():
    """As a decision does: one check for both."""
    criticism, order = MeasureTaken(measure="circulated-criticism"), MeasureTaken(measure="order-to-correct")
    heavy = Handling(outcome=Outcome.MEASURES, measures=(criticism.measure, order.measure))
    decision = replace(SERVED.proceeding.decision, handling=heavy)
    registry = Registry(*READY, proceeding=replace(SERVED.proceeding, decision=decision))
    varied = replace(EXEMPT, outcome=Outcome.MEASURES)
    assert registry.refuses(replace(varied, measures=(criticism,))) == {"scope-missing"}
    assert registry.refuses(replace(varied, measures=(order,))) == {"due-date-missing"}
    assert registry.does(replace(varied, measures=(replace(criticism, scope=a_document("circle")),)))
    assert registry.does(replace(varied, measures=(replace(order, due_on=TODAY),)))
    passed = replace(varied, measures=(replace(order, due_on=TODAY - timedelta(days=1)),))
    assert registry.refuses(passed) == {"due-date-passed"}
    done = replace(decision, carried_out=(order.measure,))
    assert Registry(*READY, proceeding=replace(SERVED.proceeding, decision=done)).does(passed)


def test_an_outcome_takes_no_number_that_the_body_used():
    assert Registry(*READY, number_taken=True).refuses(DECIDE) == {"number-used"}


def test_an_outcome_is_unserved_until_it_reached_the_filer_and_a_withdrawal_has_none():
    decided = AT_THE_END.after(DECIDE)
    refused = happened.AppealNotAccepted(decided_on=TODAY, ground="not-the-respondent", reasons=a_document("why"))
    withdrawn = happened.AppealWithdrawn(withdrawn_on=TODAY, document=a_document("withdrawal"))
    assert [is_unserved(one.appeal) for one in (decided, Registry(FILED, refused))] == [True, True]
    assert not any(is_unserved(one.appeal) for one in (AT_THE_END, decided.after(SERVE), Registry(FILED, withdrawn)))


def test_what_was_decided_takes_effect_on_the_day_on_which_the_panel_discussed_it():
    later = TODAY + timedelta(days=5)
    remake = replace(REVOKE, result=AppealResult.REVOKED_AND_REMADE)
    (revoked,) = AT_THE_END.does(remake, on=later)
    noted = SERVED.and_then(matter.happened.AppealNoted(appeal=APPEAL, track="T3", noted_on=TODAY))
    _, fell = noted.does(effect(APPEAL, revoked), on=later)
    assert (revoked.decided_on, fell.revoked_on) == (later, TODAY)
    assert noted.and_then(fell).proceeding.remade_from == TODAY, "the time to decide anew runs from there"
