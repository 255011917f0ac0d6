"""Canaries: unique texts planted where personal data goes in, and looked for in everything that comes out.

Plant one in every name, contact, statement and other free text; do the work; then hand every output to ``leaks`` (log
lines, answers, files, whole databases). A text counts as found in any common disguise: other encodings, base64, hex,
a bare hash of it, inside a compressed file.
"""

import base64
import gzip
import hashlib
import io
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

_NESTED = 3  # files within files within files


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """The text planted in *field* was found at *place*, disguised as *disguise*."""

    field: str
    place: str
    disguise: str


class Canary:
    """The canaries of one test."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def plant(self, field: str) -> str:
        """A new text for *field*, like ``reporter.name``: short, in both scripts, never to be met by chance."""
        assert field not in self.planted, f"{field} was planted before"
        self.planted[field] = f"某甲{secrets.token_hex(12)}雀"
        return self.planted[field]

    def adopt(self, field: str, text: str) -> str:
        """Look for *text* too: a secret made by the system itself. It must be long enough not to be met by chance."""
        assert len(text) >= 8
        self.planted[field] = text
        return text

    def leaks(self, outputs: Mapping[str, bytes | str], *, of: Iterable[str] = ("",)) -> tuple[Leak, ...]:
        """Every planted text found in *outputs* (place -> content), for fields that begin with one of *of*."""
        prefixes = tuple(of)
        wanted = {field: _disguises(text) for field, text in self.planted.items() if field.startswith(prefixes)}
        assert wanted, "nothing of that was planted"
        found = []
        for place, output in outputs.items():
            content = output.encode("utf-8", "surrogatepass") if isinstance(output, str) else output
            for where, layer in _layers(place, content, _NESTED):
                lowered = layer.lower()
                found += [
                    Leak(field=field, place=where, disguise=disguise)
                    for field, disguises in wanted.items()
                    for disguise, (look_like, exact) in disguises.items()
                    if look_like in (layer if exact else lowered)
                ]
        return tuple(found)

    def leaks_in_database(self, administrator: str, *, of: Iterable[str] = ("",)) -> tuple[Leak, ...]:
        """The same for every row of every table, in every schema of our own."""
        return self.leaks(database_contents(administrator), of=of)

    def leaks_in_folder(self, folder: Path, *, of: Iterable[str] = ("",)) -> tuple[Leak, ...]:
        """The same for every file below *folder*, and for the names of the files."""
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        contents: dict[str, bytes | str] = {str(file): file.read_bytes() for file in files}
        return self.leaks({**contents, "names of files": "\n".join(map(str, files))}, of=of)


def database_contents(administrator: str) -> dict[str, bytes]:
    """Every table (``schema.name``) of a database as text, binary columns as what they hold."""
    contents = {}
    with psycopg.connect(administrator) as connection:
        tables = connection.execute(
            """SELECT schemaname, tablename FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2""",
        ).fetchall()
        for schema, name in tables:
            rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name))).fetchall()
            contents[f"{schema}.{name}"] = b"\n".join(_plain(value) for row in rows for value in row)
    return contents


def _plain(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def _disguises(text: str) -> dict[str, tuple[bytes, bool]]:
    """Disguise -> what it looks like, and whether the case of letters matters."""
    # The middle is ASCII, so escapes of JSON, HTML and addresses leave it alone.
    core = text[2:-1] if text.startswith("某甲") else text
    raw = core.encode()
    found = {
        "plain": (raw.lower(), False),
        "utf-16": (core.lower().encode("utf-16-le"), False),
        "hex": (raw.hex().encode(), False),
    }
    for offset in range(3):
        aligned = base64.b64encode(bytes(offset) + raw)
        # The first and last signs mix with what stands beside the text.
        found[f"base64+{offset}"] = (aligned[(0, 2, 3)[offset] :].rstrip(b"=")[:-1], True)
    for algorithm in ("md5", "sha1", "sha256"):
        digest = hashlib.new(algorithm, text.encode(), usedforsecurity=False)
        found[algorithm] = (digest.hexdigest().encode(), False)
        found[f"{algorithm} bytes"] = (digest.digest(), True)
    return found


def _layers(place: str, content: bytes, depth: int) -> Iterable[tuple[str, bytes]]:
    """*content*, and what is inside it when it is a compressed file."""
    yield place, content
    if depth == 0:
        return
    if content[:2] == b"\x1f\x8b":
        try:
            yield from _layers(f"{place}!gzip", gzip.decompress(content), depth - 1)
        except (OSError, EOFError, zlib.error):
            return
    elif content[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield from _layers(f"{place}!{name}", archive.read(name), depth - 1)
        except zipfile.BadZipFile:
            return
