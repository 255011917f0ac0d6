"""What a publication log adds to a duty, and what is still found of a duty that is no longer watched."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.identity import ActorId, BodyId, ItemId, OrganId
from domain.occasion import Occasion
from domain.refusal import Refused
from domain.supervision.duties.commands import DutyCommand, EndDuty, NoteItem, ObserveLog, PlaceDuty, Seen
from domain.supervision.duties.duty import Duty, breaches, decide, evolve
from domain.supervision.duties.standing import Timing, items
from domain.supervision.setting import SupervisionSetting
from tests.support.made_up import a_document, an_id
from tests.support.story_of_instruments import around

BODY, ORGAN = BodyId(an_id("office")), OrganId(an_id("bureau"))
PLACE = PlaceDuty(kind="proactive-release", body=BODY, organ=ORGAN, since=date(2012, 1, 1))
FORMED = date(2012, 1, 16)
"""Its twenty working days end on 16 February 2012."""
ITEM = NoteItem(item=ItemId(an_id("item")), title=a_document("title"), formed_on=FORMED)
END = EndDuty(reasons=a_document("reasons"))


def on(day: date) -> SupervisionSetting:
    return around(Occasion(today=day, actor=ActorId(an_id("officer")), body=BODY))


def after(state: Duty, command: DutyCommand, day: date) -> Duty:
    for event in decide(state, command, on(day)):
        state = evolve(state, event)
    return state


WATCHED = after(after(Duty(), PLACE, FORMED), ITEM, FORMED)


def seen(published_on: date | None) -> Seen:
    return Seen(item=ITEM.item, title=ITEM.title, formed_on=FORMED, published_on=published_on)


def check(day: date, *, present: bool = True) -> Seen:
    return Seen(item=ItemId(an_id("column")), title=ITEM.title, checked_on=day, present=present)


def test_what_nobody_watches_any_more_is_not_found_missing_afterwards() -> None:
    ended = after(WATCHED, END, date(2012, 2, 16))
    assert breaches(ended, on(date(2012, 3, 1))) == ()
    assert [each.timing for one in items(ended, on(date(2012, 3, 1))) for each in one.under] == [Timing.WAITING]


def test_what_was_missing_when_the_watch_ended_stays_a_breach() -> None:
    ended = after(WATCHED, END, date(2012, 2, 17))
    assert [one.since for one in breaches(ended, on(date(2012, 3, 1)))] == [date(2012, 2, 17)]


def test_a_duty_that_is_no_longer_watched_is_taken_up_again_as_its_refusal_says() -> None:
    ended = after(WATCHED, END, date(2012, 2, 1))
    with pytest.raises(Refused) as refused:
        decide(ended, ITEM, on(date(2012, 2, 2)))
    assert "duty-ended" in [reason.rule for reason in refused.value.reasons]
    again = after(ended, PLACE, date(2012, 2, 2))
    assert again.ended_on is None
    assert [one.since for one in breaches(again, on(date(2012, 3, 1)))] == [date(2012, 2, 17)]


def test_a_duty_that_is_watched_is_not_placed_with_other_content() -> None:
    assert decide(WATCHED, PLACE, on(FORMED)) == ()
    with pytest.raises(Refused) as refused:
        decide(WATCHED, replace(PLACE, since=FORMED), on(FORMED))
    assert [reason.rule for reason in refused.value.reasons] == ["duty-already-placed"]


@pytest.mark.parametrize(
    ("rows", "published_on"),
    [
        ((seen(date(2012, 2, 1)), seen(date(2012, 2, 2))), date(2012, 2, 2)),
        ((seen(date(2012, 2, 1)), seen(None)), date(2012, 2, 1)),
    ],
)
def test_a_log_that_names_an_item_twice_says_the_same_however_often_it_is_taken(
    rows: tuple[Seen, ...], published_on: date
) -> None:
    log, day = ObserveLog(rows=rows, origin="sha256:0"), date(2012, 2, 3)
    taken = after(WATCHED, log, day)
    assert taken.items[ITEM.item].published_on == published_on
    assert decide(taken, log, on(day)) == ()


def test_of_two_checks_in_a_log_the_newer_one_holds_wherever_it_stands() -> None:
    newer, older = check(date(2012, 2, 3)), check(date(2012, 2, 1), present=False)
    log, day = ObserveLog(rows=(newer, older), origin="sha256:0"), date(2012, 2, 3)
    taken = after(WATCHED, log, day)
    assert taken.checks[newer.item].present
    assert decide(taken, log, on(day)) == ()
