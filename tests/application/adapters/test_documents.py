import asyncio
from uuid import UUID, uuid4

import psycopg
import pytest

from application.adapters.documents import LIMIT, DocumentStore
from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.subject_keys import KeyClass, SubjectKeys
from application.adapters.transactions import transaction
from application.errors import ContentRefused, Erased, NotFound, SealBroken, WrongRootKey
from application.reads import ReadOutcome
from domain.document import DocumentRef
from domain.identity import DocumentId
from tests.application.adapters.conftest import CLERK, ROOT

pytestmark = pytest.mark.anyio

TEXT = "text/plain"
STATEMENT = "某甲的陈述：材料当日已报送。".encode()
SUBJECT, OTHER = UUID(int=0x51), UUID(int=0x52)


@pytest.fixture
def store(pool: Pool) -> DocumentStore:
    return DocumentStore(pool, ROOT)


async def test_what_was_put_is_what_is_read(store: DocumentStore) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    assert await store.get(document, by=CLERK, purpose="case.read") == (STATEMENT, TEXT)


async def test_an_empty_and_a_large_document_are_kept_whole(store: DocumentStore) -> None:
    empty = await store.put(SUBJECT, b"", media_type=TEXT, by=CLERK)
    large = await store.put(SUBJECT, b"\x00\xff" * (LIMIT // 2), media_type="application/octet-stream", by=CLERK)
    assert (await store.get(empty, by=CLERK, purpose="case.read"))[0] == b""
    assert (await store.get(large, by=CLERK, purpose="case.read"))[0] == b"\x00\xff" * (LIMIT // 2)


async def test_one_byte_too_much_is_refused(store: DocumentStore) -> None:
    with pytest.raises(ContentRefused) as refused:
        await store.put(SUBJECT, bytes(LIMIT + 1), media_type=TEXT, by=CLERK)
    assert refused.value.reason == "too-large"


@pytest.mark.parametrize(
    "media_type", ["", "text", "text/", "text/plain; charset=utf-8", "Text/Plain", "a/b/c", "a/\n"]
)
async def test_a_media_type_is_required_in_plain_form(store: DocumentStore, media_type: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        await store.put(SUBJECT, b"x", media_type=media_type, by=CLERK)
    assert refused.value.reason == "media-type"


async def test_the_same_content_of_one_subject_is_one_document(store: DocumentStore) -> None:
    documents = await asyncio.gather(
        *(store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK) for _ in range(8)),
    )
    assert len({document.id for document in documents}) == 1
    assert len({document.sha256 for document in documents}) == 1


async def test_whoever_keeps_the_same_content_at_the_same_time_gets_the_same_document(
    store: DocumentStore, owner: psycopg.Connection
) -> None:
    await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)  # the subject has its key: nobody waits for it
    for number in range(20):
        content = f"理由{number}".encode()
        with owner.transaction():  # all of them have found that it is not kept yet, and go on together
            owner.execute("LOCK TABLE vault.documents IN SHARE MODE")
            writers = [asyncio.create_task(store.put(SUBJECT, content, media_type=TEXT, by=CLERK)) for _ in range(4)]
            await asyncio.sleep(0.05)
        assert set(await asyncio.gather(*writers)) == {await store.reference(SUBJECT, content)}


async def test_a_reference_is_known_before_anything_is_kept(store: DocumentStore, owner: psycopg.Connection) -> None:
    promised = await store.reference(SUBJECT, STATEMENT)
    assert owner.execute("SELECT count(*) FROM vault.documents").fetchone() == (0,)
    assert await store.kept(promised.id) is None
    assert await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK) == promised
    assert await store.reference(SUBJECT, STATEMENT) == promised
    with pytest.raises(ContentRefused):
        await store.reference(SUBJECT, bytes(LIMIT + 1))


async def test_the_same_content_of_two_subjects_cannot_be_matched(store: DocumentStore) -> None:
    mine = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    theirs = await store.put(OTHER, STATEMENT, media_type=TEXT, by=CLERK)
    assert mine.id != theirs.id
    assert mine.sha256 != theirs.sha256


async def test_a_document_is_found_only_with_its_digest(store: DocumentStore) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    for wrong in (
        DocumentRef(id=document.id, sha256="0" * 64),
        DocumentRef(id=DocumentId(uuid4()), sha256=document.sha256),
    ):
        with pytest.raises(NotFound):
            await store.get(wrong, by=CLERK, purpose="case.read")


async def test_a_read_is_on_record_whatever_came_of_it(
    store: DocumentStore, pool: Pool, owner: psycopg.Connection
) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    missing = DocumentRef(id=DocumentId(uuid4()), sha256=document.sha256)
    await store.get(document, by=CLERK, purpose="proceeding.read-statement")
    with pytest.raises(NotFound):
        await store.get(missing, by=CLERK, purpose="proceeding.read-statement")
    owner.execute("UPDATE vault.documents SET content = content || '\\x00'")
    with pytest.raises(SealBroken):
        await store.get(document, by=CLERK, purpose="proceeding.read-statement")
    await store.erase(SUBJECT, by=CLERK)
    with pytest.raises(Erased):
        await store.get(document, by=CLERK, purpose="proceeding.read-statement")
    entries = await ReadAudit(pool).entries()
    assert [(entry.thing, entry.outcome) for entry in entries] == [
        (document.id, ReadOutcome.SERVED),
        (missing.id, ReadOutcome.MISSING),
        (document.id, ReadOutcome.SERVED),
        (document.id, ReadOutcome.BROKEN),
        (document.id, ReadOutcome.ERASED),
    ]
    assert {entry.actor for entry in entries} == {CLERK}
    assert {entry.purpose for entry in entries} == {"proceeding.read-statement"}


async def test_without_the_audit_there_is_no_content(store: DocumentStore, owner: psycopg.Connection) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    owner.execute("ALTER TABLE vault.read_audit ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    with pytest.raises(psycopg.errors.CheckViolation):
        await store.get(document, by=CLERK, purpose="case.read")


async def test_free_text_is_no_purpose(store: DocumentStore) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    with pytest.raises(ValueError, match="a purpose is a code"):
        await store.get(document, by=CLERK, purpose="想看某甲的材料")


async def test_the_database_holds_nothing_readable(store: DocumentStore, owner: psycopg.Connection) -> None:
    await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    row = owner.execute("SELECT content FROM vault.documents").fetchone()
    assert row is not None
    assert STATEMENT not in row[0]
    assert STATEMENT[:6] not in row[0]


async def test_contents_swapped_between_rows_do_not_open(store: DocumentStore, owner: psycopg.Connection) -> None:
    mine = await store.put(SUBJECT, b"mine", media_type=TEXT, by=CLERK)
    also = await store.put(SUBJECT, b"also", media_type=TEXT, by=CLERK)
    owner.execute(
        """UPDATE vault.documents d SET content = o.content FROM vault.documents o
        WHERE d.id <> o.id AND d.subject = o.subject""",
    )
    for document in (mine, also):
        with pytest.raises(SealBroken):
            await store.get(document, by=CLERK, purpose="case.read")


async def test_content_sealed_anew_by_whoever_holds_the_key_is_not_what_was_put(
    store: DocumentStore, pool: Pool, owner: psycopg.Connection
) -> None:
    document = await store.put(SUBJECT, b"mine", media_type=TEXT, by=CLERK)
    async with transaction(pool) as connection:
        key = await SubjectKeys(ROOT).for_writing(connection, SUBJECT, KeyClass.SUBJECT)
    forged = key.seal("documents", document.id, "content", b"not mine")
    owner.execute("UPDATE vault.documents SET content = %s", (forged,))
    with pytest.raises(SealBroken):
        await store.get(document, by=CLERK, purpose="case.read")


async def test_a_row_given_to_another_subject_does_not_open(store: DocumentStore, owner: psycopg.Connection) -> None:
    mine = await store.put(SUBJECT, b"mine", media_type=TEXT, by=CLERK)
    await store.put(OTHER, b"theirs", media_type=TEXT, by=CLERK)
    owner.execute("UPDATE vault.documents SET subject = %s WHERE id = %s", (OTHER, mine.id))
    with pytest.raises(SealBroken):
        await store.get(mine, by=CLERK, purpose="case.read")


async def test_keys_swapped_between_subjects_do_not_open(store: DocumentStore, owner: psycopg.Connection) -> None:
    mine = await store.put(SUBJECT, b"mine", media_type=TEXT, by=CLERK)
    await store.put(OTHER, b"theirs", media_type=TEXT, by=CLERK)
    owner.execute(
        """UPDATE keys.subject_keys k SET wrapped = o.wrapped FROM keys.subject_keys o
        WHERE k.subject <> o.subject""",
    )
    with pytest.raises(SealBroken):
        await store.get(mine, by=CLERK, purpose="case.read")


async def test_erasing_a_subject_leaves_nothing_readable_and_others_alone(store: DocumentStore) -> None:
    mine = [await store.put(SUBJECT, bytes([n]), media_type=TEXT, by=CLERK) for n in range(5)]
    theirs = await store.put(OTHER, b"theirs", media_type=TEXT, by=CLERK)
    assert await store.erase(SUBJECT, by=CLERK) == 1
    for document in mine:
        with pytest.raises(Erased):
            await store.get(document, by=CLERK, purpose="case.read")
    assert (await store.get(theirs, by=CLERK, purpose="case.read"))[0] == b"theirs"
    assert await store.erase(SUBJECT, by=CLERK) == 0


async def test_nothing_new_is_kept_about_an_erased_subject(store: DocumentStore) -> None:
    await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    await store.erase(SUBJECT, by=CLERK)
    with pytest.raises(Erased):
        await store.put(SUBJECT, b"later", media_type=TEXT, by=CLERK)


async def test_another_root_key_opens_nothing(pool: Pool, store: DocumentStore) -> None:
    document = await store.put(SUBJECT, STATEMENT, media_type=TEXT, by=CLERK)
    with pytest.raises(WrongRootKey):
        await DocumentStore(pool, RootKey(id=UUID(int=2), key=bytes(32))).get(document, by=CLERK, purpose="case.read")
    with pytest.raises(SealBroken):
        await DocumentStore(pool, RootKey(id=ROOT.id, key=bytes(32))).get(document, by=CLERK, purpose="case.read")
