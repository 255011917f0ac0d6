"""How somebody stands to a matter, and whether that opens the action."""

from application.access import Allowed, Hidden, Relation, Role, Stage, Subject, decide_access
from application.errors import NotAuthorised, NotFound
from domain.identity import ReportId
from domain.occasion import Lockout, Occasion, lockout_of
from domain.reports.report import Report

NOBODY = Relation()
DESK = frozenset({Role.INTAKE, Role.LEAD_MANAGER})


def require(
    subject: Subject | None, action: str, relation: Relation = NOBODY, stage: Stage = Stage.BEFORE_NOTICE
) -> Allowed:
    """Let pass, or answer as if the thing did not exist, or say that it is not theirs to do.

    Raises:
        NotFound: the subject may not learn that the thing exists.
        NotAuthorised: the subject may know of it.
    """
    access = decide_access(subject, action, relation, stage)
    if isinstance(access, Allowed):
        return access
    if isinstance(access, Hidden):
        raise NotFound
    raise NotAuthorised(action)


def to_report(
    subject: Subject | None, stream: ReportId, report: Report, locked_out: tuple[Lockout, ...], on: Occasion
) -> Relation:
    """How *subject* stands to a report.

    A report that no body has taken in yet is on the desk of every body but the one complained of.
    """
    if subject is None or report.filed is None:
        return NOBODY
    bodies = {body for body in (report.filed.intake, report.accepted_by, report.referred_to) if body is not None}
    if not bodies:
        desks = {grant.body for grant in subject.grants if grant.role in DESK and grant.body is not None}
        bodies = {body for body in desks if body != report.organ}
    return Relation(
        bodies=frozenset(bodies),
        reporter=subject.report == stream,
        locked_out=lockout_of(subject.account, locked_out, on.today) is not None,
    )
