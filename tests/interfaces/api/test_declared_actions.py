"""Access is declared with the route: an unknown action stops the start, a general one is decided before anything runs."""

from pathlib import Path

import pytest

from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.serving import UnknownAction, handlers
from tests.support.office import Office, in_office
from tests.support.postgres import Database


async def never(call: Call) -> Answer:
    raise AssertionError(call)


def an_operation(action: str) -> Operation:
    return Operation(
        method="GET",
        path="/api/x",
        name="x",
        action=action,
        summary=Sentence(zh="某", en="some"),
        run=never,
        answers=None,
        tag="x",
    )


def test_an_action_that_nobody_was_given_stops_the_start() -> None:
    with pytest.raises(UnknownAction, match=r"sky\.fall"):
        handlers([an_operation("sky.fall")], never)
    assert len(handlers([an_operation("metrics.read")], never)) == 1


def test_a_route_without_action_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="no action"):
        an_operation("")


def test_what_only_an_administrator_may_is_refused_to_everybody_else(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        for who in ("manager", "decider", "auditor-to-be", "clerk"):
            person = office.people.get(who) or await office.person(who)
            assert (await person.get("/metrics")).status_code == 403

    in_office(database, tmp_path, story)
