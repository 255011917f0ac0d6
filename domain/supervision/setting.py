"""What surrounds a decision on a supervision instrument: the same for all of them."""

from uuid import UUID

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.rules import DeadlineRules
from domain.identity import BodyId, OrganId, ReportId
from domain.occasion import Lockout, Occasion
from domain.procedure.profile import Profile
from domain.rulebook.catalogue import Catalogue
from domain.supervision.evaluations.results import EvaluatedOrgan, Tally
from domain.supervision.schemes import Schemes


class SupervisionSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, the law at hand, and what the application looked up.

    ``matter`` is the stream's own id. ``calendar`` is the one of the deployment as known now. ``locked_out``: officers
    whom the registers keep away from a lead against these organs. ``alike``: reports about the same organ and provision
    that somebody made a lead of elsewhere, ``unsaid`` those about the organ that do not say what they are about; looked
    up for a lead only. ``evaluated``: the grades of the social
    evaluation that an assessment names; ``answers``: what the public answered, counted. Each for its own command only.
    ``speaks_for``: the organ whose own account acts, where it is not the body that keeps the matter; ``keepers``: the bodies
    that keep what it begins by itself.
    """

    occasion: Occasion
    profile: Profile
    matter: UUID
    calendar: Calendar
    rules: DeadlineRules
    schemes: Schemes
    catalogue: Catalogue
    locked_out: tuple[Lockout, ...] = ()
    alike: tuple[ReportId, ...] = ()
    unsaid: tuple[ReportId, ...] = ()
    evaluated: tuple[EvaluatedOrgan, ...] = ()
    answers: tuple[Tally, ...] = ()
    speaks_for: OrganId | None = None
    keepers: tuple[BodyId, ...] = ()
