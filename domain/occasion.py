"""Who acts, for which body, on which legal day: what a decision may know of the moment."""

from datetime import date

import msgspec

from domain.identity import ActorId, BodyId


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """The moment of a command. ``today`` is the legal date in Asia/Shanghai, handed in, never read from a clock."""

    today: date
    actor: ActorId
    body: BodyId | None = None
