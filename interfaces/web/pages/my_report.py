"""What whoever holds a reporter's code can open. The code travels in forms only, never in an address."""

from collections.abc import Iterator
from uuid import UUID

import msgspec
from litestar import Response

from application.errors import NotFound, ReporterCodeWrong
from application.written_digits import as_typed, in_groups
from domain.refusal import Refused
from domain.reports.events import OutcomeRating
from interfaces.api.operation import PUBLIC
from interfaces.api.reporting import CODE_HEADER, RatingBody, Reporting, SupplementBody
from interfaces.problems import Problem, Trouble, from_validation, problem
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.forms.faults import faults
from interfaces.web.forms.uploading import ENDINGS, EVIDENCE, MEGABYTES, evidence_of_reporter
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import headers, page
from interfaces.web.routing import Page
from interfaces.web.strip import length
from interfaces.web.visit import Visit


class MyReport:
    """Status, messages, adding facts, and rating the outcome."""

    def __init__(self, service: Service, explain: Explain) -> None:
        self._around, self._explain = service.around, explain
        self._reporting = Reporting(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/my-report", action=PUBLIC, show=self.ask, submit=self.open)
        yield Page(path="/my-report/add", action=PUBLIC, submit=self.add, uploads=True)
        yield Page(path="/my-report/rate", action=PUBLIC, show=self.ask, submit=self.rate)
        yield Page(path="/my-report/letter", action=PUBLIC, submit=self.letter)

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The field for the code."""
        return page(visit, "my_report_code.html", wrong=False)

    async def open(self, visit: Visit) -> Response[bytes]:
        """Where the report stands, and what was written."""
        return await self._shown(visit, added=False)

    async def add(self, visit: Visit) -> Response[bytes]:
        """Add facts, then show the report again."""
        text = visit.given("text")
        if text is None:
            return await self._shown(visit, added=False)
        try:
            body, files = msgspec.convert({"text": text}, SupplementBody), evidence_of_reporter(visit)
        except msgspec.ValidationError as error:
            found = from_validation(error)
            wrong = problem(found.code, language=visit.language, place=found.place, detail=found.detail)
            return await self._shown(visit, added=False, wrong=wrong)
        except Trouble as trouble:
            return await self._shown(visit, added=False, wrong=problem(trouble.code, language=visit.language))
        call = call_of(visit, body, headers={CODE_HEADER: visit.given("code") or ""})
        await self._reporting.supplement(msgspec.structs.replace(call, files=files))
        return await self._shown(visit, added=True)

    async def rate(self, visit: Visit) -> Response[bytes]:
        """What the reporter says of the outcome, to be read once more; sent when they say so, since it is not changed afterwards."""
        given = {name: value for name in ("rating", "words") if (value := visit.given(name)) is not None}
        if visit.given("change"):
            return await self._shown(visit, added=False)
        try:
            body = msgspec.convert(given, RatingBody)
        except msgspec.ValidationError as error:
            found = from_validation(error)
            wrong = problem(found.code, language=visit.language, place=found.place, detail=found.detail)
            return await self._shown(visit, added=False, wrong=wrong)
        if visit.given("sure") is None:
            return page(visit, "my_report_rating.html", code=visit.given("code") or "", body=body)
        try:
            await self._reporting.rate(call_of(visit, body, headers={CODE_HEADER: visit.given("code") or ""}))
        except Refused as refused:
            return await self._shown(visit, added=False, wrong=problem_of(refused, visit, self._explain))
        except (ReporterCodeWrong, Trouble):
            return page(visit, "my_report_code.html", status=404, wrong=True)
        return await self._shown(visit, added=False, rated=True)

    async def letter(self, visit: Visit) -> Response[bytes]:
        """A letter that the body wrote, as a file."""
        try:
            call = reading(visit, {CODE_HEADER: visit.given("code") or ""})
            document = UUID(visit.given("document") or "")
            answer = await self._reporting.letter(msgspec.structs.replace(call, ids={"document": document}))
        except (ReporterCodeWrong, Trouble, NotFound, ValueError):
            return page(visit, "my_report_code.html", status=404, wrong=True)
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    async def _shown(
        self, visit: Visit, *, added: bool, rated: bool = False, wrong: Problem | None = None
    ) -> Response[bytes]:
        code = visit.given("code") or ""
        try:
            answer = await self._reporting.status(reading(visit, {CODE_HEADER: code}))
        except (ReporterCodeWrong, Trouble):
            return page(visit, "my_report_code.html", status=404, wrong=True)
        return page(
            visit,
            "my_report.html",
            status=200 if wrong is None else wrong.status,
            report=answer.content,
            code=code,
            code_again=in_groups(as_typed(code)) if answer.content.first else None,
            today=self._around.today(),
            length=length,
            added=added,
            rated=rated,
            ratings=[one.value for one in OutcomeRating],
            rating=visit.given("rating") or "",
            words=visit.given("words") or "",
            adding=visit.given("text") is not None,
            problem=wrong,
            faults=faults(wrong, {"text", "rating", "words"}),
            text="" if wrong is None else visit.given("text") or "",
            evidence=EVIDENCE,
            endings=ENDINGS,
            megabytes=MEGABYTES,
        )
