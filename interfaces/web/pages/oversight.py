"""The access log: who read what about whom. Opening it is on record too."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
from litestar import Response
from markupsafe import escape

from application.reads import EVERYTHING, ReadKind, ReadOutcome
from interfaces.api.commands import SUMMARIES
from interfaces.api.names import PURPOSE
from interfaces.api.operation import Operation, Sentence
from interfaces.api.oversight import (
    Latest,
    Oversight,
    ReadsFilter,
    ReadShown,
    ReadsQuery,
    StandingOut,
    StandingOutQuery,
)
from interfaces.service import Service
from interfaces.web.calling import asked, reading
from interfaces.web.choosing import Offered
from interfaces.web.directory import Directory, Names
from interfaces.web.rendering import headers, page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from interfaces.web.wording import Texts

KEPT = ("thing", "actor", "kind", "outcome", "since", "until")

OF_NO_ROUTE = {
    PURPOSE: Sentence("查看办理经过中的人员姓名（记入查阅记录）", "Names of persons in a history (on record)")
}
"""Purpose -> what it is called, where no operation is of that name."""

PAGE = 50
"""Entries of one page."""


class Line(NamedTuple):
    """One entry in words. ``number`` is that of the matter that was read, or whose document was; ``id`` says which thing, a dash where it was no single one."""

    at: str
    who: str
    kind: str
    number: str | None
    id: str
    purpose: str
    outcome: str
    served: bool


class Noticed(NamedTuple):
    """Entries of one sort that stand out: how many, the latest of them, and where all are listed."""

    name: str
    total: int
    lines: list[Line]
    to: str


class OversightPages:
    """The auditor's page."""

    def __init__(self, service: Service, directory: Directory, operations: Sequence[Operation]) -> None:
        self._directory = directory
        self._oversight, self._offered = Oversight(service), Offered()
        self._acts = (
            {operation.action: operation.summary for operation in reversed(operations)} | SUMMARIES | OF_NO_ROUTE
        )

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/access-log", action="audit.read", show=self.reads, cites=False)
        yield Page(path="/access-log/export", action="audit.read", show=self.export, cites=False)

    async def export(self, visit: Visit) -> Response[bytes]:
        """What was asked for as a file."""
        answer = await self._oversight.export(reading(visit, query=asked(visit, ReadsFilter)))
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    async def reads(self, visit: Visit) -> Response[bytes]:
        """A page of the log, the latest first: of one reader, thing, kind, outcome or time where asked.

        Where nothing is asked, what stands out comes before it.
        """
        query = msgspec.structs.replace(asked(visit, ReadsQuery, (*KEPT, "after")), newest=True, limit=PAGE)
        found = (await self._oversight.reads(reading(visit, query=query))).content
        plain = query == ReadsQuery(newest=True, limit=PAGE)
        noticed = await self._oversight.found(StandingOutQuery()) if plain else None
        names = await self._directory.officers(visit.texts)
        return page(
            visit,
            "access_log.html",
            officers=self._offered.officers(names),
            noticed=noticed,
            sorts=[] if noticed is None else self._sorts(noticed, names),
            who=names.of,
            lines=self._lines(found.entries, names),
            kinds=[(kind.value, visit.texts(f"access_log.kinds.{kind.value}")) for kind in ReadKind],
            outcomes=[(one.value, visit.texts(f"access_log.outcomes.{one.value}")) for one in ReadOutcome],
            filled={name: visit.asked(name) or "" for name in KEPT},
            next=visit.with_query(KEPT, after=str(found.next)) if found.next is not None else None,
            export=visit.with_query(KEPT).replace("/access-log", "/access-log/export", 1),
        )

    def _sorts(self, noticed: StandingOut, names: Names) -> list[Noticed]:
        days = f"since={noticed.since}&until={noticed.until}"
        sorts: tuple[tuple[str, Latest, str], ...] = (
            ("denied", noticed.denied, "outcome=denied"),
            ("exports", noticed.exports, "kind=export&outcome=served"),
        )
        return [
            Noticed(name, found.count, self._lines(found.entries, names), f"/access-log?{asks}&{days}")
            for name, found, asks in sorts
        ]

    def _lines(self, entries: Sequence[ReadShown], names: Names) -> list[Line]:
        texts = names.texts
        # The same few words stand in row after row: each is looked up and made fit for the page once.
        who, purpose = cache(lambda one: escape(names.of(one))), cache(lambda code: escape(self._said(texts, code)))
        moment = cache(lambda minute: escape(texts.moment(minute)))
        kinds = {kind: escape(texts(f"access_log.kinds.{kind.value}")) for kind in ReadKind}
        outcomes = {outcome: escape(texts(f"access_log.outcomes.{outcome.value}")) for outcome in ReadOutcome}
        return [
            Line(
                at=moment(one.at.replace(second=0, microsecond=0)),
                who=who(one.actor),
                kind=kinds[one.kind],
                number=None if one.number is None else texts.number(one.thing, one.number),
                id="—" if one.thing == EVERYTHING else str(one.thing)[-12:],
                purpose=purpose(one.purpose),
                outcome=outcomes[one.outcome],
                served=one.outcome is ReadOutcome.SERVED,
            )
            for one in entries
        ]

    def _said(self, texts: Texts, purpose: str) -> str:
        act = self._acts.get(purpose)
        return purpose if act is None else texts.say(act)
