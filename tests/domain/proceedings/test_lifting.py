"""The period of a sanction runs from the decision; what ends it is what the person did in it and what the text says then."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from domain.procedure.lifting import LiftedBy
from domain.proceedings.commands import LiftSanction
from domain.proceedings.sanction_events import LiftingWithheld, SanctionLifted
from domain.proceedings.terms import Conduct
from tests.domain.proceedings.material import DECIDE, READY, Desk
from tests.domain.proceedings.test_sanction import CITED, WARNING, ready
from tests.support.made_up import a_document

LIFT = LiftSanction(measure="warning", conduct=Conduct.REPENTED, document=a_document("how it went"))


def sanctioned(decided_on: date, profile: str = "P-APPOINT") -> Desk:
    """A warning of that day, signed on a later one."""
    (made,) = ready().does(replace(DECIDE, measures=(WARNING,), findings=CITED))
    return Desk(
        *ready().events,
        replace(made, decided_on=decided_on + timedelta(days=3), effective_on=decided_on),
        profile=profile,
    )


@pytest.mark.parametrize(
    ("decided_on", "profile", "ended_on", "how"),
    [
        (date(2012, 8, 31), "P-APPOINT", date(2013, 2, 28), LiftedBy.DECISION),
        (date(2018, 11, 30), "P-APPOINT", date(2019, 5, 30), LiftedBy.DECISION),
        (date(2018, 12, 1), "P-APPOINT", date(2019, 6, 1), LiftedBy.ITSELF),
        (date(2021, 3, 8), "P-SUPERVISE", date(2021, 9, 8), LiftedBy.ITSELF),
    ],
)
def test_what_the_text_says_on_the_last_day_of_the_period_ends_it(
    decided_on: date, profile: str, ended_on: date, how: LiftedBy
) -> None:
    later = date(2022, 1, 10)
    (lifted,) = sanctioned(decided_on, profile).does(LIFT, on=later)
    assert lifted == SanctionLifted(
        decision=DECIDE.number,
        measure="warning",
        conduct=Conduct.REPENTED,
        ended_on=ended_on,
        how=how,
        lifted_on=ended_on if how is LiftedBy.ITSELF else later,
        noted_on=later,
        document=LIFT.document,
    )


def test_the_last_day_belongs_to_the_period_and_afterwards_it_is_lifted_once() -> None:
    desk = sanctioned(date(2012, 8, 31))
    assert desk.refuses(LIFT, on=date(2013, 2, 28)) == {"period-still-runs"}
    (lifted,) = desk.does(LIFT, on=date(2013, 3, 1))
    after, later = desk.and_then(lifted), date(2013, 3, 4)
    assert after.does(LIFT, on=later) == ()
    assert after.refuses(replace(LIFT, document=a_document("another")), on=later) == {"sanction-already-lifted"}
    assert after.refuses(replace(LIFT, conduct=Conduct.NEW_BREACH), on=later) == {"sanction-already-lifted"}


@pytest.mark.parametrize("conduct", [Conduct.NOT_REPENTED, Conduct.NEW_BREACH])
def test_conduct_that_stands_against_it_is_on_record_and_may_be_answered_anew(conduct: Conduct) -> None:
    desk, on = sanctioned(date(2012, 8, 31)), date(2013, 3, 1)
    (withheld,) = desk.does(replace(LIFT, conduct=conduct), on=on)
    assert isinstance(withheld, LiftingWithheld)
    assert withheld.conduct is conduct
    waiting = desk.and_then(withheld)
    assert waiting.proceeding.withheld == ("warning",)
    assert waiting.does(replace(LIFT, conduct=conduct), on=date(2013, 3, 4)) == ()
    (lifted,) = waiting.does(LIFT, on=date(2013, 9, 2))
    after = waiting.and_then(lifted).proceeding
    assert (after.withheld, [one.measure for one in after.lifted]) == ((), ["warning"])


def test_a_form_without_period_is_never_lifted() -> None:
    (made,) = Desk(*READY).does(DECIDE)
    desk, on = Desk(*READY, made), date(2013, 3, 1)
    assert desk.refuses(replace(LIFT, measure="written-self-examination"), on=on) == {"measure-without-period"}
    assert desk.refuses(LIFT, on=on) == {"measure-not-decided"}
    assert "no-decision-stands" in Desk(*READY).refuses(LIFT, on=on)


def test_where_no_text_says_how_nothing_is_supposed() -> None:
    assert sanctioned(date(2012, 8, 31), "P-SUPERVISE").refuses(LIFT, on=date(2013, 3, 1)) == {"lifting-unsettled"}


def test_another_body_does_not_lift_it() -> None:
    desk: Any = sanctioned(date(2012, 8, 31))
    other = replace(desk.proceeding.competent, body=desk.proceeding.case)
    desk.proceeding = replace(desk.proceeding, competent=other)
    assert "acting-body-not-competent" in desk.refuses(LIFT, on=date(2013, 3, 1))
