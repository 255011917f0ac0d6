"""A report, a case, a proceeding, an appeal: what stands, what is next, what may be done."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response

from application.access import Role
from application.actions import COMMANDS
from application.casework.file import CaseFile
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from application.errors import NotAuthorised, NotFound, ReadModelsBehind
from application.streams import Loaded
from domain.cases.events import CheckResult
from domain.cases.state import Stage
from domain.proceedings.state import Proceeding
from domain.reports.report import Report
from domain.rulebook.questions import DECIDER
from interfaces.api.clocks import clocks_of_report
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.docket import LISTS, DocketQuery, page_of, scopes_of, with_opened
from interfaces.api.histories import Histories, HistoryEntry, LanguageQuery, told_of_appeal, told_of_report
from interfaces.api.papers import Elsewhere, decided_elsewhere
from interfaces.api.persons_concerned import LockedOutShown, kept_away
from interfaces.service import Service
from interfaces.web.ahead import Ahead, ahead_of_handling, by_events, reporter_to_tell
from interfaces.web.calling import reading
from interfaces.web.forms.restorations import restorations
from interfaces.web.grounds import GroundShown
from interfaces.web.matter import Matter, Matters
from interfaces.web.offers import Offer, offers, step_on
from interfaces.web.pages.clocks import Working, mark, worked
from interfaces.web.pages.lists import verb_in
from interfaces.web.passages import beside as beside_part
from interfaces.web.passages import parts_of_decision
from interfaces.web.past import over, past_of_appeal, past_of_report, past_of_track, rare_of_track
from interfaces.web.points import Answered, answered
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.row_clocks import dues
from interfaces.web.signals import signals
from interfaces.web.visit import Visit, number_in
from interfaces.web.workbench import workbench
from projections.docket.reads import LARGEST_PAGE, Entry
from projections.docket.row import Step
from projections.papers.reads import PaperListed, listed

_ONCE_ENDED = frozenset({None, Step.INFORM_REPORTER})

STEPS = ("received", "filed", "investigated", "decided", "closed")
"""The five milestones of a case."""
REPORTED = "case.investigation-reported.v1"


class Files:
    """The pages of one matter."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._service, self._matters = service, matters
        self._histories = Histories(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/reports/{report}", action="report.read", show=self.report)
        yield Page(path="/cases/{case}", action="case.read", show=self.case)
        yield Page(path="/proceedings/{proceeding}", action="proceeding.read", show=self.proceeding)
        yield Page(path="/appeals/{appeal}", action="appeal.read", show=self.appeal)

    async def report(self, visit: Visit) -> Response[bytes]:
        """A report: what was said and what was added since, and the bar with accept, refer, decline."""
        matter = await self._matters.open(visit, "report", visit.ids["report"])
        report = matter.opened.state
        reads = matter.opened.may("report.read-document")
        account = report.filed.account if report.filed is not None and reads else None
        untold = await reporter_to_tell(self._service.events, matter.id, report, visit.texts)
        found, beside = _found_at(report), [("report", one) for one in report.duplicates]
        if report.case is not None:
            beside.append(("case", report.case))
        return await self.shown(
            visit,
            matter,
            "file_report.html",
            ahead=lambda step: untold if step in _ONCE_ENDED else None,
            untold=untold,
            report=report,
            found_at=found and f"/{PLURAL[found[0]]}/{found[1]}",
            leads=await self._service.reading.opens(visit.who, *beside, *((found,) if found else ())),
            account=await self._matters.text(visit, account),
            account_file=await self._matters.as_file(account),
            history=(await told_of_report(self._service, matter.opened)).entries,
            reads=reads,
            past=past_of_report(visit, report),
            waiting=any(one.answered_by is None for one in report.identity),
            clocks=await self._clocks_of(visit, matter),
            mark=mark,
            opening=report.accepted_by is not None and report.end is None and visit.holds(Role.LEAD_MANAGER),
        )

    async def case(self, visit: Visit) -> Response[bytes]:
        """A case: one sentence, five milestones, next step, then all the rest."""
        matter = await self._matters.open(visit, "case", visit.ids["case"])
        history = (await self._histories.case(reading(visit, query=LanguageQuery()))).content
        return await self.shown(
            visit,
            matter,
            "file_case.html",
            case=matter.opened.state,
            file=matter.file,
            undecided_body=await self._of_no_body(visit, matter),
            milestones=(milestones := _milestones(matter.file, history.entries)),
            undecided=all(state != "done" for name, _, state in milestones if name in {"decided", "closed"}),
            history=history.entries,
            seen=(seen := {one.stream for one in history.entries}),
            answers=_answers(matter, seen),
            lockouts=await self._lockouts(matter),
            papers=(papers := await self._papers(visit, matter))[0],
            elsewhere=papers[1],
            tracks={one.id: one for one in matter.file.proceedings} if matter.file is not None else {},
            templates={code: one.label for code, one in self._service.writing.templates.items()},
        )

    async def _of_no_body(self, visit: Visit, matter: Matter) -> list[tuple[UUID, Proceeding, bool]]:
        """The respondents for whom no competent body is on record, without which nothing is filed; and whether the reader may say which."""
        case, found = matter.opened.state, []
        waits = case.stage is Stage.CHECKED and {result for _, result in case.check_results} != {CheckResult.REFUTED}
        for one in matter.file.proceedings if matter.file is not None else ():
            if one.state.is_open and one.state.competent is None and (waits or one.id in case.unfiled):
                try:
                    opened, _ = await self._service.reading.proceeding(visit.who, one.id)
                    found.append((one.id, one.state, opened.may("proceeding.establish-competence")))
                except (NotFound, NotAuthorised):
                    found.append((one.id, one.state, False))
        return found

    async def _papers(
        self, visit: Visit, matter: Matter
    ) -> tuple[tuple[PaperListed, ...], list[tuple[UUID, Elsewhere]]]:
        """The papers of a case, and of its tracks and appeals those that the reader could open one by one; and of these tracks the
        decisions that were not drafted here.
        """
        openable = await self._service.reading.openable(visit.who, matter.id)
        tracks = matter.file.proceedings if matter.file is not None else ()
        elsewhere = [
            (track.id, one)
            for track in tracks
            if track.id in openable.papers_of
            for one in await decided_elsewhere(self._service, track.id, track.state.decision)
        ]
        async with self._service.read() as connection:
            return await listed(connection, openable.papers_of), elsewhere

    async def proceeding(self, visit: Visit) -> Response[bytes]:
        """One respondent's track, with the workbench. Its respondent has a page of their own."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if matter.opened.own:
            return redirect(f"/own/{matter.id}")
        history = (await self._histories.proceeding(reading(visit, query=LanguageQuery()))).content
        advice, track = None, matter.opened.state
        if matter.opened.may("proceeding.read-recommendation"):
            advice = await self._service.reading.advice(visit.who, matter.id)
        bench = workbench(advice, matter.names) if advice is not None else None
        offices = matter.opened.through("proceeding.answer-question")
        open_questions = bench.questions if bench is not None and track.is_open else ()
        answerable = [one for one in open_questions if {one.answered_by, DECIDER} & offices]
        return await self.shown(
            visit,
            matter,
            "file_proceeding.html",
            {"proceeding.decide": bench.decide} if bench is not None else {},
            ahead=lambda step: ahead_of_handling(advice, step, visit.texts),
            track=track,
            case=matter.case,
            leads=await self._service.reading.opens(visit.who, *(("appeal", one.appeal) for one in track.appeals)),
            past=past_of_track(answerable=bool(answerable)),
            rare=rare_of_track(track),
            history=history.entries,
            bench=bench,
            answerable=answerable,
            restorations=tuple(restorations(matter, only_open=True)),
            answers=list(answered(track, track.hearing.points, matter.names)),
        )

    async def appeal(self, visit: Visit) -> Response[bytes]:
        """An appeal: its grounds beside the decision attacked."""
        matter = await self._matters.open(visit, "appeal", visit.ids["appeal"])
        if matter.opened.own:
            return redirect(f"/own/{matter.proceeding}")
        appeal = matter.opened.state
        history = await told_of_appeal(self._service, visit.who, matter.opened)
        beside = await self._service.reading.beside(visit.who, matter.id)
        return await self.shown(
            visit,
            matter,
            "file_appeal.html",
            appeal=appeal,
            beside=beside,
            past=past_of_appeal(appeal, beside),
            together=[(one, await self._grounds_of(visit, one)) for one in beside.joined],
            track=matter.track,
            grounds=await self._matters.grounds(visit, appeal.grounds),
            parts=(parts := await parts_of_decision(self._service, self._matters, visit, matter)),
            attacked=lambda against: beside_part(against, parts),
            reads=matter.opened.may("appeal.read-document"),
            record=bool(await self._service.reading.opens(visit.who, ("case", appeal.filing.case))),
            opinion=await self._matters.text(visit, appeal.opinion),
            history=history.entries,
        )

    async def _grounds_of(self, visit: Visit, appeal: UUID) -> tuple[GroundShown, ...]:
        """What another appeal says, for whoever reads its documents too; that they were read is on record."""
        try:
            opened = await self._service.reading.appeal(visit.who, appeal, "appeal.read-document")
        except (NotFound, NotAuthorised):
            return ()
        return await self._matters.grounds(visit, opened.state.grounds)

    async def shown(
        self,
        visit: Visit,
        matter: Matter,
        template: str,
        asked: Mapping[str, str] | None = None,
        /,
        *,
        past: frozenset[str] = frozenset(),
        rare: frozenset[str] = frozenset(),
        ahead: Callable[[str | None], Ahead | None] = lambda _: None,
        **values: Any,
    ) -> Response[bytes]:
        """*matter* in *template*, with its row of the docket and the commands that the reader may issue.

        *asked* is the query with which the form of a command is opened, by action; *past* are commands whose time is over, *rare* those folded away,
        *ahead* says what comes first while the row names a step.
        """
        entries = await self._entries(visit, matter)
        entry = entries.get(matter.id)
        kind, may = matter.kind, matter.opened.may
        queries = {action: f"?{query}" for action, query in (asked or {}).items()}
        allowed = [
            Offer(
                action=action,
                label=SUMMARIES[action],
                to=f"/{PLURAL[kind]}/{matter.id}/{action.partition('.')[2]}{queries.get(action, '')}",
            )
            for action, (stream, _) in COMMANDS.items()
            if stream == kind and action not in _ELSEWHERE | past | over(matter) and may(action)
        ]
        mine = entry is not None and entry.turn is not None and visit.holds(Role(entry.turn))
        named = entry.next_step if entry else None
        step = first.verb if (first := ahead(by_events(entry))) is not None else named if mine else None
        now, later = offers(kind, entry.stage if entry else None, step, allowed, rare)
        tracks = _under_way(entries, entry)
        if len(tracks) == 1 and (then := step_on(tracks[0], visit)) is not None:
            now.insert(0, then)
        today = self._service.around.today()
        return page(
            visit,
            template,
            matter=matter,
            names=matter.names,
            entry=entry,
            entries=entries,
            verb=verb_in(visit.texts),
            now=now,
            later=later,
            ahead=first,
            under_way=tracks,
            dated=dues(visit.texts, await signals(self._service.around), self._service.around.today()),
            today=today,
            **values,
        )

    async def _entries(self, visit: Visit, matter: Matter) -> dict[UUID, Entry]:
        """The matter's row of the docket, as far as what was just done, and of a case those of its tracks."""
        call = reading(visit, query=DocketQuery(search=str(matter.id), at_least=_recorded(visit), limit=LARGEST_PAGE))
        lists = LISTS if matter.kind not in {"report", *INSTRUMENTS} else (f"{matter.kind}.list",)
        opened = frozenset({matter.id})
        if matter.kind == "case":
            opened = (await self._service.reading.openable(visit.who, matter.id)).streams
        scopes = scopes_of(visit.who, lists, await self._service.around.aside(visit.who), own=False)
        try:
            found = await page_of(self._service, call, with_opened(scopes, opened))
        except (NotFound, NotAuthorised, ReadModelsBehind):
            return {}  # the rest of the page comes from the log itself
        return {entry.id: entry for entry in found.entries}

    async def _clocks_of(self, visit: Visit, matter: Matter) -> list[Working]:
        """By when a desk has to say what becomes of the report, each with the days by which it was counted."""
        try:
            found = await clocks_of_report(self._service, visit.who, matter.id, at_least=_recorded(visit))
        except ReadModelsBehind:
            return []
        calendar = await self._service.around.calendar()
        return [worked(one, calendar, matter.names) for one in found]

    async def _lockouts(self, matter: Matter) -> LockedOutShown | None:
        """Officers who may not act in the case, and those of whom nobody knows; for those who assign people."""
        if matter.file is None or not matter.opened.may("case.read-lockouts"):
            return None
        return await kept_away(self._service.around, matter.file)


def _under_way(entries: Mapping[UUID, Entry], case: Entry | None) -> list[Entry]:
    """The tracks for which a case that itself waits for nobody waits, as far as the reader finds them."""
    if case is None or case.kind != "case" or not case.open or case.turn is not None:
        return []
    return [one for one in entries.values() if one.kind == "proceeding" and one.open and one.turn is not None]


def _recorded(visit: Visit) -> int | None:
    """The position of what was just done, where the address tells it."""
    return number_in(visit.asked("at"), digits=17) or None


_ELSEWHERE = frozenset(
    {"report.file-report", "case.open-case", "appeal.file-appeal", "adoption.propose-adoption", *BEGINNINGS.values()}
)


def _answers(matter: Matter, seen: Collection[UUID]) -> list[tuple[Loaded[Proceeding], list[Answered]]]:
    """What each respondent said to the facts, of the tracks that the reader may open."""
    tracks = [one for one in matter.file.proceedings if one.id in seen] if matter.file is not None else []
    return [
        (one, list(answered(one.state, one.state.hearing.points, matter.names)))
        for one in tracks
        if one.state.hearing.points
    ]


def _found_at(report: Report) -> tuple[str, UUID] | None:
    """The instrument that found it, after its kind."""
    if report.filed is None or report.filed.found is None:
        return None
    source, matter = report.filed.source, report.filed.found.matter
    return next(((kind, matter) for kind, one in INSTRUMENTS.items() if one.source is source), None)


ENDS = frozenset({"case.closed.v1", "case.archived.v1", "case.not-filed.v1", "case.transferred.v1"})
"""What ends a case; the first of them is the day."""


def _milestones(file: CaseFile | None, entries: Sequence[HistoryEntry]) -> list[tuple[str, date | None, str]]:
    """Milestone, its day where one is known, and ``done``, ``now`` or ``ahead``."""
    opened = file.case.state.opened if file is not None else None
    if file is None or opened is None:
        return []
    case = file.case.state
    decisions = [track.state.decision for track in file.proceedings]
    decided = [one.effective_on for one in decisions if one is not None]
    ended = case.stage in {Stage.CLOSED, Stage.ARCHIVED, Stage.NOT_FILED, Stage.TRANSFERRED}
    reached = (
        (True, opened.opened_on),
        (case.filed is not None, case.filed.filed_on if case.filed is not None else None),
        (case.reported is not None, max((one.on for one in entries if one.name == REPORTED), default=None)),
        (bool(decided) and len(decided) == len(decisions), max(decided, default=None)),
        (ended, min((one.on for one in entries if one.name in ENDS), default=None)),
    )
    first_open = next((place for place, (done, _) in enumerate(reached) if not done), len(reached))
    return [
        (name, day if done else None, "done" if done else "now" if place == first_open and not ended else "ahead")
        for place, (name, (done, day)) in enumerate(zip(STEPS, reached, strict=True))
    ]
