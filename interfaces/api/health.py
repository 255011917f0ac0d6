"""Whether the service lives, whether it is ready, and its metrics."""

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from application.adapters.outbox import OutboxState
from application.errors import StoreUnavailable
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.metrics import MEDIA_TYPE
from interfaces.service import ReadModelState, Service
from projections.read_models import NAMES

SILENT = 30.0
"""Seconds without a sign of life after which a projector counts as gone."""


class Alive(msgspec.Struct, frozen=True, kw_only=True):
    """The process answers."""

    status: str = "alive"


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """Whether work can be done: the database takes writes, and every read model follows the log closely enough.

    ``lag_allowed`` is how many events a read model may be behind; ``behind`` names those that are further, so that what
    they show is not what stands. ``reminders``: how many wait to be sent, and how many of them failed; that alone makes nothing unready.
    """

    status: str
    database: str
    read_models: tuple[ReadModelState, ...]
    lag_allowed: int
    behind: tuple[str, ...] = ()
    reminders: OutboxState | None = None


def follows(model: ReadModelState) -> bool:
    """Whether a projector keeps the read model up with the log."""
    return model.status == "live" and (model.silent_seconds < SILENT or model.rebuilt_to is not None)


def too_far_behind(model: ReadModelState, allowed: int) -> bool:
    """Whether the rows of the read model are too old to work with. While a rebuild runs beside it they stand still."""
    return model.lag > allowed and model.rebuilt_to is None


class Health:
    """The routes of health."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/health/live",
            name="live",
            action=PUBLIC,
            summary=Sentence(zh="进程是否存活", en="Whether the process lives"),
            tag="health",
            answers=Alive,
            run=self.live,
        )
        yield Operation(
            method="GET",
            path="/health/ready",
            name="ready",
            action=PUBLIC,
            summary=Sentence(zh="是否可以办理", en="Whether work can be done"),
            tag="health",
            answers=Readiness,
            run=self.ready,
        )
        yield Operation(
            method="GET",
            path="/metrics",
            name="metrics",
            action="metrics.read",
            summary=Sentence(zh="运行指标", en="Metrics"),
            tag="health",
            answers=bytes,
            run=self.metrics,
        )

    async def live(self, call: Call) -> Answer:  # noqa: ARG002 - every route is called with its call
        """The process answers."""
        return Answer(content=Alive())

    async def ready(self, call: Call) -> Answer:  # noqa: ARG002 - as above
        """Whether the database takes writes and every read model follows, and is not too far behind."""
        allowed = self._service.ready_lag
        try:
            writable = await self._service.writable()
            models = await self._service.read_models()
            reminders = await self._service.outbox.state()
        except StoreUnavailable:
            return Answer(
                content=Readiness(status="not-ready", database="unavailable", read_models=(), lag_allowed=allowed),
                status=503,
                headers={"Retry-After": "2"},
            )
        behind = tuple(model.name for model in models if too_far_behind(model, allowed))
        following = writable and not behind and set(NAMES) <= {model.name for model in models if follows(model)}
        state = Readiness(
            status="ready" if following else "not-ready",
            database="writable" if writable else "read-only",
            read_models=models,
            lag_allowed=allowed,
            behind=behind,
            reminders=reminders,
        )
        return Answer(content=state, status=200 if following else 503)

    async def metrics(self, call: Call) -> Answer:  # noqa: ARG002 - as above
        """All metrics of this process, and how far the read models have come."""
        with suppress(StoreUnavailable):  # without a database there is still something to measure
            for model in await self._service.read_models():
                self._service.metrics.following(
                    model.name,
                    position=model.position,
                    lag=model.lag,
                    silent_seconds=model.silent_seconds,
                    live=follows(model),
                )
        return Answer(content=self._service.metrics.exposition(), media_type=MEDIA_TYPE)
