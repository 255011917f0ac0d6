"""The questions left to discretion that wait for whoever asks."""

from collections.abc import Iterator

import msgspec

from application.casework import gate
from interfaces.api.docket import WHOSE_TURN, WorkQuery, held_by, present_of, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service
from projections.deadlines.of_rows import with_clocks
from projections.docket.cursor import CursorRefused
from projections.pending_work.questions import OpenQuestions, to_answer


class OpenQuestionList:
    """The route of the list."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/work/questions",
            name="list-open-questions",
            action="work.read",
            summary=Sentence("待我答复的裁量问题", "Questions left to discretion that wait for my answer"),
            tag="lists",
            query=WorkQuery,
            answers=OpenQuestions,
            run=self.questions,
        )

    async def questions(self, call: Call) -> Answer:
        """Those that a notice or a decision waits for and that are the reader's by their office, nearest clock first."""
        query, subject = call.query, call.subject
        gate.require(subject, "work.read")
        around = self._service.around
        offices = {one.answered_by for book in (await around.catalogue()).rulebooks for one in book.questions}
        roles = [held for held in held_by(subject) if held.role in offices]
        scopes = scopes_of(subject, ("proceeding.list",), await around.aside(subject), own=False)
        if not roles or not scopes:
            return Answer(content=OpenQuestions(questions=(), next=None))
        (scope,), present = scopes, await present_of(self._service)
        try:
            async with self._service.read(at_least=query.at_least, of=WHOSE_TURN) as connection:
                found = await to_answer(
                    connection,
                    scope,
                    officer=subject.account,
                    roles=roles,
                    cursor=query.cursor,
                    limit=query.limit,
                    present=present,
                )
                clocked = await with_clocks(connection, scopes, found.questions)
        except CursorRefused:
            raise Trouble("cursor-malformed", place="cursor") from None
        return Answer(content=msgspec.structs.replace(found, questions=clocked))
