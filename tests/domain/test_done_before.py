"""A command that differs from the one done before in any field is judged: recorded or refused, never swallowed."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from domain.acts import Apart, done_before, kept, says
from domain.appeals.commands import AppealCommand
from domain.cases.commands import CaseCommand
from domain.proceedings.commands import ProceedingCommand
from domain.refusal import Refused
from domain.reports.commands import AskRecusal, ReportCommand
from domain.reports.events import ReporterAsked, ReporterInformed
from tests.domain.done import APPEALS, CASES, PROCEEDINGS, REPORTS
from tests.domain.reports.material import DAY_1, DAY_2
from tests.support.made_up import a_document
from tests.support.otherwise import variants

Ask = Callable[[Any], Any]
DONE: tuple[tuple[Any, Ask], ...] = (*REPORTS, *CASES, *PROCEEDINGS, *APPEALS)
"""Every command of the matter with the stream at which it was done: what is asked there again."""

SEPARATE = {
    "ReportRectification": "every report stands beside the earlier ones",
    "ReferProceeding": "a referral to the body that has it already is refused",
    "EndSuspension": "there is no suspension left to end",
    "AskIdentity": "a request that waits for its answer is not made again",
    "AgreeIdentity": "the request was answered",
    "RefuseIdentity": "the request was answered",
    "Decide": "a decision stands, so that another is refused",
    "RevokeDecision": "the decision is gone",
    "CarryOutRestoration": "every making good stands beside the earlier ones",
    "RedirectAppeal": "an appeal that lies there already is refused",
    "RejectAppeal": "the appeal has ended",
    "DecideAppeal": "the appeal has ended",
}
"""Commands that are never answered as done before, and why: the same again is recorded, or refused with a reason."""

RECORDED_ELSEWHERE = {AskRecusal}
"""Commands that a stream judges and another records: that other command is asked again here."""

NOTHING_NEW = {
    ("AssignHandlers", "together"): "those examined together are assigned by acts of their own streams",
    ("SettleFacts", "facts"): "fewer of the same facts, or the same in another order, were held before",
    **{
        ("ApplyAppeal", field): "given by the system, once, with the one end that an appeal has"
        for field in ("reasons", "ground", "outcome", "measures", "by_officer", "on")
    },
}
"""Fields in which another command still asks for nothing new, and why."""


def answer(ask: Ask, command: Any) -> Any:
    try:
        return ask(command)
    except Refused as refused:
        return refused


@pytest.mark.parametrize("union", [ReportCommand, CaseCommand, ProceedingCommand, AppealCommand])
def test_every_command_of_the_matter_is_asked_again(union):
    assert set(get_args(union)) <= {type(command) for command, _ in DONE} | RECORDED_ELSEWHERE


@pytest.mark.parametrize(("command", "ask"), DONE, ids=lambda one: type(one).__name__)
def test_the_same_again_is_nothing_new(command, ask):
    found = answer(ask, command)
    if type(command).__name__ in SEPARATE:
        assert found != ()
    else:
        assert found == (), str(found)


@pytest.mark.parametrize(("command", "ask"), DONE, ids=lambda one: type(one).__name__)
def test_a_difference_in_any_field_is_never_swallowed(command, ask):
    swallowed = {name for name, other in variants(command) if answer(ask, other) == ()}
    assert {(type(command).__name__, name) for name in swallowed} <= set(NOTHING_NEW)


def test_acts_are_told_apart_by_kind_and_by_what_they_are_about():
    asked = ReporterAsked(message=a_document("one"), written_on=DAY_1)
    again = replace(asked, written_on=DAY_2)
    told = ReporterInformed(message=a_document("one"), informed_on=DAY_1)
    other = replace(asked, message=a_document("two"))
    by: Apart = {ReporterAsked: ("message",)}
    acts = kept(kept(kept(kept((), asked, by), other, by), again, by), told, by)
    assert acts == (other, again)
    assert done_before(acts, other, ReporterAsked)
    assert not done_before(acts, told, ReporterInformed)
    assert not says(None, other)
    assert not says(told, other)
