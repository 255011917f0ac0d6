"""Whatever is asked on an appeal in whatever order: others examine it, it ends once, and nobody is worse off for it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.appeal import Appeal, decide, effect, evolve
from domain.appeals.events import AppealResult
from domain.appeals.grounds import GroundAnswer, Holding
from domain.identity import AppealId
from domain.proceedings.events import AppealNoted, Outcome, ServiceMode
from domain.proceedings.proceeding import evolve as evolve_proceeding
from domain.refusal import Refused
from domain.stored_form import FORMS
from tests.domain.appeals.material import (
    ABOVE,
    BODY,
    CHIEF,
    FILE,
    HANDLER,
    READY,
    SECOND_HANDLER,
    SERVED,
    THIRD_CHIEF,
    TODAY,
    Registry,
)
from tests.domain.proceedings import material as matter
from tests.support.campaign import examples
from tests.support.made_up import a_document, an_id

APPEAL = an_id("appeal")
NOTED = SERVED.and_then(AppealNoted(appeal=APPEAL, track="T3", noted_on=TODAY))
ORIGINAL = {matter.FIRST, matter.SECOND, matter.REVIEWER, matter.OTHER_REVIEWER, matter.HEAD, matter.DEPUTY}

papers = st.integers(1, 3).map(lambda n: a_document(f"paper {n}"))
people = st.lists(
    st.sampled_from([HANDLER, SECOND_HANDLER, CHIEF, THIRD_CHIEF, HANDLER, SECOND_HANDLER, matter.HEAD, matter.FIRST]),
    max_size=3,
    unique=True,
).map(tuple)
measures = st.lists(
    st.sampled_from([matter.SELF_EXAMINATION, matter.TALK, matter.CRITICISM]), max_size=2, unique=True
).map(tuple)
answers = st.lists(
    st.builds(GroundAnswer, ground=st.just(FILE.grounds.id), holding=st.sampled_from(list(Holding)), reasons=papers),
    max_size=2,
).map(tuple)
commands = st.one_of(
    st.just(FILE),
    st.just(ask.AcceptAppeal()),
    st.builds(ask.RedirectAppeal, to=st.sampled_from([ABOVE, BODY]), letter=papers),
    st.builds(ask.RejectAppeal, ground=st.sampled_from(["filed-late", "not-the-respondent"]), reasons=papers),
    st.builds(ask.AssignHandlers, handlers=people),
    st.builds(ask.JoinAppeal, other=st.just(AppealId(an_id("another appeal"))), reasons=papers),
    st.builds(ask.PartAppeal, reasons=papers),
    st.builds(ask.ExamineAppeal, opinion=papers),
    st.builds(ask.DeliberateAppeal, present=people, minutes=papers),
    st.builds(
        ask.DecideAppeal,
        result=st.sampled_from([AppealResult.VARIED, *AppealResult]),
        number=st.just("示例复字2012-1"),
        ground=st.sampled_from(["measure-unfit", "facts-unclear", "decision-sound"]),
        reasons=papers,
        document=papers,
        outcome=st.none() | st.sampled_from([Outcome.MEASURES, Outcome.EXEMPT, Outcome.NOT_IMPOSED]),
        measures=measures,
        answers=answers,
    ),
    st.builds(ask.AnswerGrounds, answers=answers),
    st.builds(ask.ServeAppeal, mode=st.just(ServiceMode.DIRECT), served_on=st.just(TODAY), proof=papers),
    st.builds(ask.WithdrawAppeal, document=papers),
)
acts = st.tuples(
    commands,
    st.sampled_from([CHIEF, CHIEF, HANDLER, matter.HEAD]),
    st.integers(0, 400),
    st.sampled_from([ABOVE, ABOVE, ABOVE, BODY]),
)
begun = st.integers(0, len(READY)).map(lambda length: READY[:length])


def lawful(appeal: Appeal, command: Any, setting: Any) -> tuple[Any, ...]:
    """What follows, or nothing: a refusal is the only way in which the domain says no."""
    with suppress(Refused):
        return decide(appeal, command, setting)
    return ()


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(begun, st.lists(acts, max_size=20))
def test_the_protections_hold_in_any_order(events, asked):
    registry, state = Registry(*events), Registry(*events).appeal
    trace = list(events)
    for command, by, days, body in asked:
        setting = registry.setting(by, TODAY + timedelta(days=days), body)
        for event in lawful(state, command, setting):
            trace.append(event)
            state = evolve(state, FORMS.decode(*FORMS.encode(event)))
            if isinstance(event, happened.HandlersAssigned):
                assert not ORIGINAL & {*event.handlers}
            if isinstance(event, happened.AppealDecided):
                assert state.unanswered == ()
            if isinstance(event, happened.AppealFiled):
                assert event.in_time is None
            consequence = effect(APPEAL, event)
            if consequence is not None:
                after = NOTED.proceeding
                for change in NOTED.does(consequence):
                    after = evolve_proceeding(after, change)
                before = SERVED.proceeding.decision.handling
                assert after.decision is None or set(after.decision.handling.measures) <= set(before.measures)
    ends = [one for one in trace if effect(APPEAL, one) is not None]
    assert len(ends) <= 1
    assert all(one.ground != "filed-late" for one in ends if isinstance(one, happened.AppealNotAccepted))
    folded = Appeal()
    for event in trace:
        folded = evolve(folded, event)
    assert folded == state
