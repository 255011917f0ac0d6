"""What has to be done on a matter before its row's own step, or after its row waits for nothing: what no event of its stream tells."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from application.access import Role, roles_for
from application.casework.file import report_file
from application.ports import EventLog
from domain.identity import ReportId
from domain.proceedings.setting import Advice
from domain.reports.report import End, Report
from domain.rulebook.questions import DECIDER
from interfaces.api.commands import SUMMARIES
from interfaces.web.wording import Texts
from projections.docket.reads import Entry
from projections.docket.row import Stage, Step

HANDLING: Mapping[str, str] = {Step.ISSUE_NOTICE: "proceeding.issue-notice", Step.DECIDE: "proceeding.decide"}
"""Steps that the law refuses while something could still change what is recommended."""

AFTER_THE_FACTS: Mapping[str, str] = {Step.INVESTIGATE: "case.report-investigation", **HANDLING}
"""Steps before which every fact that could change it is found: a report tells role, elements and factors of each respondent."""


_HELD_UP: Mapping[str, str] = {
    Stage.INVESTIGATING: Step.INVESTIGATE,
    Stage.REVIEWED: Step.ISSUE_NOTICE,
    Stage.DECISION: Step.DECIDE,
}


def by_events(entry: Entry | None) -> str | None:
    """The step that the events alone name, where a row names what comes before it."""
    if entry is None or entry.next_step not in {Step.SETTLE_FACTS, Step.ANSWER_QUESTION}:
        return entry.next_step if entry is not None else None
    return _HELD_UP.get(entry.stage, entry.next_step)


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The command that comes first, and the sentence that says so and who may issue it."""

    verb: str
    said: str


def ahead_of_handling(advice: Advice | None, step: str | None, texts: Texts) -> Ahead | None:
    """What has to be found or answered before *step* on a respondent; None where nothing stands against it, as far as is seen.

    *step* is what the events alone name. Rows of lists say the same of what the recommendation was last: ``whose_turn.sql``.
    """
    act = AFTER_THE_FACTS.get(step) if step is not None else None
    if advice is None or act is None:
        return None
    then = texts.say(SUMMARIES[act])
    recommended = advice.recommendation
    if facts := recommended.facts_first:
        finding = "proceeding.settle-facts"
        who = [Role.INVESTIGATOR] if step == Step.INVESTIGATE else roles_for(finding)
        return _ahead("file.facts_first", finding, who, texts, count=facts, then=then)
    waiting = [one.answered_by for one in recommended.questions_first]
    if waiting and step in HANDLING:
        answering, count = "proceeding.answer-question", len(waiting)
        return _ahead("file.questions_first", answering, {DECIDER, *waiting}, texts, count=count, then=then)
    return None


async def reporter_to_tell(events: EventLog, stream: UUID, report: Report, texts: Texts) -> Ahead | None:
    """Whoever reported and can be reached is told what became of it, once it was declined, passed on, or its case is over."""
    if not report.has_reporter or report.end is None or report.told is report.end:
        return None
    if report.end not in {End.DECLINED, End.REFERRED} and not (await report_file(events, ReportId(stream))).case_ended:
        return None
    telling = "report.inform-reporter"
    return _ahead("file.reporter_untold", telling, roles_for(telling), texts)


def _ahead(key: str, action: str, offices: Iterable[str], texts: Texts, **values: object) -> Ahead:
    who = texts.listed(texts(f"role.{one}") for one in sorted(offices))
    return Ahead(verb=action.partition(".")[2], said=texts(key, step=texts.say(SUMMARIES[action]), who=who, **values))
