"""Rank and pay are changed within a time that can be lengthened up to its cap; copies and filings are asked for by the text."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from domain.identity import AppealId
from domain.proceedings.events import DecisionMade, DecisionVaried, MeasureCarriedOut, MeasureTaken, Outcome
from domain.proceedings.execution_commands import ExtendPayChange, RecordFormality
from domain.proceedings.execution_events import FormalityRecorded, PayChangeExtended
from domain.proceedings.terms import Formality, Subject
from tests.domain.proceedings.material import DECIDE, Desk
from tests.domain.proceedings.test_lifting import LIFT, sanctioned
from tests.domain.proceedings.test_sanction import CITED, WARNING, ready
from tests.domain.proceedings.test_way import CLOSE
from tests.support.made_up import a_document, an_id

DECIDED_ON = date(2021, 8, 31)
LATER = date(2022, 3, 1)
EXTEND = ExtendPayChange(measure="downgrading", until=date(2021, 12, 31), ground=a_document("approved"))
REPORTED = RecordFormality(
    formality=Formality.EXECUTION_REPORT, done_on=date(2012, 6, 4), proof=a_document("how it was carried out")
)
FILED = RecordFormality(
    formality=Formality.PERSONAL_FILE, done_on=date(2021, 9, 10), proof=a_document("receipt of the archive")
)
OUTSTANDING = {"personal-file-outstanding", "authority-filing-outstanding"}


def downgraded(profile: str = "P-SUPERVISE") -> Desk:
    """A downgrading of the last day of August, which a month without that day follows."""
    (made,) = ready().does(replace(DECIDE, measures=(WARNING,), findings=CITED))
    taken = (MeasureTaken(measure="downgrading"),)
    return Desk(
        *ready().events, replace(made, decided_on=DECIDED_ON, effective_on=DECIDED_ON, measures=taken), profile=profile
    )


def varied_to(measure: str, on: date) -> DecisionVaried:
    return DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure=measure),),
        varied_on=on,
        reasons=a_document("reasons"),
    )


def test_the_time_is_lengthened_up_to_its_cap_and_further_while_it_runs() -> None:
    desk, on = downgraded(), date(2021, 9, 30)
    (extended,) = desk.does(EXTEND, on=on)
    assert extended == PayChangeExtended(
        measure="downgrading", until=EXTEND.until, extended_on=on, ground=EXTEND.ground
    )
    after = desk.and_then(extended)
    assert after.does(EXTEND, on=on) == ()
    assert after.refuses(replace(EXTEND, ground=a_document("other")), on=on) == {"pay-change-not-longer"}
    assert after.does(replace(EXTEND, until=date(2022, 2, 28)), on=date(2021, 12, 31)), "six months to the day"


@pytest.mark.parametrize(
    ("changed", "on", "rules"),
    [
        ({"until": date(2021, 9, 30)}, date(2021, 9, 1), {"pay-change-not-longer"}),
        ({"until": date(2022, 3, 1)}, date(2021, 9, 1), {"pay-change-over-cap"}),
        ({}, date(2021, 10, 1), {"pay-change-late"}),
        ({"measure": "warning"}, date(2021, 9, 1), {"pay-change-not-running"}),
    ],
)
def test_no_extension_is_shorter_later_longer_than_allowed_or_of_nothing(
    changed: dict[str, Any], on: date, rules: set[str]
) -> None:
    assert downgraded().refuses(replace(EXTEND, **changed), on=on) == rules


def test_what_was_done_or_has_no_time_is_not_extended() -> None:
    on = date(2021, 9, 10)
    done = MeasureCarriedOut(measure="downgrading", carried_out_on=on, proof=a_document("proof"))
    assert downgraded().and_then(done).refuses(EXTEND, on=on) == {"pay-change-not-running"}
    assert downgraded("P-QYF").refuses(EXTEND, on=on) == {"pay-change-not-running"}


def test_after_a_variation_the_time_runs_from_the_act_that_imposed_the_measure() -> None:
    desk, varied_on = downgraded().and_then(varied_to("dismissal-from-post", date(2021, 12, 1))), date(2021, 12, 2)
    assert desk.refuses(EXTEND, on=varied_on) == {"pay-change-not-running"}
    other = replace(EXTEND, measure="dismissal-from-post", until=date(2022, 6, 1))
    assert desk.does(other, on=varied_on)
    assert desk.refuses(replace(other, until=date(2022, 6, 2)), on=varied_on) == {"pay-change-over-cap"}


@pytest.mark.parametrize(
    ("profile", "asked"),
    [
        ("P-APPOINT", OUTSTANDING),
        ("P-SUPERVISE", {"personal-file-outstanding"}),
        ("P-SOE", {"personal-file-outstanding"}),
        ("P-QYF", set()),
        ("P-INST", set()),
    ],
)
def test_closing_asks_for_copy_and_filing_where_the_text_does(profile: str, asked: set[str]) -> None:
    desk = sanctioned(date(2021, 3, 8), profile)
    assert desk.refuses(CLOSE, on=LATER) & OUTSTANDING == asked
    filed = desk.after(FILED, on=LATER).after(replace(FILED, formality=Formality.AUTHORITY_FILING), on=LATER)
    assert not filed.refuses(CLOSE, on=LATER) & OUTSTANDING
    varied = filed.and_then(varied_to("demerit", date(2022, 2, 1)))
    assert varied.refuses(CLOSE, on=LATER) & OUTSTANDING == asked, "what stands now is another text"


def test_a_formality_is_recorded_once_after_the_decision_and_by_today() -> None:
    desk = sanctioned(date(2021, 3, 8))
    (recorded,) = desk.does(FILED, on=LATER)
    assert recorded == FormalityRecorded(formality=FILED.formality, done_on=FILED.done_on, proof=FILED.proof)
    assert desk.and_then(recorded).does(FILED, on=LATER) == ()
    assert desk.and_then(recorded).does(replace(FILED, proof=a_document("other")), on=LATER)
    assert desk.and_then(recorded, varied_to("warning", date(2022, 2, 1))).does(FILED, on=LATER)
    assert desk.refuses(replace(FILED, done_on=date(2021, 3, 5)), on=LATER) == {"date-before-cause"}
    assert desk.refuses(FILED, on=date(2021, 9, 9)) == {"date-in-future"}
    assert ready().refuses(FILED, on=LATER) == {"no-decision-stands"}


def test_an_organ_has_no_file_but_is_reported_on() -> None:
    organ = sanctioned(date(2012, 5, 31), "P-QYF")
    organ = Desk.standing_at(replace(organ.proceeding, subject=Subject.ORGAN, person=None))
    assert organ.refuses(replace(FILED, done_on=date(2012, 6, 4))) == {"formality-of-a-person"}
    assert organ.does(REPORTED)


def test_a_lifting_is_put_on_file_too_after_it_and_also_in_a_closed_file() -> None:
    """CF07 39 paragraph 3: what ends a sanction goes where the sanction went."""
    over, later = date(2021, 9, 20), date(2022, 3, 1)
    desk = sanctioned(date(2021, 3, 8))
    of_lifting = replace(FILED, formality=Formality.AUTHORITY_FILING, lifting="warning", done_on=over)
    assert desk.refuses(of_lifting, on=later) == {"not-lifted"}
    lifted = desk.after(LIFT, on=over)
    assert lifted.refuses(replace(of_lifting, done_on=date(2021, 9, 19)), on=later) == {"date-before-cause"}
    report = replace(of_lifting, formality=Formality.EXECUTION_REPORT)
    assert lifted.refuses(report, on=later) == {"formality-not-of-a-lifting"}
    closed = Desk.standing_at(replace(lifted.proceeding, closed=True))
    assert closed.refuses(FILED, on=later) == {"proceeding-closed"}
    (recorded,) = closed.does(of_lifting, on=later)
    assert recorded.lifting == "warning"
    after = lifted.and_then(recorded)
    assert after.does(of_lifting, on=later) == ()
    assert "authority-filing-outstanding" in after.refuses(CLOSE, on=later), "the decision itself is still to be filed"


def test_the_time_to_change_rank_and_pay_runs_from_the_day_on_which_the_decision_was_made():
    desk = downgraded()
    made = next(one for one in desk.events if isinstance(one, DecisionMade))
    later = replace(made, decided_on=made.effective_on + timedelta(days=9))
    (running,) = Desk(*(later if one is made else one for one in desk.events)).proceeding.decision.pay_changes
    assert running.since == made.effective_on
