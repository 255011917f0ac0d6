"""Recomputes recommendations as the log goes by."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.adoptions.adoption import RULEBOOK_STREAM, Adoption, adoption_id, in_force
from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionSigned
from domain.cases.events import AllegationFramed, EvidenceExcluded, FindingMade, ProcedureDefectNoted, RecusalDecided
from domain.cases.state import Case
from domain.proceedings.events import (
    AppealEnded,
    AppealNoted,
    ConsentObtained,
    DecisionAnnounced,
    DecisionMade,
    DecisionRevoked,
    DecisionServed,
    DecisionVaried,
    MeasureCarriedOut,
    RectificationChecked,
    RectificationReported,
)
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.facts import last_conduct
from domain.proceedings.restoration_events import RestorationCarriedOut, RestorationJudged
from domain.proceedings.sanction_record import proceeding_of
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import BREACH_FOUND
from domain.recommendation.facts import PriorSituation
from domain.recorded import Event, Recorded, stored_name
from domain.registry import kind_of
from domain.rulebook.policy import Policy
from projections.prior_liability.reads import prior
from projections.recommendations.computing import day_of, sheet_of, version_of
from projections.recommendations.law import Law
from projections.recommendations.law_in_use import LawInUse, Standing
from projections.recommendations.matters import Connection, Matters
from projections.recommendations.registers import PACKAGE, RegistersByMoment
from projections.recommendations.row import PriorRow, TrackRow, VersionRow, WaitRow
from projections.running.model import ReadModel, Rows
from projections.running.pages import PageSize
from projections.statements import statement

FACTS_OF_THE_CASE = (AllegationFramed, FindingMade, EvidenceExcluded, RecusalDecided, ProcedureDefectNoted)
"""Events of a case that change what is known of its respondents."""

WITHOUT_EFFECT = (
    DecisionMade,
    DecisionServed,
    DecisionAnnounced,
    DecisionVaried,
    MeasureCarriedOut,
    MeasuresNotCarriedOut,
    PayChangeExtended,
    FormalityRecorded,
    RectificationReported,
    RectificationChecked,
    AppealNoted,
    AppealEnded,
    ConsentObtained,
    RestorationCarriedOut,
    RestorationJudged,
)
"""Events of a proceeding after which its own recommendation stays what it was: it is the one that was decided on."""

TRACKS_AT_ONCE = 500
"""Open proceedings read at once when a rulebook is adopted."""


class RecommendationFold:
    """Folds event by event: what is said at a position depends on nothing after it."""

    def __init__(self, law: Law) -> None:
        self._law = LawInUse(law)
        self._matters = Matters()
        self._registers = RegistersByMoment()
        self._versions: Rows[tuple[UUID, int], VersionRow] = Rows(
            PACKAGE, "versions", VersionRow, lambda row: (row.proceeding_id, row.position)
        )
        self._tracks: Rows[UUID, TrackRow] = Rows(PACKAGE, "tracks", TrackRow, lambda row: row.proceeding_id)
        self._waits: Rows[UUID, WaitRow] = Rows(PACKAGE, "waits", WaitRow, lambda row: row.proceeding_id)
        self._priors: Rows[tuple[UUID, UUID, int], PriorRow] = Rows(
            PACKAGE, "priors", PriorRow, lambda row: (row.proceeding_id, row.allegation, row.found_at)
        )

    async def __call__(self, connection: Connection, events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        await self._registers.refresh(connection)
        batch = _Batch(known=await self._known(connection, events))
        for recorded in events:
            kind = kind_of(stored_name(recorded.event))
            if kind not in {"case", "proceeding", "adoption"}:
                continue
            state = await self._matters.after(connection, recorded, kind)
            if kind == "case":
                await self._case(connection, batch, recorded, state)
            elif kind == "proceeding":
                await self._proceeding(connection, batch, recorded, state)
            else:
                await self._adoption(connection, batch, recorded)
        await self._written(connection, batch)

    async def _known(self, connection: Connection, events: Iterable[Recorded[Event]]) -> dict[UUID, TrackRow]:
        return await self._tracks.load(connection, list({each.stream for each in events}))

    async def _case(self, connection: Connection, batch: "_Batch", recorded: Recorded[Event], case: Case) -> None:
        if isinstance(recorded.event, FACTS_OF_THE_CASE):
            for named in case.respondents:
                track = await self._matters.at(connection, named.proceeding, "proceeding", recorded.position)
                await self._compute(connection, batch, recorded, named.proceeding, track, case)

    async def _proceeding(
        self, connection: Connection, batch: "_Batch", recorded: Recorded[Event], track: Proceeding
    ) -> None:
        if track.case is None:
            return
        case: Case = await self._matters.at(connection, track.case, "case", recorded.position)
        await self._found(connection, recorded, track, case)
        if not isinstance(recorded.event, WITHOUT_EFFECT):
            await self._compute(connection, batch, recorded, recorded.stream, track, case)

    async def _adoption(self, connection: Connection, batch: "_Batch", recorded: Recorded[Event]) -> None:
        """A policy signed or ended concerns every open proceeding of that body under that instrument."""
        if not isinstance(recorded.event, AdoptionSigned | AdoptionEnded):
            return
        if recorded.stream == RULEBOOK_STREAM:
            await self._rulebook(connection, batch, recorded)
            return
        begun = await connection.execute(statement(PACKAGE, "adoption_begun"), {"stream": recorded.stream})
        row = await begun.fetchone()
        if row is None or row[1] != Adopted.POLICY:
            return
        await self._written(connection, batch)
        under = await connection.execute(statement(PACKAGE, "tracks_under"), {"body": row[0], "instrument": row[2]})
        for proceeding, case_id in await under.fetchall():
            await self._again(connection, batch, recorded, proceeding, case_id)

    async def _rulebook(self, connection: Connection, batch: "_Batch", recorded: Recorded[Event]) -> None:
        """A rulebook signed or ended concerns every open proceeding of which it says anything else: it may be cited."""
        await self._written(connection, batch)
        law = await self._law.at(connection, self._matters, recorded.position, day_of(recorded))
        last = UUID(int=0)
        while True:
            given = {"last": last, "size": TRACKS_AT_ONCE}
            found = await (await connection.execute(statement(PACKAGE, "open_tracks"), given)).fetchall()
            for proceeding, case_id, instrument, *said in found:
                standing = Standing(**dict(zip(Standing.__struct_fields__, said, strict=True)))
                policy = await self._law.policy(connection, standing.policy)
                if not await asyncio.to_thread(standing.says_the_same, instrument, law, policy):
                    await self._again(connection, batch, recorded, proceeding, case_id, anew=True)
                last = proceeding
            if len(found) < TRACKS_AT_ONCE:
                return

    async def _written(self, connection: Connection, batch: "_Batch") -> None:
        """Put what the page has brought so far where statements find it."""
        await self._versions.put(connection, batch.versions)
        batch.versions.clear()
        await self._waits.put(connection, list(batch.waits.values()))
        batch.waits.clear()
        await self._tracks.put(connection, batch.changed())
        batch.settle()

    async def _again(
        self,
        connection: Connection,
        batch: "_Batch",
        recorded: Recorded[Event],
        proceeding: UUID,
        case_id: UUID,
        *,
        anew: bool = False,
    ) -> None:
        case = await self._matters.at(connection, case_id, "case", recorded.position)
        track = await self._matters.at(connection, proceeding, "proceeding", recorded.position)
        await self._compute(connection, batch, recorded, proceeding, track, case, anew=anew)

    async def _compute(
        self,
        connection: Connection,
        batch: "_Batch",
        recorded: Recorded[Event],
        proceeding: UUID,
        track: Proceeding,
        case: Case,
        *,
        anew: bool = False,
    ) -> None:
        """Say what follows from the event, if it is something new; *anew*: although facts and rulebook are the same."""
        if case.opened is None or track.case is None:
            return
        instrument, body = case.opened.instrument, track.deciding_body
        known = await self._track(connection, batch, proceeding)
        now = TrackRow(
            proceeding_id=proceeding,
            case_id=track.case,
            instrument=instrument,
            body=body,
            open=not track.closed,
            substance=None if known is None else known.substance,
        )
        brought = None
        if not track.closed:
            law = await self._law.at(connection, self._matters, recorded.position, day_of(recorded))
            sheet = sheet_of(
                proceeding,
                track,
                case,
                instrument=instrument,
                law=law,
                registers=self._registers.at(recorded.recorded_at),
                priors=await self._situations(connection, recorded, track, last_conduct(case, track.organ)),
                earlier=await self._earlier(connection, recorded, track),
                on=day_of(recorded),
            )
            if sheet is not None:
                policy = await self._policy(connection, recorded, instrument, body, sheet.decision_on)
                # In a thread: with many open facts it takes long enough for others on the loop to notice.
                brought = await asyncio.to_thread(
                    version_of,
                    proceeding,
                    recorded,
                    sheet,
                    instrument=instrument,
                    law=law,
                    policy=policy,
                    said=None if anew else now.substance,
                    case=track.case,
                )
        if brought is not None:
            version, batch.waits[proceeding] = brought
            batch.versions.append(version)
            now = replace(now, substance=version.substance)
        batch.put(now)

    async def _track(self, connection: Connection, batch: "_Batch", proceeding: UUID) -> TrackRow | None:
        if proceeding not in batch.tracks:
            found = await self._tracks.load(connection, [proceeding])
            if proceeding not in found:
                return None
            batch.tracks[proceeding] = found[proceeding]
        return batch.tracks[proceeding]

    async def _found(self, connection: Connection, recorded: Recorded[Event], track: Proceeding, case: Case) -> None:
        """Keep what a decision found, for later matters of the same respondent."""
        event = recorded.event
        if not isinstance(event, DecisionMade | DecisionVaried | DecisionRevoked):
            return
        stands = not isinstance(event, DecisionRevoked) and event.outcome in BREACH_FOUND
        if isinstance(event, DecisionVaried) and stands:
            return
        given = {"proceeding": recorded.stream, "position": recorded.position}
        await connection.execute(statement(PACKAGE, "end_priors"), given)
        respondent = track.person or track.organ
        if isinstance(event, DecisionMade) and stands and respondent is not None and track.case is not None:
            alleged = {allegation for allegation, _ in event.findings}
            found = [
                PriorRow(
                    proceeding_id=recorded.stream,
                    allegation=one.allegation,
                    found_at=recorded.position,
                    respondent=respondent,
                    case_id=track.case,
                    conduct_from=one.conduct_from,
                )
                for one in case.allegations
                if one.allegation in alleged
            ]
            await self._priors.put(connection, found)

    async def _situations(
        self, connection: Connection, recorded: Recorded[Event], track: Proceeding, before: date | None
    ) -> tuple[PriorSituation, ...]:
        respondent = track.person or track.organ
        if before is None or respondent is None:
            return ()
        cursor = await connection.execute(
            statement(PACKAGE, "priors"),
            {"respondent": respondent, "before": before, "besides": track.case, "position": recorded.position},
        )
        return tuple([prior(proceeding, allegation, on) for proceeding, allegation, on in await cursor.fetchall()])

    async def _earlier(
        self, connection: Connection, recorded: Recorded[Event], track: Proceeding
    ) -> tuple[Proceeding, ...]:
        """The proceedings of the same person, in other cases, in which a decision that stands found a breach."""
        if track.person is None:
            return ()
        found = await self._situations(connection, recorded, track, day_of(recorded))
        ids = dict.fromkeys(proceeding_of(each) for each in found)
        return tuple([await self._matters.at(connection, each, "proceeding", recorded.position) for each in ids])

    async def _policy(
        self, connection: Connection, recorded: Recorded[Event], instrument: str, body: Any, on: date
    ) -> Policy | None:
        if body is None:
            return None
        stream = adoption_id(body, Adopted.POLICY, instrument)
        adoption: Adoption = await self._matters.at(connection, stream, "adoption", recorded.position)
        held = in_force(adoption, on)
        policy = await self._law.policy(connection, held.content) if held is not None else None
        return policy if policy is not None and policy.in_time(on) else None


class _Batch:
    """What one page has brought so far. ``tracks`` are at hand; those that differ from the tables are written."""

    def __init__(self, known: dict[UUID, TrackRow]) -> None:
        self.tracks = dict(known)
        self.versions: list[VersionRow] = []
        self.waits: dict[UUID, WaitRow] = {}
        self._before = dict(known)

    def put(self, row: TrackRow) -> None:
        self.tracks[row.proceeding_id] = row

    def changed(self) -> list[TrackRow]:
        return [row for key, row in self.tracks.items() if self._before.get(key) != row]

    def settle(self) -> None:
        self._before = dict(self.tracks)


def recommendations(law: Law) -> ReadModel:
    """The read model under *law*; with other rulebooks or policies it is rebuilt, and what was said before is kept."""
    return ReadModel(
        name="recommendations",
        version=1,
        package=PACKAGE,
        tables=("recommendation_v1", "recommendation_track_v1", "recommendation_prior_v1", "recommendation_wait_v1"),
        begin=lambda: RecommendationFold(law),
        content=f"{law.digest}; what a proceeding lacks has a row; what is established is a column",
        keep="keep",
        page=PageSize(events=100),
    )
