"""Naming a respondent: one act of a person, two streams."""

from uuid import UUID

import msgspec

from domain.identity import OrganId, PartyId, PostId, ProceedingId


class NamedRespondent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Name an organ, or a person who serves or served in it, as respondent.

    ``role`` is the role code of the rulebook as alleged, ``profile`` the procedure profile under which the respondent is
    dealt with. Without ``person`` the organ itself answers.
    """

    organ: OrganId
    person: PartyId | None = None
    role: str | None = None
    post: PostId | None = None
    profile: str = "P-QYF"
    proceeding: ProceedingId = ProceedingId(UUID(int=0))

    @property
    def as_organ(self) -> OrganId | None:
        """The organ, when it is the organ that answers."""
        return self.organ if self.person is None else None
