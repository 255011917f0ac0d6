"""Commands that begin a matter: a case from a report, an appeal against a decision."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.actions import COMMANDS
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from interfaces.api.commands import SUMMARIES
from interfaces.api.operation import Operation
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from interfaces.web.calling import call_of
from interfaces.web.forms.choices import Choices
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import Choice, Field, fields_of, texts_in
from interfaces.web.forms.filling import body_of
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, sent_files
from interfaces.web.matter import Matter, Matters
from interfaces.web.pages.commanding import Given
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.remedies import remedies_now
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

CASE, APPEAL = "case.open-case", "appeal.file-appeal"


class Beginning:
    """The forms of what begins."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._around, self._matters = service.around, matters
        self._operations, self._explain = operations, explain

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/reports/{report}/case", action=CASE, show=self.ask_case, submit=self.open_case, uploads=True)
        yield Page(
            path="/own/{proceeding}/appeal", action=APPEAL, show=self.ask_appeal, submit=self.file_appeal, uploads=True
        )

    async def ask_case(self, visit: Visit) -> Response[bytes]:
        """The form of a case taken up from this report."""
        return await self._form(visit, await self._report(visit), CASE, visit.query, None)

    async def open_case(self, visit: Visit) -> Response[bytes]:
        """Open the case, then show it."""
        matter = await self._report(visit)
        hidden = {"reports": [str(matter.id)]}
        return await self._carried(visit, matter, CASE, hidden, "/cases/{id}?at={position}")

    async def ask_appeal(self, visit: Visit) -> Response[bytes]:
        """The form of an appeal, prefilled from the decision."""
        return await self._form(visit, await self._track(visit), APPEAL, visit.query, None)

    async def file_appeal(self, visit: Visit) -> Response[bytes]:
        """File the appeal, then show the matter."""
        matter = await self._track(visit)
        hidden = {"proceeding": str(matter.id)}
        return await self._carried(visit, matter, APPEAL, hidden, f"/own/{matter.id}")

    async def _report(self, visit: Visit) -> Matter:
        return await self._matters.open(visit, "report", visit.ids["report"])

    async def _track(self, visit: Visit) -> Matter:
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.may(APPEAL):
            raise NotAuthorised(APPEAL)
        return matter

    async def _carried(
        self, visit: Visit, matter: Matter, action: str, hidden: dict[str, Any], to: str
    ) -> Response[bytes]:
        operation = self._operations[action]
        call_ids: dict[str, UUID] = {}
        try:
            fields = self._fields(action)
            said, files = sent_files(visit, texts_in(fields))
            body = body_of(visit, fields, operation.body, hidden | said)
            call = msgspec.structs.replace(call_of(visit, body, ids=call_ids), expected=None, files=files)
            answer = await operation.run(call)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, matter, action, visit.form, problem_of(error, visit, self._explain))
        return redirect(to.format(id=answer.content.id, position=answer.content.position))

    def _fields(self, action: str) -> tuple[Field, ...]:
        left_out = {"reports", "transferred_from", "hindrance", "hindrance_ended_on", "agent"}
        return tuple(field for field in fields_of(COMMANDS[action][1]) if field.name not in left_out)

    async def _form(
        self, visit: Visit, matter: Matter, action: str, given: Mapping[str, Any], problem: Problem | None
    ) -> Response[bytes]:
        fields = self._fields(action)
        choices = Choices(matter, self._around, {})
        shown: dict[str, tuple[Choice, ...] | None] = {field.name: choices.of(field) for field in fields}
        report = matter.report
        if report is not None and not given.get("organ") and report.organ is not None:
            given = {**given, "organ": [str(report.organ)]}
        own = {str(grant.body) for grant in visit.who.grants}
        remedies = await remedies_now(self._around, matter) if action == APPEAL else ()
        if action == CASE:
            shown["body"] = tuple(choice for choice in shown["body"] or () if choice.value in own)
        return page(
            visit,
            "command.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            action=action,
            title=SUMMARIES[action],
            to=visit.path,
            back=f"/own/{matter.id}" if action == APPEAL else f"/reports/{matter.id}",
            fields=fields,
            choices=shown,
            about=None,
            given=Given(given),
            today=self._around.today().isoformat(),
            begins_today=frozenset(),
            points=range(0),
            problem=problem,
            faults=faults(problem, {field.name for field in fields}),
            papers=None,
            remedies=remedies,
            endings=ENDINGS,
            megabytes=MEGABYTES,
            again=bool(visit.files) and problem is not None,
        )
