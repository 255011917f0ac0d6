"""What an account is called stands on pages and papers; it is sealed, in no event, and an account without one stays as it was."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from interfaces.web import directory
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

NAME = "示例调查员甲"


def test_a_display_name_is_shown_where_the_sign_in_name_was_and_kept_sealed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "admin")
        account = worked.people["investigator-1"].account
        path = f"/administration/accounts/{account}"
        page = await at.get(path)
        form = next(one for one in page.forms if one.fields.get("act") == ["set-display-name"])
        saved = await at.post(path, {**form.fields, "name": f"  {NAME} "})
        assert f"investigator-1 · {NAME}" in saved.words
        again = {**form.fields, "key": str(uuid4())}
        assert "显示名最多60个字" in (await at.post(path, {**again, "name": "a\u202eb"}, status=422)).words
        await at.post(path, {**again, "key": str(uuid4()), "name": "长" * 61}, status=422)
        assert NAME in (await at.get("/administration/people")).words

        desk = await signed_in(worked, "manager")
        case = await desk.get(f"/cases/{worked.the('case')}")
        assert NAME in case.words
        assert "investigator-2" in case.words, "who has no display name is shown as before"
        offered = await desk.get(f"/cases/{worked.the('case')}/assign-investigators")
        assert NAME in offered.words
        assert f"{NAME}（investigator-1）" not in offered.words, "who has a name of their own is called by it alone"
        assert "investigator-2（" not in offered.words, "who has no display name is not said twice"
        await worked.service.called.give(
            ActorId(UUID(str(worked.people["investigator-2"].account))), NAME, by=LOCAL_OPERATOR
        )
        other = await signed_in(worked, "manager")
        monkeypatch.setattr(directory, "FRESH_SECONDS", -1.0)
        alike = await other.get(f"/cases/{worked.the('case')}/assign-investigators")
        for login in ("investigator-1", "investigator-2"):
            assert f"{NAME}（{login}）" in alike.words, "two are called the same: the account tells them apart"
        assert f"{NAME}（investigator-1）" in (await other.get("/hand-over")).words
        await worked.service.called.give(
            ActorId(UUID(str(worked.people["investigator-2"].account))), "", by=LOCAL_OPERATOR
        )
        for reader in ("approver", "auditor"):
            told = (await worked.sees(reader, f"/api/cases/{worked.the('case')}/history"))["entries"]
            assert any(NAME in one["zh"] for one in told), reader

        async with worked.service.read() as connection:
            rows = await (await connection.execute("SELECT content FROM vault.display_names")).fetchall()
            states = await (await connection.execute("SELECT state FROM log.events")).fetchall()
        assert len(rows) == 1
        for (content,) in (*rows, *states):
            assert NAME.encode() not in bytes(content)

        await at.post(path, {**again, "key": str(uuid4()), "name": " "})
        names = await worked.service.called.names()
        assert names[ActorId(UUID(str(account)))] == "investigator-1"

    in_worked(database, tmp_path, story, until="two-investigators")


def test_an_erased_key_leaves_the_sign_in_name(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        account = ActorId(UUID(str(worked.people["manager"].account)))
        called = worked.service.called
        await called.give(account, NAME, by=LOCAL_OPERATOR)
        assert (await called.names())[account] == NAME
        await worked.service.documents.erase(account, by=LOCAL_OPERATOR)
        assert (await called.names())[account] == "manager"

    in_worked(database, tmp_path, story, until="triage")
