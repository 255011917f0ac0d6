"""Which earlier situations count against whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool
from domain.cases.events import AllegationFramed
from domain.proceedings.events import DecisionMade, DecisionRevoked, DecisionVaried, Outcome
from interfaces.earlier_liability import EarlierLiability
from projections.prior_liability.projection import PRIOR_LIABILITY, fold
from projections.prior_liability.reads import PriorLiability, situations
from tests.projections.conftest import append
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter, Move
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import recorded, woven

LATE = date(2030, 1, 1)
Connection = AsyncConnection[Any]


def found(moves: Sequence[Move], proceeding: UUID) -> tuple[bool, tuple[UUID, ...]]:
    row = fold({}, recorded(moves))[0][proceeding]
    return row.breach_found, row.allegations


def test_an_open_case_counts_against_nobody() -> None:
    matter = Matter("示例一")
    assert found(list(matter.moves(until="investigated")), matter.proceedings[0]) == (False, ())


def test_a_decision_that_found_a_breach_counts_from_then_on() -> None:
    matter = Matter("示例一")
    for which in matter.proceedings:
        assert found(list(matter.moves(until="decided")), which) == (True, (matter.allegation,))


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (Outcome.MEASURES, True),
        (Outcome.EXEMPT, True),
        (Outcome.NOT_IMPOSED, True),
        (Outcome.WITHDRAWN, False),
        (Outcome.TRANSFERRED, False),
    ],
)
def test_what_counts_is_the_breach_found_not_the_measure(outcome: Outcome, counts: bool) -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="decided"))
    varied = DecisionVaried(appeal=an_id("a"), outcome=outcome, measures=(), varied_on=LATE, reasons=a_document("why"))
    assert found([*moves, matter.in_proceeding(matter.proceedings[0], varied)], matter.proceedings[0])[0] is counts


def test_a_revoked_decision_counts_no_longer_and_a_remade_one_again() -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="decided"))
    which = matter.proceedings[0]
    revoked = DecisionRevoked(appeal=None, remake=True, revoked_on=LATE, ground="facts", reasons=a_document("why"))
    moves.append(matter.in_proceeding(which, revoked))
    assert found(moves, which) == (False, ())
    decision = next(e for move in moves for _, _, events in move for e in events if isinstance(e, DecisionMade))
    assert found([*moves, matter.in_proceeding(which, decision)], which) == (True, (matter.allegation,))


def test_an_earlier_decision_is_told_by_the_day_on_which_it_was_made() -> None:
    matter = Matter("示例一")
    which = matter.proceedings[0]
    moves = list(matter.moves(until="decided"))
    decision = next(e for move in moves for _, _, events in move for e in events if isinstance(e, DecisionMade))
    signed = replace(decision, decided_on=LATE)
    row = fold({}, recorded([*moves, matter.in_proceeding(which, signed)]))[0][which]
    assert row.decided_on == decision.effective_on


@pytest.mark.anyio
async def test_situations_come_by_the_day_of_the_conduct_within_both_ends(
    pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    organ = an_id("organ 0")
    matters = [
        m
        for n in range(40)
        if (m := Matter(f"示例{n}", seed=n, opened=date(2025, 3, 3) + timedelta(days=9 * n))).organ == organ
    ][:4]
    moves = [move for matter in matters for move in matter.moves(until="decided")]
    await append(log, moves)
    await fill(connection, PRIOR_LIABILITY)
    days = {
        event.allegation: event.conduct_from
        for move in moves
        for _, _, events in move
        for event in events
        if isinstance(event, AllegationFramed)
    }
    assert len(days) == 4
    every = await situations(connection, organ, before=LATE)
    assert [each.conduct_from for each in every] == sorted(days.values())
    assert {each.case_id for each in every} == {matter.case for matter in matters}
    second = every[1].conduct_from
    assert [e.allegation for e in await situations(connection, organ, before=second)] == [
        e.allegation for e in every[:2]
    ]
    assert [e.allegation for e in await situations(connection, organ, before=LATE, since=second)] == [
        e.allegation for e in every[1:]
    ]
    besides = every[0].case_id
    priors = await PriorLiability(pool).priors(organ, before=LATE, besides=besides)
    assert [(each.on, each.reference) for each in priors] == [
        (e.conduct_from, f"{e.proceeding_id}/{e.allegation}") for e in every[1:]
    ]
    person = matters[0].an_id("person 1")
    assert [e.case_id for e in await situations(connection, person, before=LATE)] == [matters[0].case]
    assert await situations(connection, an_id("nobody"), before=LATE) == ()


@pytest.mark.anyio
@pytest.mark.parametrize("batch", [1, 7])
async def test_rows_are_the_same_whatever_the_size_of_a_batch(
    log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    await append(log, woven([Matter(f"示例{n}", seed=n) for n in range(4)]))
    await fill(connection, PRIOR_LIABILITY)
    wanted = await digest(connection, PRIOR_LIABILITY)
    await empty(connection, PRIOR_LIABILITY)
    await fill(connection, PRIOR_LIABILITY, batch=batch)
    assert await digest(connection, PRIOR_LIABILITY) == wanted


@pytest.mark.anyio
async def test_a_search_in_a_read_model_that_is_behind_is_not_complete(
    pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    first, later = Matter("示例一", seed=1), Matter("示例二", seed=2)
    search = EarlierLiability(pool, seconds=0.05)
    await append(log, first.moves(until="decided"))
    await fill(connection, PRIOR_LIABILITY)
    asked = await search.priors(first.organ, before=LATE, besides=an_id("this case"))
    assert (asked.complete, len(asked.found)) == (True, 1)
    await append(log, later.moves(until="decided"))
    behind = await search.priors(later.organ, before=LATE, besides=an_id("this case"))
    assert not behind.complete
    await fill(connection, PRIOR_LIABILITY)
    assert (await search.priors(later.organ, before=LATE, besides=an_id("this case"))).complete
