"""What was made good after a decision fell or was varied, and what somebody said of what is due."""

from datetime import date

from domain.document import DocumentRef
from domain.proceedings.terms import RestorationAnswer
from domain.recorded import Event


class RestorationCarriedOut(Event, frozen=True, kw_only=True, tag="proceeding.restoration-carried-out.v1"):
    """Rank, pay, post or reputation were restored after a decision was revoked or varied."""

    what: str  # code: post, pay, reputation, compensation
    carried_out_on: date
    proof: DocumentRef
    left: tuple[str, ...] | None = None  # kinds still open after it


class RestorationJudged(Event, frozen=True, kw_only=True, tag="proceeding.restoration-judged.v1"):
    """Somebody said of kinds of restoration whether they are due, where the text leaves it open or against it.

    ``by_text`` are those of ``what`` for which the text itself asks; ``left`` are the kinds still open after it.
    """

    what: tuple[str, ...]
    answer: RestorationAnswer
    judged_on: date
    reasons: DocumentRef
    by_text: tuple[str, ...]
    left: tuple[str, ...]
