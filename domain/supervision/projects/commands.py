"""What a person may ask for on a project. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.supervision.leads import RaiseLead, RaiseLeads
from domain.supervision.projects.scheme import Milestone


class RegisterProject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Begin to supervise a project of an organ."""

    kind: str
    body: BodyId
    organ: OrganId
    name: DocumentRef
    began_on: date


class NoteMilestone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that a step was taken or an opinion or evaluation given, whether or not it should have been."""

    milestone: Milestone
    reached_on: date
    document: DocumentRef
    favourable: bool = False


class NoteProgress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the recurring report for the period that ended on ``period_to``."""

    period_to: date
    reported_on: date
    document: DocumentRef


class NoteFinding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record what a check found, from which day on it was so, and the approval if there was one."""

    finding: str
    found_on: date
    since: date
    evidence: DocumentRef
    approval: DocumentRef | None = None


class CloseProject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stop supervising it."""

    reasons: DocumentRef


ProjectCommand = RegisterProject | NoteMilestone | NoteProgress | NoteFinding | RaiseLead | RaiseLeads | CloseProject
