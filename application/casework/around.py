"""What surrounds every decision: the law at hand, the calendar, the registers, today."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from application.access import STAFF, Subject, bodies_acting
from application.actors import PUBLIC
from application.casework.file import PROCEEDING
from application.errors import NotFound
from application.law_book import LawBook
from application.ports import Clock, EventLog
from application.streams import Kind, load
from domain.adoptions.adoption import Adoption, adoption_id, evolve, in_force
from domain.adoptions.events import Adopted
from domain.calendar.calendar import Calendar
from domain.calendar.notice import Notice
from domain.calendar.rules import DeadlineRules
from domain.calendar.service import ServiceModes
from domain.cases.events import RecusalGround
from domain.identity import ActorId, BodyId, OrganId, PartyId, ReportId
from domain.occasion import Lockout, Occasion
from domain.procedure.profile import Profile
from domain.proceedings.events import DecisionMade
from domain.proceedings.proceeding import Proceeding
from domain.recommendation.facts import PriorSituation
from domain.recorded import Recorded
from domain.registers.competence import Competent, next_higher
from domain.registers.lockout import Concerned, locked_out
from domain.registers.records import PostKind
from domain.registers.snapshot import Snapshot
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.policy import Policy
from domain.supervision.evaluations.results import Tally
from domain.supervision.schemes import Schemes

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
"""Every legal date is a date there."""

ADOPTION: Kind[Adoption] = Kind("adoption", Adoption(), evolve)


class Registers(Protocol):
    """The registers of organs, posts and relations."""

    async def snapshot(self) -> Snapshot:
        """What they say, as known now."""
        ...


class Staff(Protocol):
    """Which accounts belong to which person of the party register, and for which bodies they work."""

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """Accounts that belong to a known person."""
        ...

    async def bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        """The bodies for which an account holds a role of their staff today."""
        ...

    async def acting(self, action: str) -> frozenset[BodyId]:
        """The bodies for which somebody can issue *action* today: disabled accounts act for none."""
        ...


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """Whose matters somebody does not see in any list, as far as the registers know today.

    ``persons`` are they themselves and those they are bound to; ``speaks_for`` organs that answer through them. Of
    matters that concern one of ``serves`` they see only what that organ itself has in hand.
    """

    persons: frozenset[PartyId] = frozenset()
    speaks_for: frozenset[BodyId] = frozenset()
    serves: frozenset[BodyId] = frozenset()


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. ``complete``: everything recorded before the search was looked through.

    An incomplete search may lack what was decided last; that nothing was found then says nothing.
    """

    found: tuple[PriorSituation, ...] = ()
    complete: bool = True


class Priors(Protocol):
    """Earlier situations that called for liability, from the read model."""

    async def priors(self, respondent: UUID, *, before: date, besides: UUID) -> Search:
        """Those of the respondent up to and including *before*, oldest first, outside the case *besides*."""
        ...


class AlikeReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report about the same organ. ``said``: it names a problem that may be the same; otherwise it names none."""

    report: ReportId
    received_on: date
    said: bool

    def may_be_of(self, since: date) -> bool:
        """Whether it may be about facts that began on *since*: a weak hint counts only where it came after them."""
        return self.said or self.received_on >= since


class AlikeReports(Protocol):
    """Reports about the same organ, from the read model."""

    async def alike(self, organs: Iterable[OrganId], problems: Iterable[str]) -> tuple[AlikeReport, ...]:
        """Those of these kinds of problem or of none that are not declined or merged, oldest first."""
        ...


class Answers(Protocol):
    """What the public answered in social evaluations."""

    async def tallies(
        self, evaluation: UUID, organs: tuple[OrganId, ...], questions: tuple[str, ...]
    ) -> tuple[Tally, ...]:
        """The answers about each organ, each question counted."""
        ...


class Notices(Protocol):
    """Calendar notices by content."""

    async def notice(self, content: str) -> Notice | None:
        """A kept notice."""
        ...


class Around:
    """One deployment's surroundings. Immutable but for what the registers and the clock say."""

    def __init__(
        self,
        *,
        clock: Clock,
        profiles: Mapping[str, Profile],
        calendar: Callable[[], Awaitable[Calendar]],
        notices: Notices | None = None,
        law: LawBook,
        registers: Registers,
        staff: Staff,
        events: EventLog,
        modes: ServiceModes,
        deadlines: DeadlineRules,
        schemes: Schemes,
        priors: Priors | None = None,
        alike: AlikeReports | None = None,
        answers: Answers | None = None,
    ) -> None:
        self._clock = clock
        self.profiles = profiles
        self._calendar = calendar
        self._notices = notices
        self.law = law
        self._registers = registers
        self.staff = staff
        self.priors = priors
        self.schemes = schemes
        self.alike = alike
        self.answers = answers
        self.modes = modes
        self.deadlines = deadlines
        self._events = events

    def today(self) -> date:
        """The legal day."""
        now: datetime = self._clock.now()
        return now.astimezone(LEGAL_ZONE).date()

    async def calendar(self) -> Calendar:
        """Working days as the deployment has them now."""
        return await self._calendar()

    async def catalogue(self) -> Catalogue:
        """The law in use today."""
        return await self.law.catalogue(self.today())

    async def is_kept(self, content: str) -> bool:
        """Whether a calendar notice of that content is at hand to be signed."""
        return self._notices is not None and await self._notices.notice(content) is not None

    def profile(self, code: str) -> Profile:
        """The procedure profile. Raises NotFound for a code that is not installed."""
        found = self.profiles.get(code)
        if found is None:
            raise NotFound
        return found

    async def registers(self) -> Snapshot:
        """The registers as known now."""
        return await self._registers.snapshot()

    async def policy_for(self, instrument: str, body: BodyId | None, on: date) -> Policy | None:
        """The policy that *body* adopted for the instrument and that is in force on that day, if any."""
        if body is None:
            return None
        adopted = await load(self._events, ADOPTION, adoption_id(body, Adopted.POLICY, instrument))
        held = in_force(adopted.state, on)
        policy = await self.law.policy(held.content) if held is not None else None
        return policy if policy is not None and policy.in_time(on) else None

    async def proceedings(self, ids: Iterable[UUID]) -> tuple[Proceeding, ...]:
        """Other proceedings, as they stand now."""
        return tuple([(await load(self._events, PROCEEDING, each)).state for each in ids])

    async def decisions(self, ids: Iterable[UUID]) -> Mapping[UUID, Recorded[DecisionMade]]:
        """The decision that stands in each of these proceedings, as it was made; one in which none stands is missing."""
        found: dict[UUID, Recorded[DecisionMade]] = {}
        for each in ids:
            track = (await load(self._events, PROCEEDING, each)).state
            made = [one for one in await self._events.read(each) if isinstance(one.event, DecisionMade)]
            if track.decision is not None and made:
                found[each] = made[-1]
        return found

    async def lockouts(self, concerned: Concerned) -> tuple[Lockout, ...]:
        """Officers whom the registers keep away from this matter today, with every reason.

        Whoever works for a respondent organ by their account serves there, whether or not the register of posts says so.
        """
        snapshot, today = await self._registers.snapshot(), self.today()
        persons, bodies = await self.staff.persons(), await self.staff.bodies()
        found: dict[Lockout, None] = {}
        for actor, person in sorted(persons.items()):
            for reason in locked_out(person, concerned, today, snapshot):
                post = reason.ground is RecusalGround.POST
                own = BodyId(UUID(reason.about[0])) if post else None
                found[Lockout(actor=actor, ground=reason.ground.value, own=own)] = None
        for actor, served in sorted(bodies.items()):
            for body in sorted(served & {BodyId(organ) for organ in concerned.organs}):
                found[Lockout(actor=actor, ground=RecusalGround.POST.value, own=body)] = None
        return tuple(found)

    async def aside(self, subject: Subject) -> Aside:
        """Whose matters *subject* does not see in lists: as ``lockouts`` has it of one matter, asked of all at once.

        A post that was left before today keeps away from the matters of its days; that is decided where one is opened.
        """
        snapshot, today = await self._registers.snapshot(), self.today()
        serves = {grant.body for grant in subject.grants if grant.role in STAFF and grant.body is not None}
        persons: set[PartyId] = set()
        if subject.party is not None:
            persons = {subject.party, *(other for other, _ in snapshot.relations_of(subject.party, today))}
            held = snapshot.held_by(subject.party, today, today)
            posts = (snapshot.post(holding.post, today) for holding in held)
            serves |= {BodyId(post.organ) for post in posts if post is not None}
        return Aside(persons=frozenset(persons), speaks_for=subject.speaks_for, serves=frozenset(serves))

    async def accounts_of(self, persons: Iterable[PartyId]) -> tuple[ActorId, ...]:
        """The accounts of these persons, as far as they have any."""
        wanted = set(persons)
        return tuple(sorted(actor for actor, person in (await self.staff.persons()).items() if person in wanted))

    async def heads_of(self, body: BodyId) -> tuple[ActorId, ...]:
        """The accounts of whoever heads *body* today; empty when the register does not say."""
        snapshot, today = await self._registers.snapshot(), self.today()
        posts = snapshot.posts_in(OrganId(body), today, today, kind=PostKind.HEAD)
        held = (holding for post in posts for holding in snapshot.holders(post.post, today, today))
        return await self.accounts_of(holding.person for holding in held)

    async def above(self, body: BodyId) -> BodyId | None:
        """The next higher organ of *body* today; None when the register does not say."""
        found = next_higher(OrganId(body), self.today(), await self._registers.snapshot())
        return found.body if isinstance(found, Competent) else None

    def occasion(
        self, subject: Subject | None, action: str, bodies: frozenset[BodyId], preferred: BodyId | None = None
    ) -> Occasion:
        """The moment of *action*. The body is one of *bodies* for which the subject may do it, *preferred* first."""
        held = bodies_acting(subject, action) if subject else frozenset()
        order = ([preferred] if preferred else []) + sorted(bodies, key=str)
        body = next((body for body in order if body in held), None)
        return Occasion(today=self.today(), actor=subject.account if subject else PUBLIC, body=body)
