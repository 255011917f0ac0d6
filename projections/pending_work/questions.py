"""Which questions left to discretion wait for an officer: those without an answer that a notice or a decision waits for."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.deadlines.of_rows import Clocked
from projections.docket.cursor import place_of, written
from projections.docket.present import Present
from projections.docket.reads import PAGE
from projections.pending_work.paging import Connection, Held, asked_by, beginning, page_of
from projections.scope import Scope


class ToAnswer(Clocked, frozen=True, kw_only=True):
    """One question by its code and in the words it was put in, and the proceeding that waits for it."""

    kind: str
    organs: Sequence[UUID]
    grounds: Sequence[str]
    opened_on: date
    number: str | None
    question: str
    zh: str
    en: str
    first_position: int
    listed_on: date | None


class OpenQuestions(msgspec.Struct, frozen=True, kw_only=True):
    """Some questions in order of the clocks of their proceedings, and the cursor of the next page; None when this was the last."""

    questions: tuple[ToAnswer, ...]
    next: str | None


class _After(msgspec.Struct, frozen=True, array_like=True):
    """The last question of a page: a proceeding may wait for several."""

    day: date | None
    position: int
    id: UUID
    question: str


async def to_answer(
    connection: Connection,
    scope: Scope,
    *,
    officer: UUID,
    roles: Sequence[Held],
    cursor: str | None = None,
    limit: int = PAGE,
    present: Present | None = None,
) -> OpenQuestions:
    """The questions that are *officer*'s to answer by one of *roles*, of the proceedings nearest to their last day first.

    A recommendation is long. They are read one after another until the page is full, so *roles* should be none that no
    question waits for.

    Raises:
        CursorRefused: *cursor* is none of this list.
    """
    after = None if cursor is None else place_of(cursor, _After)
    given = {
        **asked_by(scope, officer, roles, present),
        **beginning(after, "question"),
    }
    shown, last = await page_of(connection, "to_answer", ToAnswer, given, limit)
    return OpenQuestions(
        questions=shown,
        next=None if last is None else written(_After(last.listed_on, last.first_position, last.id, last.question)),
    )
