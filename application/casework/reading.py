"""Opening a matter to read it: the same file, the same gate, nothing changed."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from functools import reduce
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from application.access import Allowed, Relation, Role, Stage, Subject, decide_access
from application.casework import gate
from application.casework.advice import advise
from application.casework.appeal_handling import Beside, Under, neighbours_among, parts_of, pending_of, under_appeal
from application.casework.around import AlikeReport, Around
from application.casework.as_told import as_told
from application.casework.file import APPEAL, CASE, CaseFile, ReportFile, file_of, open_file, report_file
from application.casework.instruments import INSTRUMENTS
from application.casework.judging import judged_from_above
from application.casework.supervision import alike_of, setting_of, to_instrument
from application.casework.supposing import Supposition, WhatIf, what_if
from application.errors import NotAuthorised, NotFound, StoreUnavailable
from application.ports import EventLog
from application.streams import Loaded, load, load_existing
from domain.appeals.appeal import Appeal
from domain.appeals.joining import examined_with, joinable
from domain.appeals.standing import Part
from domain.cases.case import Case
from domain.identity import AppealId, CaseId, OrganId, ProceedingId, ReportId
from domain.occasion import Lockout
from domain.proceedings.comparing import Comparison, compared
from domain.proceedings.events import DecisionMade
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.setting import Advice
from domain.recommendation.outcome import Recommendation
from domain.recommendation.replay import replayed
from domain.recorded import Recorded, stored_name
from domain.registry import kind_of
from domain.reports.report import Report
from domain.supervision.breach import Breach
from domain.supervision.setting import SupervisionSetting

S = TypeVar("S")


class Opened(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """A matter as it stands. ``roles`` are those through which it is open; ``own`` for its respondent."""

    id: UUID
    version: int
    state: S
    roles: frozenset[Role]
    subject: Subject
    relation: Relation
    stage: Stage = Stage.BEFORE_NOTICE

    def may(self, action: str) -> bool:
        """Whether the access table gives *action* on this matter to whoever opened it."""
        return bool(self.through(action))

    def through(self, action: str) -> frozenset[Role]:
        """The roles through which the access table gives *action* on this matter to whoever opened it; else none."""
        allowed = decide_access(self.subject, action, self.relation, self.stage)
        return allowed.roles if isinstance(allowed, Allowed) else frozenset()

    @property
    def own(self) -> bool:
        """Whether it is shown to its own respondent, who sees less than the body."""
        return self.roles <= {Role.RESPONDENT}


class Openable(msgspec.Struct, frozen=True, kw_only=True):
    """Streams of a case that somebody may read one by one, and those of them whose papers they may read too."""

    streams: frozenset[UUID]
    papers_of: frozenset[UUID]


class Reading:
    """Opens matters for reading."""

    def __init__(self, events: EventLog, around: Around) -> None:
        self._events, self._around = events, around

    async def kind(self, stream: UUID) -> str | None:
        """What kind of matter has this id; None when nothing is recorded under it."""
        recorded = await self._events.read(stream)
        return kind_of(stored_name(recorded[0].event)) if recorded else None

    async def tracks(self, case: UUID) -> tuple[UUID, ...]:
        """The proceedings of a case; none when there is no such case."""
        state = (await load(self._events, CASE, case)).state
        return tuple(one.proceeding for one in state.respondents)

    async def opens(self, subject: Subject, *streams: tuple[str, UUID]) -> frozenset[UUID]:
        """Which of *streams*, each after its kind, the subject may open: nobody is led to what is refused to them."""
        found = set()
        for kind, stream in streams:
            try:
                await self.opened(subject, kind, stream, f"{kind}.read")
            except (NotFound, NotAuthorised):
                continue
            found.add(stream)
        return frozenset(found)

    async def opened(self, subject: Subject, kind: str, stream: UUID, action: str) -> Opened[Any]:
        """A matter of that kind. Raises NotFound, NotAuthorised."""
        match kind:
            case "report":
                return await self.report(subject, stream, action)
            case "case":
                return await self.case(subject, stream, action)
            case "proceeding":
                return (await self.proceeding(subject, stream, action))[0]
            case "appeal":
                return await self.appeal(subject, stream, action)
            case _ if kind in INSTRUMENTS:
                return await self.instrument(subject, kind, stream, action)
            case _:
                raise NotFound

    async def with_papers(self, subject: Subject, kind: str, stream: UUID, action: str) -> Opened[Any]:
        """A matter, for *action* (``paper.…``) on its papers. Raises NotFound, NotAuthorised.

        Whoever may not read the papers of a report is not told whether there are any.
        """
        if kind != gate.REPORT:
            return await self.opened(subject, kind, stream, action)
        try:
            opened = await self.report(subject, stream, gate.on_papers(kind, "paper.read"))
        except NotAuthorised:
            raise NotFound from None
        gate.require(subject, gate.on_papers(kind, action), opened.relation)
        return opened

    async def report(self, subject: Subject, stream: UUID, action: str = "report.read") -> Opened[Report]:
        """A report. Raises NotFound, NotAuthorised."""
        file, today = await report_file(self._events, ReportId(stream)), self._around.today()
        locked_out = await self._around.lockouts(file.concerned(today))
        relation = gate.to_report(subject, file, locked_out)
        allowed = gate.require(subject, action, relation)
        return _opened(file.report, allowed, subject, relation)

    async def case(self, subject: Subject, stream: UUID, action: str = "case.read") -> Opened[Case]:
        """A case. Raises NotFound, NotAuthorised."""
        file = await judged_from_above(self._around, await open_file(self._events, CaseId(stream)))
        relation, stage = await self._relation_to_case(subject, file)
        allowed = gate.require(subject, action, relation, stage)
        return _opened(file.case, allowed, subject, relation, stage)

    async def proceeding(
        self, subject: Subject, stream: UUID, action: str = "proceeding.read"
    ) -> tuple[Opened[Proceeding], CaseFile]:
        """One respondent's track, to its own respondent as they were told of it, and the file that it is in. Raises NotFound, NotAuthorised."""
        file = await file_of(self._events, ProceedingId(stream))
        track, locked_out = file.track(stream), await self._lockouts_of(file)
        under = await self._under(subject, file, track)
        relation, stage = gate.to_proceeding(subject, file, track.state, locked_out, under=under)
        allowed = gate.require(subject, action, relation, stage)
        opened = _opened(track, allowed, subject, relation, stage)
        if opened.own:
            track = await as_told(self._events, track, file.unserved)
            opened = _opened(track, allowed, subject, relation, stage)
        return opened, file

    async def appeal(self, subject: Subject, stream: UUID, action: str = "appeal.read") -> Opened[Appeal]:
        """An appeal. Raises NotFound, NotAuthorised."""
        loaded = await load_existing(self._events, APPEAL, stream)
        if loaded.state.filing is None:
            raise NotFound
        file = await file_of(self._events, loaded.state.filing.proceeding)
        track, locked_out = file.track(loaded.state.filing.proceeding), await self._lockouts_of(file)
        relation, stage = gate.to_appeal(subject, file, track.state, loaded.state, locked_out=locked_out)
        allowed = gate.require(subject, action, relation, stage)
        return _opened(loaded, allowed, subject, relation, stage)

    async def beside(self, subject: Subject, stream: UUID) -> Beside:
        """How the subject stands to an appeal, and the pending ones of its case that they may open.

        Raises:
            NotFound, NotAuthorised: the appeal itself is not open to them.
        """
        opened = await self.appeal(subject, stream)
        return Beside() if opened.own else (await self._beside(subject, {stream: opened.state}))[stream]

    async def beside_each(self, subject: Subject, appeals: Iterable[UUID]) -> dict[UUID, Beside]:
        """The same for *appeals* that a list showed to them; each case is read once, however many of its appeals are listed."""
        by_case: dict[UUID, dict[UUID, Appeal]] = {}
        found: dict[UUID, Beside] = {}
        for stream in appeals:
            appeal = (await load(self._events, APPEAL, stream)).state
            if appeal.filing is not None:
                by_case.setdefault(appeal.filing.case, {})[stream] = appeal
        for each in await asyncio.gather(*(self._beside(subject, of_case) for of_case in by_case.values())):
            found |= each
        return found

    async def _beside(self, subject: Subject, of_case: Mapping[UUID, Appeal]) -> dict[UUID, Beside]:
        """For appeals of one case what lies beside each; whoever was assigned to one took no part in it."""
        filings = {stream: appeal.filing for stream, appeal in of_case.items() if appeal.filing is not None}
        if not filings:
            return {}
        file = await file_of(self._events, next(iter(filings.values())).proceeding)
        pending, locked_out = await pending_of(self._events, file), await self._lockouts_of(file)
        shown = {one for one, appeal in pending.items() if self._shows(subject, file, appeal, locked_out)}
        found = {}
        for stream, filing in filings.items():
            appeal, track = of_case[stream], file.track(filing.proceeding).state
            had: tuple[Part, ...] = ()
            if subject.account not in appeal.handlers:
                profile = self._around.profile(track.profile)
                had = await parts_of(self._events, profile, subject.account, file, track, appeal)
            others = [one for one in neighbours_among(pending, stream) if one.appeal in shown]
            own = AppealId(stream)
            found[stream] = Beside(
                parts=had,
                others=tuple(one.appeal for one in others),
                joined=examined_with(own, appeal, others),
                joinable=joinable(own, appeal, others),
            )
        return found

    def _shows(self, subject: Subject, file: CaseFile, appeal: Appeal, locked_out: tuple[Lockout, ...]) -> bool:
        """Whether the subject may open an appeal of the case."""
        if appeal.filing is None:
            return False
        track = file.track(appeal.filing.proceeding).state
        relation = gate.to_appeal(subject, file, track, appeal, locked_out=locked_out)
        return isinstance(decide_access(subject, "appeal.read", *relation), Allowed)

    async def instrument(self, subject: Subject, kind: str, stream: UUID, action: str) -> Opened[Any]:
        """A supervision instrument of that kind. Raises NotFound, NotAuthorised."""
        loaded = await load_existing(self._events, INSTRUMENTS[kind].kind, stream)
        if loaded.state.body is None:
            raise NotFound
        relation = to_instrument(loaded.state.body, INSTRUMENTS[kind].addressed(loaded.state))
        allowed = gate.require(subject, action, relation)
        opened = _opened(loaded, allowed, subject, relation)
        if not opened.own:
            return opened
        events = (one.event for one in await self.told(opened, kind))
        return replace(opened, state=reduce(INSTRUMENTS[kind].kind.evolve, events, INSTRUMENTS[kind].kind.empty))

    async def told(self, opened: Opened[Any], kind: str) -> tuple[Recorded[Any], ...]:
        """What happened in an opened instrument: all of it, or what the organ to which it is addressed is told."""
        recorded = await self._events.read(opened.id)
        if not opened.own:
            return recorded
        own = frozenset(OrganId(organ) for organ in opened.subject.speaks_for & opened.relation.consulted)
        return tuple(INSTRUMENTS[kind].told_to(own, recorded))

    async def setting(self, opened: Opened[Any], kind: str) -> SupervisionSetting:
        """What surrounds a look at an opened instrument of that kind today."""
        loaded = Loaded(kind=INSTRUMENTS[kind].kind, id=opened.id, version=opened.version, state=opened.state)
        return await setting_of(self._around, opened.subject, f"{kind}.read", loaded, opened.state.body)

    async def alike(self, opened: Opened[Any], breach: Breach) -> tuple[AlikeReport, ...]:
        """Reports that may be about the facts of a breach of an opened instrument.

        Empty while the read model does not answer: the matter is shown all the same, the command asks again.
        """
        try:
            return await alike_of(self._around, breach, opened.state.leads)
        except StoreUnavailable:
            return ()

    async def advice(self, subject: Subject, stream: UUID) -> Advice | None:
        """The recommendation for one respondent on what is known today."""
        opened, file = await self.proceeding(subject, stream, "proceeding.read-recommendation")
        return await advise(self._around, file, ProceedingId(stream), opened.state)

    async def compared(self, subject: Subject, stream: UUID) -> Comparison | None:
        """What was resolved about one respondent beside what the policy suggests today; None as for ``to_be_compared``.

        Works the recommendation out anew; for many respondents at once that of the read model serves.
        """
        found = await self.to_be_compared(subject, stream)
        advice = None if found is None else await advise(self._around, found[1], ProceedingId(stream), found[0])
        return compared(found[0], advice.recommendation) if found is not None and advice is not None else None

    async def to_be_compared(self, subject: Subject, stream: UUID) -> tuple[Proceeding, CaseFile] | None:
        """One respondent's track, on which no decision stands yet; None to whoever may not read the recommendation for it.

        A decision that stands was compared when it was made.
        """
        try:
            opened, file = await self.proceeding(subject, stream, "proceeding.read-recommendation")
        except (NotFound, NotAuthorised):
            return None
        return None if opened.state.decision is not None else (opened.state, file)

    async def what_if(self, subject: Subject, stream: UUID, supposition: Supposition) -> WhatIf | None:
        """What would follow for one respondent if something were otherwise; None where nothing is recommended yet."""
        opened, file = await self.proceeding(subject, stream, "proceeding.read-recommendation")
        return await what_if(self._around, file, ProceedingId(stream), opened.state, supposition)

    async def replayed(self, subject: Subject, stream: UUID) -> tuple[DecisionMade, Recommendation | None] | None:
        """The last decision, with what it rested on, and the recommendation worked out again from its content ids.

        None while nothing is decided; without a recommendation where the law of the day was not recorded.
        """
        await self.proceeding(subject, stream, "proceeding.read-recommendation")
        decided = (each.event for each in await self._events.read(stream) if isinstance(each.event, DecisionMade))
        made = next(iter(reversed(tuple(decided))), None)
        if made is None:
            return None
        law = await self._around.law.held(made.law) if made.law is not None else None
        if law is None:
            return made, None
        seen = made.seen
        return made, await asyncio.to_thread(replayed, seen.facts, seen.rulebook, seen.policy, law)

    async def openable(self, subject: Subject, case: UUID) -> Openable:
        """What of a case the subject may read one by one: the case, its reports, tracks and appeals, and papers of which.

        Raises:
            NotFound, NotAuthorised: the case itself is not open to them.
        """
        file = await judged_from_above(self._around, await open_file(self._events, CaseId(case)))
        gate.require(subject, "case.read", *await self._relation_to_case(subject, file))
        streams, papers = set(), set()
        async for stream, kind, relation in self._relations(subject, file):
            if isinstance(decide_access(subject, f"{kind}.read", *relation), Allowed):
                streams.add(stream)
                if kind != "report" and isinstance(decide_access(subject, "paper.read", *relation), Allowed):
                    papers.add(stream)
        return Openable(streams=frozenset(streams), papers_of=frozenset(papers))

    async def _relations(self, subject: Subject, file: CaseFile) -> AsyncIterator[tuple[UUID, str, tuple[Any, ...]]]:
        """Every stream of a case with its kind and how the subject stands to it."""
        today = self._around.today()
        locked_out = await self._around.lockouts(file.concerned(today))
        yield file.case.id, "case", await self._relation_to_case(subject, file)
        for report in file.reports:
            taken_up = ReportFile(report=report, case=file)
            away = await self._around.lockouts(taken_up.concerned(today))
            yield report.id, "report", (gate.to_report(subject, taken_up, away),)
        for track in file.proceedings:
            under = await self._under(subject, file, track)
            relation = gate.to_proceeding(subject, file, track.state, locked_out, under=under)
            yield track.id, "proceeding", relation
            for noted in track.state.appeals:
                appeal = (await load(self._events, APPEAL, noted.appeal)).state
                to_it = gate.to_appeal(subject, file, track.state, appeal, locked_out=locked_out)
                yield noted.appeal, "appeal", to_it

    async def _lockouts_of(self, file: CaseFile) -> tuple[Lockout, ...]:
        return await self._around.lockouts(file.concerned(self._around.today()))

    async def file(self, case: UUID) -> CaseFile:
        """The file of a case that was opened before. Raises NotFound."""
        return await open_file(self._events, CaseId(case))

    async def _relation_to_case(self, subject: Subject, file: CaseFile) -> tuple[Relation, Stage]:
        locked_out = await self._lockouts_of(file)
        return gate.to_case(subject, file, locked_out, under=await self._under(subject, file, *file.proceedings))

    async def _under(self, subject: Subject, file: CaseFile, *tracks: Loaded[Proceeding]) -> Under:
        return await under_appeal(self._events, self._around.profile, subject, file, tracks)


def _opened(
    loaded: Loaded[S], allowed: Allowed, subject: Subject, relation: Relation, stage: Stage = Stage.BEFORE_NOTICE
) -> Opened[S]:
    return Opened(
        id=loaded.id,
        version=loaded.version,
        state=loaded.state,
        roles=allowed.roles,
        subject=subject,
        relation=relation,
        stage=stage,
    )
