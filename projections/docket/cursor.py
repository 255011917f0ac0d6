"""Where a page of the docket ended, as an opaque word that leads to the next one."""

import base64
import binascii
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec


class Order(StrEnum):
    """How a list is ordered. Each order is total: the id decides between equals.

    ``due``: the nearest last day first. ``opened``: the newest first. ``waiting``: the oldest first. ``changed``: what moved last.
    """

    DUE = "due"
    OPENED = "opened"
    WAITING = "waiting"
    CHANGED = "changed"


class CursorRefused(ValueError):
    """The word is not a cursor, or one of another order. Start again from the first page."""

    code = "cursor-refused"


class After(msgspec.Struct, frozen=True, array_like=True):
    """The last row of a page in its order."""

    order: Order
    id: UUID
    day: date | None = None
    position: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] | None = None

    def word(self) -> str:
        """The cursor as it travels."""
        return written(self)


P = TypeVar("P", bound=msgspec.Struct)


def written(place: msgspec.Struct) -> str:
    """A place in a list as the word that travels."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def place_of(word: str, kind: type[P]) -> P:
    """The place that *word* stands for. Raises CursorRefused when it stands for none of that kind."""
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)), type=kind)
    except (msgspec.MsgspecError, binascii.Error, ValueError) as error:
        raise CursorRefused from error


def read(word: str, order: Order) -> After:
    """The place that *word* stands for.

    Raises:
        CursorRefused: see there.
    """
    after = place_of(word, After)
    if after.order is not order:
        raise CursorRefused
    return after
