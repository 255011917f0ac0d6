"""The grounds of an appeal as a page shows them: each with its words and what was said to it, as far as the reader may open them."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from domain.appeals.grounds import Ground
from domain.document import DocumentRef


class GroundShown(msgspec.Struct, frozen=True, kw_only=True):
    """One ground. ``words`` are None where it is a file, which ``file`` refers to, or closed to the reader; ``why`` likewise."""

    place: int
    ground: Ground
    words: str | None = None
    file: DocumentRef | None = None
    why: str | None = None


async def grounds_shown(
    grounds: Iterable[Ground],
    text: Callable[[Any], Awaitable[str | None]],
    file: Callable[[DocumentRef | None], Awaitable[DocumentRef | None]],
) -> tuple[GroundShown, ...]:
    """*grounds* in their order; *text* opens a document that is one, *file* tells where another kind of document lies."""
    return tuple(
        [
            GroundShown(
                place=place,
                ground=one,
                words=await text(one.text),
                file=await file(one.text),
                why=await text(one.reasons),
            )
            for place, one in enumerate(grounds, 1)
        ]
    )
