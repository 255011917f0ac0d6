"""Reading one matter: as the body sees it, and as its respondent does. Separate shapes, so that nothing slips through."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from application.access import Role
from application.casework.appeal_handling import Beside
from application.casework.reading import Opened
from application.errors import NotFound
from application.official_texts import Words
from domain.appeals.appeal import Appeal
from domain.appeals.grounds import Ground
from domain.appeals.state import End
from domain.cases.case import Case
from domain.cases.events import EvidenceKind
from domain.document import DocumentRef
from domain.proceedings.disclosure_events import WithholdingGround
from domain.proceedings.events import MeasureTaken, Outcome, RectificationResult, Subject
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.restoring import Owed, owed
from domain.proceedings.state import Point
from domain.recommendation.outcome import Recommendation
from domain.recommendation.replay import digest_of
from domain.reports.events import SourceKind
from domain.reports.report import Report
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.own_stating import OwnStating, own_stating
from interfaces.api.sanction_periods import SanctionPeriod, sanction_periods
from interfaces.problems import Trouble
from interfaces.service import Service
from interfaces.words_of_law import cited_in, words_of, written

SEES_REPORTER = frozenset({Role.INTAKE, Role.CUSTODIAN})
FOLLOWS_UP = SEES_REPORTER | {Role.LEAD_MANAGER}
"""Who reads what a reporter said of the outcome: the desk and the management of reports, as the reporter is promised (0359)."""


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report as its desk sees it; whose it is only for intake and custodians."""

    id: UUID
    version: int
    report: Report


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the bodies that handle it see it."""

    id: UUID
    version: int
    case: Case


class ProceedingView(msgspec.Struct, frozen=True, kw_only=True, tag_field="view", tag="body"):
    """One respondent's track as the bodies that handle it see it, with what is still to be made good."""

    id: UUID
    version: int
    proceeding: Proceeding
    owed: Owed


class OwnNotice(msgspec.Struct, frozen=True, kw_only=True):
    """The notice as it was served on the respondent."""

    number: int
    outcome: Outcome
    measures: tuple[str, ...]
    document: DocumentRef
    served_on: date | None
    statement_until: date | None


class OwnDecision(msgspec.Struct, frozen=True, kw_only=True):
    """The decision as it was served on the respondent. ``carried_out`` are those of its measures that were.

    ``impeded`` are those on record as ones that cannot be. ``effective_on`` is the day on which it was made, which the
    paper bears; ``decided_on`` the one on which it was signed.
    """

    number: str
    outcome: Outcome
    measures: tuple[MeasureTaken, ...]
    document: DocumentRef
    decided_on: date
    effective_on: date
    served_on: date | None
    tracks: tuple[str, ...]
    carried_out: tuple[str, ...] = ()
    impeded: tuple[str, ...] = ()


class OwnMaterial(msgspec.Struct, frozen=True, kw_only=True):
    """An item of evidence that was opened to the respondent, and on which day."""

    kind: EvidenceKind
    document: DocumentRef
    disclosed_on: date


class OwnProceeding(msgspec.Struct, frozen=True, kw_only=True, tag_field="view", tag="own"):
    """A respondent's own track: what was served, what they said, what was decided, what can be done about it.

    ``points``: what they said to which fact, with the ruling on it once the decision was served. ``rectification`` is what
    the check found; ``doors`` the supervision instruments that found the matter, where nothing else brought it to light;
    ``periods`` how long what was decided binds; ``material`` the evidence that may be read, ``withheld`` why each other item of
    the material may not. ``stating`` is what can still be stated to the notice.
    """

    id: UUID
    version: int
    subject: Subject
    notice: OwnNotice | None
    stating: OwnStating | None
    points: tuple[Point, ...]
    waived: bool
    decision: OwnDecision | None
    pending_appeals: tuple[UUID, ...]
    closed: bool
    rectification_reported: bool = False
    rectification: RectificationResult | None = None
    doors: tuple[SourceKind, ...] = ()
    periods: tuple[SanctionPeriod, ...] = ()
    material: tuple[OwnMaterial, ...] = ()
    withheld: tuple[WithholdingGround, ...] = ()


class AppealView(msgspec.Struct, frozen=True, kw_only=True, tag_field="view", tag="body"):
    """An appeal as its handlers and bodies see it, and how the reader stands to it."""

    id: UUID
    version: int
    appeal: Appeal
    beside: Beside


class OwnAppeal(msgspec.Struct, frozen=True, kw_only=True, tag_field="view", tag="own"):
    """An appeal as the one who filed it sees it; ``result``, ``decided_on`` (the day that its paper bears) and ``ended`` from the service on."""

    id: UUID
    version: int
    track: str
    step: str
    forum: UUID | None
    filed_on: date
    accepted_on: date | None
    decide_by: date | None
    result: str | None
    decided_on: date | None
    ended: str | None
    grounds: tuple[Ground, ...]


class RecommendationView(msgspec.Struct, frozen=True, kw_only=True):
    """The recommendation on what is known today, with what a decision would keep of it. None: nothing is alleged yet.

    ``words`` are the articles' own, by citation (``instrument@edition#address``), where the official text was added.
    """

    recommendation: Recommendation | None
    digest: str | None
    rulebook: str | None
    policy: str | None
    words: dict[str, Words] = {}


class ReplayView(msgspec.Struct, frozen=True, kw_only=True):
    """What the last decision rested on, worked out again from the facts and content ids that it kept.

    ``same``: the bytes are those that the decider had before them. None: the law of the day was not recorded then.
    ``departed``: the decider departed, with reasons, from what a policy suggested.
    """

    rulebook: str
    policy: str | None
    law: str | None
    digest: str
    same: bool | None
    departed: bool
    recommendation: Recommendation | None


class Matters:
    """The routes that read one matter."""

    def __init__(self, service: Service) -> None:
        self._service, self._reading = service, service.reading

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for kind, zh, en, answers, run in (
            ("report", "查看线索", "Read a report", ReportView, self.report),
            ("case", "查看案件", "Read a case", CaseView, self.case),
            ("proceeding", "查看对象程序", "Read a proceeding", ProceedingView | OwnProceeding, self.proceeding),
            ("appeal", "查看复核申诉", "Read an appeal", AppealView | OwnAppeal, self.appeal),
        ):
            yield Operation(
                method="GET",
                path=f"/api/{kind}s/{{{kind}}}",
                name=f"read-{kind}",
                action=f"{kind}.read",
                summary=Sentence(zh=zh, en=en),
                tag=f"{kind}s",
                answers=answers,
                run=run,
            )
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/recommendation",
            name="read-recommendation",
            action="proceeding.read-recommendation",
            summary=Sentence(zh="查看处理建议", en="Read the recommendation"),
            tag="proceedings",
            answers=RecommendationView,
            run=self.recommendation,
        )
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/replay",
            name="replay-recommendation",
            action="proceeding.read-recommendation",
            summary=Sentence(
                zh="按决定所存内容重新推导", en="The recommendation that was decided on, worked out again"
            ),
            tag="proceedings",
            answers=ReplayView,
            run=self.replay,
        )

    async def report(self, call: Call) -> Answer:
        """A report; its reporter's id, and who stands aside because of them, only for those who may see reporters, the rating for those who follow it up."""
        opened = await self._reading.report(call.subject, call.ids["report"])
        report = opened.state
        if report.filed is not None and not opened.roles & SEES_REPORTER:
            filed = msgspec.structs.replace(report.filed, reporter=None)
            report = msgspec.structs.replace(report, filed=filed, kept_away=())
        if not opened.roles & FOLLOWS_UP:
            report = msgspec.structs.replace(report, rating=None)
        return _answer(opened, ReportView(id=opened.id, version=opened.version, report=report))

    async def case(self, call: Call) -> Answer:
        """A case."""
        opened = await self._reading.case(call.subject, call.ids["case"])
        return _answer(opened, CaseView(id=opened.id, version=opened.version, case=opened.state))

    async def proceeding(self, call: Call) -> Answer:
        """A track; its respondent sees what was served and said, nothing of the body's own papers."""
        opened, file = await self._reading.proceeding(call.subject, call.ids["proceeding"])
        if opened.own:
            around = self._service.around
            periods, stated = await sanction_periods(around, opened.state), await own_stating(around, opened.state)
            return _answer(opened, own_proceeding(opened, file.doors, periods, stated))
        left = owed(opened.state, self._service.around.profile(opened.state.profile))
        return _answer(opened, ProceedingView(id=opened.id, version=opened.version, proceeding=opened.state, owed=left))

    async def appeal(self, call: Call) -> Answer:
        """An appeal."""
        opened = await self._reading.appeal(call.subject, call.ids["appeal"])
        if opened.own:
            return _answer(opened, own_appeal(opened))
        beside = await self._reading.beside(call.subject, opened.id)
        return _answer(opened, AppealView(id=opened.id, version=opened.version, appeal=opened.state, beside=beside))

    async def recommendation(self, call: Call) -> Answer:
        """What the rulebook says about this respondent today."""
        advice = await self._reading.advice(call.subject, call.ids["proceeding"])
        if advice is None:
            return Answer(content=RecommendationView(recommendation=None, digest=None, rulebook=None, policy=None))
        words = await words_of(self._service, cited_in(advice.recommendation))
        return Answer(
            content=RecommendationView(
                recommendation=advice.recommendation,
                digest=advice.seen.digest,
                rulebook=advice.seen.rulebook,
                policy=advice.seen.policy,
                words={written(citation): found for citation, found in words.items()},
            )
        )

    async def replay(self, call: Call) -> Answer:
        """The same bytes again, or that they are not the same. Raises NotFound while nothing is decided."""
        found = await self._reading.replayed(call.subject, call.ids["proceeding"])
        if found is None:
            raise NotFound
        made, again = found
        seen = made.seen
        return Answer(
            content=ReplayView(
                rulebook=seen.rulebook,
                policy=seen.policy,
                law=made.law,
                digest=seen.digest,
                same=None if again is None else digest_of(again) == seen.digest,
                departed=made.departure is not None,
                recommendation=again,
            )
        )


def own_proceeding(
    opened: Opened[Proceeding],
    doors: tuple[SourceKind, ...],
    periods: tuple[SanctionPeriod, ...],
    stating: OwnStating | None,
) -> OwnProceeding:
    """What a respondent sees of their track; *doors* are those of its case, *periods* of its decision."""
    state = opened.state
    notice, decision = state.notice, state.decision
    served = decision is not None and decision.served_to("respondent") is not None
    return OwnProceeding(
        id=opened.id,
        version=opened.version,
        subject=state.subject,
        notice=OwnNotice(
            number=notice.number,
            outcome=notice.handling.outcome,
            measures=notice.handling.measures,
            document=notice.document,
            served_on=notice.served_on,
            statement_until=notice.statement_until,
        )
        if notice is not None and notice.served_on is not None
        else None,
        stating=stating,
        # What became of each point is told with the decision, not before it.
        points=tuple(
            point if served else msgspec.structs.replace(point, adoption=None, reasons=None)
            for point in state.hearing.points
        ),
        waived=state.hearing.waived,
        decision=OwnDecision(
            number=decision.number,
            outcome=decision.handling.outcome,
            measures=decision.measures,
            document=decision.document,
            decided_on=decision.decided_on,
            effective_on=decision.effective_on,
            served_on=decision.served_to("respondent"),
            tracks=decision.tracks,
            carried_out=decision.carried_out,
            impeded=decision.impeded,
        )
        if decision is not None and served
        else None,
        pending_appeals=tuple(noted.appeal for noted in state.pending_appeals),
        closed=state.closed,
        rectification_reported=state.rectification_reported,
        rectification=state.rectification,
        doors=doors,
        periods=periods if served else (),
        material=tuple(
            OwnMaterial(kind=item.kind, document=item.document, disclosed_on=act.disclosed_on)
            for act in state.disclosures
            for item in act.shown
        ),
        withheld=tuple(item.ground for item in state.undisclosed),
    )


def own_appeal(opened: Opened[Appeal]) -> OwnAppeal:
    """What a respondent sees of their appeal; the outcome once it was served, their own withdrawal at once."""
    state, filing, served = opened.state, opened.state.filing, opened.state.served_on is not None
    if filing is None:
        raise Trouble("not-found")
    return OwnAppeal(
        id=opened.id,
        version=opened.version,
        track=filing.track,
        step=filing.step,
        forum=state.forum,
        filed_on=filing.filed_on,
        accepted_on=state.accepted_on,
        decide_by=state.decide_by,
        result=state.result.value if served and state.result is not None else None,
        decided_on=(state.made_on or state.decided_on) if served else None,
        ended=state.end.value if state.end is not None and (served or state.end is End.WITHDRAWN) else None,
        # What became of each ground is told with the outcome, not before it.
        grounds=tuple(
            one if served else msgspec.structs.replace(one, holding=None, reasons=None) for one in state.grounds
        ),
    )


def _answer(opened: Opened[Any], content: Any) -> Answer:
    return Answer(content=content, version=opened.version)
