"""How ids and codes are written inside a sentence. The page knows names and labels; without it, short ids and codes."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from projections.history.catalogue import Language

NameOf = Callable[[str, UUID, Language], str | None]
"""Name of an id, given the field it stands in; None when the reader may not know it, or nobody does."""

LabelOf = Callable[[str, str, Language], str | None]
"""Label of a rulebook's or profile's code, given the field it stands in; None when there is none."""


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """What the page adds to the sentences. The default adds nothing."""

    name: NameOf = lambda _field, _id, _language: None
    label: LabelOf = lambda _field, _code, _language: None

    def of_id(self, field: str, identifier: UUID, language: Language) -> str:
        """The name, or the last twelve digits by which the id is found."""
        return self.name(field, identifier, language) or str(identifier)[-12:]

    def of_code(self, field: str, code: str, language: Language) -> str:
        """The label, or the code itself."""
        return self.label(field, code, language) or code


PLAIN = Naming()
