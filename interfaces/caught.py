"""An error that was caught, as the problem that it is: for a page, and for one of several acts of a request."""

from collections.abc import Callable
from uuid import uuid4

import structlog

from application.errors import ApplicationError, ConcurrentChange, PressRefused, StoreUnavailable
from domain.refusal import Reason, Refused
from interfaces.bootstrap import database_lost
from interfaces.meanwhile import changed_in
from interfaces.problems import KINDS, Problem, ReasonShown, Trouble, problem

log = structlog.get_logger()

Explain = Callable[[Reason, str | None], ReasonShown]
"""``(reason, profile code) -> ReasonShown``: citation, sentence and remedy of a rule code as that profile has it."""


def told(error: Exception, language: str, explain: Explain) -> Problem:
    """What *error* is to the person, titled in *language*; an unforeseen one is a defect with a reference."""
    match error:
        case Trouble():
            return problem(error.code, language=language, place=error.place, detail=error.detail)
        case ConcurrentChange():
            return problem(error.code, language=language, version=error.actual, changed=changed_in(error))
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
