"""What was worked out once is remembered, and another thread may forget all of it at any moment."""

from datetime import date

from application.adapters.rulebook_files import packaged
from domain.recommendation.editions import weigh
from domain.recommendation.facts import FactSheet
from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import parse_policy
from tests.support.made_policy import policy

CATALOGUE = packaged()


class Forgetful(dict):
    """Says what it knew, and has forgotten it a moment later: so it looks when another thread clears it."""

    def __contains__(self, key):
        known = super().__contains__(key)
        self.clear()
        return known


def test_two_editions_are_weighed_again_when_it_is_forgotten_in_between(monkeypatch):
    older, newer = (CATALOGUE.editions(name)[0] for name in ("civil-servant-discipline", "public-officials-sanctions"))
    conduct, decided = date(2020, 3, 2), date(2020, 9, 1)
    sheet = FactSheet(respondent="r", subject="person", conduct_from=conduct, conduct_to=conduct, decision_on=decided)
    situation = Situation(sheet, older, CATALOGUE, decided)
    monkeypatch.setattr("domain.recommendation.editions._WEIGHED", Forgetful())
    assert weigh(situation, older, newer) == weigh(situation, older, newer) == "open"


def test_a_policy_is_proved_again_when_it_is_forgotten_in_between(monkeypatch):
    given = parse_policy(policy("city").encode())
    monkeypatch.setattr("domain.recommendation.policy_proving._BROKEN", Forgetful())
    assert prove_policy(given, CATALOGUE) == prove_policy(given, CATALOGUE)
