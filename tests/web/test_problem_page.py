"""What a page says of an error."""

from uuid import UUID

from application.errors import PressRefused
from interfaces.api.explaining import Explanations
from interfaces.web.problem_page import problem_of
from interfaces.web.visit import Visit


def test_what_the_press_lacks_is_named() -> None:
    visit = Visit(language="zh", path="/papers", request_id=UUID(int=1))
    found = problem_of(PressRefused("characters-missing", ("U+20BB7",)), visit, Explanations({}))
    assert (found.code, found.detail) == ("characters-missing", "U+20BB7")
