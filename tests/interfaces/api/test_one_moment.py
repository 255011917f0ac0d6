"""A reading asks the store once for each thing, and the next reading sees what changed meanwhile."""

from pathlib import Path
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from domain.identity import BodyId, PartyId
from domain.registers.records import Relation
from tests.support.browsing import signed_in
from tests.support.office import EARLY, called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

STAGE = "assign-handlers"
AT_MOST = 30
"""Times that one reading may ask; with a case of four respondents it was three times as often without a moment."""


def asked(worked: Worked) -> int:
    return int(worked.service.pool.get_stats()["requests_num"])


def test_a_history_and_a_page_ask_for_each_thing_once(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        page = await signed_in(worked, "investigator-2", "zh")
        for matter in (f"cases/{worked.the('case')}", f"proceedings/{worked.the('proceeding.head')}"):
            before = asked(worked)
            await worked.sees("investigator-1", f"/api/{matter}/history")
            assert 0 < asked(worked) - before <= AT_MOST, matter
            before = asked(worked)
            await page.get(f"/{matter}")
            assert 0 < asked(worked) - before <= AT_MOST, matter

    in_worked(database, tmp_path, story, until=STAGE)


def test_who_is_bound_to_a_respondent_is_kept_away_from_the_next_reading_on(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        party = PartyId(called("some colleague"))
        city = BodyId(UUID(worked.the("organ.city")))
        await worked.person("colleague", NewGrant(role=Role.DECIDER, body=city), party=party)
        path = f"/api/cases/{worked.the('case')}/history"
        assert (await worked.sees("colleague", path))["entries"]
        head = PartyId(UUID(worked.the("person.bureau.head")))
        bound = Relation(one=party, other=head, kind="close-relative", valid_from=EARLY)
        await worked.service.registers.add(by=LOCAL_OPERATOR, relations=[bound])
        await worked.sees("colleague", path, status=404)

    in_worked(database, tmp_path, story, until=STAGE)
