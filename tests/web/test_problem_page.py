"""What a page says of an error."""

from uuid import UUID

import psycopg
import pytest

from application.errors import PressRefused, ReadModelsBehind, StoreUnavailable, TooManyRequests
from interfaces.api.explaining import Explanations
from interfaces.problems import KINDS
from interfaces.web.problem_page import problem_of, problem_page
from interfaces.web.visit import Visit
from interfaces.web.wording import Language, words

OF_THE_API = (
    "If-Match",
    "ETag",
    "Idempotency-Key",
    "Retry-After",
    "openapi",
    "Authorization",
    "Content-Type",
    "at_least",
)
SAID_ELSEWHERE = frozenset({"not-authenticated"})
"""What a page never shows: it asks for the sign-in instead."""


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


@pytest.mark.parametrize(("language", "helps"), [("zh", "请过几分钟再试"), ("en", "Try again in a few minutes")])
def test_what_helps_is_said_for_people_on_a_page_and_never_as_a_header_of_the_api(
    language: Language, helps: str
) -> None:
    visit = Visit(language=language, path="/my-report", request_id=UUID(int=1))
    said = problem_page(TooManyRequests(41), visit, Explanations({})).content.decode()
    assert helps in said
    assert "Retry-After" not in said


def test_no_remedy_of_a_page_speaks_of_the_api() -> None:
    for code, kind in KINDS.items():
        remedies: tuple[tuple[Language, str], ...] = (("zh", kind.remedy_zh), ("en", kind.remedy_en))
        for language, remedy in remedies:
            shown = words(language).get(f"problem.help.{code}", remedy)
            if code not in SAID_ELSEWHERE:
                assert not any(word in shown for word in OF_THE_API), (code, language, shown)
