"""Commands on cases, with their access, their neighbours and what they lead to in reports and proceedings."""

from uuid import UUID

import msgspec

from application.access import Relation
from application.actions import named_by
from application.casework import gate
from application.casework.appeal_handling import under_appeal
from application.casework.around import Around
from application.casework.case_setting import case_setting
from application.casework.file import CASE, CaseFile, open_file
from application.casework.issued import ApprovedPapers
from application.casework.judging import judged_from_above
from application.casework.naming import NamedRespondent
from application.casework.proceedings import Proceedings
from application.casework.reports import Reports
from application.casework.request import CommandRequest, Prepared
from application.casework.whence import raised_in
from application.handling import Decided, Made
from application.ports import Change, EventLog
from application.streams import load
from domain.cases.case import CaseSetting, decide
from domain.cases.commands import AddReport, HandleLightly, NameRespondent, OpenCase, TransferCase
from domain.cases.events import CaseEvent
from domain.identity import BodyId, CaseId, PartyId, ReportId
from domain.proceedings.suspension import end_with_the_case
from domain.registers.competence import BodyRelation, Competent, Respondent, competence

EVIDENCE = "case.enter-evidence"
"""A record of a talk becomes one item among many: no paper is this command's own."""


class Cases:
    """What a person may do to a case."""

    def __init__(
        self, events: EventLog, around: Around, reports: Reports, proceedings: Proceedings, approved: ApprovedPapers
    ) -> None:
        self._events, self._around, self._approved = events, around, approved
        self._reports, self._proceedings = reports, proceedings

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the case *stream*."""
        if request.action == "case.open-case":
            return await self._open(request, prepared, stream)
        file = await judged_from_above(self._around, await open_file(self._events, CaseId(stream)))
        setting = await case_setting(self._around, request, file)
        under = await under_appeal(self._events, self._around.profile, request.subject, file, file.proceedings)
        relation = gate.to_case(request.subject, file, setting.locked_out, under=under)
        gate.require(request.subject, request.action, *relation)
        file.case.require(request.expected)
        papers: tuple[Change, ...] = ()
        if request.action != EVIDENCE:
            issued, papers = await self._approved.for_step(request.action, stream, by=setting.occasion.actor)
            setting = msgspec.structs.replace(setting, issued=issued)
        command = await prepared.command(stream)
        if isinstance(command, NamedRespondent):
            return await self._name(request, file, setting, command)
        if isinstance(command, HandleLightly):
            setting = msgspec.structs.replace(setting, authorities=await self._authorities(file, command.person))
        events = decide(file.case.state, command, setting)
        linked: tuple[Change, ...] = ()
        if isinstance(command, AddReport):
            linked = (await self._reports.linked(request, command.report, CaseId(stream)),)
            events = await self._with_recusals(file, events, setting, (command.report,))
        if isinstance(command, TransferCase) and events:
            today = setting.occasion.today
            ended = (track.changed(end_with_the_case(track.state, command.letter, today)) for track in file.proceedings)
            linked = tuple(change for change in ended if change.events)
        written = {change.stream for change in linked}
        expected = (change for change in file.expectations(besides=stream) if change.stream not in written)
        return Decided(
            changes=(file.case.changed(events), *linked, *expected, *papers),
            made=Made(id=stream, version=file.case.version + len(events), created=named_by(command)),
        )

    async def _open(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """A new case, and the reports that it takes up, in one append."""
        command: OpenCase = await prepared.command(stream)
        gate.require(request.subject, request.action, Relation(bodies=frozenset({command.body})))
        file = CaseFile(case=await load(self._events, CASE, stream))
        setting = await case_setting(self._around, request, file, command.body)
        events = decide(file.case.state, command, setting)
        linked = [await self._reports.linked(request, report, CaseId(stream)) for report in command.reports]
        events = await self._with_recusals(file, events, setting, command.reports)
        return Decided(
            changes=(file.case.changed(events), *linked),
            made=Made(id=stream, version=file.case.version + len(events)),
        )

    async def _with_recusals(
        self, file: CaseFile, events: tuple[CaseEvent, ...], setting: CaseSetting, reports: tuple[ReportId, ...]
    ) -> tuple[CaseEvent, ...]:
        """*events* by which the case takes up *reports*, with a request for each officer who stood aside from one."""
        if not events:
            return ()
        kept = await self._reports.kept_away(reports)
        return (*events, *raised_in(file.case.after(events).state, kept, setting))

    async def _name(
        self, request: CommandRequest, file: CaseFile, setting: CaseSetting, command: NamedRespondent
    ) -> Decided:
        """A respondent is named, and gets a track, in one append."""
        named = NameRespondent(proceeding=command.proceeding, organ=command.as_organ, person=command.person)
        events = decide(file.case.state, named, setting)
        opened = await self._proceedings.opened(request, file, command, file.case.after(events).state)
        return Decided(
            changes=(file.case.changed(events), opened, *file.expectations(besides=file.case.id)),
            made=Made(
                id=file.case.id,
                version=file.case.version + len(events),
                created={"proceeding": command.proceeding},
            ),
        )

    async def _authorities(self, file: CaseFile, person: PartyId) -> tuple[BodyId, ...]:
        """Who holds personnel authority over *person*, as the registers know today: by each organ that the case concerns."""
        snapshot, today = await self._around.registers(), self._around.today()
        served = (Respondent(organ=organ, person=person) for organ in file.concerned(today).organs)
        found = (competence(each, BodyRelation.PERSONNEL_AUTHORITY, today, snapshot) for each in served)
        return tuple(dict.fromkeys(one.body for one in found if isinstance(one, Competent)))
