"""What waits for whom."""

from datetime import date, timedelta
from itertools import takewhile
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection

from application.access import Allowed, Grant, Relation, Role, Stage, Subject, decide_access
from application.actions import COMMANDS
from application.adapters.event_log import PostgresEventLog
from domain.appeals.events import AppealAccepted, AppealDecided, AppealFiled, AppealServed, HandlersAssigned
from domain.cases.events import EvidenceEntered
from domain.cases.events import InvestigationReported as Reported
from domain.identity import ActorId, BodyId, ReportId
from domain.proceedings.events import ReturnedForSupplement
from domain.recorded import Event
from domain.reports.events import Protection, ReportDeclined, ReporterInformed, ReportMerged, ReportReferred
from projections.docket import reads
from projections.docket.appeals import TURNS
from projections.docket.cursor import CursorRefused, Order
from projections.docket.filter import Filter
from projections.docket.present import Present
from projections.docket.projection import DOCKET
from projections.docket.row import Step, Turn
from projections.pending_work.paging import Held
from projections.pending_work.reads import Tasks, load, mine, waiting_on_others
from projections.scope import Scope
from tests.domain.proceedings.material import ANSWERED, STATED, TODAY, notice_served, noticed, reviewed
from tests.projections.conftest import append
from tests.projections.offices import ALL, KINDS, office, open_office
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter, Move
from tests.support.read_models import fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]


@pytest.fixture
async def docket(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection)
    return connection


async def rows(docket: Connection) -> list[reads.Entry]:
    return list((await reads.page(docket, ALL, Filter(open=True), limit=200)).entries)


def ids(tasks: Tasks) -> set[UUID]:
    return {task.id for task in tasks.tasks}


async def test_a_role_for_a_body_has_that_bodys_steps_and_no_others(docket: Connection) -> None:
    body, officer = an_id("body 1"), an_id("somebody new")
    every = (await reads.page(docket, ALL, Filter(), limit=200)).entries
    to_do = [one for one in every if one.open or one.next_step == "archive-case"]
    assert any(not one.open for one in to_do), "the file of what is closed goes to the archive"
    for role in ("lead-manager", "case-reviewer", "decider", "approver"):
        found = await mine(docket, ALL, officer=officer, roles=[Held(role=role, body=body)], limit=200)
        wanted = {r.id for r in to_do if r.turn == role and body in {r.body, r.keeper}}
        assert ids(found) == wanted, role
    assert ids(await mine(docket, ALL, officer=officer, roles=[])) == set()


def may_take(action: str, turn: str, body: UUID | None) -> bool:
    """Whether somebody of that role, who stands to the matter as such people do, may issue the command."""
    assert body is not None
    answers = turn == Role.RESPONDENT
    grant = Grant(role=Role(turn), body=None if answers else BodyId(body))
    relation = Relation(
        bodies=frozenset({BodyId(body)}), keeper=BodyId(body), own=answers, assigned=True, appeal_handler=True
    )
    subject = Subject(account=ActorId(an_id("somebody")), grants=(grant,))
    return isinstance(decide_access(subject, action, relation, Stage.AFTER_NOTICE), Allowed)


async def test_each_step_waits_for_a_role_that_may_take_it(docket: Connection) -> None:
    seen = set()
    for row in await rows(docket):
        action = f"{row.kind}.{row.next_step}"
        if action not in COMMANDS or row.turn is None:
            continue
        assert may_take(action, row.turn, row.body or row.keeper), (action, row.turn)
        seen.add(row.kind)
    assert {"case", "proceeding"} <= seen
    for step, turn in TURNS.items():
        assert may_take(f"appeal.{step}", turn, an_id("body")), step


async def test_an_investigation_waits_for_those_assigned_to_it(docket: Connection, log: PostgresEventLog) -> None:
    moves = Matter("示例调查", seed=99).moves()
    await append(log, takewhile(lambda move: not any(EvidenceEntered in map(type, part[2]) for part in move), moves))
    await fill(docket, DOCKET)
    waiting = [r for r in await rows(docket) if r.turn == "investigator" and r.handlers]
    assert {row.kind for row in waiting} == {"case", "proceeding"}
    held = [Held(role="investigator")]
    for row in waiting:
        # The report is the case's: a track has no such command, and is listed once it has a step of its own.
        mine_now = ids(await mine(docket, ALL, officer=row.handlers[0], roles=held, limit=200))
        assert (row.id in mine_now) is (row.kind == "case")
        others, _ = await waiting_on_others(docket, ALL, officer=row.handlers[0], roles=[], limit=200)
        assert (row.id in {one.id for one in others}) is (row.kind == "case")
        assert row.id not in ids(await mine(docket, ALL, officer=an_id("somebody new"), roles=held, limit=200))


async def test_a_referred_report_waits_for_the_body_to_which_it_went(docket: Connection, log: PostgresEventLog) -> None:
    matter, there = Matter("示例移送", seed=98), an_id("another body")
    referred = ReportReferred(to=BodyId(there), referred_on=date(2026, 1, 5), letter=a_document("letter"))
    await append(log, [next(matter.moves()), ((matter.report, "report", (referred,)),)])
    await fill(docket, DOCKET)
    scope = Scope(kinds=KINDS, bodies=frozenset({there}))
    for body, waits in ((there, True), (matter.body, False)):
        held = [Held(role="lead-manager", body=body)]
        found = await mine(docket, ALL if body == matter.body else scope, officer=an_id("x"), roles=held, limit=200)
        assert (matter.report in ids(found)) is waits, body


async def test_whoever_reported_is_told_by_the_desk_that_has_them_and_of_a_merged_report_once_that_case_is_over(
    docket: Connection, log: PostgresEventLog
) -> None:
    kept = Matter("示例告知", seed=97)
    ended = next(m for m, until in office() if until == "end")
    going = next(m for m, until in office() if until == "investigated")
    there = an_id("another body")
    (first, *_) = kept.moves()
    ((_, kind, (filed,)),) = first

    def begun(name: str, *events: Event) -> Move:
        own = replace(filed, protection=Protection.ANONYMOUS, reporter=None)
        return ((ReportId(an_id(name)), kind, (own, *events)),)

    day, why = date(2026, 1, 5), a_document("why")
    declined = ReportDeclined(declined_on=day, reasons=why)
    into = {
        name: ReportMerged(into=ReportId(m.report), merged_on=day, reasons=why)
        for name, m in (("over", ended), ("on", going))
    }
    referred = ReportReferred(to=BodyId(there), referred_on=day, letter=why)
    told = ReporterInformed(informed_on=day, message=why)
    moves = [
        begun("declined", declined),
        begun("declined and told", declined, told),
        begun("over", into["over"]),
        begun("on", into["on"]),
        begun("passed on", referred),
        begun("passed on and told", referred, told),
    ]
    await append(log, moves)
    await fill(docket, DOCKET)

    async def untold(role: str, body: UUID) -> set[UUID]:
        held, steps = [Held(role=role, body=body)], (Step.INFORM_REPORTER,)
        return ids(await mine(docket, ALL, officer=an_id("x"), roles=held, steps=steps, limit=200))

    ours = {an_id("declined"), an_id("over"), an_id("passed on")}
    named = {an_id(name) for name in ("declined", "declined and told", "over", "on", "passed on", "passed on and told")}
    for role in ("lead-manager", "intake"):
        assert await untold(role, filed.intake) & named == ours, role
        assert not await untold(role, there) & named, role
    assert not await untold("approver", filed.intake)
    both = [Held(role="lead-manager", body=body) for body in (filed.intake, there)]
    listed = [
        one for one in (await mine(docket, ALL, officer=an_id("x"), roles=both, limit=200)).tasks if one.id in named
    ]
    assert len(listed) == len({one.id for one in listed}), "whoever acts for both has it once"
    assert next(one.next_step for one in listed if one.id == an_id("passed on")) == "triage"


async def test_what_no_desk_took_in_waits_for_every_desk_but_that_of_the_organ_complained_of(
    docket: Connection, log: PostgresEventLog
) -> None:
    matter, day, why = Matter("示例无收件", seed=96), date(2026, 1, 5), a_document("why")
    ((_, kind, (filed,)),) = next(matter.moves())
    untaken = replace(filed, intake=None, protection=Protection.ANONYMOUS, reporter=None)
    ends = {"new": (), "turned down": (ReportDeclined(declined_on=day, reasons=why),)}
    await append(log, [((ReportId(an_id(name)), kind, (untaken, *then)),) for name, then in ends.items()])
    await fill(docket, DOCKET)
    assert filed.organ is not None
    for body, steps in ((an_id("some body"), {"triage", "inform-reporter"}), (filed.organ, set())):
        held = [Held(role="lead-manager", body=body)]
        tasks = (await mine(docket, ALL, officer=an_id("x"), roles=held, limit=200)).tasks
        assert {one.next_step for one in tasks if one.id in {an_id(name) for name in ends}} == steps, body


async def test_an_appeal_waits_where_it_lies_and_where_nobody_is_left_for_the_body_that_decided(
    docket: Connection, log: PostgresEventLog
) -> None:
    forum, decided_by = an_id("forum"), BodyId(an_id("deciding body"))
    left, gone, examiner_left = present(admitting=forum, serving=forum), present(), present(serving=forum)
    steps = {
        AppealAccepted: "accept-appeal",
        HandlersAssigned: "assign-handlers",
        AppealDecided: "examine-appeal",
        AppealServed: "serve-appeal",
    }
    filed = {next_event: Matter(f"示例申诉{step}", seed=97) for next_event, step in steps.items()}
    for next_event, matter in filed.items():
        before = takewhile(lambda move, end=next_event: not holds(move, end), matter.moves())
        await append(log, [decided_elsewhere(move, decided_by) for move in before])
    await fill(docket, DOCKET)

    async def waits(matter: Matter, known: Present, role: str, body: UUID) -> tuple[str, UUID | None] | None:
        scope, held = Scope(kinds=KINDS, bodies=frozenset({body})), [Held(role=role, body=body)]
        found = await mine(docket, scope, officer=an_id("examiner"), roles=held, limit=200, present=known)
        return next(((task.next_step, task.body) for task in found.tasks if task.id == matter.appeal), None)

    for next_event, matter in filed.items():
        step = steps[next_event]
        turn = TURNS[Step(step)]
        other, instead = ("lead-manager", step) if step == "serve-appeal" else ("approver", "record-outcome")
        assert await waits(matter, left, turn, forum) == (step, forum)
        assert await waits(matter, gone, turn, forum) is None
        assert await waits(matter, left, other, decided_by) is None
        assert await waits(matter, gone, other, decided_by) == (instead, decided_by)
        assert await waits(matter, gone, other, matter.body) is None, (
            "whoever keeps the case neither ends nor serves it"
        )
        assert (await waits(matter, examiner_left, turn, forum) is None) is (step != "serve-appeal")
        listed = Filter(turns=(Turn(other),), search=str(matter.appeal))
        page = await reads.page(docket, ALL, listed, present=gone)
        assert [(one.next_step, one.body) for one in page.entries] == [(instead, decided_by)]


def holds(move: Move, event: type[Event]) -> bool:
    return any(isinstance(one, event) for _, _, events in move for one in events)


def decided_elsewhere(move: Move, body: BodyId) -> Move:
    """The move, with another body than the one that keeps the case as the one that decided."""
    return tuple(
        (stream, kind, tuple(replace(one, decided_by=body) if isinstance(one, AppealFiled) else one for one in events))
        for stream, kind, events in move
    )


def present(*, admitting: UUID | None = None, serving: UUID | None = None, today: date = date(2020, 1, 1)) -> Present:
    def of(body: UUID | None) -> frozenset[UUID]:
        return frozenset() if body is None else frozenset({body})

    return Present(today=today, admitting=of(admitting), serving=of(serving))


async def test_once_the_time_for_a_statement_has_passed_in_silence_nobody_waits_for_the_respondent(
    docket: Connection, log: PostgresEventLog
) -> None:
    served, under_the_next = notice_served(), (noticed(number=2), notice_served(number=2))
    back = ReturnedForSupplement(items=a_document("items"), returned_on=TODAY)
    stories = (
        ((noticed(), served), "deliberate", "decider"),
        ((noticed(), served, STATED, back, *under_the_next), "answer-point", "case-reviewer"),
        ((noticed(), served, STATED, back, *under_the_next, ANSWERED), "verify-defence", "case-reviewer"),
    )
    matters = [Matter(f"示例沉默{turn}", seed=96) for turn in range(len(stories))]
    for matter, (events, _, _) in zip(matters, stories, strict=True):
        moves = list(matter.moves(until="investigated"))
        (report,) = (one.report for move in moves for _, _, of in move for one in of if isinstance(one, Reported))
        review = replace(reviewed(), report=report)
        told = [each for one in events for each in ((one, review) if one is back else (one,))]
        await append(log, [*moves, *(matter.in_proceeding(matter.proceedings[0], one) for one in (review, *told))])
    await fill(docket, DOCKET)
    until = served.statement_until
    assert until is not None
    for matter, (_, step, turn) in zip(matters, stories, strict=True):
        case = await reads.one(docket, ALL, matter.case)
        assert case is not None
        for day, who, what, due in (
            (until, "respondent", "file-statement", until),
            (until + timedelta(days=1), turn, step, case.due_on),
        ):
            known = present(today=day)
            found = await mine(docket, ALL, officer=an_id("x"), roles=[Held(role=who)], limit=200, present=known)
            task = {one.id: one for one in found.tasks}.get(matter.proceedings[0])
            assert task is not None, (step, day)
            assert (task.next_step, task.due_on) == (what, due)


async def test_the_nearest_clock_comes_first_and_pages_give_each_task_once(docket: Connection) -> None:
    held = [Held(role=role) for role in ("lead-manager", "case-reviewer", "decider", "approver")]
    every = await mine(docket, ALL, officer=an_id("x"), roles=held, limit=200)
    order = [(task.listed_on or date.max, task.first_position) for task in every.tasks]
    assert order == sorted(order)
    assert len({day for day, _ in order}) > 1
    found: list[UUID] = []
    cursor = None
    while True:
        page = await mine(docket, ALL, officer=an_id("x"), roles=held, cursor=cursor, limit=3)
        found += [task.id for task in page.tasks]
        cursor = page.next
        if cursor is None:
            break
    assert found == [task.id for task in every.tasks]


async def test_a_cursor_of_the_docket_is_refused(docket: Connection) -> None:
    page = await reads.page(docket, ALL, order=Order.DUE, limit=1)
    assert page.next is not None
    with pytest.raises(CursorRefused):
        await mine(docket, ALL, officer=an_id("x"), roles=[], cursor=page.next)


async def test_what_others_must_move_is_shown_apart(docket: Connection) -> None:
    assigned = [r for r in await rows(docket) if r.handlers and r.turn not in {None, "investigator"}]
    officer = assigned[0].handlers[0]
    roles = [Held(role="investigator")]
    found, total = await waiting_on_others(docket, ALL, officer=officer, roles=roles, limit=200)
    wanted = {r.id for r in await rows(docket) if officer in r.handlers and r.turn not in {None, "investigator"}}
    assert {task.id for task in found} == wanted
    assert len(found) == total > 1
    assert await waiting_on_others(docket, ALL, officer=officer, roles=roles, limit=1) == (found[:1], total)


async def test_the_load_of_each_officer_adds_up_and_names_what_nobody_has(docket: Connection) -> None:
    found = {each.officer: each for each in await load(docket, ALL)}
    matters = [r for r in await rows(docket) if r.kind in {"case", "appeal"}]
    for officer in {handler for row in matters for handler in row.handlers}:
        own = [r for r in matters if officer in r.handlers]
        assert found[officer].open == len(own)
    assert found[None].open == sum(1 for r in matters if not r.handlers) > 0


async def test_nothing_is_shown_outside_the_scope(docket: Connection) -> None:
    nothing = Scope(kinds=KINDS)
    held = [Held(role="lead-manager")]
    assert ids(await mine(docket, nothing, officer=an_id("x"), roles=held)) == set()
    assert await waiting_on_others(docket, nothing, officer=an_id("officer 1"), roles=held) == ((), 0)
    assert await load(docket, nothing) == ()
