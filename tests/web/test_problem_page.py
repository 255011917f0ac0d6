"""What a page says of an error."""

from uuid import UUID

import psycopg
import pytest

from application.errors import PressRefused, ReadModelsBehind, StoreUnavailable, TooManyRequests
from interfaces.api.explaining import Explanations
from interfaces.web.problem_page import problem_of, problem_page
from interfaces.web.visit import Visit


def test_what_the_press_lacks_is_named() -> None:
    visit = Visit(language="zh", path="/papers", request_id=UUID(int=1))
    found = problem_of(PressRefused("characters-missing", ("U+20BB7",)), visit, Explanations({}))
    assert (found.code, found.detail) == ("characters-missing", "U+20BB7")


@pytest.mark.parametrize(
    ("error", "status", "waits"),
    [
        (StoreUnavailable(), 503, "2"),
        (ReadModelsBehind(), 503, "2"),
        (psycopg.OperationalError("server closed the connection"), 503, "2"),
        (TooManyRequests(41), 429, "41"),
        (ZeroDivisionError(), 500, None),
    ],
)
def test_a_page_that_will_come_later_says_when_to_ask_again(error: Exception, status: int, waits: str | None) -> None:
    visit = Visit(language="en", path="/docket", request_id=UUID(int=1))
    answer = problem_page(error, visit, Explanations({}))
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, waits)
