"""Loads SQL: one statement a file, in the ``sql`` folder of its package."""

import re
from functools import cache
from importlib.resources import files
from typing import LiteralString

_INCLUDE = re.compile(r"^\s*-- include: ([a-z_/]+\.sql)\s*$", re.MULTILINE)


@cache
def statement(package: str, name: str) -> LiteralString:
    """The statement in ``sql/<name>.sql`` of *package* (``projections.docket``).

    A line ``-- include: other.sql`` stands for that file of the same folder, so that a condition such as the scope is
    written once. Only packaged files are ever put together.
    """
    folder = files(package) / "sql"
    text = (folder / f"{name}.sql").read_text("utf-8")
    return _INCLUDE.sub(lambda found: (folder / found[1]).read_text("utf-8").rstrip(), text)
