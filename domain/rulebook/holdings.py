"""All the law that was at hand at one moment, as content ids: enough to put the same catalogue together again."""

from collections.abc import Mapping

import msgspec

from domain.rulebook.catalogue import Catalogue, canonical, content_id
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


class Holdings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content ids of the rulebooks and of the policies of a catalogue, each in order."""

    rulebooks: tuple[str, ...]
    policies: tuple[str, ...]


def holdings_of(catalogue: Catalogue) -> Holdings:
    """What *catalogue* holds."""
    return Holdings(
        rulebooks=tuple(sorted(catalogue.content_id_of(book) for book in catalogue.rulebooks)),
        policies=tuple(sorted(content_id(policy) for policy in catalogue.policies)),
    )


def contents_of(catalogue: Catalogue) -> dict[str, tuple[str, bytes]]:
    """Every rulebook and policy by content id, with its kind, as the canonical JSON that the id is the SHA-256 of."""
    books = {catalogue.content_id_of(book): ("rulebook", canonical(book)) for book in catalogue.rulebooks}
    return books | {content_id(policy): ("policy", canonical(policy)) for policy in catalogue.policies}


def catalogue_of(holdings: Holdings, contents: Mapping[str, bytes]) -> Catalogue:
    """The catalogue again. Raises KeyError for a content that is not among *contents*."""
    return Catalogue(
        (msgspec.json.decode(contents[each], type=Rulebook) for each in holdings.rulebooks),
        (msgspec.json.decode(contents[each], type=Policy) for each in holdings.policies),
    )
