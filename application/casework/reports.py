"""Commands on reports, with their access and their neighbours."""

from uuid import UUID

from application.access import Relation
from application.casework import gate
from application.casework.around import Around
from application.casework.file import FIRST_PROFILE, REPORT
from application.casework.request import CommandRequest, Prepared
from application.handling import Decided, Made
from application.ports import Change, EventLog
from application.streams import Loaded, load, load_existing
from domain.identity import BodyId, CaseId, ReportId
from domain.registers.lockout import Concerned
from domain.reports.commands import FileReport, LinkReport, MergeReport, ReportCommand
from domain.reports.report import Report, ReportSetting, decide


class Reports:
    """What a person may do to a report."""

    def __init__(self, events: EventLog, around: Around) -> None:
        self._events, self._around = events, around

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the report *stream*."""
        if request.action == "report.file-report":
            gate.require(request.subject, request.action)
            return await self._file(request, prepared, stream)
        loaded = await load_existing(self._events, REPORT, stream)
        setting = await self.setting(request, loaded)
        relation = gate.to_report(request.subject, ReportId(stream), loaded.state, setting.locked_out, setting.occasion)
        gate.require(request.subject, request.action, relation)
        loaded.require(request.expected)
        command: ReportCommand = await prepared.command(stream)
        others: tuple[Loaded[Report], ...] = ()
        if isinstance(command, MergeReport):
            other = await load_existing(self._events, REPORT, command.into)
            gate.require(request.subject, request.action, self._relation(request, other, setting))
            setting = ReportSetting(
                occasion=setting.occasion,
                profile=setting.profile,
                report=setting.report,
                locked_out=setting.locked_out,
                other=other.state,
            )
            others = (other,)
        events = decide(loaded.state, command, setting)
        return Decided(
            changes=(loaded.changed(events), *(other.changed(()) for other in others)),
            made=Made(id=stream, version=loaded.version + len(events)),
        )

    async def _file(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        loaded = await load(self._events, REPORT, stream)
        command: FileReport = await prepared.command(stream)
        bodies = frozenset[BodyId]() if command.intake is None else frozenset({command.intake})
        setting = ReportSetting(
            occasion=self._around.occasion(request.subject, bodies),
            profile=self._around.profile(FIRST_PROFILE),
            report=ReportId(stream),
        )
        events = decide(loaded.state, command, setting)
        return Decided(changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events)))

    async def linked(self, request: CommandRequest, report: ReportId, case: CaseId) -> Change:
        """The report becomes part of *case*, in the same append. Whoever may take up the case must see the report."""
        loaded = await load_existing(self._events, REPORT, report)
        setting = await self.setting(request, loaded)
        gate.require(request.subject, "report.accept-report", self._relation(request, loaded, setting))
        return loaded.changed(decide(loaded.state, LinkReport(case=case), setting))

    async def setting(self, request: CommandRequest, loaded: Loaded[Report]) -> ReportSetting:
        """What surrounds a decision on this report."""
        report = loaded.state
        bodies = frozenset(
            body
            for body in (report.accepted_by, report.filed.intake if report.filed else None, report.referred_to)
            if body is not None
        )
        if not bodies and request.subject is not None:
            bodies = frozenset(grant.body for grant in request.subject.grants if grant.body is not None)
        day = report.filed.since or report.filed.received_on if report.filed else self._around.today()
        concerned = Concerned(
            organs=(report.organ,) if report.organ is not None else (),
            persons=(),
            first=min(day, self._around.today()),
            last=self._around.today(),
        )
        locked_out = await self._around.lockouts(concerned)
        return ReportSetting(
            occasion=self._around.occasion(request.subject, bodies, report.accepted_by),
            profile=self._around.profile(FIRST_PROFILE),
            report=ReportId(loaded.id),
            locked_out=locked_out,
        )

    def _relation(self, request: CommandRequest, loaded: Loaded[Report], setting: ReportSetting) -> Relation:
        return gate.to_report(request.subject, ReportId(loaded.id), loaded.state, setting.locked_out, setting.occasion)
