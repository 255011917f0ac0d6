"""The docket of appeals: who took part in the case is told so, and pending appeals of one case lead to each other."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

ASIDE = {"zh": "您不得审查", "en": "Not yours to examine"}
DECIDED = {"zh": "您参与了本案的决定", "en": "You took part in the decision of this case"}


async def filed_by_the_deputy(worked: Worked) -> str:
    grounds = {"text": "处理畸重。"}
    given = {"proceeding": worked.the("proceeding.deputy"), "track": "T3", "grounds": grounds}
    answer = await worked.people["deputy"].post("/api/appeals", given | {"forum": worked.the("organ.province")})
    assert answer.status_code == 201, answer.text
    await worked.follow()
    return str(answer.json()["id"])


def test_whoever_took_part_is_told_and_appeals_of_one_case_lead_to_each_other(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first = worked.the("appeal")
        second = await filed_by_the_deputy(worked)
        found = (await worked.sees("decider", f"/api/appeals/{first}"))["beside"]
        assert found == {"parts": ["decided"], "others": [second]}
        assert (await worked.sees("province-handler-1", f"/api/appeals/{first}"))["beside"]["parts"] == []
        assert "beside" not in await worked.sees("head", f"/api/appeals/{first}"), "its filer is told of no other"
        beside = f"/appeals?open=true&case={worked.the('case')}"
        for language in ("zh", "en"):
            decider = await signed_in(worked, "decider", language)
            listed = await decider.get("/appeals")
            assert listed.words.count(ASIDE[language]) == 2
            assert DECIDED[language] in listed.words
            assert listed.links.count(beside) == 2
            shown = await decider.get(f"/appeals/{first}")
            assert DECIDED[language] in shown.words
            assert f"/appeals/{second}" in shown.links
            handler = await signed_in(worked, "province-handler-1", language)
            listed = await handler.get("/appeals")
            assert ASIDE[language] not in listed.words
            assert f"/appeals/{first}" in listed.links
            assert ASIDE[language] not in (await handler.get(f"/appeals/{first}")).words
        narrowed = await (await signed_in(worked, "province-manager")).get(beside)
        assert {f"/appeals/{first}", f"/appeals/{second}"} <= {*narrowed.links}

    in_worked(database, tmp_path, story, until="assign-handlers")
