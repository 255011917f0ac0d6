"""A change that is no command of a matter, carried out once for each Idempotency-Key."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from application.actors import PUBLIC
from application.ports import AppendRequest, CommandKey, EventLog
from interfaces.api.operation import Answer, Call

LONGEST_RECEIPT = 16 * 1024
"""Bytes that the log keeps of an answer."""


async def once(
    events: EventLog,
    call: Call,
    run: Callable[[], Awaitable[Answer]],
    kept: Callable[[Any], Any] | None = None,
    clear: Callable[[Any], Any] | None = None,
) -> Answer:
    """The answer of *run*, or the one that the first request with this key got.

    A request that was cut off has no receipt yet, and its repeat runs again: *run* must bear that. *kept* says what the
    log keeps of an answer that is too long for a receipt. *clear* takes out of what it keeps what no log may hold, such as
    words of a person; an answer that holds a secret leaves it out of its content before.

    Raises:
        KeyReused: the key was used for another request.
    """
    if call.key is None:
        raise AssertionError  # the operation declares that it changes something
    actor = call.subject.account if call.subject else PUBLIC
    command = CommandKey(scope=actor, key=call.key, digest=call.digest)
    earlier = await events.receipt(command)
    if earlier is not None:
        return Answer(content=earlier.result, headers={"Idempotent-Replayed": "true"})
    answer = await run()
    result = msgspec.json.encode(answer.content if clear is None else clear(answer.content))
    if kept is not None and len(result) > LONGEST_RECEIPT:
        result = msgspec.json.encode(kept(answer.content))
    request = AppendRequest(changes=(), actor=actor, correlation=call.request_id, key=command, result=result)
    stored = await events.append(request)
    return msgspec.structs.replace(answer, position=stored.position)
