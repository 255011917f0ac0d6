"""Service of papers besides the notice and the decision, each with its proof."""

from domain.acts import says
from domain.deciding import refuse_if_any
from domain.papers.use import APPROVED_PAPER
from domain.proceedings.commands import ServePaper
from domain.proceedings.events import ProceedingEvent
from domain.proceedings.paper_service_events import Delivered, PaperServed
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import a_decision_stands, not_after_today, not_before, officer_may_act, was_opened
from domain.proceedings.state import Proceeding
from domain.refusal import Reason

ORDERS = frozenset({Delivered.ORDER_TO_CORRECT, Delivered.SELF_EXAMINATION, Delivered.TALK})
"""What carries out a decision, and is nothing without one."""


def order_has_its_decision(proceeding: Proceeding, command: ServePaper, setting: ProceedingSetting) -> Reason | None:
    """An order is served while the decision stands that it carries out, and not before that."""
    if command.what not in ORDERS:
        return None
    decided = proceeding.decision.decided_on if proceeding.decision is not None else None
    return a_decision_stands(proceeding, command, setting) or not_before(command.served_on, decided)


def paper_is_of_that_kind(_: Proceeding, command: ServePaper, setting: ProceedingSetting) -> Reason | None:
    """An approved paper is served as what it is."""
    used = next((one for one in setting.issued if one.document.id == command.document.id), None)
    if used is None or used.kind in {"", command.what.value}:
        return None
    return Reason(rule="paper-of-another-kind", about=(used.number,))


def served_in_time(_: Proceeding, command: ServePaper, setting: ProceedingSetting) -> Reason | None:
    """Service does not lie ahead."""
    return not_after_today(command.served_on, setting)


def served_once(proceeding: Proceeding, command: ServePaper, _: ProceedingSetting) -> Reason | None:
    """Of one document the first service is on record."""
    known = _known(proceeding, command)
    return None if known is None else Reason(rule="paper-already-served", about=(known.served_on.isoformat(),))


def _known(proceeding: Proceeding, command: ServePaper) -> PaperServed | None:
    return next((one for one in proceeding.deliveries if one.document.id == command.document.id), None)


SERVING = (
    was_opened,
    officer_may_act,
    order_has_its_decision,
    served_in_time,
    served_once,
    paper_is_of_that_kind,
    *APPROVED_PAPER,
)


def serve_paper(proceeding: Proceeding, command: ServePaper, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The paper reached the respondent."""
    if says(_known(proceeding, command), command):
        return ()
    refuse_if_any(SERVING, proceeding, command, setting)
    return (
        PaperServed(
            what=command.what,
            document=command.document,
            mode=command.mode,
            served_on=command.served_on,
            deemed_on=setting.deemed_on(command.mode, command.served_on),
            proof=command.proof,
            number=command.number,
        ),
    )
