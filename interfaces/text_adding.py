"""Adding an official text: over the API, on a page, on the command line."""

import asyncio
from collections import Counter

import msgspec

from application.official_texts import ClauseState, TextKept, TextRefused, texts_in, whole
from domain.identity import ActorId
from interfaces.problems import Trouble
from interfaces.service import Service


class TextAdded(msgspec.Struct, frozen=True, kw_only=True):
    """One instrument of the file. ``clauses`` counts what the rulebook in use proves of them; ``changed`` names those that differ."""

    text: TextKept
    clauses: dict[ClauseState, int]
    changed: tuple[str, ...]


class TextsAdded(msgspec.Struct, frozen=True, kw_only=True):
    """What was kept of a file; ``left_out`` are the titles (or lines) of instruments that no rulebook bears."""

    added: tuple[TextAdded, ...]
    left_out: tuple[str, ...]


async def add_text(service: Service, content: bytes, by: ActorId) -> TextsAdded:
    """Keep the texts in *content*, all or none.

    Raises:
        Trouble: the file is no official text of a rulebook in use.
    """
    catalogue = await service.around.catalogue()
    try:
        found, strangers = await asyncio.to_thread(texts_in, content, catalogue)
    except TextRefused as refused:
        raise Trouble(refused.code, detail=", ".join(map(str, refused.about)) or None) from None
    kept = {one.digest: one for one in await service.texts.keep(found, by=by)}
    added = []
    for one in found:
        words = whole(catalogue.get(one.instrument, one.edition), dict(one.clauses))
        added.append(
            TextAdded(
                text=kept[one.digest],
                clauses=dict(Counter(each.state for each in words)),
                changed=tuple(each.address for each in words if each.state is ClauseState.CHANGED),
            )
        )
    return TextsAdded(added=tuple(added), left_out=strangers)
