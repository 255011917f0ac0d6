"""What the rows of a publication log come to: the last word about each item, and whether it says more than is known."""

from collections.abc import Iterable
from uuid import UUID

from domain.supervision.duties.commands import Seen
from domain.supervision.duties.state import Duty


def last_words(rows: Iterable[Seen]) -> tuple[Seen, ...]:
    """One row for each item, in the order in which the items are named first.

    Of two checks the newer one holds, of two observations the one that found the item published; of two that are alike
    in that, the later row.
    """
    last: dict[UUID, Seen] = {}
    for row in rows:
        before = last.get(row.item)
        if before is None or _weight(row) >= _weight(before):
            last[row.item] = row
    return tuple(last.values())


def says_more(state: Duty, row: Seen) -> bool:
    """Whether *row* adds to what is known: a new item or check, another day of publication, a newer or corrected check.

    A log without the day of publication unsays nothing, nor does an older check.
    """
    if row.checked_on is None:
        item = state.items.get(row.item)
        return item is None or (row.published_on is not None and row.published_on != item.published_on)
    check = state.checks.get(row.item)
    if check is None or row.checked_on > check.checked_on:
        return True
    found = (row.present, row.updated_on) != (check.present, check.updated_on)
    return row.checked_on == check.checked_on and found


def _weight(row: Seen) -> int:
    """Rows of more weight hold against others about the same item, wherever they stand."""
    return row.checked_on.toordinal() if row.checked_on is not None else int(row.published_on is not None)
