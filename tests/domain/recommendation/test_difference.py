"""Two rulebooks over all states: what is counted, which way it goes, and a witness that anybody can check."""

from datetime import date
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recommendation.counting import counted
from domain.recommendation.difference import differences
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact
from domain.recommendation.recommend import recommend
from domain.recommendation.severity import Handling, compare
from domain.recommendation.worlds import TRUE
from domain.recommendation.worlds import given as put_in
from domain.rulebook.catalogue import Catalogue, parse
from domain.rulebook.labels import Label
from domain.rulebook.policy import Policy, Scale
from tests.support.campaign import examples
from tests.support.toy_rulebook import toy

FACTS = ("a", "b", "c", "d")
literals = st.tuples(st.sampled_from(FACTS), st.booleans())
rows = st.frozensets(literals, max_size=3).filter(lambda row: len({code for code, _ in row}) == len(row))
formulas = st.frozensets(rows, max_size=3)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(formulas, max_size=4).map(tuple))
def test_counts_and_witnesses_agree_with_every_state_tried(conditions):
    named = sorted({code for condition in conditions for row in condition for code, _ in row})
    tried: dict[tuple[bool, ...], list[tuple[str, ...]]] = {}
    for values in product((False, True), repeat=len(named)):
        state = dict(zip(named, values, strict=True))
        world = tuple(put_in(condition, state) == TRUE for condition in conditions)
        tried.setdefault(world, []).append(tuple(code for code in named if state[code]))
    found = counted(conditions)
    assert set(found) == set(tried)
    for world, states in tried.items():
        # An absorbed row may name a fact that changes nothing; such facts multiply every count alike.
        assert found[world].states * sum(map(len, tried.values())) == len(states) * sum(
            f.states for f in found.values()
        )
        assert found[world].witness in states
        assert len(found[world].witness) == min(map(len, states))


def handling(*measures, **more):
    return Handling(liable=True, measures=frozenset(measures), **more)


SCALE = ("mild", "middle", "severe")


@pytest.mark.parametrize(
    ("one", "other", "ranking", "relation"),
    [
        (handling("mild"), handling("mild"), (), "same"),
        (Handling(liable=False), handling("mild"), (), "heavier"),
        (handling("mild"), handling("mild", "severe"), (), "heavier"),
        (handling("mild", "severe"), handling("mild"), (), "lighter"),
        (handling("mild"), handling("severe"), (), "incomparable"),
        (handling("mild"), handling("severe"), SCALE, "heavier"),
        (handling("severe"), handling("mild", "middle"), SCALE, "lighter"),
        (handling("middle"), handling("mild", "severe"), SCALE, "crossed"),
        (handling("mild"), handling("elsewhere"), SCALE, "incomparable"),
        (handling("mild"), handling("mild", heavier=True), (), "heavier"),
        (handling("mild"), handling("mild", lighter=True), (), "lighter"),
        (handling("mild", exempt="available"), handling("mild", exempt="needs_override"), (), "heavier"),
        (handling("mild", heavier=True), handling("mild", "severe"), (), "crossed"),
        (handling("mild", combine="one"), handling("mild", combine="any"), (), "heavier"),
        (handling("mild", combine="one"), handling("mild", combine="not_stated"), (), "incomparable"),
        (handling("mild", minimum=1), handling("mild", minimum=0), (), "lighter"),
        (handling("mild"), handling("mild", tracks=frozenset({"refer:x"})), (), "heavier"),
    ],
)
def test_which_outcome_is_heavier(one, other, ranking, relation):
    assert compare(one, other, ranking) == relation
    opposite = {"heavier": "lighter", "lighter": "heavier"}.get(relation, relation)
    assert compare(other, one, ranking) == opposite


def changed(old="", new="", *more):
    whole = toy().replace('instrument = "toy"', 'instrument = "toy-two"')
    for before, after in ((old, new), *more):
        assert before in whole
        whole = whole.replace(before, after)
    return parse(whole.encode())


TOY = parse(toy().encode())
WARNING = '[[measures]]\ncode = "warning"\nlabel = { zh = "警示", en = "warning" }\n\n[[facts]]'


def relations(other, **named):
    found = differences(TOY, other, Catalogue((TOY, other)), **named)
    assert [each.subject for each in found] == ["organ", "person"]
    for each in found:
        assert sum(each.states.values()) == each.readings * 2**each.facts
        assert set(each.witnesses) == {key for key, count in each.states.items() if count and key != "same"}
    return found[0]


def test_a_rulebook_does_not_differ_from_itself():
    assert relations(changed()).states == {"same": 8, "lighter": 0, "heavier": 0, "crossed": 0, "incomparable": 0}


def test_a_situation_left_out_is_lighter_with_a_witness():
    found = relations(changed('when = [{ all_of = ["first-conduct"] }, {', "when = [{"))
    assert (found.states["lighter"], found.states["same"]) == (2, 6)
    witness = found.witnesses["lighter"]
    assert witness.facts == ("first-conduct",)
    assert (witness.one.liable, witness.other.liable) == (True, False)


def test_another_measure_is_not_ranked_without_an_order_and_is_ranked_with_one():
    other = changed("[[facts]]", WARNING, ('measures = ["reminder"]', 'measures = ["warning"]'))
    assert relations(other).states["incomparable"] == 6
    scale = Scale(subject="organ", measures=("reminder", "warning"), start=0)
    policy = Policy(
        policy="p",
        version=1,
        title=Label(zh="示例", en="sample"),
        instrument="toy",
        body="body",
        signatures=(),
        effective=date(2020, 1, 1),
        scales=(scale,),
        first_heavier=1,
        more_heavier=0,
        lighter=1,
        sample=True,
    )
    ranked = relations(other, policy=policy)
    assert (ranked.states["heavier"], ranked.ranked_by) == (6, "p")


def test_a_question_without_default_is_read_every_way():
    found = relations(changed('default = "either"\n', "", ("TOY-01", "TOY-02")))
    assert found.readings == 2
    assert (found.states["same"], found.states["lighter"]) == (12, 4)
    assert found.witnesses["lighter"].answers == {"TOY-02": "together"}


def test_every_witness_is_what_the_recommendation_says():
    other = changed('when = [{ all_of = ["grave"] }]', 'when = [{ none_of = ["grave"] }]')
    for difference in differences(TOY, other, Catalogue((TOY, other))):
        for witness in difference.witnesses.values():
            for book, said in ((TOY, witness.one), (other, witness.other)):
                (result,) = recommend(
                    sheet(book, difference.subject, witness), book, known_at=date(2021, 1, 1)
                ).outcomes
                assert (result.liable, result.heavier, result.lighter, result.exempt) == (
                    said.liable,
                    said.heavier,
                    said.lighter,
                    said.exempt,
                )
        assert difference.states["heavier"] == difference.states["lighter"] == 3


def sheet(book, subject, witness):
    holds = {True: FactStatus.ESTABLISHED, False: FactStatus.REFUTED}
    return FactSheet(
        respondent="any",
        subject=subject,
        conduct_from=date(2020, 6, 1),
        conduct_to=date(2020, 6, 1),
        decision_on=date(2021, 1, 1),
        matter="toy",
        facts=tuple(KnownFact(code=fact.code, status=holds[fact.code in witness.facts]) for fact in book.facts),
        answers=tuple(Answer(question=code, choice=choice) for code, choice in witness.answers.items()),
    )


def test_what_one_side_does_not_reach_is_told():
    other = msgspec.structs.replace(changed(), scope=msgspec.structs.replace(TOY.scope, subjects=("organ",)))
    organ, person = differences(TOY, other, Catalogue((TOY, other)))
    assert organ.states["same"] == 8
    assert person.states["lighter"] == 6
