"""Where every command comes in: one door, whatever the kind of matter."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from application.access import Subject
from application.actions import COMMANDS
from application.actors import PUBLIC
from application.casework.adoptions import Adoptions
from application.casework.appeals import Appeals
from application.casework.around import Around
from application.casework.cases import Cases
from application.casework.instruments import INSTRUMENTS
from application.casework.proceedings import Proceedings
from application.casework.reading import Reading
from application.casework.reports import Reports
from application.casework.request import CommandRequest, Prepared
from application.casework.supervision import Supervision
from application.casework.whence import is_of_the_reporter
from application.casework.writing import Writing
from application.errors import ConcurrentChange, NotAuthorised, NotFound
from application.handling import Asked, Decided, Done, carry_out
from application.ports import EventLog
from domain.recorded import Recorded

READ_BY = {kind: f"{kind}.read" for kind in ("report", "case", "proceeding", "appeal", *INSTRUMENTS)}

Decide = Callable[[CommandRequest, Prepared, UUID], Awaitable[Decided]]


class Casework:
    """Carries out commands on reports, cases, proceedings, appeals and their papers, adoptions and supervision instruments."""

    def __init__(self, events: EventLog, around: Around, writing: Writing) -> None:
        self._events, self._reading = events, Reading(events, around)
        reports = Reports(events, around, writing.approved)
        proceedings = Proceedings(events, around, writing.approved, writing.documents)
        self._kinds: dict[str, Decide] = {
            "report": reports.decide,
            "case": Cases(events, around, reports, proceedings, writing.approved).decide,
            "proceeding": proceedings.decide,
            "appeal": Appeals(events, around, proceedings, writing.approved).decide,
            "adoption": Adoptions(events, around).decide,
            "paper": writing.decide,
            **dict.fromkeys(INSTRUMENTS, Supervision(events, around).decide),
        }

    async def carry_out(self, request: CommandRequest, stream: UUID) -> Done:
        """Authorise, decide and record one command on *stream* (for a new matter: the id it will have).

        Raises:
            NotFound, NotAuthorised: access is not given.
            Refused: rules stand against it; all are named.
            ConcurrentChange, KeyReused, StoreUnavailable: as their classes say.
        """
        kind, _ = COMMANDS[request.action]
        decide, prepared = self._kinds[kind], Prepared(request)

        async def decided() -> Decided:
            found = await decide(request, prepared, stream)
            if request.keep is not None and any(change.events for change in found.changes):
                await request.keep()
            return found

        asked = Asked(
            actor=request.subject.account if request.subject else PUBLIC,
            key=request.key,
            correlation=request.correlation,
            expected=request.expected,
        )
        try:
            return await carry_out(self._events, asked, decided)
        except ConcurrentChange as change:
            change.meanwhile = await self._unseen(request.subject, kind, stream, change)
            raise

    async def _unseen(
        self, subject: Subject | None, kind: str, stream: UUID, change: ConcurrentChange
    ) -> tuple[Recorded[Any], ...]:
        """What happened to the matter since the version that the person saw, for whoever may read it as the body does.

        A respondent or reporter is told that it moved, not what happened; so is everybody of what lies beside it.
        """
        if subject is None or change.stream != stream or kind not in READ_BY:
            return ()
        try:
            opened = await self._reading.opened(subject, kind, stream, READ_BY[kind])
        except (NotFound, NotAuthorised):
            return ()
        if opened.own or subject.report is not None:
            return ()
        since = await self._events.read(change.stream, after=change.expected)
        return tuple(one for one in since if not is_of_the_reporter(one.event))
