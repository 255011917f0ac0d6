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


class InHalfAYear:
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=182)


async def saved(worked: Worked, who: str, track: str | None = None) -> tuple[ActorId, UUID]:
    author, matter = ActorId(worked.people[who].account), UUID(worked.the(track or f"proceeding.{who}"))
    await worked.service.drafts.save(author, matter, FIELDS)
    return author, matter


async def forgotten(worked: Worked) -> int:
    return sum([await each.forget() for each in worked.service.unsent])


async def after_two_months(worked: Worked, database: Database, folder: Path) -> int:
    async with open_service(database.app, folder / "root.key", clock=InTwoMonths()) as later:
        return sum([await each.forget() for each in later.unsent])


def test_a_draft_stays_while_a_statement_is_taken_even_a_late_one(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = await saved(worked, "clerk")
        assert await forgotten(worked) == 0
        assert await after_two_months(worked, database, tmp_path) == 0, "nothing was discussed yet"
        assert await worked.service.drafts.of(*written) is not None

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_after_the_discussion_it_goes_with_the_last_day_of_the_notice(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = await saved(worked, "head")
        assert await forgotten(worked) == 0, "a statement in time is always taken"
        assert await after_two_months(worked, database, tmp_path) == 1
        assert await worked.service.drafts.of(*written) is None
        assert await after_two_months(worked, database, tmp_path) == 0

    in_worked(database, tmp_path, story, until="deliberate-head")


def test_in_a_closed_proceeding_no_draft_is_kept(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        written = [await saved(worked, who) for who in ("clerk", "head")]
        other = await saved(worked, "clerk", "case")
        assert await forgotten(worked) == 2
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


def test_an_appeal_that_was_not_filed_stays_while_a_way_is_left_and_somebody_writes(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        author, drafts = ActorId(worked.people["clerk"].account), worked.service.appeal_drafts
        undecided, decided = (UUID(worked.the(f"proceeding.{who}")) for who in ("head", "clerk"))
        for matter in (undecided, decided):
            await drafts.save(author, matter, {"points.0.text": "示例"})
        assert await forgotten(worked) == 1, "what was not decided is not appealed"
        assert await drafts.of(author, undecided) is None
        assert await after_two_months(worked, database, tmp_path) == 0, "it can be filed late"
        async with open_service(database.app, tmp_path / "root.key", clock=InHalfAYear()) as later:
            assert sum([await each.forget() for each in later.unsent]) == 1
        assert await drafts.of(author, decided) is None

    in_worked(database, tmp_path, story, until="decide-clerk")
