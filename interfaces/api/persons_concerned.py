"""Who comes into question in a case, who may not act in it, and whose names belong to a matter."""

from collections.abc import Collection, Iterator
from uuid import UUID

import msgspec

from application.access import Subject
from application.casework.around import Around
from application.casework.file import CaseFile
from application.errors import NotFound
from domain.cases.events import RecusalGround
from domain.identity import ActorId, AllegationId, PartyId
from domain.occasion import Lockout
from domain.registers.respondents import Respondents, respondents
from domain.registers.snapshot import Snapshot
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service


class Candidates(msgspec.Struct, frozen=True, kw_only=True):
    """Who held the posts that answer for one allegation. Whether somebody answers is a finding, not this."""

    allegation: AllegationId
    respondents: Respondents


class CandidatesShown(msgspec.Struct, frozen=True, kw_only=True):
    """By allegation, as the registers of version ``register`` know it."""

    register: int
    allegations: tuple[Candidates, ...]


class LockedOut(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An officer who may not act in the case, with every reason: the weightiest, and the ``others``. No ground tells who reported.

    ``but_for`` is the respondent organ in which they serve: for what that organ itself decides they may act. ``unchecked``: they are
    nobody in the register of persons, so that whether they are bound to somebody concerned is not known.
    """

    account: UUID
    ground: str
    others: tuple[str, ...] = ()
    but_for: UUID | None = None
    unchecked: bool = False


class LockedOutShown(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody whom a recusal or the registers keep away from the case today.

    ``unchecked`` act in the case, may do so as far as is known, and are nobody in the register of persons: whether they are bound
    to somebody concerned is a question that only they and whoever assigns them can answer. Nobody stands in both lists.
    """

    officers: tuple[LockedOut, ...]
    unchecked: tuple[UUID, ...] = ()


class PersonsConcerned:
    """The routes about the people around a case."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/cases/{case}/candidates",
            name="read-candidates",
            action="case.read-candidates",
            summary=Sentence("可能的责任人员", "Who held the posts that answer"),
            tag="cases",
            answers=CandidatesShown,
            run=self.candidates,
        )
        yield Operation(
            method="GET",
            path="/api/cases/{case}/locked-out",
            name="read-locked-out",
            action="case.read-lockouts",
            summary=Sentence("应当回避的人员", "Who may not act, and why"),
            tag="cases",
            answers=LockedOutShown,
            run=self.locked_out,
        )

    async def candidates(self, call: Call) -> Answer:
        """The four kinds of respondent of each allegation, from the registers."""
        case = call.ids["case"]
        await self._service.reading.case(call.subject, case, "case.read-candidates")
        snapshot = await self._service.registers.snapshot()
        file = await self._service.reading.file(case)
        return Answer(content=CandidatesShown(register=snapshot.version, allegations=candidates_of(file, snapshot)))

    async def locked_out(self, call: Call) -> Answer:
        """Recused officers, and those whom the registers connect with somebody concerned."""
        case, around = call.ids["case"], self._service.around
        await self._service.reading.case(call.subject, case, "case.read-lockouts")
        file = await self._service.reading.file(case)
        return Answer(content=await kept_away(around, file))


async def kept_away(around: Around, file: CaseFile) -> LockedOutShown:
    """Who may not act in the case, each once with every ground, the weightiest first; and of the others whose ties nobody knows."""
    persons = await around.staff.persons()
    locks: dict[ActorId, list[Lockout]] = {}
    for lock in await around.lockouts(file.concerned(around.today())):
        locks.setdefault(lock.actor, []).append(lock)
    found = {
        officer: _kept(
            officer, locks.get(officer, ()), recused=officer in file.case.state.recused, known=officer in persons
        )
        for officer in sorted({*locks, *file.case.state.recused})
    }
    unchecked = tuple(officer for officer in sorted(file.officers) if officer not in persons and officer not in found)
    return LockedOutShown(officers=tuple(found.values()), unchecked=unchecked)


def _kept(officer: ActorId, locks: Collection[Lockout], *, recused: bool, known: bool) -> LockedOut:
    named = {RecusalGround(lock.ground) for lock in locks}
    grounds = (*(("recused",) if recused else ()), *(one.value for one in RecusalGround if one in named))
    serves = {lock.own for lock in locks}
    # Where another ground or a second organ keeps them away, there is nothing but for which they may act.
    own = next(iter(serves)) if len(serves) == 1 and not recused else None
    return LockedOut(account=officer, ground=grounds[0], others=grounds[1:], but_for=own, unchecked=not known)


async def persons_of(service: Service, subject: Subject, matter: UUID) -> frozenset[PartyId]:
    """Whose names *subject* may see in a case, proceeding or appeal; a respondent their own only.

    Raises:
        NotFound, NotAuthorised: names in that matter are not theirs to see.
    """
    kind = await service.reading.kind(matter)
    if kind == "case":
        opened = await service.reading.case(subject, matter, "party.read")
        if opened.own:
            return frozenset({subject.party} if subject.party is not None else ())
        file, snapshot = await service.reading.file(matter), await service.registers.snapshot()
        return _named(file) | _held(candidates_of(file, snapshot))
    if kind == "proceeding":
        track, _ = await service.reading.proceeding(subject, matter, "party.read")
        return frozenset({track.state.person} if track.state.person is not None else ())
    if kind == "appeal":
        appeal = await service.reading.appeal(subject, matter, "party.read")
        filing = appeal.state.filing
        if filing is None:
            raise NotFound
        person = (await service.reading.file(filing.case)).track(filing.proceeding).state.person
        return frozenset({person} if person is not None else ())
    raise NotFound


def _named(file: CaseFile) -> frozenset[PartyId]:
    return frozenset(track.state.person for track in file.proceedings if track.state.person is not None)


def _held(candidates: tuple[Candidates, ...]) -> frozenset[PartyId]:
    return frozenset(
        one.person
        for each in candidates
        for one in (*each.respondents.direct, *each.respondents.in_charge, *each.respondents.head)
    )


def candidates_of(file: CaseFile, snapshot: Snapshot) -> tuple[Candidates, ...]:
    """Who comes into question for each allegation, as the registers know it."""
    return tuple(
        Candidates(
            allegation=one.allegation,
            respondents=respondents(one.organ, one.conduct_from, one.conduct_to, snapshot),
        )
        for one in file.case.state.allegations
    )
