"""The access log as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping

from application.casework.around import LEGAL_ZONE
from application.reads import Read
from domain.identity import ActorId

COLUMNS = ("position", "at", "actor", "name", "kind", "thing", "subject", "purpose", "outcome")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


def as_table(entries: Iterable[Read], names: Mapping[ActorId, str]) -> bytes:
    """*entries* as CSV in UTF-8 with a mark of it, times in Asia/Shanghai; ``name`` is what *names* calls the reader.

    A name that a spreadsheet would read as a formula is written behind an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in entries:
        name = names.get(one.actor, "")
        writer.writerow(
            [
                one.position,
                one.at.astimezone(LEGAL_ZONE).isoformat(timespec="seconds"),
                one.actor,
                f"'{name}" if name.startswith(FORMULA) else name,
                one.kind.value,
                one.thing,
                one.subject or "",
                one.purpose,
                one.outcome.value,
            ]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()
