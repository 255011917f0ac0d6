"""Errors as pages, from the same table as the API's."""

from collections.abc import Mapping
from typing import Any

from litestar import Response

from application.errors import NotAuthenticated, SecondFactorRequired, TooManyRequests
from interfaces.api.answering import RETRY_AFTER_SECONDS
from interfaces.caught import Explain, told
from interfaces.problems import Problem, Trouble
from interfaces.web.forms.multipart import LARGEST
from interfaces.web.held import held_from
from interfaces.web.landing import ACCOUNT
from interfaces.web.rendering import page, redirect
from interfaces.web.visit import Visit

__all__ = ["ACCOUNT", "Explain", "FormOfAnotherSession", "problem_of", "problem_page"]


class FormTooLarge(Trouble):
    """A form whose files make it too large. ``fields`` are what was typed in it."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self.fields = dict(fields)
        super().__init__("body-too-large")


class FormOfAnotherSession(Trouble):
    """A form of ours that came in another session than it was made in."""

    def __init__(self) -> None:
        super().__init__("form-not-ours")


def problem_of(error: Exception, visit: Visit, explain: Explain) -> Problem:
    """What *error* is to whoever visits."""
    return told(error, visit.language, explain)


def problem_page(error: Exception, visit: Visit, explain: Explain, *, form: str | None = None) -> Response[bytes]:
    """The page of *error*; with nobody signed in where somebody must be, the way to the sign-in.

    What was written in a form that came too late for its session is held there, and can be sent again. *form* is the address
    where the form that was refused is opened again.
    """
    if isinstance(error, NotAuthenticated):
        held = held_from(visit)
        return page(visit, "sign_in.html", status=401, problem=None, name="", next=visit.as_asked(), held=held)
    found = problem_of(error, visit, explain)
    if isinstance(error, SecondFactorRequired):
        held = held_from(visit)
        if held is None:
            return redirect(ACCOUNT)  # which says why, and is where it is set up
        return page(visit, "factor_first.html", status=found.status, held=held)
    if isinstance(error, FormOfAnotherSession | FormTooLarge) and (held := held_from(visit)) is not None:
        large = found if isinstance(error, FormTooLarge) else None
        return page(
            visit,
            "carry_on.html",
            status=found.status,
            held=held,
            name=None,
            leave="/",
            large=large,
            megabytes=LARGEST // 1024 // 1024,
        )
    answer: Response[Any] = page(visit, "problem.html", status=found.status, problem=found, form=form)
    if isinstance(error, TooManyRequests):
        answer.headers["Retry-After"] = str(error.retry_after)
    elif found.status == 503:
        answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer
