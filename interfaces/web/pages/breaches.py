"""Breaches of all supervision matters on one page, and leads made of several at once."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import msgspec
from litestar import Response

from application.access import Allowed, decide_access
from interfaces.api.breaches import MOST, RAISE, READ, SEVERAL, Breaches, BreachQuery, LeadsMade, LeadsOfSeveral
from interfaces.api.operation import Operation
from interfaces.problems import from_validation
from interfaces.service import Service
from interfaces.web.calling import asked, call_of, reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import ALIKE_NAMED, page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

PATH = "/supervision/breaches"
NARROWED = ("kinds", "organ", "open")
"""By what the address may narrow the matters looked at."""


class BreachPages:
    """The list and the answer to its form."""

    def __init__(self, service: Service, directory: Directory, operations: Mapping[str, Operation]) -> None:
        self._service, self._directory, self._operations = service, directory, operations
        self._breaches = Breaches(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path=PATH, action=READ, show=self.listed, submit=self.raised)

    async def listed(self, visit: Visit) -> Response[bytes]:
        """What stands in the matters of one page and has no lead yet."""
        query = asked(visit, BreachQuery, (*NARROWED, "cursor"))
        found = (await self._breaches.listed(reading(visit, query=query))).content
        alike = {
            report
            for one in found.entries
            for each in one.breaches
            for report in (*each.alike[:ALIKE_NAMED], *each.unsaid[:ALIKE_NAMED])
        }
        names = await self._directory.names(visit.texts)
        return page(
            visit,
            "breaches_of_all.html",
            names=await self._directory.numbered(names, alike),
            entries=found.entries,
            leads=await self._service.reading.opens(visit.who, *(("report", one) for one in sorted(alike))),
            next=visit.with_query(NARROWED, cursor=found.next) if found.next is not None else None,
            raising=isinstance(decide_access(visit.who, RAISE), Allowed),
            unsaid=any(each.unsaid for one in found.entries for each in one.breaches),
            key=uuid4(),
        )

    async def raised(self, visit: Visit) -> Response[bytes]:
        """Leads of what was ticked: each matter by its own command, as it was seen; what stayed says why."""
        ticked = _ticked(visit)
        made = LeadsMade(matters=(), stayed=0)
        if ticked:
            call = call_of(visit, _body(visit, ticked), ids={})
            made = (await self._operations[RAISE].run(call)).content
            if isinstance(made, bytes):
                made = msgspec.json.decode(made, type=LeadsMade)
        names = await self._directory.names(visit.texts)
        created = [each for one in made.matters if one.receipt is not None for each in one.receipt.created.values()]
        return page(
            visit,
            "breaches_several.html",
            made=made,
            names=await self._directory.numbered(names, {*created, *(one.id for one in made.matters)}),
            title=SEVERAL,
        )


def _ticked(visit: Visit) -> list[dict[str, Any]]:
    """The breaches by matter, as the boxes name them: ``kind version id breach``."""
    matters: dict[str, dict[str, Any]] = {}
    for value in visit.form.get("breach", ()):
        kind, version, matter, breach = (*value.split(" ", 3), "", "", "")[:4]
        found = matters.setdefault(matter, {"kind": kind, "version": version, "id": matter, "breaches": []})
        if breach not in found["breaches"]:
            found["breaches"].append(breach)
    return list(matters.values())[:MOST]


def _body(visit: Visit, ticked: list[dict[str, Any]]) -> LeadsOfSeveral:
    account = visit.given("account")
    body = {
        "matters": ticked,
        "unsaid_seen": visit.given("unsaid_seen") is not None,
        **({"account": {"text": account}} if account is not None else {}),
    }
    try:
        return msgspec.convert(body, LeadsOfSeveral, strict=False)
    except msgspec.ValidationError as error:
        raise from_validation(error) from None
