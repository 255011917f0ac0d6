"""What surrounds every decision: the law at hand, the calendar, the registers, today."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from application.access import Subject
from application.actors import PUBLIC
from application.errors import NotFound
from application.ports import Clock
from domain.calendar.calendar import Calendar
from domain.identity import ActorId, BodyId, PartyId
from domain.occasion import Lockout, Occasion
from domain.procedure.profile import Profile
from domain.recommendation.facts import PriorSituation
from domain.registers.lockout import Concerned, locked_out
from domain.registers.snapshot import Snapshot
from domain.rulebook.catalogue import Catalogue

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
"""Every legal date is a date there."""


class Registers(Protocol):
    """The registers of organs, posts and relations."""

    async def snapshot(self) -> Snapshot:
        """What they say, as known now."""
        ...


class Staff(Protocol):
    """Which accounts belong to which person of the party register."""

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """Accounts that belong to a known person."""
        ...


class Priors(Protocol):
    """Earlier situations that called for liability, from the read model."""

    async def priors(self, respondent: UUID, *, before: date) -> tuple[PriorSituation, ...]:
        """Those of the respondent up to and including *before*, oldest first."""
        ...


class Around:
    """One deployment's surroundings. Immutable but for what the registers and the clock say."""

    def __init__(
        self,
        *,
        clock: Clock,
        profiles: Mapping[str, Profile],
        calendar: Callable[[], Calendar],
        catalogue: Catalogue,
        registers: Registers,
        staff: Staff,
        priors: Priors,
    ) -> None:
        self._clock = clock
        self._profiles = profiles
        self._calendar = calendar
        self.catalogue = catalogue
        self._registers = registers
        self._staff = staff
        self.priors = priors

    def today(self) -> date:
        """The legal day."""
        now: datetime = self._clock.now()
        return now.astimezone(LEGAL_ZONE).date()

    @property
    def calendar(self) -> Calendar:
        """Working days as known now."""
        return self._calendar()

    def profile(self, code: str) -> Profile:
        """The procedure profile. Raises NotFound for a code that is not installed."""
        found = self._profiles.get(code)
        if found is None:
            raise NotFound
        return found

    async def registers(self) -> Snapshot:
        """The registers as known now."""
        return await self._registers.snapshot()

    async def lockouts(self, concerned: Concerned) -> tuple[Lockout, ...]:
        """Officers whom the registers keep away from this matter today, each with the first reason."""
        snapshot, today = await self._registers.snapshot(), self.today()
        found = []
        for actor, person in sorted((await self._staff.persons()).items()):
            reasons = locked_out(person, concerned, today, snapshot)
            if reasons:
                found.append(Lockout(actor=actor, ground=reasons[0].ground.value))
        return tuple(found)

    def occasion(self, subject: Subject | None, bodies: frozenset[BodyId], preferred: BodyId | None = None) -> Occasion:
        """The moment of a command. The body is one of *bodies* for which the subject holds a role, *preferred* first."""
        held = {grant.body for grant in subject.grants} if subject else set()
        order = ([preferred] if preferred else []) + sorted(bodies, key=str)
        body = next((body for body in order if body in held), None)
        return Occasion(today=self.today(), actor=subject.account if subject else PUBLIC, body=body)
