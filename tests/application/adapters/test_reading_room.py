from uuid import UUID, uuid4

import pytest

from application.access import Access, Allowed, Forbidden, Hidden, Role
from application.adapters.documents import DocumentStore
from application.adapters.parties import Details
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.reporters import Reporter, Reporters
from application.errors import NotAuthorised, NotFound
from application.reads import AskedReads, ReadingRoom, ReadKind, ReadOutcome
from domain.document import DocumentRef
from domain.identity import ActorId, DocumentId, PartyId, ReportId
from tests.application.adapters.conftest import CLERK, ROOT

pytestmark = pytest.mark.anyio

READER = ActorId(UUID(int=0xAE))
YES = Allowed(roles=frozenset({Role.INTAKE}))
REFUSALS = [(Hidden(), NotFound), (Forbidden(), NotAuthorised)]


@pytest.fixture
def room(pool: Pool) -> ReadingRoom[Reporter]:
    return ReadingRoom(DocumentStore(pool, ROOT), Reporters(pool, ROOT), ReadAudit(pool))


async def test_whoever_has_leave_reads_and_is_on_record(room: ReadingRoom[Reporter], pool: Pool) -> None:
    document = await DocumentStore(pool, ROOT).put(uuid4(), b"evidence", media_type="text/plain", by=CLERK)
    reporter = await Reporters(pool, ROOT).register(ReportId(uuid4()), Details(name="某甲"))
    content, _ = await room.document(YES, document, by=READER, action="case.read-document")
    person = await room.reporter(YES, reporter, by=READER, action="report.read-reporter")
    assert (content, person.details.name) == (b"evidence", "某甲")
    reads = await ReadAudit(pool).entries(AskedReads(actor=READER))
    assert [(read.kind, read.thing, read.purpose, read.outcome) for read in reads] == [
        (ReadKind.DOCUMENT, document.id, "case.read-document", ReadOutcome.SERVED),
        (ReadKind.REPORTER, reporter, "report.read-reporter", ReadOutcome.SERVED),
    ]


@pytest.mark.parametrize(("access", "error"), REFUSALS)
async def test_whoever_has_no_leave_is_on_record_and_reads_nothing(
    room: ReadingRoom[Reporter], pool: Pool, access: Access, error: type[Exception]
) -> None:
    case = uuid4()
    document = await DocumentStore(pool, ROOT).put(case, b"evidence", media_type="text/plain", by=CLERK)
    reporter = await Reporters(pool, ROOT).register(ReportId(uuid4()), Details(name="某甲"))
    nothing = DocumentRef(id=DocumentId(uuid4()), sha256="0" * 64)
    with pytest.raises(error):
        await room.document(access, document, by=READER, action="case.read-document")
    with pytest.raises(error):
        await room.document(access, nothing, by=READER, action="case.read-document")
    with pytest.raises(error):
        await room.reporter(access, reporter, by=READER, action="report.read-reporter")
    with pytest.raises(error):
        await room.reporter(access, PartyId(uuid4()), by=READER, action="report.read-reporter")
    reads = await ReadAudit(pool).entries(AskedReads(actor=READER))
    assert [read.outcome for read in reads] == [ReadOutcome.DENIED] * 4
    assert [read.thing for read in reads[:3]] == [document.id, nothing.id, reporter]
    assert [read.subject for read in reads] == [case, None, None, None], (
        "what it was about, where it belongs to anything"
    )
