"""The articles' own words beside what cites them, as far as a deployer added the official text."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from application.official_texts import Words, state_of
from domain.citation import Citation
from domain.recommendation.outcome import Recommendation
from interfaces.service import Service


def cited_in(recommendation: Recommendation) -> tuple[Citation, ...]:
    """Every citation in it, each once."""
    return tuple(dict.fromkeys(_citations(recommendation)))


async def words_of(service: Service, cited: Iterable[Citation]) -> dict[Citation, Words]:
    """The words of those of whose edition a text is kept; with what the rulebook in use proves of each."""
    asked = {(one.instrument, one.edition, one.address): one for one in cited}
    found = await service.texts.words(tuple(asked))
    if not found:
        return {}
    catalogue = await service.around.catalogue()
    return {
        asked[key]: Words(address=key[2], state=state_of(catalogue.get(key[0], key[1]), key[2], words), words=words)
        for key, words in found.items()
    }


def written(citation: Citation) -> str:
    """``instrument@edition#address``."""
    return f"{citation.instrument}@{citation.edition}#{citation.address}"


def _citations(part: Any) -> Iterator[Citation]:
    if isinstance(part, Citation):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _citations(getattr(part, name))
    elif isinstance(part, tuple):
        for each in part:
            yield from _citations(each)
