"""Several reports of the inbox taken up or passed on at once: each by its own command, and what cannot be done says why."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.access import DESK, bodies_acting
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from interfaces.api.commands import SUMMARIES
from interfaces.api.operation import Operation
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, part_of
from interfaces.web.matter import Matters
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

ACCEPT, REFER = "report.accept-report", "report.refer-report"
MOST = 100
"""Reports of one form."""


class Dealt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report: ``problem`` is None when it was done."""

    report: UUID
    number: str | None
    problem: Problem | None


class TakingIn:
    """The answer to the form on the inbox."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._service, self._matters = service, matters
        self._operations, self._explain = operations, explain

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/inbox/several", action="report.list", submit=self.deal)

    async def deal(self, visit: Visit) -> Response[bytes]:
        """Every report that was ticked, one by one, as it stands now."""
        if not visit.holds(*DESK):
            raise NotAuthorised(ACCEPT)
        action = REFER if visit.given("act") == "refer" else ACCEPT
        ticked = list(dict.fromkeys(one for one in visit.form.get("report", ()) if one))[:MOST]
        dealt = [await self._one(visit, action, report) for report in _ids(ticked)]
        return page(
            visit,
            "inbox_several.html",
            dealt=dealt,
            title=SUMMARIES[action],
            organs=await self._organs() if action == REFER else None,
        )

    async def _organs(self) -> list[tuple[str, str]]:
        around = self._service.around
        found = ((str(organ.organ), organ.name) for organ in (await around.registers()).organs(around.today()))
        return sorted(found, key=lambda organ: organ[1])

    async def _one(self, visit: Visit, action: str, report: UUID) -> Dealt:
        number, operation = None, self._operations[action]
        try:
            matter = await self._matters.open(visit, "report", report)
            number = matter.names.numbers.get(report)
            body = msgspec.convert(_body(visit, action), operation.body, strict=False)
            call = part_of(call_of(visit, body, ids={"report": report}), str(report))
            await operation.run(msgspec.structs.replace(call, expected=matter.opened.version))
        except msgspec.ValidationError as error:
            return Dealt(report=report, number=number, problem=problem_of(from_validation(error), visit, self._explain))
        except (NotFound, NotAuthorised, Refused, Trouble, ApplicationError) as error:
            return Dealt(report=report, number=number, problem=problem_of(error, visit, self._explain))
        return Dealt(report=report, number=number, problem=None)


def _body(visit: Visit, action: str) -> dict[str, Any]:
    """What the form says, once for all: the body that takes them up, or the one to which they go with a letter."""
    if action == REFER:
        letter = visit.given("letter")
        return {"to": visit.given("to")} | ({"letter": {"text": letter}} if letter is not None else {})
    own = bodies_acting(visit.who, ACCEPT)
    return {"body": visit.given("body") or next((str(one) for one in own), None)}


def _ids(given: list[str]) -> Iterator[UUID]:
    for one in given:
        try:
            yield UUID(one)
        except ValueError:
            raise Trouble("malformed-body", place="report") from None
