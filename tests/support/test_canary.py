import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests.support.canary import Canary
from tests.support.postgres import Database


def zipped(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return file.getvalue()


@pytest.mark.parametrize(
    "disguise",
    [
        str.encode,
        str.upper,
        lambda text: f"before{text}after",
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        json.dumps,
        quote,
        lambda text: text.encode().hex(),
        lambda text: base64.b64encode(text.encode()),
        lambda text: base64.b64encode(b"x" + text.encode()),
        lambda text: base64.urlsafe_b64encode(b"xy" + text.encode() + b"z"),
        lambda text: hashlib.sha256(text.encode()).hexdigest(),
        lambda text: hashlib.sha256(text.encode()).digest(),
        lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
        lambda text: gzip.compress(text.encode()),
        zipped,
        lambda text: gzip.compress(zipped(text)),
    ],
)
def test_a_canary_is_found_in_every_disguise(disguise: Callable[[str], bytes | str]) -> None:
    canary = Canary()
    text = canary.plant("reporter.name")
    leaks = canary.leaks({"clean": b"nothing here", "answer": disguise(text)})
    assert {leak.field for leak in leaks} == {"reporter.name"}
    assert all(leak.place.startswith("answer") for leak in leaks)


def test_no_canary_is_found_where_none_is() -> None:
    canary, other = Canary(), Canary()
    canary.plant("reporter.name")
    assert canary.leaks({"answer": other.plant("reporter.name"), "empty": b"", "broken": b"PK\x03\x04\x1f\x8b"}) == ()


def test_only_the_fields_asked_about_are_looked_for() -> None:
    canary = Canary()
    text = canary.plant("reporter.name") + canary.plant("respondent.name")
    assert {leak.field for leak in canary.leaks({"answer": text}, of=["reporter."])} == {"reporter.name"}
    with pytest.raises(AssertionError):
        canary.leaks({"answer": text}, of=["witness."])


def test_a_canary_is_found_in_a_database_and_in_files(empty_database: Database, tmp_path: Path) -> None:
    canary = Canary()
    text = canary.plant("statement")
    with psycopg.connect(empty_database.administrator) as connection:
        connection.execute("CREATE SCHEMA other; CREATE TABLE other.kept (content bytea, note jsonb)")
        connection.execute("INSERT INTO other.kept VALUES ('', '{}'), (%s, NULL)", (text.encode(),))
    assert {leak.place for leak in canary.leaks_in_database(empty_database.administrator)} == {"other.kept"}
    (tmp_path / "log").write_text(f'{{"text": "{text}"}}')
    assert {leak.place for leak in canary.leaks_in_folder(tmp_path)} == {str(tmp_path / "log")}
    (tmp_path / "log").rename(tmp_path / text)
    assert "names of files" in {leak.place for leak in canary.leaks_in_folder(tmp_path)}
