"""The grounds of an appeal on the pages of those who answer them: read there, answered there, none passed over."""

import re
from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_who_decides_reads_each_ground_and_answers_what_is_still_open(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/appeals/{worked.the('appeal')}/decide-appeal"
        first, second = worked.the("ground.facts"), worked.the("ground.measure")
        decider = await signed_in(worked, "province-decider")
        told = await decider.get(f"/appeals/{worked.the('appeal')}")
        assert "答复申诉理由第1项（针对事实认定）：理由不成立。" in told.words, "its history says which"
        page = await decider.get(path)
        assert "第1项理由 · 针对：事实认定 一律不收的口径不是由我提出。 理由不成立 谈话记录证明" in page.words
        assert f"answers.{first}.holding" not in page.form(path).names, "an answer that stands is not asked again"
        said = {
            "result": "varied|measure-unfit",
            "number": "示省复〔2026〕9002号",
            "document": "申诉决定书（虚构）",
            "outcome": "measures",
            "measures": "admonition-talk",
        }
        holding, reasons = f"answers.{second}.holding", f"answers.{second}.reasons"
        refused = await decider.send(path, said, status=409)
        assert "申请人提出的理由还有没有答复的" in refused.words
        assert "第2项理由还没有答复。" in refused.words, "it says which, at its place"
        assert "第1项理由还没有答复。" not in refused.words
        half = await decider.send(path, {**said, holding: "holds"}, status=400)
        assert 'id="answers-wrong"' in half.text, "whether it holds and why go together"
        assert '<option value="holds" selected>' in half.text, "nothing chosen is lost"
        changed = await decider.send(path, {**said, holding: "", reasons: "处理与情节相当。"}, status=400)
        assert 'id="answers-wrong"' in changed.text, "of a decision that is changed nobody guesses which ground holds"
        unexplained = {**said, holding: "does-not-hold", reasons: "处理与情节相当。"}
        assert "结果与对各项理由的答复不一致" in (await decider.send(path, unexplained, status=409)).words
        done = await decider.send(path, {**said, holding: "holds", reasons: "通报批评与情节不相当。"})
        assert "通报范围过大，处理畸重。 理由成立 通报批评与情节不相当。" in done.words
        head = await signed_in(worked, "head")
        own = await head.get(f"/own/{worked.the('proceeding.head')}")
        assert "提出的理由（2项）" in own.words
        for told in ("通报批评与情节不相当", "理由成立", "理由不成立"):
            assert told not in own.words, "told with the service, not before"

    in_worked(database, tmp_path, story, until="deliberate-appeal")


def test_of_a_decision_that_is_upheld_a_ground_takes_its_reasons_and_no_second_word(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        path, second = f"/appeals/{worked.the('appeal')}/decide-appeal", worked.the("ground.measure")
        decider = await signed_in(worked, "province-decider")
        page = await decider.get(path)
        assert not re.search(f'<select id="answers.{second}.holding"[^>]* required', page.text)
        assert re.search(f'<textarea id="answers.{second}.reasons"[^>]* required', page.text), "reasons to each ground"
        said = {"result": "upheld|decision-sound", "number": "示省复〔2026〕9003号", "document": "申诉决定书（虚构）"}
        done = await decider.send(path, {**said, f"answers.{second}.reasons": "处理与情节相当。"})
        assert "通报范围过大，处理畸重。 理由不成立 处理与情节相当。" in done.words

    in_worked(database, tmp_path, story, until="deliberate-appeal")


def test_a_handler_answers_grounds_and_answers_anew(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        appeal = f"/appeals/{worked.the('appeal')}"
        path, first = f"{appeal}/answer-grounds", worked.the("ground.facts")
        handler = await signed_in(worked, "province-handler-1")
        assert path in (await handler.get(appeal)).links
        await handler.get(path)
        said = {f"answers.{first}.holding": "holds-in-part", f"answers.{first}.reasons": "口径由其同意，不由其提出。"}
        page = await handler.send(path, said)
        assert "理由部分成立 口径由其同意，不由其提出。" in page.words
        assert "理由不成立 谈话记录证明" not in page.words, "the later answer stands"
        empty = await handler.get(path)
        assert empty.form(path).fields.get(f"answers.{first}.holding", [""]) == [""]
        refused = await handler.send(path, {}, status=409)
        assert "没有答复任何一项理由" in refused.words
        await (await signed_in(worked, "province-decider")).get(path, status=403)

    in_worked(database, tmp_path, story, until="deliberate-appeal")
