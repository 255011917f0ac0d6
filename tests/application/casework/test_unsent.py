"""What was written and not sent is kept while it can be sent, and no longer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from domain.identity import ActorId
from interfaces.service import open_service
from tests.support.postgres import Database
from tests.support.worked_matter import END, Worked, in_worked

FIELDS = {"whole": "示例草稿 example draft"}


class InTwoMonths:
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=60)


async def saved(worked: Worked, who: str, track: str | None = None) -> tuple[ActorId, UUID]:
    author, matter = ActorId(worked.people[who].account), UUID(worked.the(track or f"proceeding.{who}"))
    await worked.service.drafts.save(author, matter, FIELDS)
    return author, matter


async def after_two_months(worked: Worked, database: Database, folder: Path) -> int:
    async with open_service(database.app, folder / "root.key", clock=InTwoMonths()) as later:
        return await later.unsent.forget()


def test_a_draft_stays_while_a_statement_is_taken_even_a_late_one(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = await saved(worked, "clerk")
        assert await worked.service.unsent.forget() == 0
        assert await after_two_months(worked, database, tmp_path) == 0, "nothing was discussed yet"
        assert await worked.service.drafts.of(*written) is not None

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_after_the_discussion_it_goes_with_the_last_day_of_the_notice(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = await saved(worked, "head")
        assert await worked.service.unsent.forget() == 0, "a statement in time is always taken"
        assert await after_two_months(worked, database, tmp_path) == 1
        assert await worked.service.drafts.of(*written) is None
        assert await after_two_months(worked, database, tmp_path) == 0

    in_worked(database, tmp_path, story, until="deliberate-head")


def test_in_a_closed_proceeding_no_draft_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = [await saved(worked, who) for who in ("clerk", "head")]
        other = await saved(worked, "clerk", "case")
        assert await worked.service.unsent.forget() == 2
        assert [await worked.service.drafts.of(*one) for one in written] == [None, None]
        assert await worked.service.drafts.of(*other) is not None, "what is no proceeding is not judged as one"

    in_worked(database, tmp_path, story, until=END)


def test_a_draft_that_was_saved_again_meanwhile_stays(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        drafts = worked.service.drafts
        written = await saved(worked, "clerk")
        (before,) = await drafts.kept()
        await saved(worked, "clerk")
        assert not await drafts.forget(before)
        assert await drafts.of(*written) is not None

    in_worked(database, tmp_path, story, until="serve-notice-clerk")
