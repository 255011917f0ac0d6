"""Who reported: who asked to see it and why, who agreed or refused and why, and who has read it since. All of it on record."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.reads import AskedReads, ReadKind, ReadOutcome
from domain.document import DocumentRef
from domain.identity import ActorId
from domain.reports.report import Report
from domain.reports.state import IdentityRequest
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

ACTION = "report.read-identity"
LATEST = 50
"""Reads that are shown at most."""


class IdentityOpening(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The latest request of one officer: ``reasons`` why, ``refusal`` why not.

    ``answered_by`` is missing while nobody answered, ``until`` the last day on which the asker opens it.
    """

    officer: ActorId
    reasons: str
    asked_on: date
    answered_by: ActorId | None = None
    answered_on: date | None = None
    until: date | None = None
    refusal: str | None = None


class IdentityRead(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody opened who reported, or was refused."""

    at: datetime
    actor: ActorId
    outcome: ReadOutcome


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """``on_file``: somebody gave a name. The latest reads first."""

    on_file: bool
    openings: tuple[IdentityOpening, ...]
    reads: tuple[IdentityRead, ...]


class ReporterIdentity:
    """The route of what is known of the openings; who reported is read at an address of its own."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/reports/{report}/identity",
            name="read-identity",
            action=ACTION,
            summary=Sentence(
                "举报人身份：谁申请、谁答复、谁看过", "Who reported: who asked, who answered, who read it"
            ),
            tag="people",
            answers=Identity,
            run=self.read,
        )

    async def read(self, call: Call) -> Answer:
        """Requests with their reasons, which are on record as read, and the reads themselves."""
        opened = await self._service.reading.report(call.subject, call.ids["report"], ACTION)
        report: Report = opened.state
        reporter = report.filed.reporter if report.filed is not None else None
        reads: tuple[IdentityRead, ...] = ()
        if reporter is not None:
            asked = AskedReads(newest=True, limit=LATEST, thing=reporter, kind=ReadKind.REPORTER)
            reads = tuple(
                IdentityRead(at=one.at, actor=one.actor, outcome=one.outcome)
                for one in await self._service.audit.entries(asked)
            )
        return Answer(
            content=Identity(
                on_file=reporter is not None,
                openings=tuple([await self._opening(one, call.subject.account) for one in report.identity]),
                reads=reads,
            )
        )

    async def _opening(self, one: IdentityRequest, by: ActorId) -> IdentityOpening:
        return IdentityOpening(
            officer=one.officer,
            reasons=await words_of(self._service, one.reasons, by),
            asked_on=one.asked_on,
            answered_by=one.answered_by,
            answered_on=one.answered_on,
            until=one.until,
            refusal=None if one.refusal is None else await words_of(self._service, one.refusal, by),
        )


async def words_of(service: Service, document: DocumentRef, by: ActorId) -> str:
    """The reasons of a request or of its refusal, for whoever may ask or answer; that *by* read them is on record."""
    content, kind = await service.documents.get(document, by=by, purpose=ACTION)
    return content.decode("utf-8", "replace") if kind.startswith("text/") else "—"


async def require_agreement(service: Service, report: Report, reporter: UUID, by: ActorId, purpose: str) -> None:
    """Let *by* read who reported only while a second person's agreement holds; the refusal is on record.

    Raises Trouble: ``identity-not-agreed``.
    """
    asked = report.asked_by(by)
    if asked is not None and asked.until is not None and service.around.today() <= asked.until:
        return
    await service.audit.note(by=by, kind=ReadKind.REPORTER, thing=reporter, purpose=purpose, outcome=ReadOutcome.DENIED)
    raise Trouble("identity-not-agreed")
