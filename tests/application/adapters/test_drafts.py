"""Drafts: for their author alone, the last saving stands, dark once the matter's key is destroyed."""

from pathlib import Path
from uuid import uuid4

import pytest

from application.actors import SYSTEM
from application.adapters.drafts import LIMIT
from application.errors import ContentRefused
from domain.identity import ActorId
from tests.support.office import Office, in_office
from tests.support.postgres import Database

TEXT = "示例草稿 example draft"


def test_the_last_saving_stands_and_only_its_author_has_it(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        drafts, one, other, matter = office.service.drafts, ActorId(uuid4()), ActorId(uuid4()), uuid4()
        assert await drafts.of(one, matter) is None
        await drafts.save(one, matter, {"whole": "first"})
        saved = await drafts.save(one, matter, {"whole": TEXT})
        found = await drafts.of(one, matter)
        assert found is not None
        assert (found.fields, found.saved_at) == ({"whole": TEXT}, saved)
        assert await drafts.of(other, matter) is None
        assert await drafts.of(one, uuid4()) is None
        assert await office.service.appeal_drafts.of(one, matter) is None, "each form has a draft of its own"
        await office.service.appeal_drafts.save(one, matter, {"points.0.text": "ground"})
        assert (await drafts.of(one, matter)) == found
        await drafts.drop(one, matter)
        assert await drafts.of(one, matter) is None
        assert await office.service.appeal_drafts.of(one, matter) is not None
        with pytest.raises(ContentRefused):
            await drafts.save(one, matter, {"whole": "x" * LIMIT})

    in_office(database, tmp_path, story)


def test_it_is_sealed_and_dies_with_the_key_of_the_matter(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        one, matter, both = ActorId(uuid4()), uuid4(), (office.service.drafts, office.service.appeal_drafts)
        for drafts in both:
            await drafts.save(one, matter, {"whole": TEXT})
        async with office.service.read() as connection:
            found = await connection.execute(
                "SELECT content FROM vault.drafts UNION ALL SELECT content FROM vault.appeal_drafts"
            )
            rows = await found.fetchall()
        assert len(rows) == len(both)
        assert not [content for (content,) in rows if TEXT.encode() in bytes(content)]
        await office.service.documents.erase(matter, by=SYSTEM)
        assert [await drafts.of(one, matter) for drafts in both] == [None, None]

    in_office(database, tmp_path, story)
