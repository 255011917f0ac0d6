"""Commands on supervision instruments, all kinds alike; a breach that becomes a lead is a report in the same append."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from application.access import Allowed, Relation, Role, Subject
from application.actions import COMMANDS
from application.casework import gate
from application.casework.around import AlikeReport, Around
from application.casework.file import FIRST_PROFILE, REPORT, report_file
from application.casework.instruments import BEGINNINGS, INSTRUMENTS, Instrument
from application.casework.looking_up import looked_up
from application.casework.request import CommandRequest, Prepared
from application.errors import NotAuthorised, NotFound
from application.handling import Decided, Made
from application.ports import Change, EventLog
from application.streams import Loaded, load, load_existing
from domain.identity import BodyId, OrganId, ReportId
from domain.registers.lockout import Concerned
from domain.registers.records import OrganTerm
from domain.reports.commands import SupplementReport
from domain.reports.report import ReportSetting
from domain.reports.report import decide as decide_report
from domain.supervision.breach import Breach
from domain.supervision.leads import LeadRaised, RaiseLead, RaiseLeads, filings, leads_of
from domain.supervision.setting import SupervisionSetting


class Supervision:
    """What a person may do to an instrument."""

    def __init__(self, events: EventLog, around: Around) -> None:
        self._events, self._around = events, around

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the instrument *stream*; for a new one, the id it will have."""
        instrument = INSTRUMENTS[COMMANDS[request.action][0]]
        if request.action == BEGINNINGS[instrument.kind.name]:
            return await self._begin(request, prepared, instrument, stream)
        loaded = await load_existing(self._events, instrument.kind, stream)
        body: BodyId | None = loaded.state.body
        if body is None:
            raise NotFound
        allowed = gate.require(request.subject, request.action, to_instrument(body, instrument.addressed(loaded.state)))
        loaded.require(request.expected)
        command = await prepared.command(stream)
        setting = await setting_of(self._around, request.subject, request.action, loaded, body)
        setting = replace(setting, speaks_for=_speaks_for(request, allowed, instrument.acting(loaded.state, command)))
        if isinstance(command, RaiseLead | RaiseLeads):
            return await self._raise(request, instrument, loaded, command, setting)
        setting = await looked_up(self._events, self._around, loaded, command, setting)
        events = instrument.decide(loaded.state, command, setting)
        return Decided(changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events)))

    async def _begin(
        self, request: CommandRequest, prepared: Prepared, instrument: Instrument, stream: UUID
    ) -> Decided:
        command = await prepared.command(stream)
        asking = instrument.asking(command)
        allowed = gate.require(request.subject, request.action, to_instrument(command.body, asking))
        loaded = await load(self._events, instrument.kind, stream)
        setting = await setting_of(self._around, request.subject, request.action, loaded, command.body)
        acts = _speaks_for(request, allowed, instrument.acting(loaded.state, command))
        if acts is not None:
            setting = replace(setting, speaks_for=acts, keepers=await self._keepers(acts))
        events = instrument.decide(loaded.state, command, setting)
        return Decided(changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events)))

    async def _keepers(self, organ: OrganId) -> tuple[BodyId, ...]:
        """The bodies that keep what *organ* begins by itself, as the registers say today."""
        term = (await self._around.registers()).organ(organ, self._around.today())
        return () if term is None else keepers_of(term)

    async def _raise(
        self,
        request: CommandRequest,
        instrument: Instrument,
        loaded: Loaded[Any],
        command: RaiseLead | RaiseLeads,
        setting: SupervisionSetting,
    ) -> Decided:
        """The breaches become leads: the instrument says so and the reports are registered, all or nothing."""
        stood = instrument.breaches(loaded.state, setting)
        asked, alike = {one.breach for one in leads_of(command)}, dict[ReportId, AlikeReport]()
        for breach in stood:
            if breach.id in asked:
                found = await alike_of(self._around, breach, loaded.state.leads)
                alike |= {one.report: one for one in found if one.may_be_of(breach.since)}
        setting = replace(
            setting,
            alike=tuple(one.report for one in alike.values() if one.said),
            unsaid=tuple(one.report for one in alike.values() if not one.said),
        )
        events = instrument.decide(loaded.state, command, setting)
        changes: list[Change] = []
        created: dict[str, UUID] = {}
        for event in events:
            if isinstance(event, LeadRaised):
                filed = await self._filed(request, instrument, loaded, event, setting)
                changes += filed
                created |= {f"report/{len(created) + place}": change.stream for place, change in enumerate(filed, 1)}
        return Decided(
            changes=(loaded.changed(events), *changes),
            made=Made(id=loaded.id, version=loaded.version + len(events), created=created),
        )

    async def _filed(
        self,
        request: CommandRequest,
        instrument: Instrument,
        loaded: Loaded[Any],
        event: LeadRaised,
        setting: SupervisionSetting,
    ) -> list[Change]:
        """The reports of the lead, new ones or the one that the facts are added to."""
        if event.same_as is not None:
            return [await self._added(request, event.same_as, event, setting)]
        commands = filings(event, loaded.id, instrument.source, loaded.state.body)
        changes = []
        for report, command in zip(event.reports, commands, strict=True):
            lead = await load(self._events, REPORT, report)
            around = ReportSetting(occasion=setting.occasion, profile=setting.profile, report=report)
            changes.append(lead.changed(decide_report(lead.state, command, around)))
        return changes

    async def _added(
        self, request: CommandRequest, report: ReportId, event: LeadRaised, setting: SupervisionSetting
    ) -> Change:
        """The account added to a report that is about the same facts, for whoever may add to it."""
        file, today = await report_file(self._events, report), self._around.today()
        away = await self._around.lockouts(file.concerned(today))
        relation = gate.to_report(request.subject, file, away)
        gate.require(request.subject, "report.supplement-report", relation)
        command = SupplementReport(received_on=today, account=event.account)
        around = ReportSetting(occasion=setting.occasion, profile=setting.profile, report=report)
        return file.report.changed(decide_report(file.report.state, command, around))


async def setting_of(
    around: Around, subject: Subject | None, action: str, loaded: Loaded[Any], body: BodyId
) -> SupervisionSetting:
    """What surrounds a decision on an instrument, or a look at it, today."""
    today, organs = around.today(), tuple(sorted(set(loaded.state.organs)))
    concerned = Concerned(organs=organs, persons=(), first=today, last=today)
    return SupervisionSetting(
        occasion=around.occasion(subject, action, frozenset({body}), body),
        profile=around.profile(FIRST_PROFILE),
        matter=loaded.id,
        calendar=await around.calendar(),
        rules=around.deadlines,
        schemes=around.schemes,
        catalogue=await around.catalogue(),
        locked_out=await around.lockouts(concerned) if organs else (),
    )


async def alike_of(around: Around, breach: Breach, leads: Iterable[LeadRaised]) -> tuple[AlikeReport, ...]:
    """Reports about the organs of *breach* of a problem that may be the same, or of none, without those that the same
    matter yielded for other breaches.
    """
    if around.alike is None:
        return ()
    own = _own(leads)
    problems = around.schemes.likeness.of(breach.provision)
    return tuple(one for one in await around.alike.alike(breach.organs, problems) if one.report not in own)


def _own(leads: Iterable[LeadRaised]) -> frozenset[ReportId]:
    return frozenset(report for lead in leads for report in lead.reports)


def _speaks_for(request: CommandRequest, allowed: Allowed, organ: OrganId | None) -> OrganId | None:
    """The organ for which the subject acts, who is none of the body's people. Raises NotAuthorised for another organ."""
    if not allowed.roles <= {Role.RESPONDENT}:
        return None
    if request.subject is None or organ is None or organ not in request.subject.speaks_for:
        raise NotAuthorised(request.action)
    return organ


def keepers_of(term: OrganTerm) -> tuple[BodyId, ...]:
    """The bodies that keep a consultation which the organ begins by itself: next above it, or in charge of disclosure."""
    above = (term.next_higher, term.disclosure_authority)
    return tuple(BodyId(organ) for organ in dict.fromkeys(above) if organ is not None)


def to_instrument(body: BodyId, addressed: Iterable[OrganId] = ()) -> Relation:
    """How anybody stands to an instrument: by the body that keeps it, or by an organ to which it is addressed."""
    return Relation(bodies=frozenset({body}), keeper=body, consulted=frozenset(BodyId(organ) for organ in addressed))
