"""Tells one generated case by the same commands that the API issues, each on its own invented day."""

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec

from application.access import Grant, Subject
from application.casework.desk import Casework
from application.casework.request import CommandRequest
from application.new_id import new_id
from application.ports import CommandKey
from domain.document import DocumentRef
from domain.identity import BodyId
from interfaces.demo.cast import cast, organ_id, person_id

_moment: ContextVar[datetime] = ContextVar("moment")


class StoryClock:
    """The clock of the story being told in this task."""

    def now(self) -> datetime:
        """The invented instant."""
        return _moment.get()


def subjects() -> dict[str, Subject]:
    """Everybody of the cast as access sees them."""
    return {
        account.name: Subject(
            account=account.id,
            grants=(
                Grant(role=account.role, body=BodyId(organ_id(account.body)) if account.body is not None else None),
            ),
            party=person_id(*account.person.split("/")) if account.person is not None else None,
        )
        for account in cast().accounts
    }


class Teller:
    """Issues the commands of one story, each as somebody, on a day."""

    def __init__(
        self, casework: Casework, people: dict[str, Subject], begins: date, paper: DocumentRef | None = None
    ) -> None:
        self._casework, self._people, self._paper = casework, people, paper
        self.day = begins

    def later(self, days: int) -> None:
        """Go on some days later; never on a weekend, when nobody is at the desk."""
        self.day += timedelta(days=days)
        while self.day.weekday() > 4:
            self.day += timedelta(days=1)

    @property
    def paper(self) -> DocumentRef:
        """The one invented text of the story, wherever a text is needed. Raises LookupError for a story without one."""
        if self._paper is None:
            raise LookupError("this story has no text")
        return self._paper

    async def does(self, who: str, action: str, stream: UUID, command: msgspec.Struct) -> dict[str, UUID]:
        """One command; the ids of what came to be by it."""
        _moment.set(datetime.combine(self.day, time(2, 30), UTC))
        key = UUID(bytes=hashlib.sha256(f"{stream} {action} {self.day} {command}".encode()).digest()[:16])

        async def prepare(_: UUID) -> Any:
            return command

        subject = self._people[who]
        request = CommandRequest(
            subject=subject,
            action=action,
            key=CommandKey(scope=subject.account, key=key, digest=hashlib.sha256(key.bytes).digest()),
            correlation=new_id(),
            prepare=prepare,
        )
        return (await self._casework.carry_out(request, stream)).made.created


def pairs(allegation: Any, facts: Iterable[str]) -> tuple[tuple[Any, str], ...]:
    """Facts of one allegation as a notice and a decision cite them."""
    return tuple((allegation, fact) for fact in facts)
