"""What a reporter can do with the code: read the status, read messages, add facts. Nothing here tells who asks."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from application.access import Subject
from application.casework.file import REPORT
from application.streams import load_existing
from domain.document import DocumentRef
from domain.identity import ReportId
from domain.recorded import Recorded
from domain.reports.commands import SupplementReport
from domain.reports.events import ReporterAsked, ReporterInformed
from domain.reports.report import End, Report
from interfaces.api.commands import Receipt, carry, keeper, receipt
from interfaces.api.forms import LONGEST_TEXT, TEXT
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

CODE_HEADER = "reporter-code"

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
            action=PUBLIC,  # the code opens the report; access is decided on it
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
            action=PUBLIC,
            summary=Sentence(zh="凭查询码补充材料", en="Add facts with the code"),
            tag="reporter",
            body=SupplementBody,
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
        state = (await load_existing(self._service.events, REPORT, report)).state
        recorded = await self._service.events.read(report)
        said = _status(state)
        messages = [await self._message(one, subject) for one in recorded if _is_message(one)]
        if state.filed is None:
            raise Trouble("reporter-code-wrong")
        return Answer(
            content=ReportStatus(received_on=state.filed.received_on, zh=said.zh, en=said.en, messages=tuple(messages))
        )

    async def supplement(self, call: Call) -> Answer:
        """Add facts."""
        subject, report = await self._reporter(call)
        call = msgspec.structs.replace(call, subject=subject)

        async def prepare(stream: UUID) -> SupplementReport:
            account = await keeper(self._service, call, "report", stream).keep(call.body.text)
            return SupplementReport(received_on=self._service.around.today(), account=account, by_reporter=True)

        return receipt(await carry(self._service.casework, call, "report.supplement-report", report, prepare), 201)

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
        content, _ = await self._service.documents.get(document, by=subject.account, purpose="report.read-message")
        written = event.written_on if isinstance(event, ReporterAsked) else event.informed_on
        return Message(written_on=written, text=content.decode())


def _is_message(recorded: Recorded[Any]) -> bool:
    return isinstance(recorded.event, ReporterAsked | ReporterInformed)


def _status(report: Report) -> Sentence:
    if report.end is None and report.accepted_by is not None:
        return STATUS["accepted"]
    return STATUS[report.end]
