"""The one loop: receipt -> load -> authorise -> decide -> append -> receipt."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
import structlog

from application.errors import ApplicationError, ConcurrentChange
from application.ports import Appended, AppendRequest, Change, CommandKey, EventLog
from domain.identity import ActorId
from domain.refusal import Refused

log = structlog.get_logger()

ATTEMPTS = 3
"""How often a command is decided anew when a stream moved that the person had not seen the version of."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request as the loop needs it.

    ``expected`` is the version of the main stream that the person saw, None where there was nothing to see (a new
    stream). ``key`` answers a repeat with the original result; ``correlation`` names the command in every event.
    """

    actor: ActorId
    key: CommandKey
    correlation: UUID
    expected: int | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a command is answered with, and its repeat too.

    ``id`` is the main stream, ``version`` what it reached, ``created`` the ids of what came to be by it, by name.
    """

    id: UUID
    version: int
    created: dict[str, UUID] = {}


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision came to: the changes of all streams, the main one first, and the answer."""

    changes: tuple[Change, ...]
    made: Made


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A carried out command: the answer, and the position that a read may ask for (0 when nothing was to be done)."""

    made: Made
    position: int
    replayed: bool = False


async def carry_out(events: EventLog, asked: Asked, decide: Callable[[], Awaitable[Decided]]) -> Done:
    """Decide and append, once.

    *decide* loads, authorises and decides; it is called again when another stream than the main one moved meanwhile,
    or when the person named no version. A repeat is answered with what the first request came to, even when the two
    were under way together.

    Raises:
        ConcurrentChange: the main stream is not at the version that the person saw.
        Refused, NotFound, NotAuthorised, KeyReused, StoreUnavailable: as their classes say.
    """
    earlier = await events.receipt(asked.key)
    if earlier is not None:
        return _done(earlier)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            decided = await decide()
        except (ApplicationError, Refused):
            # An earlier attempt of this very command may have been stored since: then nothing stands against it.
            earlier = await events.receipt(asked.key)
            if earlier is None:
                raise
            return _done(earlier)
        if not any(change.events for change in decided.changes):
            earlier = await events.receipt(asked.key)
            return Done(made=decided.made, position=0) if earlier is None else _done(earlier)
        request = AppendRequest(
            changes=decided.changes,
            actor=asked.actor,
            correlation=asked.correlation,
            key=asked.key,
            result=msgspec.json.encode(decided.made),
        )
        try:
            return _done(await events.append(request))
        except ConcurrentChange as change:
            seen = asked.expected is not None and change.stream == decided.changes[0].stream
            if seen or attempt == ATTEMPTS:
                raise
            log.info("decided_again", stream=str(change.stream), attempt=attempt)
    raise AssertionError  # the last attempt returned or raised


def _done(appended: Appended) -> Done:
    made: Any = msgspec.json.decode(appended.result, type=Made)
    return Done(made=made, position=appended.position, replayed=appended.replayed)
