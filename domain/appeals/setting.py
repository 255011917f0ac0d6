"""What surrounds a command on an appeal: gathered by the application before, so that the decision reads nothing."""

from datetime import date

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.rules import DeadlineRules
from domain.calendar.service import ServiceModes, deemed_served
from domain.cases.state import Case
from domain.identity import ActorId, AppealId, BodyId
from domain.occasion import Lockout, Occasion, lockout_of
from domain.papers.use import Issued
from domain.procedure.profile import Profile
from domain.proceedings.events import ServiceMode
from domain.proceedings.state import Proceeding
from domain.rulebook.schema import Rulebook


class Forums(msgspec.Struct, frozen=True, kw_only=True):
    """The bodies with which this step of this track may be filed, as the registers resolve the track's forums.

    Several are alternatives for the respondent to choose from. None: the registers do not settle it, and ``question`` is
    the point to be put to a person.
    """

    bodies: tuple[BodyId, ...] = ()
    question: str | None = None


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """Another pending appeal of the case: where it lies, to which it is joined, and whether a panel discussed it."""

    appeal: AppealId
    forum: BodyId | None
    joined_to: AppealId | None = None
    discussed: bool = False


class AppealSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, the law, the challenged proceeding and its case.

    ``earlier_handlers`` and ``earlier_served_on`` belong to the step before on the same track: who handled it, and the
    day on which its outcome was served; empty and None when it was not taken. ``rulebooks`` give the statutory orders
    of measures. ``other_reviewers`` and ``other_deciders`` acted on the case's other respondents. ``issued``: papers
    approved for the step. ``by_respondent``: the respondent acts, or who speaks for it. ``number_taken``: the body used the
    document number of the command before in this year. ``forum_is_outside``: nobody acts here for the body where the appeal
    lies. ``neighbours`` are the other pending appeals of the case, ``own`` the id of this one.
    """

    occasion: Occasion
    profile: Profile
    proceeding: Proceeding
    case: Case
    calendar: Calendar
    modes: ServiceModes
    deadlines: DeadlineRules
    forums: Forums = Forums()
    rulebooks: tuple[Rulebook, ...] = ()
    locked_out: tuple[Lockout, ...] = ()
    earlier_handlers: tuple[ActorId, ...] = ()
    other_reviewers: tuple[ActorId, ...] = ()
    other_deciders: tuple[ActorId, ...] = ()
    earlier_served_on: date | None = None
    issued: tuple[Issued, ...] = ()
    by_respondent: bool = False
    number_taken: bool = False
    forum_is_outside: bool = False
    own: AppealId
    neighbours: tuple[Neighbour, ...] = ()

    def keeps_away(self, officer: ActorId) -> bool:
        """Whether *officer* may not act today: recused, recusal undecided, or in a conflict that the registers know."""
        return self.case.stands_aside(officer) or lockout_of(officer, self.locked_out, self.occasion.body) is not None

    def deemed_on(self, mode: ServiceMode, served_on: date) -> date:
        """The day on which service by *mode* counts, from the recorded day *served_on*."""
        return deemed_served(self.modes.mode(mode.value), served_on, self.deadlines, self.calendar).on
