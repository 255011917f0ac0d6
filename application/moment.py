"""One reading is one moment: what it has asked the store once, it does not ask again.

Only readings have one. Whoever changes something sees what stands now, each time it asks.
"""

from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_KNOWN: ContextVar[dict[Hashable, Any] | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it, an answer that was given once stands to the end."""
    begun = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(begun)


async def once(question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
    """The answer of *ask*, or the one that this moment has had to the same *question*; outside of one, always asked."""
    known = _KNOWN.get()
    if known is None:
        return await ask()
    if question not in known:
        known[question] = await ask()
    answer: T = known[question]
    return answer
