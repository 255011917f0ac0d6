"""What a reporter can do with the code: read the status, read messages, add facts. Nothing here tells who asks."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.access import Subject
from application.adapters.reporter_codes import Returning
from application.casework.file import report_file
from application.errors import NotFound
from domain.document import DocumentRef
from domain.identity import ReportId
from domain.recorded import Recorded
from domain.reports.commands import RateOutcome
from domain.reports.events import OutcomeRating, ReporterAsked, ReporterInformed
from interfaces.api.commands import Receipt, carry, receipt, texts
from interfaces.api.examples import examples
from interfaces.api.forms import LONGEST_TEXT, TEXT
from interfaces.api.keeping import TEXT as TEXT_TYPE
from interfaces.api.media_types import ALLOWED
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.reporter_outlook import told
from interfaces.api.supplementing import add_file, add_text
from interfaces.api.triage_time import TriageTime, triage_time, waits_since
from interfaces.problems import Trouble
from interfaces.service import Service

CODE_HEADER = "reporter-code"
READ_MESSAGE = "report.read-message"
RATE = "report.rate-outcome"
A_FILE = "答复为一份文件，请打开来函。/ The answer is a file; open the letter."
"""Stands for a message that is no text, but a letter."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message of the body to the reporter: ``text``, or what stands for the ``letter`` that is to be opened with the code."""

    written_on: date
    text: str
    letter: UUID | None = None


class ReportStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where the report stands, in both languages, and what the body wrote.

    ``next`` is what comes next. ``triage`` is by when it is looked at, while it waits for that; ``first``: nobody had come with
    its code before. ``may_rate``: there is an outcome, and its reporter has not said what they think of it; ``rating`` is what
    they said.
    """

    received_on: date
    zh: str
    en: str
    next: Sentence
    messages: tuple[Message, ...]
    may_rate: bool = False
    rating: OutcomeRating | None = None
    triage: TriageTime | None = None
    first: bool = False


class SupplementBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the reporter adds."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=TEXT)]


class RatingBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How content the reporter is with the outcome, and ``words`` of theirs if they wish. It is said once and not changed."""

    rating: OutcomeRating
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=TEXT)] | None = None


class Reporting:
    """The routes for whoever holds a reporter's code (header ``Reporter-Code``)."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/reporter/report",
            name="read-report-status",
            action="report.read-status",
            by_code=True,
            summary=Sentence(zh="凭查询码查看进展", en="Read the status with the code"),
            tag="reporter",
            answers=ReportStatus,
            refusals=(429,),
            headers=(CODE_HEADER,),
            run=self.status,
        )
        yield Operation(
            method="GET",
            path="/api/reporter/letters/{document}",
            name="read-letter-as-reporter",
            action=READ_MESSAGE,
            by_code=True,
            summary=Sentence(zh="凭查询码打开来函", en="Open a letter with the code"),
            tag="reporter",
            answers=bytes,
            refusals=(410, 429),
            headers=(CODE_HEADER,),
            run=self.letter,
        )
        yield Operation(
            method="POST",
            path="/api/reporter/supplements",
            name="supplement-as-reporter",
            action="report.supplement-report",
            by_code=True,
            summary=Sentence(zh="凭查询码补充材料", en="Add facts with the code"),
            tag="reporter",
            body=SupplementBody,
            examples={
                "zh": {"text": "附上窗口出具的不予受理告知。"},
                "en": {"text": "I add the refusal that the counter gave me."},
            },
            answers=Receipt,
            changes=True,
            status=201,
            refusals=(429,),
            headers=(CODE_HEADER,),
            run=self.supplement,
        )

        yield Operation(
            method="POST",
            path="/api/reporter/rating",
            name="rate-as-reporter",
            action=RATE,
            by_code=True,
            summary=Sentence(zh="凭查询码评价办理结果", en="Rate the outcome with the code"),
            tag="reporter",
            body=RatingBody,
            examples=examples(RATE),
            answers=Receipt,
            changes=True,
            status=201,
            refusals=(409, 429),
            headers=(CODE_HEADER,),
            run=self.rate,
        )

    async def status(self, call: Call) -> Answer:
        """Where the report stands."""
        returning = await self._returning(call)
        subject, report = _reporter(returning)
        opened = await self._service.reading.report(subject, report, "report.read-status")
        filed, case_over = opened.state.filed, (await report_file(self._service.events, report)).case_ended
        said, comes = told(opened.state, case_over=case_over)
        if filed is None:
            raise Trouble("reporter-code-wrong")
        messages: list[Message] = []
        if opened.may(READ_MESSAGE):
            recorded = await self._service.events.read(report)
            messages = [await self._message(one, subject) for one in recorded if _is_message(one)]
        since = waits_since(opened.state)
        return Answer(
            content=ReportStatus(
                received_on=filed.received_on,
                zh=said.zh,
                en=said.en,
                next=comes,
                messages=tuple(messages),
                may_rate=opened.state.rating is None and opened.state.is_answered(case_ended=case_over),
                rating=opened.state.rating,
                triage=None if since is None else await triage_time(self._service.around, since),
                first=returning.first,
            )
        )

    async def letter(self, call: Call) -> Answer:
        """A letter that was written to the reporter; no other document of the report opens here. Raises NotFound."""
        subject, report = _reporter(await self._returning(call))
        await self._service.reading.report(subject, report, READ_MESSAGE)
        recorded = [one.event.message for one in await self._service.events.read(report) if _is_message(one)]
        letter = next((document for document in recorded if document.id == call.ids["document"]), None)
        if letter is None:
            raise NotFound
        content, media_type = await self._service.documents.get(letter, by=subject.account, purpose=READ_MESSAGE)
        return Answer(
            content=content,
            media_type=media_type,
            headers={"Content-Disposition": f'attachment; filename="{letter.id}.{ALLOWED.get(media_type, "bin")}"'},
        )

    async def supplement(self, call: Call) -> Answer:
        """Add facts, and the files that came with them."""
        subject, report = _reporter(await self._returning(call))
        call = msgspec.structs.replace(call, subject=subject)
        done = await add_text(self._service, call, report, call.body.text, by_reporter=True)
        for place, file in enumerate(call.files.values()):
            if call.key is not None:
                part = msgspec.structs.replace(call, key=uuid5(call.key, f"file {place}"))
                done = await add_file(self._service, part, report, file, by_reporter=True)
        return receipt(done, 201)

    async def rate(self, call: Call) -> Answer:
        """Say how content the reporter is; their words are kept sealed, as the report itself is."""
        subject, report = _reporter(await self._returning(call))
        call, body = msgspec.structs.replace(call, subject=subject), call.body
        keeper = texts(self._service, call, "report")

        async def prepare(stream: UUID) -> RateOutcome:
            words = None if body.words is None else await keeper.referred(stream, body.words.encode())
            return RateOutcome(rating=body.rating, words=words)

        return receipt(await carry(self._service, call, RATE, report, prepare, keeper.put_away), 201)

    async def _returning(self, call: Call) -> Returning:
        code = call.headers.get(CODE_HEADER)
        if code is None:
            raise Trouble("reporter-code-wrong", place="Reporter-Code")
        return await self._service.codes.returning(code, source=call.source)

    async def _message(self, recorded: Recorded[Any], subject: Subject) -> Message:
        event = recorded.event
        document: DocumentRef = event.message
        content, media_type = await self._service.documents.get(document, by=subject.account, purpose=READ_MESSAGE)
        written = event.written_on if isinstance(event, ReporterAsked) else event.informed_on
        if media_type != TEXT_TYPE:
            return Message(written_on=written, text=A_FILE, letter=document.id)
        return Message(written_on=written, text=content.decode())


def _reporter(returning: Returning) -> tuple[Subject, ReportId]:
    subject = returning.subject
    if subject.report is None:
        raise Trouble("reporter-code-wrong")
    return subject, subject.report


def _is_message(recorded: Recorded[Any]) -> bool:
    return isinstance(recorded.event, ReporterAsked | ReporterInformed)
