from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from domain.recommendation.words import WORDS
from domain.refusal import Reason
from interfaces.api.explaining import Explanations, called

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


def test_a_question_without_an_answer_says_who_may_give_it_and_ends_with_one_mark():
    shown = EXPLAIN(Reason(rule="question-unanswered", about=("AMB-22b", "legal-officer")), "P-QYF")
    assert shown.zh.endswith("是否仍然有效？")
    assert shown.en.endswith("at the time of the conduct?")
    assert shown.remedy_zh.endswith("可以答复的是：法制岗、决定人。")
    assert shown.remedy_en.endswith(" It may be answered by the legal officer or the decider.")
    other = EXPLAIN(Reason(rule="answer-of-another-office", about=("decider",)), "P-QYF")
    assert other.remedy_zh.endswith("可以答复的是：决定人。"), "whoever decides, named once"


def test_whatever_can_stand_against_a_decision_is_named_in_words():
    for book in packaged().rulebooks:
        rules = (book.filters, book.gates, book.exclusions, book.elements, book.competence)
        for one in (each for part in (*rules, book.facts, book.measures, book.questions) for each in part):
            assert called(one.code).zh != one.code
    shown = EXPLAIN(Reason(rule="form-undetermined", about=("admonition-talk", "respondent-dead")), "P-QYF")
    assert "诫勉谈话（所涉限制：被处理人已死亡" in shown.zh
    assert "(the bar in question: the person has died" in shown.en
    assert EXPLAIN(Reason(rule="competence-unknown", about=("staff-by-personnel-authority",)), None).zh.endswith(
        "有权机关尚不明确：享有人事管理权限的机关。"
    )


def test_a_day_that_a_reason_is_about_is_written_as_people_write_it():
    assert (called("2026-03-05").zh, called("2026-03-05").en) == ("2026年3月5日", "5 March 2026")
