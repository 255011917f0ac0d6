"""Appeals of one case that lie with one body are examined together, and apart again: an act of organisation that decides nothing."""

from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.joining import examined_with, joinable
from domain.appeals.setting import Neighbour
from domain.identity import AppealId
from tests.domain.appeals.material import (
    ABOVE,
    ACCEPTED,
    ASSIGNED,
    BODY,
    FILED,
    READY,
    SUPERVISION,
    TODAY,
    Registry,
)
from tests.support.made_up import a_document, an_id

OWN, OTHER, THIRD = (AppealId(an_id(name)) for name in ("appeal", "the other appeal", "a third appeal"))
BESIDE = Neighbour(appeal=OTHER, forum=ABOVE)
SECOND = Neighbour(appeal=THIRD, forum=ABOVE)
JOIN = ask.JoinAppeal(other=OTHER, reasons=a_document("one matter"))
PART = ask.PartAppeal(reasons=a_document("the points differ"))
JOINED = (FILED, happened.AppealJoined(other=OTHER, joined_on=TODAY, reasons=JOIN.reasons))


def beside(*neighbours: Neighbour, events: tuple[object, ...] = (FILED,)) -> Registry:
    return Registry(*events, neighbours=neighbours, own=OWN)


def test_an_appeal_is_joined_to_another_of_its_case_and_parted_again() -> None:
    registered = beside(BESIDE)
    assert registered.does(JOIN) == (JOINED[1],)
    after = registered.after(JOIN)
    assert after.appeal.joined_to == OTHER
    assert after.does(JOIN) == (), "asked twice, done once"
    assert after.does(PART) == (happened.AppealParted(other=OTHER, parted_on=TODAY, reasons=PART.reasons),)
    assert after.after(PART).appeal.joined_to is None
    assert after.after(PART).does(PART) == ()


def test_joining_moves_nothing_else() -> None:
    before = beside(BESIDE, events=(FILED, ACCEPTED, ASSIGNED))
    for now in (before.after(JOIN), before.after(JOIN, PART)):
        for name in before.appeal.__struct_fields__:
            if name not in {"joined_to", "acts"}:
                assert getattr(now.appeal, name) == getattr(before.appeal, name), name


def test_only_pending_appeals_of_the_case_with_the_same_body_are_joined_before_either_was_discussed() -> None:
    for registered, command, rule in (
        (beside(), JOIN, "joined-appeal-not-beside"),
        (beside(replace(BESIDE, forum=BODY)), JOIN, "joined-appeal-not-beside"),
        (beside(BESIDE), replace(JOIN, other=OWN), "joined-appeal-not-beside"),
        (beside(replace(BESIDE, discussed=True)), JOIN, "joined-appeal-discussed"),
        (beside(BESIDE, events=READY), JOIN, "joined-appeal-discussed"),
        (beside(replace(BESIDE, joined_to=THIRD), replace(SECOND, discussed=True)), JOIN, "joined-appeal-discussed"),
        (beside(BESIDE, replace(SECOND, joined_to=OWN)), JOIN, "appeal-joined-already"),
        (beside(BESIDE, SECOND, events=JOINED), replace(JOIN, other=THIRD), "appeal-joined-already"),
        (beside(BESIDE), PART, "appeal-not-joined"),
    ):
        assert registered.refuses(command) == {rule}
    assert beside(BESIDE).refuses(JOIN, body=SUPERVISION) >= {"acting-body-not-forum"}


def test_an_appeal_joins_all_that_are_examined_together_by_whichever_it_names() -> None:
    joined = (replace(BESIDE, joined_to=THIRD), SECOND)
    registered = beside(*joined)
    for named in (OTHER, THIRD):
        assert registered.after(replace(JOIN, other=named)).appeal.joined_to == THIRD, "to the one that leads"
    assert registered.after(JOIN).does(JOIN) == (), "asked twice, done once"
    assert joinable(OWN, registered.appeal, joined) == ((THIRD, OTHER),)
    assert joinable(OWN, registered.appeal, (BESIDE, SECOND)) == ((OTHER,), (THIRD,))
    after = registered.after(JOIN).appeal
    assert joinable(OWN, after, joined) == ()
    assert examined_with(OWN, after, joined) == (OTHER, THIRD)
    assert joinable(OWN, registered.appeal, (replace(BESIDE, joined_to=OWN),)) == (), "one is joined to it"
    for closed in ({"forum": BODY}, {"discussed": True}):
        assert joinable(OWN, registered.appeal, (replace(SECOND, **closed),)) == ()


def test_an_appeal_that_is_passed_on_leaves_those_that_it_was_examined_with() -> None:
    passed = happened.AppealRedirected(to=SUPERVISION, redirected_on=TODAY, letter=a_document("letter"))
    assert beside(BESIDE, events=(*JOINED, passed)).appeal.joined_to is None


def test_what_was_joined_to_one_that_ended_or_was_passed_on_stays_with_the_others_or_stands_alone() -> None:
    elsewhere = replace(BESIDE, forum=BODY)
    for left in ((SECOND,), (elsewhere, SECOND)):
        registered = beside(*left, events=JOINED)
        assert examined_with(OWN, registered.appeal, left) == ()
        assert joinable(OWN, registered.appeal, left) == ((THIRD,),), "it may join another"
        assert registered.after(replace(JOIN, other=THIRD)).appeal.joined_to == THIRD
    follower = (replace(SECOND, joined_to=OTHER),)
    both = beside(*follower, events=JOINED)
    assert examined_with(OWN, both.appeal, follower) == (THIRD,), "who followed the same one stay together"
    assert joinable(OWN, both.appeal, follower) == ()
    again = replace(JOIN, other=THIRD, reasons=a_document("once more"))
    assert both.refuses(again) == {"appeal-joined-already"}
