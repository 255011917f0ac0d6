"""How somebody stands to a matter, and whether that opens the action."""

import msgspec

from application.access import DESK, Allowed, Hidden, Relation, Stage, Subject, decide_access, owes_factor
from application.casework.appeal_handling import NOT_UNDER_APPEAL, Under
from application.casework.file import CaseFile, ReportFile
from application.errors import NotAuthorised, NotFound, SecondFactorRequired
from domain.appeals.appeal import Appeal
from domain.cases.case import Case
from domain.identity import BodyId
from domain.occasion import Lockout, lockout_of
from domain.proceedings.proceeding import Proceeding

NOBODY = Relation()
REPORT = "report"


def require(
    subject: Subject | None, action: str, relation: Relation = NOBODY, stage: Stage = Stage.BEFORE_NOTICE
) -> Allowed:
    """Let pass, or answer as if the thing did not exist, or say that it is not theirs to do.

    Raises:
        NotFound: the subject may not learn that the thing exists.
        NotAuthorised: the subject may know of it.
        SecondFactorRequired: not before the second factor is set up that a role of theirs requires.
    """
    access = decide_access(subject, action, relation, stage)
    if isinstance(access, Allowed):
        return access
    require_factor(subject, action)
    if isinstance(access, Hidden):
        raise NotFound
    raise NotAuthorised(action)


def require_factor(subject: Subject | None, action: str) -> None:
    """Raises SecondFactorRequired where *subject* has to set one up before *action*."""
    if owes_factor(subject, action):
        raise SecondFactorRequired


def on_papers(about: str, action: str) -> str:
    """The row of the access table for *action* (``paper.…``) on a paper of a matter of that kind.

    A paper stands to everybody as its matter does; those of a report are drafted, signed and read at its desk only.
    """
    if about != REPORT:
        return action
    verb = action.partition(".")[2]
    return f"{REPORT}.{'read-paper' if verb == 'read' else verb}"


def to_report(subject: Subject | None, file: ReportFile, locked_out: tuple[Lockout, ...]) -> Relation:
    """How *subject* stands to a report.

    A report that no body has taken in yet, nor declined nor written about, is on the desk of every body but the one
    complained of. Once a case took it up, whoever is recused there or answers there stands aside here too; until then whoever is bound to the reporter.
    """
    report, case = file.report.state, file.case
    if subject is None or report.filed is None:
        return NOBODY
    if case is not None and any(is_respondent(subject, track.state) for track in case.proceedings):
        return NOBODY
    bodies = file.bodies
    if not bodies:
        desks = {grant.body for grant in subject.grants if grant.role in DESK and grant.body is not None}
        bodies = frozenset(body for body in desks if body != report.organ)
    relation = Relation(
        bodies=bodies,
        reporter=subject.report == file.report.id,
        assigned=case is not None and _assigned(subject, case.case.state),
        locked_out=report.keeps_away(subject.account) if case is None else subject.account in case.case.state.recused,
    )
    return _within(relation, subject, locked_out, case.case.state.body if case is not None else None)


def to_case(
    subject: Subject | None,
    file: CaseFile,
    locked_out: tuple[Lockout, ...],
    *,
    under: Under = NOT_UNDER_APPEAL,
) -> tuple[Relation, Stage]:
    """How *subject* stands to a case: as officer of its bodies, as investigator, by an appeal, or as one of its respondents.

    A body that decides on somebody of its own stands to the case, and to that track, once the investigation is reported.
    """
    if subject is None:
        return NOBODY, Stage.BEFORE_NOTICE
    case = file.case.state
    own = [track.state for track in file.proceedings if is_respondent(subject, track.state)]
    notified = any(track.notified for track in own)
    if own:
        # Whoever answers in a case stands to it in no other way, whatever their roles.
        return Relation(own=True), Stage.AFTER_NOTICE if notified else Stage.BEFORE_NOTICE
    relation = Relation(
        bodies=file.bodies - file.kept_waiting,
        keeper=case.body,
        assigned=_assigned(subject, case),
        appeal_handler=under.handles,
        forums=under.forums,
        locked_out=subject.account in case.recused,
    )
    return _within(relation, subject, locked_out, case.body), Stage.BEFORE_NOTICE


def to_proceeding(
    subject: Subject | None,
    file: CaseFile,
    track: Proceeding,
    locked_out: tuple[Lockout, ...],
    *,
    under: Under = NOT_UNDER_APPEAL,
) -> tuple[Relation, Stage]:
    """How *subject* stands to one respondent's track. Another respondent of the case stands to it in no way."""
    if subject is None:
        return NOBODY, Stage.BEFORE_NOTICE
    case = file.case.state
    stage = Stage.AFTER_NOTICE if track.notified else Stage.BEFORE_NOTICE
    if any(is_respondent(subject, each.state) for each in file.proceedings):
        return Relation(own=is_respondent(subject, track)), stage
    bodies = {body for body in (case.body, track.competent.body if track.competent else None) if body is not None}
    relation = Relation(
        bodies=frozenset(bodies) - file.kept_waiting,
        assigned=_assigned(subject, case),
        appeal_handler=under.handles,
        forums=under.forums,
        locked_out=subject.account in case.recused,
    )
    return _within(relation, subject, locked_out, case.body), stage


def to_appeal(
    subject: Subject | None,
    file: CaseFile,
    track: Proceeding,
    appeal: Appeal,
    *,
    locked_out: tuple[Lockout, ...],
) -> tuple[Relation, Stage]:
    """How *subject* stands to an appeal: as the one who filed it, its handler, or an officer of a body it concerns."""
    if subject is None or appeal.filing is None:
        return NOBODY, Stage.BEFORE_NOTICE
    if any(is_respondent(subject, each.state) for each in file.proceedings):
        return Relation(own=is_respondent(subject, track)), Stage.AFTER_NOTICE
    bodies = {body for body in (appeal.forum, appeal.filing.decided_by) if body is not None}
    relation = Relation(
        bodies=frozenset(bodies),
        appeal_handler=subject.account in appeal.handlers,
        locked_out=subject.account in file.case.state.recused,
    )
    return _within(relation, subject, locked_out, appeal.forum), Stage.AFTER_NOTICE


def is_respondent(subject: Subject, track: Proceeding) -> bool:
    """Whether the subject answers in this track: the person themselves, or who was granted to speak for the organ."""
    if track.person is not None:
        return subject.party == track.person
    return track.organ is not None and track.organ in subject.speaks_for


def _assigned(subject: Subject, case: Case) -> bool:
    return subject.account in {*case.checkers, *case.investigators}


def _within(relation: Relation, subject: Subject, lockouts: tuple[Lockout, ...], runs: BodyId | None) -> Relation:
    """What the lockouts leave of *relation*: acts for the organ in which the subject serves, where it has a part.

    *runs* is the body for which the matter's assigned officers work.
    """
    if not any(lock.actor == subject.account for lock in lockouts):
        return relation
    left, forums = (
        frozenset(body for body in bodies if lockout_of(subject.account, lockouts, body) is None)
        for bodies in (relation.bodies, relation.forums)
    )
    return msgspec.structs.replace(
        relation,
        bodies=left,
        keeper=relation.keeper if relation.keeper in left else None,
        assigned=relation.assigned and runs in left,
        appeal_handler=relation.appeal_handler and bool(left),
        forums=forums,
        locked_out=relation.locked_out
        or (not left and not forums and lockout_of(subject.account, lockouts, None) is not None),
    )
