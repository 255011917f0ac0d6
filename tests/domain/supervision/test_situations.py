"""Two situations of one organ under one provision are two breaches, and a lead already made keeps its own."""

from datetime import date

from msgspec.structs import replace

from domain.identity import ActorId, BodyId, OrganId
from domain.occasion import Occasion
from domain.supervision.assessments.assessment import Assessment, breaches, decide, evolve
from domain.supervision.assessments.commands import NoteSituation, PlanAssessment
from tests.support.made_up import a_document, an_id
from tests.support.story_of_instruments import around

TODAY, BODY = date(2012, 11, 1), BodyId(an_id("supervising body"))
SETTING = around(Occasion(today=TODAY, actor=ActorId(an_id("officer")), body=BODY))
FIRST = NoteSituation(
    organ=OrganId(an_id("example bureau")),
    instrument="qingyuan-fault-liability",
    provision="guide-stale",
    since=date(2012, 6, 1),
    evidence=a_document("first check"),
)
SECOND = replace(FIRST, since=date(2012, 9, 3), evidence=a_document("second check"))
PLAN = PlanAssessment(
    kind="regular",
    body=BODY,
    organs=(FIRST.organ, OrganId(an_id("other bureau"))),
    period_from=date(2011, 5, 1),
    period_to=date(2012, 10, 31),
    plan=a_document("plan"),
    group=a_document("group"),
    planned_on=TODAY,
)


def after(*commands: PlanAssessment | NoteSituation) -> Assessment:
    state = Assessment()
    for command in commands:
        for event in decide(state, command, SETTING):
            state = evolve(state, event)
    return state


def test_each_situation_is_a_breach_of_its_own_and_the_first_keeps_its_name() -> None:
    alone = [one.id for one in breaches(after(PLAN, FIRST), SETTING)]
    found = breaches(after(PLAN, FIRST, SECOND, replace(FIRST, organ=PLAN.organs[1])), SETTING)
    assert len({one.id for one in found}) == 3
    assert [found[0].id] == alone, "leads name the breach that they were made of"
    assert [one.since for one in found] == [FIRST.since, SECOND.since, FIRST.since]
