"""Putting the entry of a report's reporter right. The record tells that it was done; only the sealed entry tells what it says."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from application.adapters.reporters import Reporter
from domain.identity import AmendmentId
from domain.reports.commands import AmendReporter
from domain.reports.events import AmendmentCause, ReporterParticular
from interfaces.api.amending import RightParticulars, put_right
from interfaces.api.commands import SUMMARIES, Receipt, carry, receipt
from interfaces.api.operation import Answer, Call, Operation
from interfaces.service import Service

ACTION = "report.amend-reporter"


class ReporterAmendment(RightParticulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is right of the entry of a report's reporter, and why it is put right."""

    because: AmendmentCause


class AmendingReporters:
    """The route by which a reporter's entry is put right."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="POST",
            path="/api/reports/{report}/amend-reporter",
            name="amend-reporter",
            action=ACTION,
            summary=SUMMARIES[ACTION],
            tag="reports",
            body=ReporterAmendment,
            answers=Receipt,
            changes=True,
            needs_version=True,
            refusals=(410,),
            run=self.amend,
        )

    async def amend(self, call: Call) -> Answer:
        """On record first, then in the entry: whoever repeats a request that broke off between the two completes it."""
        service, report = self._service, call.ids["report"]
        amendment = AmendmentId(uuid5(call.subject.account, str(call.key)))

        async def prepare(_: UUID) -> AmendReporter:
            before = await self._entry(call, report)
            return AmendReporter(
                amendment=amendment,
                particulars=() if before is None else _differing(before, call.body),
                because=call.body.because,
            )

        done = await carry(service, call, ACTION, report, prepare)
        entry = await self._entry(call, report)
        if entry is not None:
            await service.reporters.amend(entry.id, put_right(entry.details, call.body), amendment=amendment)
        return receipt(done)

    async def _entry(self, call: Call, report: UUID) -> Reporter | None:
        """The entry as it stands, each look on record; None where nobody is named."""
        opened = await self._service.reading.report(call.subject, report, ACTION)
        reporter = opened.state.filed.reporter if opened.state.filed is not None else None
        if reporter is None:
            return None
        return await self._service.reporters.read(reporter, by=call.subject.account, purpose=ACTION)


def _differing(before: Reporter, body: ReporterAmendment) -> tuple[ReporterParticular, ...]:
    after = put_right(before.details, body)
    differs = {
        ReporterParticular.NAME: before.details.name != after.name,
        ReporterParticular.CONTACTS: set(before.details.contacts) != set(after.contacts),
    }
    return tuple(one for one, different in differs.items() if different)
