"""A form says at the field what is missing or wrong, in words that need no schema."""

from datetime import date

import msgspec
import pytest

from domain.calendar.entered import require_within
from domain.cases.commands import HandleLightly
from interfaces.problems import Problem, Trouble, from_validation, problem
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import fields_of


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody within it."""

    phone: str


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An invented command."""

    document: str
    amount: int = 0
    taken: tuple[dict[str, int], ...] = ()
    sender: Sender | None = None
    on: date | None = None


def decoded(given: dict[str, object]) -> Problem:
    try:
        require_within(msgspec.convert(given, Body))
    except msgspec.ValidationError as error:
        trouble = from_validation(error)
        return problem(trouble.code, place=trouble.place, detail=trouble.detail)
    raise AssertionError(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"document": "form.wrong.missing"}),
        ({"document": "x", "amount": "many"}, {"amount": "form.wrong.value"}),
        ({"document": "x", "taken": [{"a": "b"}]}, {"taken": "form.wrong.value"}),
        ({"document": "x", "sender": {"phone": 1}}, {"phone": "form.wrong.value"}),
        ({"document": "x", "on": "9999-12-31"}, {"on": "form.wrong.day"}),
    ],
)
def test_the_field_that_is_missing_or_wrong_is_named(given: dict[str, object], expected: dict[str, str]) -> None:
    assert faults(decoded(given), {"document", "amount", "taken", "phone", "on"}) == expected


def test_what_a_rule_asks_for_is_required_in_the_form_too() -> None:
    required = {field.name: field.required for field in fields_of(HandleLightly)}
    assert required == dict.fromkeys(("person", "form", "record", "heard", "circumstances"), True)


def test_what_is_about_no_field_of_the_form_is_left_to_the_problem() -> None:
    assert faults(None, {"document"}) == {}
    assert faults(decoded({}), {"amount"}) == {}
    refused = problem(Trouble("file-empty").code, place="document")
    assert faults(refused, {"document"}) == {}
