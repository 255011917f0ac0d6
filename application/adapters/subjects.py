"""An account as access sees it: its person, and the roles in force on this day."""

from typing import Any
from uuid import UUID

import msgspec

from application.access import Grant, Subject
from domain.identity import ActorId, PartyId


def subject_from(account: UUID, party: UUID | None, grants: str, factor_owed: bool) -> Subject:
    """The subject of an account's row, with what ``vault.roles_in_force`` and ``vault.second_factor_owed`` say of it.

    Roles that this release does not know are left out: they open nothing.
    """
    found: list[Any] = msgspec.json.decode(grants)
    return Subject(
        account=ActorId(account),
        party=None if party is None else PartyId(party),
        factor_owed=factor_owed,
        grants=tuple(granted for entry in found if (granted := _grant(entry))),
    )


def _grant(entry: Any) -> Grant | None:
    try:
        return msgspec.convert(entry, Grant)
    except msgspec.ValidationError:
        return None
