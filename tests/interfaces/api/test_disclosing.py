"""Evidence opens to the one respondent to whom it was disclosed, on record; what is withheld is told with its ground."""

from pathlib import Path
from uuid import UUID

from application.reads import AskedReads, ReadOutcome
from tests.interfaces.api.test_documents import got
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_respondent_reads_what_was_disclosed_and_is_told_why_the_rest_is_withheld(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        own, case = f"/api/proceedings/{worked.the('proceeding.clerk')}", f"/api/cases/{worked.the('case')}"
        file = (await worked.sees("manager", case))["case"]["evidence"]
        register, talk = (
            next(one["document"] for one in file if one["evidence"] == worked.the(f"evidence.{name}"))
            for name in ("register", "talk")
        )
        for paper in (register, talk):
            assert (await got(worked, "clerk", paper)).status_code == 404
        given = {
            "shown": [worked.the("evidence.register")],
            "withheld": [worked.the("evidence.talk")],
            "ground": "protects-others",
        }
        await worked.sees("bureau-reviewer", own)
        await worked.does("clerk", f"{own}/disclose-material", given, status=403)
        await worked.does("bureau-reviewer", f"{own}/disclose-material", given)
        await worked.follow()
        assert (await got(worked, "clerk", register)).status_code == 200
        assert (await got(worked, "clerk", talk)).status_code == 404
        assert await worked.sees("head", f"/api/proceedings/{worked.the('proceeding.head')}"), "notified as well"
        assert (await got(worked, "head", register)).status_code == 404
        reads = await worked.service.audit.entries(AskedReads(thing=UUID(register["id"])))
        assert [str(one.actor) for one in reads if one.outcome is ReadOutcome.SERVED] == [worked.account("clerk")]
        shown = await worked.sees("clerk", own)
        assert ([one["document"] for one in shown["material"]], shown["withheld"]) == ([register], ["protects-others"])
        history = (await worked.sees("clerk", f"{own}/history"))["entries"]
        (entry,) = (one for one in history if one["name"] == "proceeding.material-disclosed.v1")
        assert list(entry["documents"].values()) == [register]
        page = await (await signed_in(worked, "clerk")).get(f"/own/{worked.the('proceeding.clerk')}")
        assert register["id"] in page.text
        assert talk["id"] not in page.text
        assert "不予提供一份：保护他人的需要" in page.words
        form = await (await signed_in(worked, "bureau-reviewer")).get(
            f"/proceedings/{worked.the('proceeding.clerk')}/disclose-material"
        )
        assert form.text.count(worked.the("evidence.register")) >= 2, "to be shown or to be withheld"

    in_worked(database, tmp_path, story, until="decide-head")
