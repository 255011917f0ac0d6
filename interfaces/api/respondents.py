"""Around one respondent: every recommendation that was given, and what was found against them before."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.errors import NotAuthorised, NotFound
from domain.recommendation.outcome import Recommendation
from interfaces.api.docket import Position
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.prior_liability.reads import situations
from projections.recommendations.reads import Said, as_of, versions


class AsOfQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``as_of``: only what was said at the end of that day (Asia/Shanghai). ``at_least`` as for the docket."""

    as_of: date | None = None
    at_least: Position | None = None


class BeforeQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days of the conduct, both included; ``before`` is today when left out."""

    since: date | None = None
    before: date | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One recommendation as it was given. ``withdrawn_at`` is when other law made it unsaid, if it did."""

    position: int
    known_at: datetime
    known_on: date
    rulebook: str
    edition: str
    policy: str | None
    digest: str
    status: str
    withdrawn_at: datetime | None
    recommendation: Recommendation


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """Every version, oldest first; those that other law made unsaid come before those that stand."""

    versions: tuple[Version, ...]


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """A breach that a standing decision found. The proceeding is named only to whoever could open it."""

    ground: str
    conduct_from: date
    conduct_to: date
    decided_on: date | None
    outcome: str | None
    proceeding: UUID | None
    number: str | None


class Priors(msgspec.Struct, frozen=True, kw_only=True):
    """What stands found for conduct in the period, whichever body found it."""

    since: date | None
    before: date
    situations: tuple[Prior, ...]


class AroundRespondent:
    """The routes about one respondent."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/recommendations",
            name="read-recommendations",
            action="proceeding.read-recommendation",
            summary=Sentence("历次处理建议", "Every recommendation that was given"),
            tag="proceedings",
            query=AsOfQuery,
            answers=Versions,
            run=self.recommendations,
        )
        yield Operation(
            method="GET",
            path="/api/proceedings/{proceeding}/prior-liability",
            name="read-prior-liability",
            action="proceeding.read-prior-liability",
            summary=Sentence("此前被认定的情形", "What was found against the respondent before"),
            tag="proceedings",
            query=BeforeQuery,
            answers=Priors,
            run=self.priors,
        )

    async def recommendations(self, call: Call) -> Answer:
        """All versions, or the one of a day."""
        stream, query = call.ids["proceeding"], call.query
        await self._service.reading.proceeding(call.subject, stream, "proceeding.read-recommendation")
        async with self._service.read(at_least=query.at_least, of=("recommendations",)) as connection:
            if query.as_of is None:
                found = await versions(connection, stream)
            else:
                said = await as_of(connection, stream, query.as_of)
                found = () if said is None else (said,)
        return Answer(content=Versions(versions=tuple(_version(said) for said in found)))

    async def priors(self, call: Call) -> Answer:
        """Counts and days, and the way to those proceedings that the reader could open anyway."""
        stream, query = call.ids["proceeding"], call.query
        opened, file = await self._service.reading.proceeding(call.subject, stream, "proceeding.read-prior-liability")
        respondent: UUID | None = opened.state.person or opened.state.organ
        before = query.before or self._service.around.today()
        if respondent is None:
            raise NotFound
        async with self._service.read() as connection:
            found = await situations(connection, respondent, before=before, since=query.since, besides=file.case.id)
        shown = []
        for one in found:
            known = await self._may_open(call, one.proceeding_id)
            shown.append(
                Prior(
                    ground=one.ground,
                    conduct_from=one.conduct_from,
                    conduct_to=one.conduct_to,
                    decided_on=one.decided_on,
                    outcome=one.outcome,
                    proceeding=one.proceeding_id if known else None,
                    number=one.number if known else None,
                )
            )
        return Answer(content=Priors(since=query.since, before=before, situations=tuple(shown)))

    async def _may_open(self, call: Call, proceeding: UUID) -> bool:
        try:
            await self._service.reading.proceeding(call.subject, proceeding)
        except (NotFound, NotAuthorised):
            return False
        return True


def _version(said: Said) -> Version:
    return Version(
        position=said.position,
        known_at=said.known_at,
        known_on=said.known_on,
        rulebook=said.rulebook,
        edition=said.edition,
        policy=said.policy,
        digest=said.digest,
        status=said.status,
        withdrawn_at=said.withdrawn_at,
        recommendation=said.recommendation,
    )
