"""Who acts, for which body, on which legal day: what a decision may know of the moment."""

from datetime import date

import msgspec

from domain.identity import ActorId, BodyId


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """The moment of a command. ``today`` is the legal date in Asia/Shanghai, handed in, never read from a clock."""

    today: date
    actor: ActorId
    body: BodyId | None = None


class Lockout(msgspec.Struct, frozen=True, kw_only=True):
    """An officer whom the registers keep away from this matter, with the reason as a code (``close-relative`` ...).

    As the registers know today. ``own`` is the organ in which the officer serves, where that is the ground: it does not
    hold for acts of that organ itself, which the law may name to decide on its own staff. What a respondent organ may not
    do is for the rules on bodies to say.
    """

    actor: ActorId
    ground: str
    own: BodyId | None = None

    def holds_for(self, body: BodyId | None) -> bool:
        """Whether the officer is kept away from acts for *body*."""
        return self.own is None or self.own != body


def lockout_of(actor: ActorId, lockouts: tuple[Lockout, ...], body: BodyId | None) -> Lockout | None:
    """The first lockout that keeps *actor* away from acts for *body*, or None."""
    return next((lock for lock in lockouts if lock.actor == actor and lock.holds_for(body)), None)
