"""The machine's clock, read in one place."""

from datetime import UTC, datetime


class SystemClock:
    """The ``Clock`` of a running service."""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)
