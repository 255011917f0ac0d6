"""What the notice and the defence leave in the state of a proceeding."""

from msgspec.structs import replace

from domain.proceedings.events import NoticeIssued, NoticeServed, PointAnswered, StatementReceived
from domain.proceedings.handling import handling
from domain.proceedings.state import Bound, BoundBy, Hearing, Notice, Point, Proceeding


def unheard(proceeding: Proceeding) -> Proceeding:
    """Before the hearing again; what was said and not verified stays to be dealt with, and so do the bounds set before."""
    carried = proceeding.hearing.points if proceeding.hearing.is_unverified else ()
    return replace(proceeding, hearing=Hearing(points=carried), deliberation=None)


def noticed(proceeding: Proceeding, event: NoticeIssued) -> Proceeding:
    """A notice takes the place of the former one, and nobody was heard on it yet."""
    notice = Notice(
        number=event.notice,
        handling=handling(event.outcome, event.measures),
        findings=event.findings,
        held=proceeding.held,
        issued_on=event.issued_on,
        document=event.document,
        role=proceeding.role.code if proceeding.role is not None else None,
    )
    consents = proceeding.consents if event.notice == 1 else ()  # a consent is to what was notified, not to more
    return replace(unheard(proceeding), notice=notice, notices=event.notice, consents=consents)


def served(proceeding: Proceeding, event: NoticeServed) -> Proceeding:
    """The notice that stands reached the respondent."""
    if proceeding.notice is None:
        return proceeding
    reached = replace(
        proceeding.notice,
        mode=event.mode,
        served_on=event.served_on,
        deemed_on=event.deemed_on,
        statement_until=event.statement_until,
    )
    return replace(proceeding, notice=reached, notified=True)


def stated(proceeding: Proceeding, event: StatementReceived) -> Proceeding:
    """The respondent answered; from here on nothing becomes heavier than what was answered."""
    hearing = replace(
        proceeding.hearing,
        statements=(*proceeding.hearing.statements, event.document),
        points=(*proceeding.hearing.points, *map(Point.said, event.points)),
        verified=False,
    )
    heard = replace(proceeding, hearing=hearing, deliberation=None)
    notice = proceeding.notice
    if notice is None:
        return heard
    bound = Bound(because=BoundBy.DEFENCE, handling=notice.handling, findings=notice.findings, held=notice.held)
    return replace(heard, bounds=tuple(dict.fromkeys((*proceeding.bounds, bound))))


def answered(proceeding: Proceeding, event: PointAnswered) -> Proceeding:
    """What became of one point of the defence."""
    points = tuple(
        replace(point, adoption=event.adoption, reasons=event.reasons) if point.id == event.point else point
        for point in proceeding.hearing.points
    )
    return replace(proceeding, hearing=replace(proceeding.hearing, points=points))
