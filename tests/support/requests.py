"""Small append requests with real events, for tests of the log itself."""

import hashlib
from datetime import date
from uuid import UUID, uuid4

from application.new_id import new_id
from application.ports import AppendRequest, Change, CommandKey
from domain.document import DocumentRef
from domain.identity import ActorId, DocumentId, OrganId
from domain.recorded import Event
from domain.reports.events import OrganIdentified, ReportSupplemented

ACTOR = ActorId(UUID(int=0xAC))


def identified(organ: int = 1) -> OrganIdentified:
    return OrganIdentified(organ=OrganId(UUID(int=organ)))


def supplemented(day: date = date(2026, 3, 2)) -> ReportSupplemented:
    account = DocumentRef(id=DocumentId(UUID(int=0xD0)), sha256="0" * 64)
    return ReportSupplemented(received_on=day, account=account, by_reporter=True)


def change(stream: UUID, expected: int, *events: Event, kind: str = "report") -> Change:
    return Change(stream=stream, kind=kind, expected=expected, events=events)


def command_key(text: str = "", scope: UUID = ACTOR, key: UUID | None = None) -> CommandKey:
    return CommandKey(scope=scope, key=key or uuid4(), digest=hashlib.sha256(text.encode()).digest())


def request(
    *changes: Change,
    key: CommandKey | None = None,
    result: bytes = b"{}",
    correlation: UUID | None = None,
    causation: UUID | None = None,
) -> AppendRequest:
    return AppendRequest(
        changes=changes,
        actor=ACTOR,
        correlation=correlation or new_id(),
        causation=causation,
        key=key,
        result=result,
    )


def begin(stream: UUID | None = None, *, key: CommandKey | None = None, events: int = 1) -> AppendRequest:
    """A request that begins a stream with *events* events."""
    return request(change(stream or new_id(), 0, *(identified(n + 1) for n in range(events))), key=key)
