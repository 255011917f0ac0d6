"""What a reporter can do with the code: read the status, read messages, add facts. Nothing here tells who asks."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from application.access import Subject
from domain.document import DocumentRef
from domain.identity import ReportId
from domain.recorded import Recorded
from domain.reports.commands import SupplementReport
from domain.reports.events import ReporterAsked, ReporterInformed
from domain.reports.report import End, Report
from interfaces.api.commands import Receipt, carry, receipt, texts
from interfaces.api.forms import LONGEST_TEXT, TEXT
from interfaces.api.keeping import TEXT as TEXT_TYPE
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

CODE_HEADER = "reporter-code"
READ_MESSAGE = "report.read-message"
A_FILE = "答复为一份文件，请向受理机关领取。/ The answer is a file; ask the body that took the report up for it."
"""Stands for a message that is no text: a code alone hands out no file."""

STATUS = {
    None: Sentence(zh="已登记，正在分办。", en="Registered; it is being looked at."),
    "accepted": Sentence(zh="已受理，正在核查。", en="Taken up; it is being checked."),
    End.DECLINED: Sentence(
        zh="经审查未进入问责程序，详见告知。", en="No accountability case follows; see the message."
    ),
    End.REFERRED: Sentence(zh="已移送有权机关办理。", en="Passed to the competent body."),
    End.MERGED: Sentence(
        zh="已与同一事项的其他线索合并办理。", en="Handled together with another report of the same facts."
    ),
    End.LINKED: Sentence(zh="已进入案件办理。", en="It is part of a case."),
}
"""What a reporter is told, coarse on purpose: it must not tell what happens to whom."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the body to the reporter."""

    written_on: date
    text: str


class ReportStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where the report stands, in both languages, and what the body wrote."""

    received_on: date
    zh: str
    en: str
    messages: tuple[Message, ...]


class SupplementBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the reporter adds."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=TEXT)]


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

    async def status(self, call: Call) -> Answer:
        """Where the report stands."""
        subject, report = await self._reporter(call)
        opened = await self._service.reading.report(subject, report, "report.read-status")
        filed, said = opened.state.filed, _status(opened.state)
        if filed is None:
            raise Trouble("reporter-code-wrong")
        messages: list[Message] = []
        if opened.may(READ_MESSAGE):
            recorded = await self._service.events.read(report)
            messages = [await self._message(one, subject) for one in recorded if _is_message(one)]
        return Answer(
            content=ReportStatus(received_on=filed.received_on, zh=said.zh, en=said.en, messages=tuple(messages))
        )

    async def supplement(self, call: Call) -> Answer:
        """Add facts."""
        subject, report = await self._reporter(call)
        call = msgspec.structs.replace(call, subject=subject)
        keeper = texts(self._service, call, "report")

        async def prepare(stream: UUID) -> SupplementReport:
            account = await keeper.under(stream).keep(call.body.text)
            return SupplementReport(received_on=self._service.around.today(), account=account, by_reporter=True)

        done = await carry(self._service.casework, call, "report.supplement-report", report, prepare, keeper.put_away)
        return receipt(done, 201)

    async def _reporter(self, call: Call) -> tuple[Subject, ReportId]:
        code = call.headers.get(CODE_HEADER)
        if code is None:
            raise Trouble("reporter-code-wrong", place="Reporter-Code")
        subject = await self._service.codes.subject(code, source=call.source)
        if subject.report is None:
            raise Trouble("reporter-code-wrong")
        return subject, subject.report

    async def _message(self, recorded: Recorded[Any], subject: Subject) -> Message:
        event = recorded.event
        document: DocumentRef = event.message
        content, media_type = await self._service.documents.get(document, by=subject.account, purpose=READ_MESSAGE)
        written = event.written_on if isinstance(event, ReporterAsked) else event.informed_on
        return Message(written_on=written, text=content.decode() if media_type == TEXT_TYPE else A_FILE)


def _is_message(recorded: Recorded[Any]) -> bool:
    return isinstance(recorded.event, ReporterAsked | ReporterInformed)


def _status(report: Report) -> Sentence:
    if report.end is None and report.accepted_by is not None:
        return STATUS["accepted"]
    return STATUS[report.end]
