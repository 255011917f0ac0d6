"""The demonstration's people before a running service: they ask what a test makes up, beside what the script says."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from application.casework.around import LEGAL_ZONE
from interfaces.demo.asking import Client, Said
from interfaces.demo.names import names
from interfaces.demo.script import Step, filled, worked_case
from interfaces.demo.walking import Walker
from tests.support.served import Served
from tests.support.served_office import staged


class Visitors:
    """Everybody with a token. ``ask`` answers what the service said, whatever it was."""

    def __init__(self, service: Served, data: Path) -> None:
        self.service, self.data = service, data
        self.tokens = staged(data)
        self.client = Client(service.url)

    def close(self) -> None:
        self.client.close()

    def headers(self, who: str, *, version: int | None = None, key: UUID | None = None) -> dict[str, str]:
        """What a command of *who* needs besides its body."""
        found = {"Content-Type": "application/json", "Idempotency-Key": str(key or uuid4())}
        if who in self.tokens:
            found["Authorization"] = f"Bearer {self.tokens[who]}"
        if version is not None:
            found["If-Match"] = f'"{version}"'
        return found

    def ask(
        self, who: str, method: str, path: str, body: Any = None, *, client: Client | None = None, **given: Any
    ) -> Said:
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        return (client or self.client).ask(method, path, self.headers(who, **given), content)

    def walk(
        self, upto: str | None = None, before: Callable[["Walk", Step], None] = lambda *_: None, skip: int = 0
    ) -> "Walk":
        """The worked case up to the step named *upto*; *before* is called before each step after the first *skip*."""
        walk = Walk(self, before)
        walk.go(upto, skip)
        return walk


class Walk:
    """A case on its way. ``names`` holds what the steps saved."""

    def __init__(self, visitors: Visitors, before: Callable[["Walk", Step], None]) -> None:
        self.visitors = visitors
        self._before = before
        today = datetime.now(LEGAL_ZONE).date()
        self.walker = Walker(visitors.client, visitors.tokens, names(), today)

    @property
    def names(self) -> Mapping[str, str]:
        return self.walker.names

    def version(self, matter: str) -> int:
        """The version of a matter that was seen last."""
        return self.walker._versions.get(matter, 1)

    def steps(self) -> Iterator[Step]:
        for step in worked_case():
            yield msgspec.convert(filled(msgspec.to_builtins(step), self.names), Step)

    def go(self, upto: str | None, skip: int) -> None:
        for number, step in enumerate(self.steps()):
            if step.name == upto:
                return
            if number >= skip:
                self._before(self, step)
            taken = self.walker.take(step)
            assert not taken.faults, (taken.step, taken.status, taken.faults, taken.answer)
