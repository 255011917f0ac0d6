"""What may be asked of the grades."""

from datetime import date
from uuid import UUID

import msgspec

from projections.docket.row import Kind


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold; days are inclusive. ``kind`` is ``assessment`` or ``evaluation``."""

    kind: Kind | None = None
    organ: UUID | None = None
    grade: str | None = None
    given_from: date | None = None
    given_to: date | None = None

    def parameters(self) -> dict[str, object]:
        """As the parameters that ``filter.sql`` names."""
        given: dict[str, object] = {name: getattr(self, name) for name in self.__struct_fields__}
        given["kind"] = None if self.kind is None else str(self.kind)
        return given
