"""A track waits to be closed once it can be: what the profile asks for beside the measures comes first."""

from datetime import date
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from domain.identity import AppealId
from domain.procedure.impediment import Lapse
from domain.proceedings.events import (
    DecisionAnnounced,
    DecisionServed,
    DecisionVaried,
    MeasureCarriedOut,
    MeasureTaken,
    Outcome,
    RectificationChecked,
    RectificationReported,
    ServiceMode,
)
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut
from domain.proceedings.terms import Formality, RectificationResult
from domain.recorded import Event
from projections.docket.present import Present
from projections.docket.projection import DOCKET
from projections.pending_work.paging import Held
from projections.pending_work.reads import mine
from tests.projections.conftest import append
from tests.projections.offices import ALL, open_office
from tests.support.made_up import a_document, an_id
from tests.support.matters import MEASURES, Matter
from tests.support.read_models import fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
DAY, LATER = date(2025, 12, 1), date(2025, 12, 2)
MEASURE = MEASURES[0]
ROLES = ("lead-manager", "respondent", "decider")


def told(*needs: str, under: str = "P-QYF") -> Present:
    asked = tuple((under, MEASURE, need) for need in needs)
    return Present(today=LATER, admitting=frozenset(), serving=frozenset(), needs=asked)


def carried_out(*, accepted: bool = False) -> MeasureCarriedOut:
    return MeasureCarriedOut(
        measure=MEASURE, carried_out_on=DAY, proof=a_document("done"), accepted_on=DAY if accepted else None
    )


def formality(which: Formality, lifting: str | None = None) -> FormalityRecorded:
    return FormalityRecorded(formality=which, done_on=DAY, proof=a_document("on file"), lifting=lifting)


def checked(result: RectificationResult) -> RectificationChecked:
    return RectificationChecked(result=result, checked_on=DAY, opinion=a_document("seen"))


REPORTED = RectificationReported(reported_on=DAY, report=a_document("put right"))
VARIED = DecisionVaried(
    appeal=AppealId(an_id("appeal")),
    outcome=Outcome.MEASURES,
    measures=(MeasureTaken(measure=MEASURE, due_on=DAY),),
    varied_on=DAY,
    reasons=a_document("varied"),
)
ON_FILE, WITH_THE_AUTHORITY = Formality.PERSONAL_FILE, Formality.AUTHORITY_FILING
CLOSE, CARRY, RECORD = "close-proceeding", "carry-out-measure", "record-formality"

STORIES: tuple[tuple[str, tuple[Event, ...], Present, dict[str, str]], ...] = (
    ("nothing asked", (), told(), {"lead-manager": CLOSE}),
    ("asked under another profile", (), told("acceptance", "rectification", under="P-SOE"), {"lead-manager": CLOSE}),
    ("what closing never asks", (), told("scope", "due-date", "pay-change"), {"lead-manager": CLOSE}),
    ("received, not accepted", (), told("acceptance", "rectification"), {"lead-manager": CARRY}),
    ("accepted", (carried_out(accepted=True),), told("acceptance"), {"lead-manager": CLOSE}),
    (
        "not put right",
        (),
        told("rectification"),
        {"lead-manager": "report-rectification", "respondent": "report-rectification"},
    ),
    ("said to be put right", (REPORTED,), told("rectification"), {"lead-manager": "check-rectification"}),
    (
        "put right",
        (REPORTED, checked(RectificationResult.MET)),
        told("rectification"),
        {"lead-manager": CLOSE},
    ),
    (
        "said anew",
        (REPORTED, checked(RectificationResult.MET), REPORTED),
        told("rectification"),
        {"lead-manager": "check-rectification"},
    ),
    ("not on file", (), told("personal-file"), {"lead-manager": RECORD}),
    ("on file", (formality(ON_FILE),), told("personal-file"), {"lead-manager": CLOSE}),
    ("a lifting on file", (formality(ON_FILE, "warning"),), told("personal-file"), {"lead-manager": RECORD}),
    ("filed elsewhere", (formality(ON_FILE),), told("personal-file", "authority-filing"), {"lead-manager": RECORD}),
    (
        "filed in both",
        (formality(ON_FILE), formality(WITH_THE_AUTHORITY)),
        told("personal-file", "authority-filing"),
        {"lead-manager": CLOSE},
    ),
    ("on file, then varied", (formality(ON_FILE), VARIED), told("personal-file"), {"lead-manager": RECORD}),
    (
        "put right, then varied",
        (REPORTED, checked(RectificationResult.MET), VARIED),
        told("rectification"),
        {"lead-manager": CLOSE},
    ),
    (
        "fell away",
        (
            MeasuresNotCarriedOut(
                measure=None,
                measures=(),
                impediment="died",
                arose_on=DAY,
                recorded_on=DAY,
                document=a_document("died"),
                lapsed=(Lapse.PERSONAL_FILE,),
            ),
        ),
        told("personal-file"),
        {"lead-manager": CLOSE},
    ),
)


async def test_what_closing_lacks_is_named_before_closing(connection: Connection, log: PostgresEventLog) -> None:
    await open_office(log, connection)
    tracks = {}
    for number, (name, events, _, _) in enumerate(STORIES):
        matter = Matter(f"示例了结{number}", seed=120)
        track = tracks[name] = matter.proceedings[0]
        served = [
            DecisionServed(to=to, mode=ServiceMode.DIRECT, served_on=DAY, deemed_on=DAY, proof=a_document("proof"))
            for to in ("respondent", "unit")
        ]
        announced = DecisionAnnounced(announced_on=DAY, scope=a_document("scope"))
        done = matter.in_proceeding(track, *served, carried_out(), announced, *events)
        await append(log, [*matter.moves(until="decided"), done])
    await fill(connection, DOCKET)
    for name, _, known, expected in STORIES:
        found = {}
        for role in ROLES:
            listed = await mine(connection, ALL, officer=an_id("x"), roles=[Held(role=role)], limit=200, present=known)
            for task in listed.tasks:
                if task.id == tracks[name]:
                    found[role] = task.next_step
        assert found == expected, name
