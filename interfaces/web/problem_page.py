"""Errors as pages, from the same table as the API's."""

from typing import Any

from litestar import Response

from application.errors import NotAuthenticated, TooManyRequests
from interfaces.api.answering import RETRY_AFTER_SECONDS
from interfaces.caught import Explain, told
from interfaces.problems import Problem
from interfaces.web.rendering import page
from interfaces.web.visit import Visit

__all__ = ["Explain", "problem_of", "problem_page"]


def problem_of(error: Exception, visit: Visit, explain: Explain) -> Problem:
    """What *error* is to whoever visits."""
    return told(error, visit.language, explain)


def problem_page(error: Exception, visit: Visit, explain: Explain) -> Response[bytes]:
    """The page of *error*; with nobody signed in where somebody must be, the way to the sign-in."""
    if isinstance(error, NotAuthenticated):
        return page(visit, "sign_in.html", status=401, problem=None, name="", next=visit.path)
    found = problem_of(error, visit, explain)
    answer: Response[Any] = page(visit, "problem.html", status=found.status, problem=found)
    if isinstance(error, TooManyRequests):
        answer.headers["Retry-After"] = str(error.retry_after)
    elif found.status == 503:
        answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer
