"""The application log, for operators: only fields on the list, only codes, ids, dates and numbers as values.

One entry a line on standard error: JSON on a pipe, readable on a terminal. A value that could be text of a person
(anything but short plain ASCII) is replaced, and a field that is not listed is dropped, so that a mistake in one log
call cannot put a name, a statement or a token there.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

import structlog

FIELDS = frozenset(
    {
        # every entry
        "event",
        "level",
        "timestamp",
        # who asked for what
        "request_id",
        "command_id",
        "correlation_id",
        "actor_id",
        "method",
        "route",
        "status",
        "duration_ms",
        "command",
        "action",
        "outcome",
        "purpose",
        "rules",
        "code",
        # where in the log
        "stream",
        "kind",
        "version",
        "expected",
        "position",
        "shard",
        "batch_size",
        "conflicts",
        "replayed",
        # projections and processes
        "projection",
        "state",
        "lag",
        "lag_seconds",
        "events",
        "rows",
        "attempt",
        "process",
        "pid",
        "host",
        "port",
        "exit_code",
        "migration",
        "check",
        # defects and libraries: where, never what they said
        "error",
        "frames",
        "library",
        "line",
    },
)

WITHHELD = "(withheld)"
_PLAIN = re.compile(r"[\x21-\x7e]{0,120}")
_FRAMES = 12


def only_listed(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not listed, and withhold every value that is not a code, an id, a date or a number."""
    return {name: _plain(value) for name, value in entry.items() if name in FIELDS}


def where_it_failed(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn an exception into its class and the places it passed. Its message may quote a row or a body: left out."""
    given = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        entry["error"] = type(error).__qualname__
        passed = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        entry["frames"] = [f"{_module(frame.filename)}:{frame.lineno}" for frame in passed]
    return entry


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case str():
            return value if _PLAIN.fullmatch(value) else WITHHELD
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case _:
            return WITHHELD


def _module(filename: str) -> str:
    """The last two parts of a path: enough to find the place, nothing of the machine."""
    return "/".join(Path(filename).parts[-2:]).replace(" ", "_")


class _LibraryHandler(logging.Handler):
    """Entries of libraries: which library, where in it, how bad. Their messages may quote anything, so they stay out."""

    def emit(self, record: logging.LogRecord) -> None:
        entry = structlog.get_logger()
        error = record.exc_info[1] if record.exc_info else None
        level = record.levelno if record.levelno in _LEVELS else logging.WARNING
        place = f"{_module(record.pathname)}:{record.lineno}"
        entry.log(level, "library_noted", library=record.name, line=place, exc_info=error)


_LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL)


def configure(stream: TextIO | None = None, *, level: int = logging.INFO, libraries: int = logging.WARNING) -> None:
    """Set up logging for this process, on *stream* or standard error; of libraries what is at least *libraries*."""
    output = stream or sys.stderr
    render = structlog.dev.ConsoleRenderer() if output.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_failed,
            only_listed,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Standard error is looked up for each entry: whoever replaced it meanwhile gets the entry.
        logger_factory=lambda *_: structlog.PrintLogger(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_LibraryHandler()]
    root.setLevel(libraries)


def bind(**fields: UUID | str) -> Mapping[str, Any]:
    """Bind ids of a request to every entry made while it is handled; pass the answer to ``unbind``."""
    return structlog.contextvars.bind_contextvars(**fields)
