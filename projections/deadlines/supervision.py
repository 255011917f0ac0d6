"""What the events of supervision instruments do to the clocks of the organs that they watch."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.calendar.clocks import ClockKind
from domain.recorded import Recorded, stored_name
from domain.supervision.consultations import events as consultation
from projections.deadlines.facts import Clock, Facts


def begun(recorded: Recorded[Any]) -> Facts | None:
    """The facts of an instrument that *recorded* begins; None when it begins none with clocks."""
    match recorded.event:
        case consultation.ConsultationStarted():
            return Facts(stream=recorded.stream, kind="consultation", shard=recorded.shard)
        case _:
            return None


def _consultation(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case consultation.LetterReceived(organ=organ, received_on=day, rule=rule, reply_by=until):
            asked = Clock(kind=ClockKind.CONSULTATION_REPLY, key=str(organ), from_=day, rule=rule, recorded_on=until)
            return facts.begin(asked)
        case consultation.ReplyReceived(organ=organ, replied_on=day):
            return facts.end(ClockKind.CONSULTATION_REPLY, day, by, key=str(organ))
        case consultation.ConsultationClosed(closed_on=day):
            return facts.end(None, day, by)
        case _:
            return facts


FOLLOWED: Mapping[str, Callable[[Facts, Any], Facts]] = {"consultation": _consultation}
"""By kind of stream, what one more event does to the clocks."""
