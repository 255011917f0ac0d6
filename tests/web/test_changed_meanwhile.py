"""Whoever sends a form of a matter that moved reads what happened in the words of its history, and can send the form again."""

import re
from pathlib import Path

import pytest

from interfaces.web.wording import Language
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

CODE = re.compile(r"\b[0-9a-f]{12}\b|\b[a-z]+(-[a-z]+)+\b")


@pytest.mark.parametrize(("language", "opened"), [("zh", "您打开页面以后："), ("en", "Since you opened the page:")])
def test_a_form_that_comes_late_says_what_happened_in_words(
    language: Language, opened: str, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case = f"/cases/{worked.the('case')}"
        noting = f"{case}/note-procedure-defect"
        at = await signed_in(worked, "approver", language)
        await at.get(noting)
        raised = {
            "officer": worked.account("investigator-1"),
            "ground": "other-doubt",
            "source": "body",
            "reasons": {"text": "略"},
        }
        version = await worked.sees_version("manager", f"/api{case}")
        done = await worked.people["manager"].post(f"/api{case}/raise-recusal", raised, version=version)
        assert done.status_code == 200, done.text
        late = await at.send(noting, {"defect": "other", "description": "某项瑕疵"}, status=412)
        (said,) = re.findall(r"<li>(.*?) <span", late.text.partition(opened)[2].partition("</ul>")[0])
        called = (await worked.service.called.names()).values()
        assert any(name in said for name in called), "an officer is named"
        assert not CODE.search(said.replace("investigator-1", "")), said
        again = await at.send(noting, {"defect": "other", "description": "某项瑕疵"})
        assert opened not in again.words

    in_worked(database, tmp_path, story, until="finding-no-reason")
