"""What surrounds a command on a proceeding: gathered by the application before, so that the decision reads nothing."""

from datetime import date

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.calendar.rules import DeadlineRules
from domain.calendar.service import ServiceModes, deemed_served
from domain.cases.state import Case
from domain.identity import ActorId, AppealId, BodyId, ProceedingId
from domain.occasion import Lockout, Occasion, lockout_of
from domain.papers.use import Issued
from domain.procedure.profile import Profile
from domain.proceedings.events import RecommendationSeen, ServiceMode
from domain.proceedings.state import Notice
from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import Recommendation
from domain.rulebook.schema import Rulebook


class Competence(msgspec.Struct, frozen=True, kw_only=True):
    """Which bodies may decide today as the registers say.

    Several bodies are alternatives that consult each other. No body: the registers do not settle it, and ``question`` is
    the point to be put to a person. ``since`` is the first day of the newest entry that names one of them, None without.
    """

    bodies: tuple[BodyId, ...] = ()
    question: str | None = None
    since: date | None = None


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """The recommendation on today's facts, the sheet it was made on, and what a decision keeps of both.

    ``sheet`` comes from ``domain.proceedings.facts.fact_sheet``. ``law`` is the content
    id of the list of all law in use, which was kept. ``running_searched``: whether all earlier decisions on the person
    could be searched for a sanction that still runs.
    """

    sheet: FactSheet
    recommendation: Recommendation
    seen: RecommendationSeen
    law: str | None = None
    running_searched: bool = True


class ProceedingSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, the law and the neighbouring records of one proceeding.

    ``rulebooks`` are the instrument of the case in the edition that applies, and every other that is installed;
    ``advice`` is needed for a notice and a decision. ``issued``: papers approved for the step. ``offices``: codes of the
    roles in which the actor may do this. ``locked_out``: officers kept away by the registers. ``handled``: who was ever
    assigned to examine an appeal in the case. ``number_taken``: the body used the document number of the command before
    in this year. ``unserved``: appeals against this respondent's decision whose outcome reached nobody yet.
    """

    proceeding: ProceedingId
    occasion: Occasion
    profile: Profile
    case: Case
    calendar: Calendar
    modes: ServiceModes
    deadlines: DeadlineRules
    competence: Competence = Competence()
    rulebooks: tuple[Rulebook, ...] = ()
    advice: Advice | None = None
    issued: tuple[Issued, ...] = ()
    offices: tuple[str, ...] = ()
    locked_out: tuple[Lockout, ...] = ()
    handled: tuple[ActorId, ...] = ()
    number_taken: bool = False
    unserved: tuple[AppealId, ...] = ()

    def keeps_away(self, officer: ActorId) -> bool:
        """Whether *officer* may not act today: recused, recusal undecided, or in a conflict that the registers know."""
        return self.case.stands_aside(officer) or lockout_of(officer, self.locked_out, self.occasion.body) is not None

    def deemed_on(self, mode: ServiceMode, served_on: date) -> date:
        """The day on which service by *mode* counts, from the recorded day *served_on*."""
        return deemed_served(self.modes.mode(mode.value), served_on, self.deadlines, self.calendar).on

    def statement_until(self, notice: Notice | None) -> date | None:
        """The last day for a statement under *notice*; None while it has not reached the respondent."""
        return statement_until(notice, self.profile, self.calendar)


def statement_until(notice: Notice | None, profile: Profile, calendar: Calendar) -> date | None:
    """The last day for a statement under *notice*; None while it has not reached the respondent.

    A holiday that was proclaimed after the service lengthens the time as it was told; no notice shortens it.
    """
    if notice is None or notice.deemed_on is None or notice.statement_until is None:
        return None
    return max(
        notice.statement_until, deadline(profile.settings.statement_period.period, notice.deemed_on, calendar).due
    )
