"""Commands on one respondent's track, with their access and what they lead to in the case and beyond."""

from uuid import UUID, uuid5

import msgspec

from application.actions import named_by
from application.actors import PUBLIC
from application.casework import gate
from application.casework.advice import advise, competent_today
from application.casework.appeal_handling import under_appeal
from application.casework.around import Around
from application.casework.file import FIRST_PROFILE, PROCEEDING, REPORT, CaseFile, file_of, standing
from application.casework.issued import ApprovedPapers
from application.casework.naming import NamedRespondent
from application.casework.numbers import number_of
from application.casework.request import CommandRequest, Prepared
from application.handling import Decided, Made
from application.ports import Change, Documents, EventLog
from application.streams import Loaded, load
from domain.cases.case import Case, CaseSetting
from domain.cases.case import decide as decide_case
from domain.cases.commands import ReopenInvestigation
from domain.cases.events import ReopeningCause
from domain.document import DocumentRef
from domain.identity import CaseId, ProceedingId, ReportId
from domain.proceedings.commands import (
    Decide,
    OpenProceeding,
    ProceedingCommand,
    ReturnForSupplement,
    VerifyDefence,
)
from domain.proceedings.events import RectificationResult, Subject
from domain.proceedings.execution_commands import CheckRectification, RecordNotCarriedOut
from domain.proceedings.proceeding import Proceeding, ProceedingSetting, decide
from domain.proceedings.setting import Competence
from domain.reports.commands import FileReport
from domain.reports.events import Channel, Protection, SourceKind
from domain.reports.report import ReportSetting
from domain.reports.report import decide as decide_report

_LEADS = UUID("a3d1b1f4-6f0e-5c57-9a63-2f5b8f0c7d19")
"""Namespace of reports that a check of rectification or a refusal becomes: one for each, however often it is decided anew."""

UNMET, REFUSED = "rectification-not-met", "measure-refused"
"""The problem codes of a report that a failed rectification, or a refusal to comply, becomes."""

ADVISED = frozenset({"proceeding.issue-notice", "proceeding.decide"})
"""Commands whose rules ask for the whole recommendation: the dearest part, so the others do without."""

ON_COMPETENCE = frozenset(
    {"proceeding.establish-competence", "proceeding.refer-proceeding", "proceeding.deliberate", *ADVISED}
)
"""Commands whose rules ask which body may decide today."""


class Proceedings:
    """What a person may do in a proceeding."""

    def __init__(self, events: EventLog, around: Around, approved: ApprovedPapers, documents: Documents) -> None:
        self._events, self._around, self._approved, self._documents = events, around, approved, documents

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the proceeding *stream*."""
        file = await file_of(self._events, ProceedingId(stream))
        track = file.track(stream)
        setting = await self.setting(request, file, track)
        under = await under_appeal(self._events, self._around.profile, request.subject, file, (track,))
        relation = gate.to_proceeding(request.subject, file, track.state, setting.locked_out, under=under)
        allowed = gate.require(request.subject, request.action, *relation)
        track.require(request.expected)
        actor = request.subject.account if request.subject else PUBLIC
        issued, papers = await self._approved.for_step(request.action, stream, by=actor)
        setting = msgspec.structs.replace(setting, issued=issued, offices=tuple(sorted(allowed.roles)))
        command: ProceedingCommand = await prepared.command(stream)
        number = None
        if isinstance(command, Decide):
            number = await number_of(self._events, command.number, setting.occasion)
            setting = msgspec.structs.replace(setting, number_taken=number is not None and number.taken)
        events = decide(track.state, command, setting)
        further: tuple[Change, ...] = ()
        created = named_by(command)
        if events:
            further = await self._consequences(request, file, track, command, setting)
            if number is not None:
                further = (*further, number.taken_by(stream))
            created |= {change.kind: change.stream for change in further if change.kind == REPORT.name}
        written = {change.stream for change in further}
        return Decided(
            changes=(
                track.changed(events),
                *further,
                *(c for c in file.expectations(besides=stream) if c.stream not in written),
                *papers,
            ),
            made=Made(id=stream, version=track.version + len(events), created=created),
        )

    async def opened(self, request: CommandRequest, file: CaseFile, named: NamedRespondent, case: Case) -> Change:
        """The track of a respondent who is being named in *case* (the case with that event)."""
        fresh: Loaded[Proceeding] = await load(self._events, PROCEEDING, named.proceeding)
        setting = await self.setting(request, file, fresh, profile=named.profile, case=case)
        command = OpenProceeding(
            case=CaseId(file.case.id),
            subject=Subject.PERSON if named.person is not None else Subject.ORGAN,
            organ=named.organ,
            person=named.person,
            profile=named.profile,
            role=named.role,
            post=named.post,
        )
        return fresh.changed(decide(fresh.state, command, setting))

    async def follow(
        self, request: CommandRequest, file: CaseFile, track: Loaded[Proceeding], command: ProceedingCommand
    ) -> Change:
        """What an appeal asks of the track, in the same append. Access was decided on the appeal."""
        setting = await self.setting(request, file, track)
        return track.changed(decide(track.state, command, setting))

    async def setting(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        *,
        profile: str | None = None,
        case: Case | None = None,
    ) -> ProceedingSetting:
        """What surrounds a decision on this track."""
        around, state = self._around, track.state
        today = around.today()
        begun, proceeding = state.case is not None, ProceedingId(track.id)
        advice = None
        if begun and request.action in ADVISED:
            actor = request.subject.account if request.subject else PUBLIC
            advice = await advise(around, file, proceeding, state, decider=actor)
        competence = Competence(question="nothing-alleged")
        if begun and request.action in ON_COMPETENCE:
            competence = await competent_today(around, file, proceeding, state)
        competent = state.competent.body if state.competent else None
        return ProceedingSetting(
            proceeding=proceeding,
            occasion=around.occasion(request.subject, request.action, file.bodies, competent or file.case.state.body),
            profile=around.profile(profile or state.profile or FIRST_PROFILE),
            case=case or file.case.state,
            calendar=await around.calendar(),
            modes=around.modes,
            deadlines=around.deadlines,
            competence=competence,
            rulebooks=(await around.catalogue()).rulebooks,
            advice=advice,
            locked_out=await around.lockouts(file.concerned(today)),
            handled=file.handled,
            unserved=file.unserved_of(state),
        )

    async def _consequences(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        command: ProceedingCommand,
        setting: ProceedingSetting,
    ) -> tuple[Change, ...]:
        """What the command leads to in other streams, in the same append."""
        match command:
            case ReturnForSupplement(items=items):
                return (self._reopened(file, setting, ReopeningCause.RETURNED, items),)
            case VerifyDefence(new_adverse_fact=True, opinion=items):
                return (self._reopened(file, setting, ReopeningCause.NEW_ADVERSE_FACT, items),)
            case CheckRectification(result=result) if result is not RectificationResult.MET:
                return (await self._new_lead(request, file, track, command.opinion, UNMET, setting),)
            case RecordNotCarriedOut(impediment=code):
                known = setting.profile.impediment(code, track.state.subject.value)
                if known is None or not known.new_lead:
                    return ()
                return (await self._new_lead(request, file, track, command.document, REFUSED, setting),)
            case _:
                return ()

    def _reopened(
        self, file: CaseFile, setting: ProceedingSetting, because: ReopeningCause, items: DocumentRef
    ) -> Change:
        """The case goes back to investigation."""
        surrounding = CaseSetting(
            occasion=setting.occasion,
            profile=setting.profile,
            calendar=setting.calendar,
            locked_out=setting.locked_out,
            respondents=tuple(
                standing(file, each, self._around.profile(each.state.profile)) for each in file.proceedings
            ),
        )
        events = decide_case(file.case.state, ReopenInvestigation(because=because, items=items), surrounding)
        return file.case.changed(events)

    async def _new_lead(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        document: DocumentRef,
        problem: str,
        setting: ProceedingSetting,
    ) -> Change:
        """What was ordered and not put right, or refused, is a new report, taken in by the body that keeps the case.

        Its account is kept with the report, as every report's is: whoever works at the desk where it lies can read it.
        """
        report = ReportId(uuid5(_LEADS, f"{track.id} {track.version}"))
        if request.keep is not None:
            await request.keep()  # the document is copied
        actor = setting.occasion.actor
        content, media_type = await self._documents.get(document, by=actor, purpose=request.action)
        filed = FileReport(
            received_on=setting.occasion.today,
            source=SourceKind.INSPECTION,
            channel=Channel.SUPERVISION,
            protection=Protection.NONE,
            account=await self._documents.put(report, content, media_type=media_type, by=actor),
            intake=file.case.state.body,
            organ=track.state.organ,
            problem=problem,
            origin=f"proceeding:{track.id}",
        )
        surrounding = ReportSetting(occasion=setting.occasion, profile=setting.profile, report=report)
        return Change(
            stream=report, kind=REPORT.name, expected=0, events=decide_report(REPORT.empty, filed, surrounding)
        )
