"""What can happen to a project that is supervised."""

from datetime import date

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.leads import LeadRaised
from domain.supervision.projects.scheme import Milestone


class ProjectRegistered(Event, frozen=True, kw_only=True, tag="project.registered.v1"):
    """A body began to supervise a project of an organ. ``kind`` is a code of the scheme.

    ``report_rule`` is the deadline rule of its recurring report, ``report_by`` the last day of the first one; None where
    there is none (or the day was not recorded).
    """

    kind: str
    body: BodyId
    organ: OrganId
    name: DocumentRef
    began_on: date
    report_rule: str | None = None
    report_by: date | None = None


class MilestoneReached(Event, frozen=True, kw_only=True, tag="project.milestone-reached.v1"):
    """A step was taken, or an opinion or evaluation given. ``favourable`` false: it spoke against the project."""

    milestone: Milestone
    reached_on: date
    favourable: bool
    document: DocumentRef


class ProgressReported(Event, frozen=True, kw_only=True, tag="project.progress-reported.v1"):
    """The recurring report came. It is for the time from ``period_from`` (not included) to ``period_to``, its last day.

    ``next_by`` is the last day of the earliest one that has not come; None: not recorded.
    """

    period_from: date
    period_to: date
    reported_on: date
    document: DocumentRef
    next_by: date | None = None


class CheckFound(Event, frozen=True, kw_only=True, tag="project.check-found.v1"):
    """A check found a network, data centre or deviation. ``approval`` is the document that allowed it, if any."""

    finding: str
    found_on: date
    since: date
    evidence: DocumentRef
    approval: DocumentRef | None = None


class ProjectLeadRaised(LeadRaised, frozen=True, kw_only=True, tag="project.lead-raised.v1"):
    """A breach seen in the project became a lead."""


class ProjectClosed(Event, frozen=True, kw_only=True, tag="project.closed.v1"):
    """The project is no longer supervised here."""

    closed_on: date
    reasons: DocumentRef


ProjectEvent = ProjectRegistered | MilestoneReached | ProgressReported | CheckFound | ProjectLeadRaised | ProjectClosed
