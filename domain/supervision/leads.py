"""The one door of all instruments: a breach that stands becomes a lead of one shape, once."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID, uuid5

import msgspec

from domain.citation import Citation
from domain.deciding import refuse_any
from domain.document import DocumentRef
from domain.identity import BodyId, OrganId, ReportId
from domain.occasion import lockout_of
from domain.recorded import Event
from domain.refusal import Reason
from domain.reports.commands import FileReport
from domain.reports.events import Channel, Found, Protection, SourceKind
from domain.supervision.breach import Breach, provision_of
from domain.supervision.setting import SupervisionSetting

_NAMES = UUID("0d6c1b7e-3a0e-5a58-8d0a-52f0b2b7c9e1")


class RaiseLead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make a lead of a breach that stands: one report for each organ that answers for it.

    ``breach`` is its id as the matter shows it. Where reports about the same organ and provision exist, the person says
    what they are: ``same_as`` is the one that is about these facts and is added to instead; ``apart_from`` are those
    that are about others. ``unsaid_seen``: those about the same organ that do not say what they are about were looked
    at, and none is about these facts.
    """

    breach: str
    account: DocumentRef
    same_as: ReportId | None = None
    apart_from: tuple[ReportId, ...] = ()
    unsaid_seen: bool = False


class RaiseLeads(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make a lead of each of several breaches of one matter, all or none; one that has its lead already adds nothing.

    The answers are as for ``RaiseLead`` and hold for all of them. A breach that is the same as a report that exists is
    made a lead by itself.
    """

    breaches: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    account: DocumentRef
    apart_from: tuple[ReportId, ...] = ()
    unsaid_seen: bool = False


def leads_of(command: "RaiseLead | RaiseLeads") -> tuple[RaiseLead, ...]:
    """What *command* asks for, breach by breach; each breach once."""
    if isinstance(command, RaiseLead):
        return (command,)
    return tuple(
        RaiseLead(
            breach=breach,
            account=command.account,
            apart_from=command.apart_from,
            unsaid_seen=command.unsaid_seen,
        )
        for breach in dict.fromkeys(command.breaches)
    )


class LeadRaised(Event, frozen=True, kw_only=True):
    """A breach became a lead. Each instrument stores it under a name of its own.

    ``reports`` are the leads, one for each of ``organs`` in that order, or the one report ``same_as`` that these facts
    were added to.
    """

    instrument: str
    provision: str
    key: str
    organs: tuple[OrganId, ...]
    since: date
    provisions: tuple[Citation, ...]
    reports: tuple[ReportId, ...]
    account: DocumentRef
    raised_on: date
    evidence: tuple[DocumentRef, ...] = ()
    same_as: ReportId | None = None
    apart_from: tuple[ReportId, ...] = ()

    @property
    def breach(self) -> str:
        """The id of the breach within its matter."""
        return f"{self.provision}/{self.key}" if self.key else self.provision


L = TypeVar("L", bound=LeadRaised)


class _Door(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules look at: the breaches that stand and the one asked for."""

    standing: tuple[Breach, ...]

    def find(self, breach: str) -> Breach | None:
        """The breach that is asked for."""
        return next((one for one in self.standing if one.id == breach), None)


def breach_stands(door: _Door, command: RaiseLead, _: SupervisionSetting) -> Reason | None:
    """A lead is made of what the record shows today, not of what somebody says."""
    if door.find(command.breach) is not None:
        return None
    return Reason(rule="lead-breach-not-standing", about=(command.breach,))


def basis_is_at_hand(door: _Door, command: RaiseLead, setting: SupervisionSetting) -> Reason | None:
    """The provision in question was in force when it was breached; a draft or a later text is none."""
    breach = door.find(command.breach)
    if breach is None or provision_of(breach, setting.catalogue) is not None:
        return None
    return Reason(rule="lead-without-basis", about=(breach.instrument, breach.since.isoformat()))


def likeness_is_answered(_: _Door, command: RaiseLead, setting: SupervisionSetting) -> Reason | None:
    """Nothing is filed twice for the same facts: reports that may be about them are shown, and the person says."""
    if command.same_as is not None:
        return None
    open_still = tuple(report for report in setting.alike if report not in command.apart_from)
    return Reason(rule="lead-alike-not-answered", about=tuple(map(str, open_still))) if open_still else None


def unsaid_were_looked_at(door: _Door, command: RaiseLead, setting: SupervisionSetting) -> Reason | None:
    """Reports about the organ that do not say what they are about are a weaker hint: all are answered at once."""
    if command.same_as is not None or command.unsaid_seen or door.find(command.breach) is None:
        return None
    return Reason(rule="lead-unsaid-not-seen", about=tuple(map(str, setting.unsaid))) if setting.unsaid else None


def raised_without_conflict(_: _Door, __: RaiseLead, setting: SupervisionSetting) -> Reason | None:
    """Whoever must stand aside from the organ does not make a lead of its breach."""
    occasion = setting.occasion
    lock = lockout_of(occasion.actor, setting.locked_out, occasion.body)
    return None if lock is None else Reason(rule="lead-by-conflicted-officer", about=(lock.ground,))


RAISING = (breach_stands, basis_is_at_hand, likeness_is_answered, unsaid_were_looked_at, raised_without_conflict)


def raise_leads(
    event: type[L],
    raised: Iterable[LeadRaised],
    standing: tuple[Breach, ...],
    command: RaiseLead | RaiseLeads,
    setting: SupervisionSetting,
) -> tuple[L, ...]:
    """One event *event* of the instrument for each breach that is asked for and has no lead yet.

    Raises:
        Refused: with every rule that stands against any of them.
    """
    known, door = {one.breach for one in raised}, _Door(standing=standing)
    asked = tuple(one for one in leads_of(command) if one.breach not in known)
    refuse_any(RAISING, door, asked, setting)
    made = (_raised(event, door.find(one.breach), one, setting) for one in asked)
    return tuple(one for one in made if one is not None)


def _raised(event: type[L], breach: Breach | None, command: RaiseLead, setting: SupervisionSetting) -> L | None:
    """The event; None without profile rules to say so: no breach or no provision, no lead."""
    provision = None if breach is None else provision_of(breach, setting.catalogue)
    if breach is None or provision is None:
        return None
    own = tuple(_lead_id(setting.matter, breach, organ) for organ in breach.organs)
    return event(
        instrument=breach.instrument,
        provision=breach.provision,
        key=breach.key,
        organs=breach.organs,
        since=breach.since,
        provisions=provision.cites,
        reports=own if command.same_as is None else (command.same_as,),
        account=command.account,
        raised_on=setting.occasion.today,
        evidence=breach.evidence,
        same_as=command.same_as,
        apart_from=command.apart_from,
    )


def _lead_id(matter: UUID, breach: Breach, organ: OrganId) -> ReportId:
    """The same breach of the same organ is the same lead, whoever files it and however often."""
    return ReportId(uuid5(_NAMES, f"{matter} {breach.id} {organ}"))


def filings(event: LeadRaised, matter: UUID, source: SourceKind, body: BodyId) -> tuple[FileReport, ...]:
    """The reports to register for a lead, one an organ; none where it was added to one that exists.

    A lead against the body that keeps the matter lies on nobody's desk yet: that body does not decide on it.
    """
    if event.same_as is not None:
        return ()
    found = Found(
        matter=matter, breach=event.breach, provisions=event.provisions, evidence=event.evidence, organs=event.organs
    )
    return tuple(
        FileReport(
            received_on=event.raised_on,
            source=source,
            channel=Channel.SUPERVISION,
            protection=Protection.NONE,
            account=event.account,
            intake=None if body in event.organs else body,
            organ=organ,
            problem=event.provision,
            since=event.since,
            found=found,
        )
        for organ in event.organs
    )
