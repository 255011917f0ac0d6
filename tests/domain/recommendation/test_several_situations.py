"""Several situations in one case count of a person only where it is found whose they are; those of a file are its own."""

from datetime import date

import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PresentSituation, PriorSituation
from domain.recommendation.outcome import Status
from domain.recommendation.parts import Truth
from domain.recommendation.recommend import recommend

CATALOGUE = packaged()
BOOK = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
COUNTED = "repeated-within-a-year"
PROVED = ("information-withheld", "duty-failure", "consequence", "causation")
MARCH, MAY, DECIDED = date(2012, 3, 5), date(2012, 5, 21), date(2013, 9, 2)
APART = tuple(PresentSituation(on=day, reference=day.isoformat()) for day in (MARCH, MAY))


def advised(*, held=None, days=APART, priors=(), parts_open=True):
    known = [
        KnownFact(code=fact.code, status=FactStatus.ESTABLISHED if fact.code in PROVED else FactStatus.REFUTED)
        for fact in BOOK.facts
        if fact.code not in (COUNTED, BOOK.role_fact)
    ]
    if held is not None:
        known.append(KnownFact(code=COUNTED, status=held))
    sheet = FactSheet(
        respondent="r",
        subject="person",
        role="direct",
        conduct_from=MARCH,
        conduct_to=max(one.on for one in days),
        decision_on=DECIDED,
        facts=tuple(known),
        priors=tuple(PriorSituation(on=day, reference=day.isoformat()) for day in priors),
        priors_checked_on=DECIDED,
        matter=BOOK.scope.matters[0],
        situations=days,
        parts_open=parts_open,
    )
    return recommend(sheet, BOOK, references=CATALOGUE, known_at=DECIDED)


def cautions(found):
    return [(one.code, *one.about) for one in found.warnings if one.code == "parts-not-found"]


def test_whose_the_situations_are_is_found_before_heavier_handling_is_due():
    found = advised()
    assert (found.status, found.weighting.heavier, found.weighting.mandatory) == (Status.OPEN, Truth.OPEN, ())
    assert COUNTED in [fact.fact for fact in found.open_facts]
    assert cautions(found) == [("parts-not-found", COUNTED)]
    stands = {(reason.rule, *reason.about) for reason in against(found, ("circulated-criticism",), "measures")}
    assert ("decisive-fact-open", COUNTED) in stands


@pytest.mark.parametrize(
    ("held", "heavier"), [(FactStatus.ESTABLISHED, Truth.YES), (FactStatus.REFUTED, Truth.NO), (None, Truth.OPEN)]
)
def test_what_is_found_of_the_person_goes_before_what_is_counted(held, heavier):
    found = advised(held=held)
    assert found.weighting.heavier is heavier
    assert bool(cautions(found)) == (held is None)


def test_situations_that_a_file_names_are_the_respondent_s_own():
    found = advised(parts_open=False)
    assert found.weighting.heavier is Truth.YES
    assert cautions(found) == []


def test_nothing_is_open_where_the_count_is_the_same_whichever_are_the_respondent_s():
    earlier = advised(priors=(date(2011, 12, 1),))
    apart = advised(days=(APART[0], PresentSituation(on=date(2013, 5, 21), reference="a year later")))
    same_day = advised(days=(APART[0], PresentSituation(on=MARCH, reference="as delay")))
    near_one = advised(priors=(date(2011, 4, 1),))
    assert [one.weighting.heavier for one in (earlier, apart, same_day, near_one)] == [
        Truth.YES,
        Truth.NO,
        Truth.NO,
        Truth.OPEN,
    ]
    assert [bool(cautions(one)) for one in (earlier, apart, same_day, near_one)] == [False, False, False, True]
