"""An appeal that lies with a body for which nobody acts here any more: its outcome comes by letter, and the appeal ends."""

from datetime import timedelta
from pathlib import Path

from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_an_outcome_that_came_by_letter_ends_the_appeal_and_changes_the_decision(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        appeal = f"/appeals/{worked.the('appeal')}"
        given = {
            "result": "varied|measure-unfit",
            "number": "省示例复函〔演示〕1号",
            "decided_on": worked.today.isoformat(),
            "document": "来函：变更为诫勉谈话。",
            "outcome": "measures",
            "measures": ["admonition-talk"],
        }
        at = await signed_in(worked, "approver")
        await at.get(f"{appeal}/record-outcome")
        refused = await at.send(f"{appeal}/record-outcome", given, status=409)
        assert "forum-acts-here" in refused.words

        for name, person in worked.people.items():
            if name.startswith("province") and name != "province-manager":  # who can admit no appeal
                await worked.service.accounts.disable(ActorId(person.account), by=LOCAL_OPERATOR)
        await worked.follow()
        today = await at.get("/today")
        assert appeal in today.links
        assert "记录来函结果" in today.words
        assert f"{appeal}/record-outcome" in (await at.get(appeal)).links
        tomorrow = {**given, "decided_on": (worked.today + timedelta(days=1)).isoformat()}
        await at.get(f"{appeal}/record-outcome")
        assert "date-in-future" in (await at.send(f"{appeal}/record-outcome", tomorrow, status=409)).words
        await at.get(f"{appeal}/record-outcome")
        recorded = await at.send(f"{appeal}/record-outcome", given)
        assert "变更" in recorded.words

        entries = (await worked.sees("legal", f"/api/proceedings/{worked.the('proceeding.head')}/history"))["entries"]
        (told,) = [one for one in entries if one["name"] == "appeal.outcome-recorded.v1"]
        reference = told["documents"]["document"]
        letter = f"/documents/{reference['id']}?sha256={reference['sha256']}"
        head = await signed_in(worked, "head")
        await head.get(letter, status=403)
        await worked.follow()
        assert [one for one in (await at.get("/appeals?open=false")).links if one == appeal] == []
        manager = await signed_in(worked, "manager", "en")
        await manager.get(f"{appeal}/serve-appeal")
        await manager.send(f"{appeal}/serve-appeal", {"proof": "送达回证"})
        await worked.follow()
        assert appeal in (await manager.get("/appeals?open=false")).links
        assert "变更为诫勉谈话" in (await head.get(letter)).words, "what was served is theirs to read"
        track = f"/proceedings/{worked.the('proceeding.head')}"
        assert "省示例复函〔演示〕1号" in (await manager.get(track)).words
        assert "变更" in (await head.get(f"/own/{worked.the('proceeding.head')}")).words

    in_worked(database, tmp_path, story, until="assign-handlers")
