"""Several situations in one case count of a person only where it is found whose they are; those of a file are its own."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against
from domain.recommendation.circumstances import established
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PresentSituation, PriorSituation
from domain.recommendation.outcome import Status
from domain.recommendation.parts import Truth
from domain.recommendation.recommend import recommend
from domain.recommendation.repetition import holds, situations, windows

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
    found = recommend(sheet, BOOK, references=CATALOGUE, known_at=DECIDED)
    assert (COUNTED in established(sheet, found, BOOK)) == (found.weighting.heavier is Truth.YES), "one source for both"
    return found


def cautions(found):
    return [(one.code, *one.about) for one in found.warnings if one.code == "parts-not-found"]


def test_conduct_of_the_day_of_an_earlier_situation_may_be_the_same_act_and_whoever_handles_it_is_warned():
    def warned(*priors, held=None):
        found = advised(days=APART[:1], priors=priors, held=held, parts_open=False)
        return [one.about for one in found.warnings if one.code == "same-day-before"]

    assert warned(MARCH) == [(COUNTED, MARCH.isoformat())]
    assert warned(date(2011, 9, 1)) == [], "another day is another act"
    for held in (FactStatus.REFUTED, FactStatus.ESTABLISHED):
        assert warned(MARCH, held=held) == [], "somebody looked"


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


RULE = next(rule for rule in BOOK.derived if rule.fact == COUNTED)
HANDLING = next(trigger for trigger in BOOK.triggers if trigger.code == "application-handling")


def a_sheet(*found, priors=(), searched=DECIDED):
    return FactSheet(
        respondent="r",
        subject="organ",
        conduct_from=MARCH,
        conduct_to=MAY,
        decision_on=DECIDED,
        priors=tuple(PriorSituation(on=day, reference=day.isoformat()) for day in priors),
        priors_checked_on=searched,
        situations=found,
    )


def alleged(day, *facts, reference="b", ground="application-handling"):
    return PresentSituation(on=day, reference=reference, ground=ground, facts=facts)


def counted(sheet, *triggers):
    return [one.reference for one in situations(sheet, triggers or BOOK.triggers, lambda _: None)]


def test_a_situation_counts_where_what_is_proved_of_it_fulfils_a_ground_that_reaches_the_respondent():
    withheld = alleged(MARCH, "information-withheld")
    assert counted(a_sheet(withheld)) == ["b"]
    assert counted(a_sheet(alleged(MARCH, "application-delayed"))) == ["r"], "the conduct is one: nothing counts alone"
    assert counted(a_sheet(alleged(MARCH, "information-withheld", ground="no-such-ground"))) == ["r"]
    assert counted(a_sheet(withheld), replace(HANDLING, subjects=("person",))) == ["r"]
    excused = tuple(replace(row, none_of=("approved-delay",)) for row in HANDLING.when)
    assert counted(a_sheet(alleged(MARCH, "information-withheld", "approved-delay")), HANDLING) == ["b"]
    spared = a_sheet(alleged(MARCH, "information-withheld", "approved-delay"))
    assert counted(spared, replace(HANDLING, when=excused)) == ["r"]


def test_of_one_day_the_same_situation_counts_in_whatever_order_they_are_told():
    two = (alleged(MARCH, "information-withheld", reference="b"), alleged(MARCH, "false-information", reference="a"))
    assert counted(a_sheet(*two)) == counted(a_sheet(*reversed(two))) == ["a"]


def test_an_earlier_situation_is_counted_with_the_nearest_of_the_present_ones():
    priors = tuple(PriorSituation(on=day, reference="earlier") for day in (date(2011, 6, 1), date(2012, 6, 1)))
    found = {one.on: one.present for one in windows(priors, APART, RULE, "rolling") if one.reference == "earlier"}
    assert found == {priors[0].on: MARCH, priors[1].on: MAY}


def test_what_was_earlier_counts_only_with_a_present_situation_and_once_it_was_searched_for():
    together = a_sheet(priors=(date(2009, 1, 5), date(2009, 6, 1)))
    alone = APART[:1]
    assert holds(together, alone, RULE, "rolling") is False, "the two earlier ones are no repetition of this one"
    far = (APART[0], PresentSituation(on=date(2013, 5, 21), reference="a year later"))
    for searched, known in ((date(2013, 5, 21), False), (MAY, None), (None, None)):
        assert holds(a_sheet(searched=searched), far, RULE, "rolling") is known
