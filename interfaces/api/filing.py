"""Filing a report (with or without an account), and how a reporter comes back with the code."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.access import DESK, Grant, Role, Subject
from application.actors import PUBLIC as PUBLIC_ACTOR
from application.actors import SYSTEM
from application.adapters.parties import Contact, Details
from application.adapters.rate_limits import RateClass
from application.errors import KeyReused, NotAuthorised
from domain.identity import BodyId, OrganId, PartyId, ReportId
from domain.refusal import Refused
from domain.reports.commands import FileReport
from domain.reports.events import Channel, Protection, SourceKind
from interfaces.api.authentication import Authentication
from interfaces.api.commands import SUMMARIES, Receipt, carry, fresh, receipt, texts
from interfaces.api.forms import CODE, LONGEST_TEXT, TEXT, PersonName
from interfaces.api.keeping import Shelf
from interfaces.api.operation import PUBLIC, Answer, Call, Operation
from interfaces.api.supplementing import add_file
from interfaces.problems import Trouble
from interfaces.service import Service

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=TEXT)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=TEXT)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=CODE)]


class ReporterDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who reports. Kept apart, under keys of its own, for intake and custodians only."""

    name: PersonName
    phone: Name | None = None
    email: Name | None = None
    address: Name | None = None


class ReportBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report. Only ``what`` is required; with it either ``organ`` (from the register) or ``organ_named``.

    ``intake``, ``received_on``, ``source`` and ``channel`` are for an intake desk that registers what it received.
    """

    what: Text
    organ: UUID | None = None
    organ_named: Name | None = None
    since: date | None = None
    protection: Protection = Protection.ANONYMOUS
    reporter: ReporterDetails | None = None
    disclosure_complaint: bool = False
    problem: Code | None = None
    intake: UUID | None = None
    received_on: date | None = None
    source: SourceKind | None = None
    channel: Channel | None = None


class Filed(Receipt, frozen=True, kw_only=True, omit_defaults=True):
    """The receipt of a report. ``code`` (20 digits) is shown this once: with it the reporter reads the status.

    The repeat of a filing brings a new code, in place of the first, within a quarter of an hour and only while nobody
    came back with one; afterwards it brings none.
    """

    code: str | None = None


DESK_ONLY = ("intake", "received_on", "source", "channel")


class Filing:
    """The routes of filing."""

    def __init__(self, service: Service, authentication: Authentication) -> None:
        self._service, self._authentication = service, authentication

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/reports",
            name="file-report",
            action=PUBLIC,  # the access table lets everybody file; the desk's own fields ask for the desk's role
            summary=SUMMARIES["report.file-report"],
            tag="reports",
            body=ReportBody,
            answers=Filed,
            status=201,
            changes=True,
            refusals=(401, 403, 429),
            limited=RateClass.PUBLIC_FILING,
            run=self.file,
        )

    async def file(self, call: Call) -> Answer:
        """Register a report; the first answer carries the reporter's code."""
        return await self.file_as(await self._authentication.optional(call.headers.get("authorization")), call)

    async def file_as(self, subject: Subject | None, call: Call) -> Answer:
        """The same for *subject*; None for whoever reports without an account.

        Who is signed in and writes nothing of the desk's reports as anybody does: no record names them.
        """
        service, body = self._service, call.body
        desk = next((field for field in DESK_ONLY if getattr(body, field) is not None), None)
        if subject is None:
            if desk is not None:
                raise Trouble("not-authenticated", place=f"$.{desk}")
            await service.limits.take(RateClass.PUBLIC_FILING, call.source)
        elif desk is not None and not any(grant.role in DESK for grant in subject.grants):
            raise Trouble("not-authorised", place=f"$.{desk}")
        elif body.intake is not None and not subject.works_at_desk_of(BodyId(body.intake)):
            raise Trouble("not-authorised", place="$.intake")
        self._check(body)
        call = msgspec.structs.replace(call, subject=subject if desk is not None else None)

        report = ReportId(fresh())
        reporter = PartyId(fresh()) if body.reporter is not None else None

        keeper = texts(service, call, "report")

        async def prepare(stream: UUID) -> FileReport:
            return await self._command(call, body, keeper.under(stream), reporter)

        async def keep() -> None:
            await keeper.put_away()
            if body.reporter is not None:
                await service.reporters.register(report, _details(body.reporter), reporter=reporter)

        try:
            done = await carry(service, call, "report.file-report", report, prepare, keep)
        except (Refused, NotAuthorised, KeyReused):
            await self._forget(report, reporter)
            raise
        if done.made.id != report:
            await self._forget(report, reporter)  # a repeat: the first request kept the same already
        await self._add_files(call, ReportId(done.made.id))
        code = None if body.protection is Protection.NONE else await self._code(ReportId(done.made.id), report)
        answer = receipt(done, 201)
        shown = answer.content
        filed = Filed(id=shown.id, version=shown.version, position=shown.position, created=shown.created, code=code)
        return msgspec.structs.replace(answer, content=filed)

    async def _add_files(self, call: Call, report: ReportId) -> None:
        """Each file of the call as something added to the report by whoever filed it; a repeat adds none again."""
        asks = call.subject or Subject(account=PUBLIC_ACTOR, grants=(Grant(role=Role.REPORTER),), report=report)
        for place, file in enumerate(call.files.values()):
            part = msgspec.structs.replace(call, subject=asks, key=uuid5(_key(call), f"file {place}"), expected=None)
            await add_file(self._service, part, report, file, by_reporter=call.subject is None)

    async def _code(self, filed: ReportId, asked: ReportId) -> str | None:
        """The code of the report *filed*; for a repeat (it was not filed under the id *asked* for) only in time."""
        service = self._service
        if filed == asked:
            return await service.codes.issue(filed)
        first = (await service.events.read(filed))[0]
        return await service.codes.issue_again(filed, filed_at=first.recorded_at, now=service.clock.now())

    async def _forget(self, report: ReportId, reporter: PartyId | None) -> None:
        """Make unreadable what was put away for a report that was not recorded under this id."""
        await self._service.documents.erase(report, by=SYSTEM)
        if reporter is not None:
            await self._service.reporters.erase(reporter, by=SYSTEM)

    def _check(self, body: ReportBody) -> None:
        if (body.reporter is None) != (body.protection in {Protection.ANONYMOUS, Protection.NONE}):
            raise Trouble(
                "malformed-body",
                place="$.reporter",
                detail="具名或保密举报须写 reporter，匿名则不写 / named or confidential needs reporter, anonymous has none",
            )
        if body.organ is None and body.organ_named is None:
            raise Trouble(
                "malformed-body",
                place="$.organ",
                detail="请写 organ 或 organ_named / give organ or organ_named",
            )

    async def _command(self, call: Call, body: ReportBody, shelf: Shelf, reporter: PartyId | None) -> FileReport:
        service = self._service
        today = service.around.today()
        organ = OrganId(body.organ) if body.organ is not None else None
        if organ is not None and (await service.registers.snapshot()).organ(organ, today) is None:
            raise Trouble("organ-unknown", place="$.organ")
        named = f"{body.organ_named}\n" if body.organ_named else ""
        return FileReport(
            received_on=body.received_on or today,
            source=body.source or SourceKind.COMPLAINT,
            channel=body.channel or (Channel.WEB if call.subject is None else Channel.API),
            protection=body.protection,
            account=await shelf.keep(named + body.what),
            intake=BodyId(body.intake) if body.intake is not None else None,
            organ=organ,
            problem=body.problem,
            reporter=reporter,
            since=body.since,
            disclosure_complaint=body.disclosure_complaint,
        )


def _key(call: Call) -> UUID:
    if call.key is None:
        raise AssertionError  # the operation declares that it changes something
    return call.key


def _details(given: ReporterDetails) -> Details:
    contacts: tuple[tuple[str, Any], ...] = (
        ("phone", given.phone),
        ("email", given.email),
        ("address", given.address),
    )
    return Details(
        name=given.name, contacts=tuple(Contact(kind=kind, value=value) for kind, value in contacts if value)
    )
