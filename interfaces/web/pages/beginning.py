"""A case begins from a report."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from litestar import Response

from application.actions import COMMANDS
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from interfaces.api.commands import SUMMARIES
from interfaces.api.operation import Operation
from interfaces.problems import Problem, ReasonShown, Trouble
from interfaces.service import Service
from interfaces.web.calling import call_of
from interfaces.web.forms.choices import Choices
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import Choice, Field, fields_of, texts_in
from interfaces.web.forms.filling import body_of
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, sent_files
from interfaces.web.matter import Matter, Matters
from interfaces.web.mending import mends
from interfaces.web.offers import Offer
from interfaces.web.pages.commanding import Given
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

CASE = "case.open-case"


class Beginning:
    """The form of a case that begins."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._around, self._reading, self._matters = service.around, service.reading, matters
        self._operations, self._explain = operations, explain

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/reports/{report}/case", action=CASE, show=self.ask_case, submit=self.open_case, uploads=True)

    async def ask_case(self, visit: Visit) -> Response[bytes]:
        """The form of a case taken up from this report."""
        return self._form(visit, await self._report(visit), visit.query, None)

    async def open_case(self, visit: Visit) -> Response[bytes]:
        """Open the case, then show it."""
        matter, operation = await self._report(visit), self._operations[CASE]
        try:
            fields = self._fields()
            said, files = sent_files(visit, texts_in(fields))
            body = body_of(visit, fields, operation.body, {"reports": [str(matter.id)]} | said)
            call = msgspec.structs.replace(call_of(visit, body, ids={}), expected=None, files=files)
            answer = await operation.run(call)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            found = problem_of(error, visit, self._explain)
            ways = await mends(self._reading, visit, matter, found, besides=CASE)
            return self._form(visit, matter, visit.form, found, ways)
        return redirect(f"/cases/{answer.content.id}?at={answer.content.position}")

    async def _report(self, visit: Visit) -> Matter:
        return await self._matters.open(visit, "report", visit.ids["report"])

    def _fields(self) -> tuple[Field, ...]:
        left_out = {"reports", "transferred_from"}
        return tuple(field for field in fields_of(COMMANDS[CASE][1]) if field.name not in left_out)

    def _form(
        self,
        visit: Visit,
        matter: Matter,
        given: Mapping[str, Any],
        problem: Problem | None,
        ways: Mapping[ReasonShown, Offer] = MappingProxyType({}),
    ) -> Response[bytes]:
        fields = self._fields()
        choices = Choices(matter, self._around, {})
        shown: dict[str, tuple[Choice, ...] | None] = {field.name: choices.of(field) for field in fields}
        report = matter.report
        if report is not None and not given.get("organ") and report.organ is not None:
            given = {**given, "organ": [str(report.organ)]}
        own = {str(grant.body) for grant in visit.who.grants}
        shown["body"] = tuple(choice for choice in shown["body"] or () if choice.value in own)
        return page(
            visit,
            "command.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            action=CASE,
            title=SUMMARIES[CASE],
            to=visit.path,
            back=f"/reports/{matter.id}",
            fields=fields,
            choices=shown,
            about=None,
            given=Given(given),
            today=self._around.today().isoformat(),
            begins_today=frozenset(),
            points=range(0),
            problem=problem,
            mends=ways,
            faults=faults(problem, {field.name for field in fields}),
            papers=None,
            endings=ENDINGS,
            megabytes=MEGABYTES,
            again=bool(visit.files) and problem is not None,
        )
