"""People and documents through a backup: readable with their keys, dark without, and erased for good."""

from pathlib import Path

import pytest
from psycopg_pool import AsyncConnectionPool

from application.adapters.backup import back_up
from application.adapters.documents import DocumentStore
from application.adapters.parties import Details, ErasedPerson, Parties, PartyKind, Person
from application.adapters.pool import Pool
from application.adapters.read_audit import ReadAudit
from application.adapters.restore import restore
from application.errors import Erased
from application.reads import ReadOutcome
from tests.application.adapters.conftest import CLERK, ROOT
from tests.support.canary import Canary
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio

TEXT = "text/plain"


@pytest.mark.parametrize("with_keys", [True, False])
async def test_what_a_backup_brings_back(
    pool: Pool, database: Database, empty_database: Database, tmp_path: Path, *, with_keys: bool
) -> None:
    canary = Canary()
    parties, documents = Parties(pool, ROOT), DocumentStore(pool, ROOT)
    known = await parties.register(Details(name=canary.plant("name")), kind=PartyKind.OFFICIAL, by=CLERK)
    gone = await parties.register(Details(name=canary.plant("erased")), kind=PartyKind.OFFICIAL, by=CLERK)
    statement = canary.plant("statement").encode()
    kept = await documents.put(known, statement, media_type=TEXT, by=CLERK)
    lost = await documents.put(gone, statement, media_type=TEXT, by=CLERK)
    await documents.get(kept, by=CLERK, purpose="case.read")
    await parties.erase(gone, by=CLERK)

    data, keys = tmp_path / "data.wenze", tmp_path / "data.keys"
    back_up(database.owner, data, keys)
    assert canary.leaks_in_folder(tmp_path) == ()
    restore(empty_database.owner, data, keys if with_keys else None)

    async with AsyncConnectionPool(empty_database.app, min_size=1, max_size=2, open=False) as restored:
        people = await Parties(restored, ROOT).people([known, gone], by=CLERK, purpose="case.read")
        assert isinstance(people[gone], ErasedPerson)
        assert isinstance(people[known], Person if with_keys else ErasedPerson)
        store = DocumentStore(restored, ROOT)
        with pytest.raises(Erased):
            await store.get(lost, by=CLERK, purpose="case.read")
        if with_keys:
            assert await store.get(kept, by=CLERK, purpose="case.read") == (statement, TEXT)
            with pytest.raises(Erased):
                await store.put(gone, statement, media_type=TEXT, by=CLERK)
        else:
            with pytest.raises(Erased):
                await store.get(kept, by=CLERK, purpose="case.read")
        first = (await ReadAudit(restored).entries())[0]
        assert (first.thing, first.outcome) == (kept.id, ReadOutcome.SERVED)
