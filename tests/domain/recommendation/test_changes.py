"""What differs between two recommendations: every aspect that moved, and nothing else."""

from datetime import date

import pytest

from domain.recommendation.changes import LedTo, aspects, changes, led_to
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import parse
from interfaces.cli.what_if import WORDS
from interfaces.web.wording import LANGUAGES, words
from tests.support.toy_rulebook import toy

TOY = parse(toy().encode())


def told(**statuses):
    sheet = FactSheet(
        respondent="any",
        subject="organ",
        conduct_from=date(2021, 1, 4),
        conduct_to=date(2021, 1, 4),
        decision_on=date(2021, 2, 1),
        matter="toy",
        facts=tuple(
            KnownFact(code=code.replace("_", "-"), status=FactStatus(status)) for code, status in statuses.items()
        ),
    )
    return recommend(sheet, TOY, known_at=date(2021, 2, 1))


def moved(before, after):
    return {change.aspect: (change.before, change.after) for change in changes(before, after)}


def test_the_same_facts_change_nothing():
    one = told(first_conduct="established", second_conduct="refuted", grave="refuted")
    assert changes(one, one) == ()


def test_a_weight_alone_moves_only_the_weighting():
    one = told(first_conduct="established", second_conduct="refuted", grave="refuted")
    two = told(first_conduct="established", second_conduct="refuted", grave="established")
    assert moved(one, two) == {"heavier": (("no",), ("yes",))}


def test_a_fact_no_longer_open_settles_and_is_listed_no_more():
    one = told(second_conduct="refuted", grave="refuted")
    two = told(first_conduct="refuted", second_conduct="refuted", grave="refuted")
    found = moved(one, two)
    assert found["status"] == (("open",), ("not_liable",))
    assert found["liability"] == (("liable", "not-liable"), ("not-liable",))
    assert found["open_facts"] == (("first-conduct",), ())


def test_every_aspect_has_a_word_in_both_languages():
    every = set(aspects(told()))
    for language in LANGUAGES:
        assert not {f"bench.aspect.{aspect}" for aspect in every} - set(words(language))
    assert not every - set(WORDS)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("a-law:not-installed", LedTo(where="a-law", state="not-installed")),
        ("a-law@2008-08-26:status:open", LedTo(where="a-law@2008-08-26", aspect="status", codes=("open",))),
        ("a-law@1:permitted:one,two", LedTo(where="a-law@1", aspect="permitted", codes=("one", "two"))),
        (
            "a@1:referred:b@1:permitted:one,two,b@1:status:open",
            LedTo(where="a@1", aspect="referred", codes=("b@1:permitted:one,two", "b@1:status:open")),
        ),
    ],
)
def test_what_is_led_to_is_read_in_its_parts(code, parts):
    assert led_to(code) == parts
