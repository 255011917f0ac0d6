from application.adapters.profile_files import packaged_profiles
from domain.recommendation.words import WORDS
from domain.refusal import Reason
from interfaces.api.explaining import Explanations

EXPLAIN = Explanations(packaged_profiles())


def test_the_same_rule_is_cited_from_the_profile_it_was_judged_by():
    reason = Reason(rule="too-few-officers", about=("2",))
    borrowed, direct = EXPLAIN(reason, "P-QYF"), EXPLAIN(reason, "P-SUPERVISE")
    assert (borrowed.basis, borrowed.cites) == ("borrowed", ("CF07 41",))
    assert (direct.basis, direct.cites) == ("direct", ("ZW20 42",))
    assert borrowed.zh == direct.zh


def test_what_a_rulebook_says_against_a_decision_is_worded_too():
    shown = EXPLAIN(Reason(rule="form-outside-set", about=("warning",)), "P-QYF")
    assert (shown.basis, shown.zh) == ("rulebook", WORDS["form-outside-set"].says.zh.format("警告"))


def test_a_rule_that_nobody_worded_is_still_named():
    shown = EXPLAIN(Reason(rule="never-worded"), None)
    assert "never-worded" in shown.zh
    assert "never-worded" in shown.en
