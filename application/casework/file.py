"""A case with everything that belongs to it, loaded together."""

import asyncio
from datetime import date
from uuid import UUID

import msgspec

from application.errors import NotFound
from application.ports import Change, EventLog
from application.streams import Kind, Loaded, load, load_existing
from domain.appeals.appeal import Appeal
from domain.appeals.appeal import evolve as evolve_appeal
from domain.appeals.outcome import is_unserved
from domain.cases.case import Case, Stage, Standing
from domain.cases.case import evolve as evolve_case
from domain.identity import ActorId, AppealId, BodyId, CaseId, PartyId, ProceedingId, ReportId
from domain.papers.paper import Paper
from domain.papers.paper import evolve as evolve_paper
from domain.procedure.profile import Profile
from domain.proceedings.closing import only_a_review_remains
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.proceeding import evolve as evolve_proceeding
from domain.registers.lockout import Concerned
from domain.reports.events import SourceKind
from domain.reports.report import Report
from domain.reports.report import evolve as evolve_report

REPORT: Kind[Report] = Kind("report", Report(), evolve_report)
CASE: Kind[Case] = Kind("case", Case(), evolve_case)
APPEAL: Kind[Appeal] = Kind("appeal", Appeal(), evolve_appeal)
PROCEEDING: Kind[Proceeding] = Kind("proceeding", Proceeding(), evolve_proceeding)
PAPER: Kind[Paper] = Kind("paper", Paper(), evolve_paper)

FIRST_PROFILE = "P-QYF"
"""The profile of triage and of a case before a respondent is named."""

_UNREPORTED = frozenset({Stage.OPENED, Stage.CHECKING, Stage.CHECKED, Stage.INVESTIGATING})
_OVER = frozenset({Stage.NOT_FILED, Stage.CLOSED, Stage.ARCHIVED})


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """The case, the reports that it took up, and the track of each respondent.

    ``above`` is the next higher body, set only while it must decide whether the head stands aside (``judging``).
    ``handled``: whoever was ever assigned to examine an appeal in the case. ``unserved``: appeals in it whose outcome, or
    the reasons for which they were not accepted, reached nobody yet.
    """

    case: Loaded[Case]
    reports: tuple[Loaded[Report], ...] = ()
    proceedings: tuple[Loaded[Proceeding], ...] = ()
    above: BodyId | None = None
    handled: tuple[ActorId, ...] = ()
    unserved: tuple[AppealId, ...] = ()

    @property
    def bodies(self) -> frozenset[BodyId]:
        """The body that keeps the case, every body that decides on a respondent, and the one above while it must."""
        deciding = (track.state.competent for track in self.proceedings)
        decides = (found.body if found is not None else None for found in deciding)
        known = (self.case.state.body, self.above, *decides)
        return frozenset(body for body in known if body is not None)

    @property
    def kept_waiting(self) -> frozenset[BodyId]:
        """Bodies that decide on somebody who serves there, until the investigation is reported: it may be about themselves.

        Whoever has told the respondent what is intended has the file, also while the case is investigated once more.
        """
        case, waiting, told = self.case.state, set[BodyId](), set[BodyId]()
        if case.stage not in _UNREPORTED:
            return frozenset()
        for each in (track.state for track in self.proceedings):
            if each.competent is not None and each.competent.body == each.organ:
                (told if each.notified else waiting).add(each.competent.body)
        return frozenset(body for body in waiting - told if body != case.body)

    @property
    def profile(self) -> str:
        """The profile of the first respondent; before one is named, the one that every case begins under."""
        return next((track.state.profile for track in self.proceedings if track.state.profile), FIRST_PROFILE)

    @property
    def informants(self) -> tuple[PartyId, ...]:
        """Reporters with an entry in the register. For lockouts only; never shown."""
        filed = (report.state.filed for report in self.reports)
        return tuple(one.reporter for one in filed if one is not None and one.reporter is not None)

    @property
    def officers(self) -> tuple[ActorId, ...]:
        """Whoever acts or acted in the case: checkers, investigators, reviewers, deciders; each once."""
        case = self.case.state
        named = [*case.checkers, *case.investigators]
        for track in self.proceedings:
            named += [*track.state.reviewers, *track.state.deciders]
        return tuple(dict.fromkeys(named))

    @property
    def doors(self) -> tuple[SourceKind, ...]:
        """The instruments that found what the case is about; none unless every report of it was found by one.

        A respondent may know these. A case with one report from anybody else tells nothing: a complaint then looks like a
        transfer or the press, and its absence does not tell either.
        """
        filed = [report.state.filed for report in self.reports]
        if not filed or any(one is None or one.found is None for one in filed):
            return ()
        return tuple(sorted({one.source for one in filed if one is not None}))

    def track(self, proceeding: UUID) -> Loaded[Proceeding]:
        """The track of one respondent. Raises NotFound."""
        found = next((track for track in self.proceedings if track.id == proceeding), None)
        if found is None:
            raise NotFound
        return found

    def unserved_of(self, track: Proceeding) -> tuple[AppealId, ...]:
        """Those of one respondent's appeals whose outcome reached nobody yet; none where nobody is left to be served."""
        if track.out_of_reach:
            return ()
        return tuple(one.appeal for one in track.appeals if one.appeal in self.unserved)

    def concerned(self, today: date) -> Concerned:
        """Whom the case concerns, for conflicts of interest."""
        case = self.case.state
        days = [day for a in case.allegations for day in (a.conduct_from, a.conduct_to)]
        organs = {a.organ for a in case.allegations} | {t.state.organ for t in self.proceedings if t.state.organ}
        if case.opened is not None and case.opened.organ is not None:
            organs.add(case.opened.organ)
        persons = {t.state.person for t in self.proceedings if t.state.person is not None}
        return Concerned(
            organs=tuple(sorted(organs)),
            persons=tuple(sorted(persons)),
            first=min([*days, today]),
            last=max([*days, today]),
            informants=self.informants,
            witnesses=tuple(sorted({item.witness for item in case.evidence if item.witness is not None})),
        )

    def expectations(self, *, besides: UUID) -> tuple[Change, ...]:
        """That nothing of the file moved meanwhile, besides the stream that is written."""
        streams: tuple[Loaded[Case] | Loaded[Proceeding], ...] = (self.case, *self.proceedings)
        return tuple(stream.changed(()) for stream in streams if stream.id != besides and stream.version > 0)


class ReportFile(msgspec.Struct, frozen=True, kw_only=True):
    """A report, and the file of the case that took it up."""

    report: Loaded[Report]
    case: CaseFile | None = None

    @property
    def bodies(self) -> frozenset[BodyId]:
        """The bodies in whose hands the report is or was."""
        report = self.report.state
        return frozenset(body for body in (report.keeper, report.accepted_by, report.referred_to) if body is not None)

    @property
    def case_ended(self) -> bool:
        """Whether the case that took the report up is over. One that was passed on goes on elsewhere."""
        return self.case is not None and self.case.case.state.stage in _OVER

    def concerned(self, today: date) -> Concerned:
        """Whom the report concerns, for conflicts of interest: in a case, also everybody whom the case concerns."""
        report, filed = self.report.state, self.report.state.filed
        wider = self.case.concerned(today) if self.case is not None else None
        day = today if filed is None else filed.since or filed.received_on
        organs = {report.organ} if report.organ is not None else set()
        informants = {filed.reporter} if filed is not None and filed.reporter is not None else set()
        return Concerned(
            organs=tuple(sorted(organs | set(wider.organs if wider else ()))),
            persons=wider.persons if wider else (),
            first=min(day, today, *((wider.first,) if wider else ())),
            last=today if wider is None else max(today, wider.last),
            informants=tuple(sorted(informants | set(wider.informants if wider else ()))),
            witnesses=wider.witnesses if wider else (),
        )


async def report_file(events: EventLog, report: ReportId) -> ReportFile:
    """The report *report* with the case that it is part of, itself or by the report into which it was merged.

    Raises NotFound when there is no such report.
    """
    loaded = last = await load_existing(events, REPORT, report)
    while last.state.case is None and last.state.merged_into is not None:  # one that was merged takes no other in
        last = await load_existing(events, REPORT, last.state.merged_into)
    case = last.state.case
    return ReportFile(report=loaded, case=await open_file(events, case) if case is not None else None)


async def open_file(events: EventLog, case: CaseId) -> CaseFile:
    """The file of *case*. Raises NotFound when there is no such case."""
    loaded = await load(events, CASE, case)
    if loaded.version == 0:
        raise NotFound
    reports = await asyncio.gather(*(load(events, REPORT, report) for report in loaded.state.reports))
    tracks = await asyncio.gather(*(load(events, PROCEEDING, one.proceeding) for one in loaded.state.respondents))
    noted = (one.appeal for track in tracks for one in track.state.appeals)
    appeals = await asyncio.gather(*(load(events, APPEAL, appeal) for appeal in noted))
    handled = dict.fromkeys(officer for appeal in appeals for officer in appeal.state.ever_handled)
    return CaseFile(
        case=loaded,
        reports=tuple(reports),
        proceedings=tuple(tracks),
        handled=tuple(handled),
        unserved=tuple(AppealId(appeal.id) for appeal in appeals if is_unserved(appeal.state)),
    )


async def file_of(events: EventLog, proceeding: ProceedingId) -> CaseFile:
    """The file in which *proceeding* is a track. Raises NotFound."""
    loaded = await load(events, PROCEEDING, proceeding)
    if loaded.state.case is None:
        raise NotFound
    return await open_file(events, loaded.state.case)


def standing(file: CaseFile, track: Loaded[Proceeding], profile: Profile) -> Standing:
    """One respondent's track as the case sees it."""
    state = track.state
    decided = state.decision is not None
    return Standing(
        proceeding=ProceedingId(track.id),
        competent=state.competent.body if state.competent else None,
        decided=decided,
        in_review=only_a_review_remains(state, profile),
        closed=state.closed,
        reviewers=(*state.reviewers, *file.handled),
        deciders=state.deciders,
        profile=profile,
        unserved=file.unserved_of(state),
        revoked=state.revoked and not decided,
    )
