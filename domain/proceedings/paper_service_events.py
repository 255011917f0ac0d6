"""Papers besides the notice and the decision reach the respondent: orders, notices of a talk, of the filing, of the lifting."""

from datetime import date
from enum import StrEnum

from domain.document import DocumentRef
from domain.proceedings.terms import ServiceMode
from domain.recorded import Event


class Delivered(StrEnum):
    """What is served. The codes are those of its template; ``other`` is whatever has none."""

    ORDER_TO_CORRECT = "order-to-correct"
    SELF_EXAMINATION = "self-examination-order"
    TALK = "admonition-notice"
    FILING = "filing-notice"
    LIFTING = "lifting-notice"
    OTHER = "other"


class PaperServed(Event, frozen=True, kw_only=True, tag="proceeding.paper-served.v1"):
    """The paper reached the respondent. No time of the procedure runs from it."""

    what: Delivered
    document: DocumentRef
    mode: ServiceMode
    served_on: date
    deemed_on: date
    proof: DocumentRef
    number: str | None = None  # None: the body served a document of its own without one
