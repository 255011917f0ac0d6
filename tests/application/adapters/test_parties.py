import asyncio
from uuid import UUID, uuid4

import psycopg
import pytest

from application.adapters.keys import RootKey
from application.adapters.names import name_sort_key, normal_name
from application.adapters.parties import Contact, Details, ErasedPerson, Parties, PartyKind, Person
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.reporters import Reporters
from application.adapters.subject_keys import SubjectKeys
from application.adapters.transactions import transaction
from application.errors import Erased, NotFound, SealBroken, WrongRootKey
from application.reads import AskedReads, ReadKind, ReadOutcome
from domain.identity import AmendmentId, PartyId, ReportId
from tests.application.adapters.conftest import CLERK, ROOT
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio

JIA = Details(name="某甲", contacts=(Contact(kind="phone", value="000-0000"),))
YI = Details(name="某乙")
FIRST = AmendmentId(UUID(int=1))
REPORT = ReportId(UUID(int=0x40))


@pytest.fixture
def parties(pool: Pool) -> Parties:
    return Parties(pool, ROOT)


@pytest.fixture
def reporters(pool: Pool) -> Reporters:
    return Reporters(pool, ROOT)


async def test_the_register_knows_whom_it_was_told(parties: Parties) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    people = await parties.people([jia, PartyId(uuid4())], by=CLERK, purpose="case.read")
    assert people == {jia: Person(id=jia, kind=PartyKind.OFFICIAL, details=JIA)}
    assert await parties.people([], by=CLERK, purpose="case.read") == {}


async def test_an_id_keeps_its_first_entry(parties: Parties) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    assert await parties.register(YI, kind=PartyKind.CITIZEN, by=CLERK, party=jia) == jia
    person = (await parties.people([jia], by=CLERK, purpose="case.read"))[jia]
    assert isinstance(person, Person)
    assert person.details == JIA


async def test_a_correction_replaces_the_entry(parties: Parties) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    assert await parties.amend(jia, YI, kind=PartyKind.CITIZEN, amendment=FIRST, by=CLERK)
    assert (await parties.people([jia], by=CLERK, purpose="case.read"))[jia] == Person(
        id=jia, kind=PartyKind.CITIZEN, details=YI
    )
    assert await parties.named("某甲") == ()
    assert await parties.named("某乙") == (jia,)


async def test_what_stood_before_a_correction_is_kept_until_the_person_is_erased(parties: Parties, pool: Pool) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    for _ in range(2):
        assert await parties.amend(jia, YI, kind=PartyKind.CITIZEN, amendment=FIRST, by=CLERK)
    before = Person(id=jia, kind=PartyKind.OFFICIAL, details=JIA)
    assert [one.said for one in await parties.earlier([jia], by=CLERK, purpose="case.read")] == [before]
    assert [read.thing for read in await ReadAudit(pool).entries()] == [jia]
    await parties.erase(jia, by=CLERK)
    assert await parties.earlier([jia], by=CLERK, purpose="case.read") == ()


async def test_a_correction_of_nobody_changes_nothing(parties: Parties, owner: psycopg.Connection) -> None:
    assert not await parties.amend(PartyId(uuid4()), YI, kind=PartyKind.CITIZEN, amendment=FIRST, by=CLERK)
    assert owner.execute("SELECT count(*) FROM keys.subject_keys").fetchone() == (0,)


async def test_people_come_in_the_order_of_their_names(parties: Parties) -> None:
    names = ["张三", "Example Person", "安某", "单某", "王某", "李某", "曾某", "孙某"]
    ids = [await parties.register(Details(name=name), kind=PartyKind.CITIZEN, by=CLERK) for name in names]
    people = await parties.people(ids, by=CLERK, purpose="case.read")
    found = [person.details.name for person in people.values() if isinstance(person, Person)]
    assert found == ["Example Person", "安某", "李某", "单某", "孙某", "王某", "曾某", "张三"]


def test_names_that_look_alike_are_one_name() -> None:
    assert normal_name("  Ｅxample\u3000 Person ") == normal_name("example person")
    assert name_sort_key("Example") != name_sort_key("Exampla")
    assert name_sort_key("单某") != name_sort_key("善某")


@pytest.mark.parametrize("name", ["", " \u3000", "甲" * 201])
def test_a_name_is_neither_empty_nor_endless(name: str) -> None:
    with pytest.raises(ValueError, match="a name has"):
        Details(name=name)


async def test_namesakes_are_several(parties: Parties) -> None:
    first = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    second = await parties.register(Details(name=" 某甲 "), kind=PartyKind.CITIZEN, by=CLERK)
    assert await parties.named("某甲") == (first, second)


async def test_an_erased_person_is_an_id_and_nothing_else(parties: Parties) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    yi = await parties.register(YI, kind=PartyKind.OFFICIAL, by=CLERK)
    assert await parties.erase(jia, by=CLERK)
    people = await parties.people([jia, yi], by=CLERK, purpose="case.read")
    assert list(people.values()) == [
        Person(id=yi, kind=PartyKind.OFFICIAL, details=YI),
        ErasedPerson(id=jia, kind=PartyKind.OFFICIAL),
    ]
    assert await parties.named("某甲") == ()
    assert not await parties.erase(jia, by=CLERK)
    with pytest.raises(Erased):
        await parties.amend(jia, JIA, kind=PartyKind.OFFICIAL, amendment=FIRST, by=CLERK)
    with pytest.raises(Erased):
        await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK, party=jia)


async def test_names_swapped_between_rows_do_not_open(parties: Parties, owner: psycopg.Connection, pool: Pool) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    await parties.register(YI, kind=PartyKind.OFFICIAL, by=CLERK)
    owner.execute("UPDATE vault.parties p SET name = o.name FROM vault.parties o WHERE p.id <> o.id")
    with pytest.raises(SealBroken):
        await parties.people([jia], by=CLERK, purpose="case.read")
    assert [read.outcome for read in await ReadAudit(pool).entries()] == [ReadOutcome.SERVED, ReadOutcome.BROKEN]


async def test_a_name_moved_into_the_contacts_does_not_open(parties: Parties, owner: psycopg.Connection) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    owner.execute("UPDATE vault.parties SET contacts = name")
    with pytest.raises(SealBroken):
        await parties.people([jia], by=CLERK, purpose="case.read")


async def test_each_person_read_is_on_record(parties: Parties, pool: Pool) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    nobody = PartyId(uuid4())
    await parties.people([jia, jia, nobody], by=CLERK, purpose="docket.read")
    reads = await ReadAudit(pool).entries()
    assert {(read.thing, read.kind, read.outcome, read.purpose) for read in reads} == {
        (jia, ReadKind.PERSON, ReadOutcome.SERVED, "docket.read"),
        (nobody, ReadKind.PERSON, ReadOutcome.MISSING, "docket.read"),
    }


async def test_a_reporter_is_read_on_record_and_stands_in_no_other_register(
    reporters: Reporters, parties: Parties, pool: Pool
) -> None:
    reporter = await reporters.register(REPORT, JIA)
    found = await reporters.read(reporter, by=CLERK, purpose="report.read-reporter")
    assert (found.id, found.report, found.details) == (reporter, REPORT, JIA)
    assert await parties.named("某甲") == ()
    assert await parties.people([reporter], by=CLERK, purpose="case.read") == {}
    first = (await ReadAudit(pool).entries())[0]
    assert (first.kind, first.thing, first.subject, first.outcome) == (
        ReadKind.REPORTER,
        reporter,
        REPORT,
        ReadOutcome.SERVED,
    )


async def test_an_erased_reporter_cannot_be_read(reporters: Reporters, pool: Pool) -> None:
    reporter = await reporters.register(REPORT, JIA)
    assert await reporters.erase(reporter, by=CLERK)
    with pytest.raises(Erased):
        await reporters.read(reporter, by=CLERK, purpose="report.read-reporter")
    with pytest.raises(NotFound):
        await reporters.read(PartyId(uuid4()), by=CLERK, purpose="report.read-reporter")
    outcomes = [read.outcome for read in await ReadAudit(pool).entries()]
    assert outcomes == [ReadOutcome.ERASED, ReadOutcome.MISSING]


async def test_a_reporter_row_moved_among_the_parties_does_not_open(
    reporters: Reporters, parties: Parties, owner: psycopg.Connection
) -> None:
    reporter = await reporters.register(REPORT, JIA)
    owner.execute(
        """INSERT INTO vault.parties (id, kind, key_version, name, contacts, created_by)
        SELECT id, 'citizen', key_version, name, contacts, id FROM vault.reporters""",
    )
    owner.execute(
        """INSERT INTO keys.subject_keys (subject, class, version, root, wrapped)
        SELECT subject, 'subject', version, root, wrapped FROM keys.subject_keys""",
    )
    with pytest.raises(SealBroken):
        await parties.people([reporter], by=CLERK, purpose="case.read")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT name FROM vault.parties",
        "SELECT name FROM vault.reporters",
        "SELECT contacts FROM vault.reporters",
        "SELECT content FROM vault.documents",
        "DELETE FROM vault.parties",
        "UPDATE vault.parties SET kind = 'agent'",
        "SELECT name FROM vault.party_amendments",
        "DELETE FROM vault.reporters",
        "UPDATE vault.reporters SET name = ''",
        "UPDATE vault.reporters SET amendments = '{}'",
        "DELETE FROM vault.documents",
        "UPDATE vault.documents SET content = ''",
        "UPDATE keys.subject_keys SET wrapped = ''",
        "DELETE FROM keys.subject_keys",
        "DELETE FROM vault.read_audit",
        "UPDATE vault.read_audit SET outcome = 'served'",
        "TRUNCATE vault.read_audit",
        "UPDATE vault.read_audit SET at = '2000-01-01'",
        "INSERT INTO vault.read_audit (at) VALUES ('2000-01-01')",
    ],
)
async def test_the_programs_cannot_read_past_the_audit_nor_change_it(pool: Pool, statement: str) -> None:
    async with transaction(pool) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(statement.encode())
        await connection.rollback()


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM vault.read_audit", "UPDATE vault.read_audit SET outcome = 'served'", "TRUNCATE vault.read_audit"],
)
def test_the_audit_is_append_only_for_the_administrator_too(owner: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation):
        owner.execute(statement.encode())


async def test_a_store_is_used_with_one_root_key(pool: Pool) -> None:
    async with transaction(pool) as connection:
        await SubjectKeys(ROOT).check_root(connection)
        for other in (RootKey(id=UUID(int=2), key=ROOT.key), RootKey(id=ROOT.id, key=bytes(32))):
            with pytest.raises(WrongRootKey):
                await SubjectKeys(other).check_root(connection)


async def test_an_unused_store_takes_the_first_root_key(pool: Pool, owner: psycopg.Connection) -> None:
    owner.execute("DELETE FROM keys.roots")
    async with transaction(pool) as connection:
        await SubjectKeys(ROOT).check_root(connection)
    assert owner.execute("SELECT id FROM keys.roots").fetchall() == [(ROOT.id,)]


async def test_whoever_opens_a_store_that_knows_its_root_key_waits_for_nobody(
    pool: Pool, owner: psycopg.Connection
) -> None:
    with owner.transaction():  # another process of the same start
        owner.execute("SELECT pg_advisory_xact_lock(hashtext('wenze.root-key'))")
        async with asyncio.timeout(1), transaction(pool) as connection:
            await SubjectKeys(ROOT).check_root(connection)


async def test_a_page_of_the_audit_waits_for_what_is_under_way(pool: Pool, database: Database) -> None:
    """An entry with a smaller position that is committed later would never be seen by whoever goes on from the page."""
    audit, note = (
        ReadAudit(pool),
        "INSERT INTO vault.read_audit (actor, kind, thing, purpose, outcome) VALUES (%s, 'person', %s, 'x', 'served')",
    )
    async with await psycopg.AsyncConnection.connect(database.app) as first:
        await first.execute(note, (CLERK, uuid4()))
        async with await psycopg.AsyncConnection.connect(database.app) as second:
            await second.execute(note, (CLERK, uuid4()))
        page = asyncio.create_task(audit.entries())
        done, _ = await asyncio.wait({page}, timeout=0.3)
        seen = [one.position for one in page.result()] if done else []
        await first.commit()
    seen = seen or [one.position for one in await page]
    seen += [one.position for one in await audit.entries(AskedReads(after=seen[-1]))]
    assert seen == [1, 2]


@pytest.mark.parametrize("name", ["Ángel O'Neil-Li", "ＡNGEL  oneil  li", "a\u0301ngel·o.neil•li"])
async def test_a_full_name_is_found_however_it_is_spaced_and_separated(parties: Parties, name: str) -> None:
    jia = await parties.register(Details(name="ÁNGEL O’Neil Li"), kind=PartyKind.OFFICIAL, by=CLERK)
    assert (await parties.found(name, most=2))[0] == ((jia,) if name[0] != "Ａ" else ())
    assert (await parties.found("Ángel O'Neil", most=2)) == ((), True)


async def test_signs_alone_are_a_name_too(parties: Parties) -> None:
    jia = await parties.register(Details(name="※"), kind=PartyKind.OFFICIAL, by=CLERK)
    assert (await parties.found("※", most=2))[0] == (jia,)
    assert (await parties.found("＊", most=2))[0] == ()


async def test_whoever_is_put_right_or_erased_is_not_found_by_what_they_were_called(parties: Parties) -> None:
    jia = await parties.register(JIA, kind=PartyKind.OFFICIAL, by=CLERK)
    await parties.amend(jia, YI, kind=PartyKind.OFFICIAL, amendment=FIRST, by=CLERK)
    assert (await parties.found("某甲", most=2))[0] == ()
    assert (await parties.found("某乙", most=2))[0] == (jia,)
    await parties.erase(jia, by=CLERK)
    assert await parties.found("某乙", most=2) == ((), True)


async def test_names_of_an_earlier_release_are_made_findable_and_a_broken_one_stops_nobody(
    parties: Parties, pool: Pool, owner: psycopg.Connection
) -> None:
    known = [
        await parties.register(Details(name=f"某{each}"), kind=PartyKind.OFFICIAL, by=CLERK) for each in "甲乙丙丁"
    ]
    await parties.erase(known[3], by=CLERK)
    owner.execute("UPDATE vault.parties SET found_by = NULL")
    owner.execute("UPDATE vault.parties SET name = contacts WHERE id = %s", (known[2],))
    assert await parties.found("某甲", most=2) == ((), False)
    assert await parties.tell_how_found(by=CLERK, batch=3) == 2
    assert await parties.tell_how_found(by=CLERK, batch=1) == 0
    assert await parties.found("某甲", most=2) == ((known[0],), False), "one of them still cannot be opened"
    assert (await parties.found("某丁", most=2))[0] == ()
    read = {entry.thing for entry in await ReadAudit(pool).entries() if entry.purpose == "party.tell-how-found"}
    assert read == set(known[:3])
