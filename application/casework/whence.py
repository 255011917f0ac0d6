"""What an act would tell of whoever reported, by the account that did it."""

from domain.cases.events import RecusalGround, RecusalRaised
from domain.recorded import Event


def tells_whence(event: Event) -> bool:
    """Whether who did it would tell who reported: other doubts come from whoever knows the reporter, among others."""
    return isinstance(event, RecusalRaised) and event.ground is RecusalGround.OTHER
