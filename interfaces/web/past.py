"""Commands whose time is over, or that are said elsewhere: a page does not offer them though the access table would."""

from application.access import bodies_acting
from application.casework.appeal_handling import Beside
from domain.appeals.appeal import Appeal
from domain.cases.case import Case
from domain.cases.state import Stage
from domain.proceedings.proceeding import Proceeding
from domain.reports.report import End, Report
from domain.reports.rules import goes_on
from interfaces.web.matter import Matter
from interfaces.web.visit import Visit

TRIAGE = frozenset(
    f"report.{verb}"
    for verb in (
        "accept-report",
        "decline-report",
        "refer-report",
        "merge-report",
        "identify-organ",
        "note-duplicate",
    )
)
"""What becomes of a report: said once, by the body where it lies."""


_IDENTITY = frozenset({"report.ask-identity", "report.agree-identity", "report.refuse-identity"})
"""What is asked and answered on the page of who reported."""


TOWARDS_A_DECISION = frozenset(
    f"proceeding.{verb}"
    for verb in (
        *("review-file", "return-for-supplement", "answer-question", "issue-notice", "serve-notice", "waive-statement"),
        *("answer-point", "verify-defence", "obtain-consent", "deliberate", "decide"),
    )
)
"""What leads to a decision is over while one stands: the rules refuse each (``decision-stands``)."""

_CLOSED = frozenset({Stage.CLOSED, Stage.ARCHIVED})
_FILED = _CLOSED | frozenset({Stage.INVESTIGATING, Stage.REPORTED})


def over(matter: Matter) -> frozenset[str]:
    """Steps that were taken and cannot be taken again as the matter stands: their form is told to be over, whoever opens it."""
    match matter.opened.state:
        case Proceeding() as track:
            decided = TOWARDS_A_DECISION if track.decision is not None else frozenset()
            return decided | ({"proceeding.close-proceeding"} if track.closed else frozenset())
        case Case() as case:
            done = {"case.file-case": _FILED, "case.close-case": _CLOSED, "case.archive-case": {Stage.ARCHIVED}}
            return frozenset(action for action, stages in done.items() if case.stage in stages)
        case Appeal() as appeal:
            admitted = {"appeal.accept-appeal", "appeal.reject-appeal", "appeal.redirect-appeal"}
            found = admitted if appeal.accepted_on is not None or appeal.end is not None else set()
            return frozenset(found | ({"appeal.decide-appeal"} if appeal.end is not None else set()))
        case _:
            return frozenset()


def past_of_report(visit: Visit, report: Report) -> frozenset[str]:
    """What is said elsewhere or no more: triage where the report does not lie, a recusal where nobody acts any longer."""
    ended = report.case is None and report.merged_into is None and report.end not in {None, End.REFERRED}
    elsewhere = (one for one in TRIAGE if not _lies_here(visit, report, one))
    return frozenset((*elsewhere, *(("report.ask-recusal",) if ended else ()), *_IDENTITY))


def past_of_track(*, answerable: bool) -> frozenset[str]:
    """An answer where no question is the reader's."""
    return frozenset() if answerable else frozenset({"proceeding.answer-question"})


def rare_of_track(track: Proceeding) -> frozenset[str]:
    """What is seldom meant: putting something right where no measure has a day by which it is put right."""
    decision = track.decision
    if decision is None or any(one.due_on is not None for one in decision.measures):
        return frozenset()
    return frozenset({"proceeding.report-rectification", "proceeding.check-rectification"})


def past_of_appeal(appeal: Appeal, beside: Beside) -> frozenset[str]:
    """What cannot be asked of an appeal: the joining of one that is examined with others; parting but at the one that was joined;
    answers to grounds of one that nobody examines yet, or any more.
    """
    joining = () if beside.joinable else ("appeal.join-appeal",)
    parting = () if appeal.joined_to and beside.joined else ("appeal.part-appeal",)
    examined = appeal.accepted_on is not None and appeal.end is None
    return frozenset((*joining, *parting, *(() if examined else ("appeal.answer-grounds",))))


def _lies_here(visit: Visit, report: Report, action: str) -> bool:
    """Whether a body for which the reader acts may still do *action*."""
    return goes_on(report, None) or any(goes_on(report, body) for body in bodies_acting(visit.who, action))
