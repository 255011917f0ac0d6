"""What a page says of an error."""

from uuid import UUID

import psycopg
import pytest

from application.errors import NotFound, PressRefused, ReadModelsBehind, StoreUnavailable, TooManyRequests
from interfaces.api.explaining import Explanations
from interfaces.problems import KINDS, Trouble
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_that_was_refused_is_opened_again_from_the_page_and_no_words_send_anybody_to_the_browsers_own_way_back(
    language: Language,
) -> None:
    visit = Visit(language=language, path="/cases/one/decide", request_id=UUID(int=1))
    said = problem_page(Trouble("malformed-body"), visit, Explanations({}), form=visit.path).content.decode()
    assert 'href="/cases/one/decide"' in said
    for text in words(language).values():
        assert "后退" not in text
        assert "with the browser" not in text
    said = problem_page(NotFound(), visit, Explanations({}), form=visit.path).content.decode()
    assert 'href="/cases/one/decide"' not in said, "what is not there has no form"


def test_no_remedy_of_a_page_speaks_of_the_api() -> None:
    for code, kind in KINDS.items():
        remedies: tuple[tuple[Language, str], ...] = (("zh", kind.remedy_zh), ("en", kind.remedy_en))
        for language, remedy in remedies:
            shown = words(language).get(f"problem.help.{code}", remedy)
            if code not in SAID_ELSEWHERE:
                assert not any(word in shown for word in OF_THE_API), (code, language, shown)
