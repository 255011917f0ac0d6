"""Every command has an example in both languages that its route would take; the description says what is answered."""

from typing import Any

import msgspec
import pytest

from application.actions import COMMANDS
from interfaces.api.amending import AmendmentBody
from interfaces.api.amending_reporters import ReporterAmendment
from interfaces.api.beginning import RespondentBody
from interfaces.api.examples import LANGUAGES, example, examples
from interfaces.api.filing import ReportBody
from interfaces.api.forms import form_of
from interfaces.api.reporting import RatingBody

ELSE = {
    "report.file-report": ReportBody,
    "case.name-respondent": RespondentBody,
    "case.amend-party": AmendmentBody,
    "report.amend-reporter": ReporterAmendment,
    "report.rate-outcome": RatingBody,
}


@pytest.mark.parametrize("action", sorted(COMMANDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_a_body_that_the_route_takes(action: str, language: str) -> None:
    form: Any = ELSE.get(action) or form_of(COMMANDS[action][1])
    body = example(action, language)
    msgspec.json.decode(msgspec.json.encode(body), type=form)
    assert set(examples(action)) == set(LANGUAGES)


def test_texts_differ_by_language() -> None:
    both = [examples(action) for action in sorted(COMMANDS)]
    differing = [one for one in both if one["zh"] != one["en"]]
    assert len(differing) > 60


def test_what_is_no_command_has_no_example() -> None:
    assert examples("case.read") == {}
