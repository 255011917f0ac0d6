"""What surrounds a decision on a case."""

import msgspec

from domain.calendar.calendar import Calendar
from domain.cases.commands import EnterEvidence
from domain.identity import ActorId, AppealId, BodyId, ProceedingId
from domain.occasion import Lockout, Occasion
from domain.papers.use import Issued
from domain.procedure.profile import Profile


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where one respondent's proceeding stands, as far as the case must know.

    ``competent`` is the body that decides, once that is established. ``in_review``: nothing remains but a pending
    appeal. ``reviewers`` are case reviewers and appeal handlers,
    ``deciders`` whoever decided or voted. ``profile`` is its own. ``unserved``: appeals whose outcome reached nobody yet.
    ``revoked``: its decision was revoked, and none was made since.
    """

    proceeding: ProceedingId
    competent: BodyId | None = None
    decided: bool = False
    in_review: bool = False
    closed: bool = False
    reviewers: tuple[ActorId, ...] = ()
    deciders: tuple[ActorId, ...] = ()
    profile: Profile | None = None
    unserved: tuple[AppealId, ...] = ()
    revoked: bool = False


class CaseSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, the profile, the calendar, and what the application looked up in the registers and other streams.

    ``locked_out``: officers kept away, by the registers of posts and relations. ``heads``: accounts of the head of the
    body that keeps the case; empty when the register does not say. ``next_higher``: that body's next higher organ.
    ``authorities``: who holds personnel authority over the person handled lightly, as far as known. ``respondents``: one
    entry for every respondent of the case. ``issued``: papers approved for the step. ``asked_to_stand_aside``: officers of whom that was
    asked, each with the bodies they work for.
    """

    occasion: Occasion
    profile: Profile
    calendar: Calendar
    locked_out: tuple[Lockout, ...] = ()
    heads: tuple[ActorId, ...] = ()
    next_higher: BodyId | None = None
    authorities: tuple[BodyId, ...] = ()
    respondents: tuple[Standing, ...] = ()
    issued: tuple[Issued, ...] = ()
    asked_to_stand_aside: tuple[tuple[ActorId, frozenset[BodyId]], ...] = ()

    @property
    def undecided(self) -> tuple[Profile, ...]:
        """The profile of every respondent who is not decided on; that of the setting where there is none."""
        own = tuple(s.profile for s in self.respondents if not s.decided and s.profile is not None)
        return own or (self.profile,)

    @property
    def minimum_officers(self) -> int:
        """How many officers must act together."""
        return self.profile.settings.minimum_officers.value

    def fetched(self, command: EnterEvidence) -> bool:
        """Whether a system fetched the item, and can: only then no officers need take it."""
        return command.system_fetched and command.kind in self.profile.settings.fetched_kinds.value

    def standing(self, proceeding: ProceedingId) -> Standing | None:
        """The standing of one respondent, or None when the application did not give it."""
        return next((s for s in self.respondents if s.proceeding == proceeding), None)
