"""Errors as pages, from the same table as the API's."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from litestar import Response

from application.errors import (
    ApplicationError,
    ConcurrentChange,
    NotAuthenticated,
    PressRefused,
    StoreUnavailable,
    TooManyRequests,
)
from domain.refusal import Reason, Refused
from interfaces.api.answering import RETRY_AFTER_SECONDS
from interfaces.bootstrap import database_lost
from interfaces.problems import KINDS, Problem, ReasonShown, Trouble, problem
from interfaces.web.rendering import page
from interfaces.web.visit import Visit

log = structlog.get_logger()

Explain = Callable[[Reason, str | None], ReasonShown]


def problem_of(error: Exception, visit: Visit, explain: Explain) -> Problem:
    """What *error* is to the person; an unforeseen one is a defect with a reference."""
    language = visit.language
    match error:
        case Trouble():
            return problem(error.code, language=language, place=error.place, detail=error.detail)
        case ConcurrentChange():
            return problem(error.code, language=language, version=error.actual)
        case Refused():
            log.info("command_refused", rules=[reason.rule for reason in error.reasons])
            reasons = tuple(explain(reason, error.under) for reason in error.reasons)
            return problem("refused", language=language, reasons=reasons)
        case PressRefused() if error.code in KINDS:
            return problem(error.code, language=language, detail=", ".join(error.about))
        case ApplicationError() if error.code in KINDS:
            return problem(error.code, language=language)
        case _ if database_lost(error):
            return problem(StoreUnavailable.code, language=language)
        case _:
            reference = str(uuid4())
            log.error("defect", code=reference, error=type(error).__name__, exc_info=error)
            return problem("defect", language=language, reference=reference)


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
