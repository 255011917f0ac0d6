"""Loads SQL: one statement a file, in the ``sql`` folder of its package."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import LiteralString

_INCLUDE = re.compile(r"^\s*-- include: ([a-z_]+/)?([a-z_]+\.sql)\s*$", re.MULTILINE)


@cache
def statement(package: str, name: str) -> LiteralString:
    """The statement in ``sql/<name>.sql`` of *package* (``projections.docket``).

    A line ``-- include: other.sql`` stands for that file of the same folder, ``-- include: docket/other.sql`` for one of
    another read model, so that a condition such as the scope is written once; what is included may include. Only packaged
    files are put together.
    """
    return _whole(files(package) / "sql", f"{name}.sql")


def told(package: str, name: str, schema: str) -> LiteralString:
    """A statement on the rows in use (``read_models``), or on those as they stood (``pg_temp``)."""
    return (
        statement(package, name)
        if schema == "read_models"
        else statement(package, name).replace("read_models.", "pg_temp.")
    )


def _whole(own: Traversable, name: str) -> LiteralString:
    def included(found: re.Match[str]) -> str:
        folder = own if found[1] is None else files("projections") / found[1].strip("/") / "sql"
        return _whole(folder, found[2]).rstrip()

    return _INCLUDE.sub(included, (own / name).read_text("utf-8"))
