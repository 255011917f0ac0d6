"""What anybody may open: the start, the report with its review and receipt, and the open figures."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.adapters.rate_limits import RateClass
from application.casework import gate
from domain.reports.events import Protection
from interfaces.api.authentication import Authentication
from interfaces.api.filing import Filing, ReportBody
from interfaces.api.operation import PUBLIC
from interfaces.api.triage_time import triage_time
from interfaces.problems import Problem, Trouble, from_validation, problem
from interfaces.service import Service
from interfaces.web.calling import call_of
from interfaces.web.forms.faults import DECODING, faults
from interfaces.web.forms.uploading import ENDINGS, EVIDENCE, MEGABYTES, evidence_of_reporter
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.strip import length
from interfaces.web.visit import Visit

OTHER = "other"
FIELDS = ("organ", "organ_named", "what", "since", "protection", "name", "phone", "email", "disclosure_complaint")


class Public:
    """Start, report, receipt."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._filing = Filing(service, Authentication(service.tokens))

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/", action=PUBLIC, show=self.start)
        yield Page(path="/report", action=PUBLIC, show=self.form, submit=self.review)
        yield Page(path="/report/send", action=PUBLIC, submit=self.send, uploads=True, limited=RateClass.PUBLIC_FILING)
        yield Page(path="/report/kept", action=PUBLIC, show=self.kept, submit=self.keep)

    async def start(self, visit: Visit) -> Response[bytes]:
        """Two choices, and the field for a code."""
        return page(visit, "start.html", wrong=False)

    async def form(self, visit: Visit) -> Response[bytes]:
        """Three questions; the rest is optional."""
        named = visit.asked("as") == "named"
        filled = dict.fromkeys(FIELDS, "") | {
            "protection": Protection.CONFIDENTIAL.value if named else Protection.ANONYMOUS.value
        }
        return page(visit, "report.html", goes_back=True, filled=filled, wrong={}, organs=await self._organs())

    async def review(self, visit: Visit) -> Response[bytes]:
        """What will be sent, to be read once more; or the form again with what is missing."""
        filled = {name: visit.given(name) or "" for name in FIELDS}
        wrong = self._wrong(visit) or _unreadable(visit)
        organs = await self._organs()
        if wrong or visit.given("change"):
            return page(visit, "report.html", status=422 if wrong else 200, filled=filled, wrong=wrong, organs=organs)
        return await self._to_review(visit, None)

    async def send(self, visit: Visit) -> Response[bytes]:
        """File the report with its files, and show its code this once; a file that cannot be taken stops it before anything is kept."""
        if self._wrong(visit):
            raise Trouble("malformed-body")
        try:
            files = evidence_of_reporter(visit)
        except Trouble as trouble:
            return await self._to_review(visit, problem(trouble.code, language=visit.language))
        call = msgspec.structs.replace(call_of(visit, _body(visit)), files=files)
        answer = await self._filing.file(call)
        return page(visit, "report_receipt.html", code=answer.content.code, wrong=False)

    async def _to_review(self, visit: Visit, wrong: Problem | None) -> Response[bytes]:
        filled = {name: visit.given(name) or "" for name in FIELDS}
        return page(
            visit,
            "report_review.html",
            status=200 if wrong is None else wrong.status,
            filled=filled,
            organ=dict(await self._organs()).get(filled["organ"], filled["organ_named"]),
            since=_day(filled["since"]),
            problem=wrong,
            evidence=EVIDENCE,
            endings=ENDINGS,
            megabytes=MEGABYTES,
        )

    async def keep(self, visit: Visit) -> Response[bytes]:
        """The reporter says that the code is kept; without that, the code is shown again."""
        if visit.given("kept") is None:
            code = visit.given("code")
            return page(visit, "report_receipt.html", status=422, code=code, wrong=True)
        return redirect("/report/kept")

    async def kept(self, visit: Visit) -> Response[bytes]:
        """What happens next, and by when for what is reported today."""
        today = self._service.around.today()
        return page(
            visit, "report_kept.html", today=today, triage=await triage_time(self._service.around, today), length=length
        )

    async def _organs(self) -> list[tuple[str, str]]:
        gate.require(None, "report.file-report")
        today = self._service.around.today()
        snapshot = await self._service.registers.snapshot()
        found = [(str(organ.organ), organ.name) for organ in snapshot.organs(today)]
        return sorted(found, key=lambda organ: organ[1])

    def _wrong(self, visit: Visit) -> dict[str, str]:
        """Field -> key of what is wrong with it."""
        wrong = {}
        organ = visit.given("organ")
        if organ is None or (organ == OTHER and visit.given("organ_named") is None):
            wrong["organ"] = "report.wrong.organ"
        if visit.given("what") is None:
            wrong["what"] = "report.wrong.what"
        since = _day(visit.given("since") or "")
        if since is None:
            wrong["since"] = "report.wrong.since"
        elif since > self._service.around.today():
            wrong["since"] = "report.wrong.future"
        if visit.given("protection") != Protection.ANONYMOUS.value and visit.given("name") is None:
            wrong["name"] = "report.wrong.name"
        return wrong


def _unreadable(visit: Visit) -> dict[str, str]:
    """Field -> key of what is wrong with it, for what is filled in but not as the API takes it: too long, or no text."""
    try:
        _body(visit)
    except Trouble as trouble:
        found = faults(problem(trouble.code, place=trouble.place, detail=trouble.detail), FIELDS)
        if not found:
            raise
        return found
    return {}


def _body(visit: Visit) -> ReportBody:
    """The report that the form stands for. Raises Trouble where a field holds what the API would not take either."""
    organ = visit.given("organ")
    protection = visit.given("protection")
    reporter: dict[str, str | None] | None = None
    if protection != Protection.ANONYMOUS.value:
        reporter = {name: visit.given(name) for name in ("name", "phone", "email")}
    given = {
        "what": visit.given("what"),
        "organ": None if organ in {None, OTHER} else _uuid(organ),
        "organ_named": visit.given("organ_named") if organ == OTHER else None,
        "since": _day(visit.given("since") or ""),
        "protection": Protection.ANONYMOUS if reporter is None else Protection.CONFIDENTIAL,
        "reporter": reporter,
        "disclosure_complaint": visit.given("disclosure_complaint") is not None,
    }
    try:
        return msgspec.convert(given, ReportBody)
    except msgspec.ValidationError as error:
        raise from_validation(error) from None


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise Trouble(DECODING, place="organ") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
