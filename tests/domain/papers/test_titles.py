"""What a paper is called follows the record: the outcome of the deliberation, the handling of the track, the step of review."""

import pytest
from msgspec.structs import replace

from application.adapters.template_files import packaged_templates, packaged_words
from domain.papers.filling import Standing, fill
from domain.procedure.profile import Label
from domain.proceedings.events import Outcome
from tests.domain.papers.material import deliberated, material, recorded


@pytest.mark.parametrize(
    ("outcome", "label", "title"),
    [
        (Outcome.MEASURES, "处分决定书", "关于对某甲（虚构）的处分决定"),
        (Outcome.EXEMPT, "免予处分决定书", "关于对某甲（虚构）免予处分的决定"),
        (Outcome.NOT_IMPOSED, "不予处分决定书", "关于对某甲（虚构）不予处分的决定"),
        (Outcome.WITHDRAWN, "撤销案件决定书", "关于撤销某甲（虚构）案件的决定"),
    ],
)
def test_a_decision_is_called_by_what_was_resolved(outcome: Outcome, label: str, title: str) -> None:
    resolved = replace(deliberated(), outcome=outcome)
    content = fill(packaged_templates()["decision"], material(recorded(track=(deliberated("warning"), resolved))))
    assert (content.label.zh, content.title.zh) == (label, title)


@pytest.mark.parametrize("code", ["appeal-decision", "appeal-admission", "appeal-rejection", "appeal-register"])
def test_a_paper_of_a_review_bears_the_word_of_its_step(code: str) -> None:
    template, given = packaged_templates()[code], material(recorded())
    for step, other in (("申诉", "复核"), ("复核", "申诉")):
        called = {**given.standing, "step": Standing(words=Label(zh=step, en="review"))}
        content = fill(template, replace(given, standing=called))
        assert step in content.title.zh
        assert other not in content.title.zh


def test_every_profile_of_sanctions_has_a_word_for_them() -> None:
    words = packaged_words()
    assert {code: one.zh for code, one in words["Sanctioning"].items()} == {
        "P-APPOINT": "处分",
        "P-SUPERVISE": "政务处分",
        "P-SOE": "处分",
        "P-INST": "处分",
    }
    assert words["Handling"]["any"].zh == "处理"
