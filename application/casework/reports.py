"""Commands on reports, with their access and their neighbours."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from application.access import Relation
from application.actions import named_by
from application.actors import PUBLIC
from application.casework import gate
from application.casework.around import Around
from application.casework.case_setting import case_setting
from application.casework.file import FIRST_PROFILE, REPORT, CaseFile, ReportFile, report_file
from application.casework.issued import ApprovedPapers
from application.casework.request import CommandRequest, Prepared
from application.casework.whence import raised_in, raising
from application.errors import NotAuthorised
from application.handling import Decided, Made
from application.opening_identities import opening_rule
from application.ports import Change, EventLog
from application.streams import Loaded, load
from domain.cases.case import decide as decide_case
from domain.identity import ActorId, BodyId, CaseId, RecusalId, ReportId
from domain.reports.commands import AcceptReport, AskRecusal, FileReport, LinkReport, MergeReport, ReportCommand
from domain.reports.events import OfficerKeptAway
from domain.reports.report import Report, ReportSetting, decide


class Reports:
    """What a person may do to a report."""

    def __init__(self, events: EventLog, around: Around, approved: ApprovedPapers) -> None:
        self._events, self._around, self._approved = events, around, approved

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the report *stream*."""
        if request.action == "report.file-report":
            gate.require(request.subject, request.action)
            return await self._file(request, prepared, stream)
        file = await report_file(self._events, ReportId(stream))
        loaded, setting = file.report, await self._setting(request, file)
        gate.require(request.subject, request.action, self._relation(request, file, setting))
        loaded.require(request.expected)
        actor = request.subject.account if request.subject else PUBLIC
        issued, papers = await self._approved.for_step(request.action, stream, by=actor)
        setting = msgspec.structs.replace(setting, issued=issued)
        command: ReportCommand = await prepared.command(stream)
        joined: ReportFile | None = None
        if isinstance(command, MergeReport):
            other = await report_file(self._events, command.into)
            away = await self._around.lockouts(other.concerned(self._around.today()))
            relation = gate.to_report(request.subject, other, away)
            gate.require(request.subject, request.action, relation)
            setting = msgspec.structs.replace(setting, other=other.report.state)
            joined = other
        elif isinstance(command, AcceptReport):
            occasion = self._around.occasion(request.subject, request.action, frozenset(), command.body)
            setting = msgspec.structs.replace(setting, occasion=occasion)
        events = decide(loaded.state, command, setting)
        if isinstance(command, AskRecusal) and file.case is not None:
            return await self._asked(request, loaded, file.case, command)
        others = () if joined is None else await self._joined(request, loaded.state, joined, merged=bool(events))
        created = named_by(command) if isinstance(command, AskRecusal) else {}
        return Decided(
            changes=(loaded.changed(events), *others, *papers),
            made=Made(id=stream, version=loaded.version + len(events), created=created),
        )

    async def _file(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        loaded = await load(self._events, REPORT, stream)
        command: FileReport = await prepared.command(stream)
        bodies = frozenset[BodyId]() if command.intake is None else frozenset({command.intake})
        if command.intake is not None and not (request.subject and request.subject.works_at_desk_of(command.intake)):
            raise NotAuthorised(request.action)  # nobody takes a report in for another body
        setting = ReportSetting(
            occasion=self._around.occasion(request.subject, request.action, bodies),
            profile=self._around.profile(FIRST_PROFILE),
            report=ReportId(stream),
        )
        events = decide(loaded.state, command, setting)
        return Decided(changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events)))

    async def _asked(
        self, request: CommandRequest, report: Loaded[Report], file: CaseFile, command: AskRecusal
    ) -> Decided:
        """The request is recorded in the case as one of the body's own motion, in words that fit any: not whence it came."""
        raised = raising(command.recusal, command.officer)
        events = decide_case(file.case.state, raised, await case_setting(self._around, request, file))
        return Decided(
            changes=(report.changed(()), file.case.changed(events), *file.expectations(besides=file.case.id)),
            made=Made(id=report.id, version=report.version, created=named_by(command)),
        )

    async def _joined(
        self, request: CommandRequest, report: Report, other: ReportFile, *, merged: bool
    ) -> tuple[Change, ...]:
        """What the report to which *report* is joined has from it: who stands aside because of the reporter, there or in its case."""
        kept = report.kept_away if merged else ()
        if other.case is None:
            today = self._around.today()
            more = tuple(
                OfficerKeptAway(recusal=recusal, officer=officer, kept_on=today)
                for recusal, officer in kept
                if not other.report.state.keeps_away(officer)
            )
            return (other.report.changed(more),)
        if not kept:
            return (other.report.changed(()),)
        case = other.case.case
        raised = raised_in(case.state, kept, await case_setting(self._around, request, other.case))
        return (other.report.changed(()), case.changed(raised), *other.case.expectations(besides=case.id))

    async def kept_away(self, reports: Iterable[ReportId]) -> tuple[tuple[RecusalId, ActorId], ...]:
        """Who stands aside because of whoever filed these reports, each with the id of the request for their case."""
        loaded = [(await load(self._events, REPORT, report)).state for report in reports]
        return tuple(one for report in loaded for one in report.kept_away)

    async def linked(self, request: CommandRequest, report: ReportId, case: CaseId) -> Change:
        """The report becomes part of *case*, in the same append. Whoever may take up the case must see the report."""
        file = await report_file(self._events, report)
        setting = await self._setting(request, file)
        gate.require(request.subject, "report.accept-report", self._relation(request, file, setting))
        return file.report.changed(decide(file.report.state, LinkReport(case=case), setting))

    async def _setting(self, request: CommandRequest, file: ReportFile) -> ReportSetting:
        """What surrounds a decision on this report."""
        around, report = self._around, file.report.state
        bodies = file.bodies
        if not bodies and request.subject is not None:
            held = {grant.body for grant in request.subject.grants if grant.body is not None}
            bodies = frozenset(body for body in held if body != report.organ)
        return ReportSetting(
            occasion=around.occasion(request.subject, request.action, bodies, report.accepted_by or report.referred_to),
            profile=around.profile(FIRST_PROFILE),
            report=ReportId(file.report.id),
            locked_out=await around.lockouts(file.concerned(around.today())),
            in_case=file.case is not None,
            case_ended=file.case_ended,
            identity_days=opening_rule().days,
        )

    def _relation(self, request: CommandRequest, file: ReportFile, setting: ReportSetting) -> Relation:
        return gate.to_report(request.subject, file, setting.locked_out)
