"""Several situations of one matter: each is asked by its own days, and none lends its days to another."""

from datetime import date

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against
from domain.recommendation.editions import basis_of
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact, PresentSituation
from domain.recommendation.parts import Truth
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue, parse
from tests.support.toy_rulebook import toy

CATALOGUE = packaged()
BOOK = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
MARCH, JUNE, NEXT_YEAR = date(2011, 3, 10), date(2011, 6, 10), date(2012, 6, 10)
REFUSED = ("application-not-accepted", "no-proper-reason")
SILENCE = PresentSituation(on=MARCH, to=JUNE, reference="silence", ground="application-handling", facts=REFUSED)
SECOND = replace(SILENCE, on=date(2011, 4, 1), reference="second silence")
LATE = PresentSituation(
    on=NEXT_YEAR, to=NEXT_YEAR, reference="late", ground="proactive-release", facts=("release-late",)
)


def advised(*situations, established=(*REFUSED, "release-late"), answers=(), subject="organ"):
    sheet = FactSheet(
        respondent="r",
        subject=subject,
        conduct_from=min(one.on for one in situations),
        conduct_to=max(one.last for one in situations),
        decision_on=date(2012, 12, 3),
        facts=tuple(
            KnownFact(code=fact.code, status=FactStatus.ESTABLISHED if fact.code in established else FactStatus.REFUTED)
            for fact in BOOK.facts
            if fact.code not in (BOOK.role_fact, "repeated-within-a-year")
        ),
        answers=answers,
        matter=BOOK.scope.matters[0],
        situations=situations,
    )
    return recommend(sheet, BOOK, references=CATALOGUE, known_at=sheet.decision_on)


def states(found):
    return {finding.code: finding.state for finding in found.triggers}


def notes(found):
    return {note.code for note in found.time.notes}


COMPLETED = (Answer(question="AMB-22", choice="completed"),)


def test_one_answer_counts_for_each_that_straddles_and_the_user_is_told():
    assert "one-answer-for-several-situations" in notes(advised(SILENCE, SECOND, LATE))
    assert "one-answer-for-several-situations" in notes(advised(SILENCE, SECOND, LATE, answers=COMPLETED))
    assert "one-answer-for-several-situations" not in notes(advised(SILENCE, LATE))


def test_where_all_that_straddle_were_completed_nothing_straddles_any_more():
    found = advised(SILENCE, SECOND, LATE, answers=COMPLETED)
    assert "conduct-straddles-commencement" not in notes(found)
    assert (found.time.conduct_from, states(found)["application-handling"]) == (NEXT_YEAR, Truth.NO)
    assert [step.state for step in found.derivation.steps[0].steps if step.rule.startswith("situation:")] == [
        "outside",
        "outside",
        "counted",
    ]


def test_a_fact_of_what_is_out_of_reach_stays_open_where_it_may_still_be_so_of_what_is_not():
    again = replace(LATE, reference="again", ground="application-handling", facts=(), open=REFUSED)
    completed = replace(SILENCE, to=date(2011, 4, 1))
    found = advised(completed, LATE, again)
    assert states(found)["application-handling"] is Truth.OPEN
    assert states(advised(completed, LATE))["application-handling"] is Truth.NO


def test_what_would_follow_from_a_refuted_element_leaves_out_what_is_out_of_reach_too():
    nothing_proved = PresentSituation(on=NEXT_YEAR, to=NEXT_YEAR, reference="late")
    elements = ("duty-failure", "causation")
    found = advised(replace(SILENCE, to=MARCH), nothing_proved, established=(*REFUSED, *elements), subject="person")
    assert [(one.fact, {result.liable for result in one.outcomes}) for one in found.otherwise] == [
        ("consequence", {False})
    ]


def test_sheets_of_earlier_releases_know_no_last_days_and_are_asked_as_a_whole():
    found = advised(replace(SILENCE, to=None), replace(LATE, to=None), answers=COMPLETED)
    assert {block.code for block in found.blocks} == {"conduct-before-commencement"}
    assert found.time.conduct_from == MARCH
    assert all(duty.situations is UNSET for duty in found.duties)


EARLIER = toy()
LATER = EARLIER.replace("edition = 2020-01-01", "edition = 2022-01-01")


@pytest.mark.parametrize(
    ("days", "refuted", "blocks", "edition"),
    [
        ((date(2021, 5, 1), date(2022, 3, 1)), None, ["situations-under-different-law"], "2022-01-01"),
        ((date(2021, 5, 1), date(2022, 3, 1)), 1, [], "2020-01-01"),
        ((date(2021, 5, 1), date(2022, 3, 1)), 0, [], "2022-01-01"),
        ((date(2021, 5, 1), date(2021, 12, 31)), None, [], "2020-01-01"),
        ((date(2022, 1, 1), date(2022, 3, 1)), None, [], "2022-01-01"),
    ],
)
def test_no_edition_is_guessed_for_situations_that_fall_under_two(days, refuted, blocks, edition):
    catalogue = Catalogue(parse(text.encode()) for text in (EARLIER, LATER))
    sheet = FactSheet(
        respondent="r",
        subject="organ",
        conduct_from=days[0],
        conduct_to=days[1],
        decision_on=date(2022, 6, 1),
        matter="toy",
        facts=(KnownFact(code="first-conduct", status=FactStatus.ESTABLISHED),),
        situations=tuple(
            PresentSituation(
                on=day,
                to=day,
                reference=day.isoformat(),
                ground="conduct",
                facts=() if at == refuted else ("first-conduct",),
            )
            for at, day in enumerate(days)
        ),
    )
    found = recommend(sheet, basis_of(sheet, "toy", catalogue), references=catalogue, known_at=sheet.decision_on)
    assert ([block.code for block in found.blocks], found.time.edition) == (blocks, edition)
    cited = {authority.citation.edition for block in found.blocks for authority in block.authorities}
    assert cited == ({"2020-01-01", "2022-01-01"} if blocks else set())
    assert bool({reason.rule for reason in against(found, (), "measures")} & set(blocks)) is bool(blocks)
    assert against(found, (), "withdrawn") == ()
