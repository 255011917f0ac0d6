"""One row of the docket, and the codes of its stages and steps. Ids, codes and dates only."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Kind(StrEnum):
    """What a row stands for."""

    REPORT = "report"
    CASE = "case"
    PROCEEDING = "proceeding"
    APPEAL = "appeal"
    CONSULTATION = "consultation"
    DUTY = "duty"
    PROJECT = "project"
    ASSESSMENT = "assessment"
    EVALUATION = "evaluation"


class Stage(StrEnum):
    """How far a matter has come (domain 2.2). The kind of the row says which of them can occur; a case has those of
    ``domain.cases.state.Stage``.
    """

    # report
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED = "referred"
    MERGED = "merged"
    LINKED = "linked"
    # case
    OPENED = "opened"
    CHECKING = "checking"
    CHECKED = "checked"
    NOT_FILED = "not-filed"
    TRANSFERRED = "transferred"
    INVESTIGATING = "investigating"
    REPORTED = "reported"
    CLOSED = "closed"
    ARCHIVED = "archived"
    # proceeding
    REVIEW = "review"
    REVIEWED = "reviewed"
    NOTICE = "notice"
    STATEMENT = "statement"
    VERIFICATION = "verification"
    DELIBERATION = "deliberation"
    DECISION = "decision"
    DECIDED = "decided"
    EXECUTION = "execution"
    RECTIFICATION = "rectification"
    REVOKED = "revoked"
    # appeal
    FILED = "filed"
    NOT_ACCEPTED = "not-accepted"
    EXAMINATION = "examination"
    EXAMINED = "examined"
    DELIBERATED = "deliberated"
    SERVED = "served"
    WITHDRAWN = "withdrawn"
    # consultation
    ASKED = "asked"
    WAITING = "waiting"
    ANSWERED = "answered"
    DISAGREED = "disagreed"
    SETTLED = "settled"
    RELEASED = "released"
    # duty, project
    WATCHED = "watched"
    ENDED = "ended"
    # assessment, evaluation
    PLANNED = "planned"
    SCHEME_ISSUED = "scheme-issued"
    SCORING = "scoring"
    APPROVED = "approved"
    PUBLISHED = "published"
    ANSWERING = "answering"
    COUNTED = "counted"
    GRADED = "graded"
    REPORTED_UPWARD = "reported-upward"


class Step(StrEnum):
    """The one thing to be done next. Where one command does it, the code is that command's name in kebab case."""

    TRIAGE = "triage"
    INFORM_REPORTER = "inform-reporter"
    OPEN_CASE = "open-case"
    FRAME_ALLEGATION = "frame-allegation"
    AUTHORISE_CHECK = "authorise-preliminary-check"
    REPORT_CHECK = "report-preliminary-check"
    DECIDE_ON_FILING = "decide-on-filing"
    CLARIFY = "clarify-reputation"
    DECIDE_RECUSAL = "decide-recusal"
    NAME_RESPONDENT = "name-respondent"
    ESTABLISH_COMPETENCE = "establish-competence"  # of a case: for each of its respondents of whom it is not known
    EXTEND_FILING = "extend-filing"
    ASSIGN_INVESTIGATORS = "assign-investigators"
    ENTER_EVIDENCE = "enter-evidence"
    MAKE_FINDINGS = "make-finding"
    SETTLE_FACTS = "settle-facts"  # at reading: while facts are open that can change what is recommended
    ANSWER_QUESTION = "answer-question"  # at reading: while a question is open that has to be answered first
    INVESTIGATE = "report-investigation"
    CLOSE_CASE = "close-case"
    ARCHIVE = "archive-case"
    REVIEW_FILE = "review-file"
    ISSUE_NOTICE = "issue-notice"
    SERVE_NOTICE = "serve-notice"
    FILE_STATEMENT = "file-statement"
    ANSWER_POINTS = "answer-point"
    VERIFY_DEFENCE = "verify-defence"
    DELIBERATE = "deliberate"
    DECIDE = "decide"
    SERVE_DECISION = "serve-decision"
    CARRY_OUT = "carry-out-measure"
    ANNOUNCE = "announce-decision"
    REPORT_RECTIFICATION = "report-rectification"  # at reading, as is whatever closing still lacks
    CHECK_RECTIFICATION = "check-rectification"
    RECORD_FORMALITY = "record-formality"
    RESTORE = "carry-out-restoration"
    CLOSE_PROCEEDING = "close-proceeding"
    ACCEPT_APPEAL = "accept-appeal"
    ASSIGN_HANDLERS = "assign-handlers"
    EXAMINE_APPEAL = "examine-appeal"
    DELIBERATE_APPEAL = "deliberate-appeal"
    DECIDE_APPEAL = "decide-appeal"
    SERVE_APPEAL = "serve-appeal"
    RECORD_OUTCOME = "record-outcome"  # at reading: where the body with which it lies has nobody left
    NOTE_RECEIPT = "note-receipt"
    NOTE_REPLY = "note-reply"
    REFER_DISAGREEMENT = "refer-disagreement"
    NOTE_OPINION = "note-opinion"
    NOTE_RELEASE = "note-release"
    CLOSE_CONSULTATION = "close-consultation"
    ISSUE_SCHEME = "issue-scheme"
    SCORE_ORGANS = "score-organ"
    APPROVE_RESULTS = "approve-results"
    NOTIFY_AND_PUBLISH = "publish-results"
    CLOSE_ASSESSMENT = "close-assessment"
    SET_SCHEME = "set-scheme"
    COUNT_ANSWERS = "count-answers"
    GRADE_ORGANS = "grade-organ"
    GIVE_FEEDBACK = "give-feedback"
    REPORT_RESULTS = "report-results"
    CLOSE_EVALUATION = "close-evaluation"


class Turn(StrEnum):
    """Whose turn it is. The role codes are those of the accounts."""

    LEAD_MANAGER = "lead-manager"
    INVESTIGATOR = "investigator"
    CASE_REVIEWER = "case-reviewer"
    DECIDER = "decider"
    APPROVER = "approver"
    APPEAL_HANDLER = "appeal-handler"
    RESPONDENT = "respondent"


class DueKind(StrEnum):
    """Which clock the due date belongs to."""

    DECIDE_BY = "decide-by"
    STATEMENT_UNTIL = "statement-until"
    MEASURE_DUE = "measure-due"
    APPEAL_DECIDE_BY = "appeal-decide-by"
    REPLY_BY = "reply-by"
    PUBLISH_BY = "publish-by"
    RECTIFY_BY = "rectify-by"
    REPORT_BY = "report-by"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A measure as last decided or notified: whether it was carried out and accepted, or is on record as one that cannot be."""

    code: str
    due_on: date | None = None
    done: bool = False
    accepted: bool = False
    impeded: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is still to be carried out."""
        return not self.done and not self.impeded


class Memo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What later events need and no filter asks for. ``at`` is how far a proceeding's own stream has brought it."""

    at: Stage | None = None
    decide_by: date | None = None  # of a case, and of a track that is not decided
    decide_by_under: tuple[tuple[str, date], ...] = ()  # of a case: the day of each profile
    statement_until: date | None = None
    then: tuple[Step, Turn] | None = None  # of a track that waits for a statement: what follows when none comes in time
    investigators: tuple[UUID, ...] = ()
    checkers: tuple[UUID, ...] = ()
    facts_open: tuple[tuple[UUID, str], ...] = ()  # (allegation, fact): declared, and nothing was found on it yet
    evidence: tuple[UUID, ...] = ()  # of a case: on file, and not excluded
    refuted: bool = False  # of a case: the preliminary check refuted everything alleged
    reviewers: tuple[UUID, ...] = ()
    recusals: tuple[tuple[UUID, UUID], ...] = ()  # (recusal, officer), not yet decided
    recused: tuple[UUID, ...] = ()  # of a report: kept away from it while it is in no case
    reachable: bool = False  # of a report: there is somebody to write to
    told: Stage | None = None  # of a report: the end after which its reporter was told what came of it
    merged_into: UUID | None = None  # of a report
    rated: str | None = None  # of a report: what its reporter said of the outcome, the last time
    unfiled: tuple[UUID, ...] = ()  # proceedings of respondents to whom the filing is still to be extended
    report: UUID | None = None  # of a case the report of its investigation, of a proceeding the one that was reviewed
    points: tuple[UUID, ...] = ()  # points of the defence, not yet answered
    unverified: bool = False  # a defence was made whose verification is not closed
    measures: tuple[Measure, ...] = ()
    competent: bool = False  # of a track: it is on record which body decides
    role_found: str | None = None  # as found, not as alleged
    found: tuple[tuple[str, str | None], ...] = ()  # elements and factors that stand established, each with its phase
    appeals: tuple[UUID, ...] = ()  # pending
    numbers: tuple[str, ...] = ()
    decided_by: UUID | None = None  # of an appeal the body whose decision it challenges
    waiting: tuple[tuple[UUID, date | None], ...] = ()  # whoever has to act, with the last day
    to_clarify: bool = False
    served: tuple[str, ...] = ()  # whom the decision that stands reached
    announced: bool = False
    no_announcement: bool = False  # it fell away with what cannot be carried out
    met: tuple[str, ...] = ()  # what a profile can ask for beside the measures: on record, or fallen away
    to_restore: bool = False
    out_of_reach: bool = False  # of a track: nobody is left to be served, also with what an appeal came to


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A report, case, proceeding, appeal or supervision instrument as the docket shows it.

    ``body`` is the one whose turn it is or was, ``keeper`` the one that keeps the file. ``handlers`` are officers
    assigned to it; ``due_on`` is the nearest legal clock, of kind ``due_kind``. ``next_step`` is None when nothing
    remains, and of a case while only its proceedings are under way; ``turn`` says which role takes it. A proceeding under
    investigation has the step of its case. ``departed``: decided apart from the suggestion. ``overturned``: what an
    appeal made of it (varied, revoked). ``notified``: the respondent knows of it. ``appeal_handlers`` examine an appeal in
    the matter; ``locked_out`` are officers recused from it. ``version`` and ``position`` are those of the last event of its own stream.
    """

    id: UUID
    kind: Kind
    shard: int
    first_position: int
    position: int
    version: int
    changed_at: datetime
    opened_on: date
    stage: Stage
    open: bool = True
    case_id: UUID | None = None
    proceeding_id: UUID | None = None
    body: UUID | None = None
    keeper: UUID | None = None
    organs: tuple[UUID, ...] = ()
    subject: str | None = None
    person: UUID | None = None
    instrument: str | None = None
    profile: str | None = None
    role: str | None = None
    source: str | None = None
    channel: str | None = None
    problem: str | None = None
    track: str | None = None
    grounds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    outcome: str | None = None
    handlers: tuple[UUID, ...] = ()
    next_step: Step | None = None
    turn: Turn | None = None
    due_on: date | None = None
    due_kind: DueKind | None = None
    filed_on: date | None = None
    decided_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None
    departed: bool = False
    overturned: str | None = None
    notified: bool = False
    appeal_handlers: tuple[UUID, ...] = ()
    locked_out: tuple[UUID, ...] = ()
    terms: tuple[str, ...] = ()
    memo: Memo = Memo()
