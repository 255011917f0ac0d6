"""Where a rule stands: instrument, edition, article, paragraph, item, sub-item."""

import msgspec


class Citation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One address in one edition of one instrument.

    ``address`` is ``article[/paragraph[/item[/sub-item]]]`` in Arabic numerals, for example ``4/1/2``: article 4,
    first paragraph, item 2. ``edition`` is the day from which that edition is in force, ``YYYY-MM-DD``, or ``unknown``.
    """

    instrument: str
    edition: str
    address: str

    def __str__(self) -> str:
        return f"{self.instrument}@{self.edition}#{self.address}"
