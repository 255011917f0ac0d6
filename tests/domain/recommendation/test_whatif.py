"""Which single facts would change what follows, and which are still in the respondent's hands."""

from domain.recommendation.facts import FactStatus
from domain.recommendation.whatif import outcomes, single_flips, suppose
from tests.domain.recommendation.test_against import BOOK, CATALOGUE, sheet


def flips(given):
    return {flip.fact: flip for flip in single_flips(given, BOOK, CATALOGUE)}


def test_each_element_alone_would_end_liability():
    found = flips(sheet())
    for code in ("release-late", "duty-failure", "consequence", "causation"):
        assert found[code].supposed is FactStatus.REFUTED
        assert all(not outcome.liable for outcome in found[code].outcomes)


def test_relief_is_in_hand_and_a_mandatory_factor_is_not():
    found = flips(sheet())
    assert found["corrects-in-time"].in_hand
    assert found["corrects-in-time"].outcomes[0].exempt == "available"
    assert not found["retaliates"].in_hand
    assert found["retaliates"].outcomes[0].heavier


def test_what_is_proved_already_is_not_in_hand_and_a_second_factor_changes_nothing():
    found = flips(sheet(cooperates="established", retaliates="established"))
    assert "corrects-in-time" not in found
    assert not found["cooperates"].in_hand
    assert "confirmed-unlawful" not in found


def test_supposing_is_the_same_as_finding():
    supposed = suppose(sheet(), "retaliates", FactStatus.ESTABLISHED)
    assert outcomes(supposed, BOOK, CATALOGUE) == outcomes(sheet(retaliates="established"), BOOK, CATALOGUE)


def test_a_blocked_basis_has_no_outcome_to_change():
    draft = CATALOGUE.editions("fujian-e-government-draft")[0]
    assert single_flips(sheet(), draft, CATALOGUE) == ()
