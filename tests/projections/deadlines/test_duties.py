"""The clocks of a duty that is watched, no longer watched, and taken up again."""

from datetime import date

from domain.identity import BodyId, ItemId, OrganId
from domain.supervision.duties.events import DutyEnded, DutyEvent, DutyPlaced, ItemsObserved, Observed
from projections.deadlines.facts import Clock
from projections.deadlines.projection import fold
from tests.support.made_up import a_document, an_id
from tests.support.weaving import recorded

DUTY, DAY, LATER = an_id("duty"), date(2012, 2, 1), date(2012, 3, 1)
PLACED = DutyPlaced(kind="proactive-release", body=BodyId(an_id("office")), organ=OrganId(an_id("bureau")), since=DAY)
ENDED = DutyEnded(ended_on=LATER, reasons=a_document("reasons"))


def seen(name: str, published_on: date | None = None) -> Observed:
    item = ItemId(an_id(name))
    return Observed(item=item, formed_on=DAY, publish_by=LATER, rules=("D-01",), published_on=published_on)


def clocks_after(*events: DutyEvent) -> tuple[Clock, ...]:
    facts, _ = fold({}, recorded([((DUTY, "duty", events),)]))
    return facts[DUTY].clocks


OBSERVED = ItemsObserved(items=(seen("published", DAY), seen("missing")), observed_on=DAY)


def test_the_clocks_of_a_duty_end_with_the_watch() -> None:
    assert [clock.ended_on for clock in clocks_after(PLACED, OBSERVED)] == [DAY, None]
    assert [clock.ended_on for clock in clocks_after(PLACED, OBSERVED, ENDED)] == [DAY, LATER]


def test_a_duty_that_is_taken_up_again_waits_for_what_was_not_published() -> None:
    published, missing = clocks_after(PLACED, OBSERVED, ENDED, PLACED)
    assert published.ended_on == DAY
    assert (missing.ended_on, missing.by) == (None, None)
