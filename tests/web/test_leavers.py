"""Whoever left and still has open matters in hand is named: to whoever looks after accounts, and to whoever hands matters over."""

from pathlib import Path

from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

LEFT = {"zh": "已离岗、手上仍有在办事项的人员", "en": "Left, with open matters still in hand"}


def test_an_account_that_is_disabled_or_holds_no_role_is_named_with_what_it_left_open(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        first, second = (worked.account(f"investigator-{n}") for n in (1, 2))
        assert (await worked.sees("admin", "/api/accounts"))["leavers"] == {}
        assert LEFT["zh"] not in (await (await signed_in(worked, "manager")).get("/hand-over")).words
        accounts = worked.service.accounts
        await accounts.disable(ActorId(worked.people["investigator-1"].account), by=LOCAL_OPERATOR)
        held = next(one for one in await accounts.all() if str(one.id) == second)
        for role in held.roles:
            await accounts.withdraw(role.id, by=LOCAL_OPERATOR)
        unused = worked.people["investigator-3"]
        await accounts.disable(ActorId(unused.account), by=LOCAL_OPERATOR)
        assert (await worked.sees("admin", "/api/accounts"))["leavers"] == {first: 1, second: 1}
        for language in ("zh", "en"):
            manager = await signed_in(worked, "manager", language)
            page = await manager.get("/hand-over")
            assert LEFT[language] in page.words
            assert {f"/hand-over?from={one}" for one in (first, second)} <= {*page.links}
            assert f"/hand-over?from={worked.account('investigator-3')}" not in page.links
            assert ("已离岗" if language == "zh" else "Left") in (await manager.get("/board")).words
            assert LEFT[language] not in (await manager.get(f"/hand-over?from={first}")).words
            admin = await signed_in(worked, "admin", language)
            shown = await admin.get("/administration/people")
            assert LEFT[language] in shown.words
            assert f"/hand-over?from={first}" not in shown.links, "an administrator hands nothing over"
            elsewhere = await signed_in(worked, "province-manager", language)
            assert LEFT[language] not in (await elsewhere.get("/hand-over")).words

    in_worked(database, tmp_path, story, until="investigation-report")
