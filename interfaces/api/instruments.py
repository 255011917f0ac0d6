"""Routes of the supervision instruments, all kinds alike: begin one, list them, read one, and its history."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from application.actions import COMMANDS
from application.casework import gate
from application.casework.around import AlikeReport
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from application.casework.reading import Opened
from application.new_id import new_id
from domain.identity import OrganId
from domain.rulebook.labels import Label
from domain.supervision.breach import Breach, Provision, label_of, provision_of
from domain.supervision.leads import LeadRaised
from interfaces.api.commands import PLURAL, SUMMARIES, Receipt, carry, receipt, texts
from interfaces.api.docket import DocketQuery, page_of_lists
from interfaces.api.forms import form_of, to_command
from interfaces.api.histories import History, LanguageQuery, told_of_instrument
from interfaces.api.instrument_views import VIEWS, BreachShown
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.docket.reads import DocketPage

NAMES = {
    "consultation": Sentence("征求意见", "consultation"),
    "duty": Sentence("公开义务", "publication duty"),
    "project": Sentence("电子政务项目", "e-government project"),
    "assessment": Sentence("考核", "assessment"),
    "evaluation": Sentence("社会评议", "social evaluation"),
}
"""What one of each kind is called."""


class InstrumentRoutes:
    """The routes of the instruments."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for kind in INSTRUMENTS:
            path, tag, name = f"/api/{PLURAL[kind]}", PLURAL[kind], NAMES[kind]
            begins = BEGINNINGS[kind]
            yield Operation(
                method="POST",
                path=path,
                name=begins.partition(".")[2],
                action=begins,
                summary=SUMMARIES[begins],
                tag=tag,
                body=form_of(COMMANDS[begins][1]),
                answers=Receipt,
                status=201,
                changes=True,
                run=self._for(kind, self.begin),
            )
            yield Operation(
                method="GET",
                path=path,
                name=f"list-{PLURAL[kind]}",
                action=f"{kind}.list",
                summary=Sentence(f"{name.zh}列表", f"List: {name.en}"),
                tag=tag,
                query=DocketQuery,
                answers=DocketPage,
                run=self._for(kind, self.listed),
            )
            yield Operation(
                method="GET",
                path=f"{path}/{{{kind}}}",
                name=f"read-{kind}",
                action=f"{kind}.read",
                summary=Sentence(f"查看{name.zh}", f"Read: {name.en}"),
                tag=tag,
                answers=VIEWS[kind].struct,
                run=self._for(kind, self.read),
            )
            yield Operation(
                method="GET",
                path=f"{path}/{{{kind}}}/history",
                name=f"read-{kind}-history",
                action=f"{kind}.read",
                summary=Sentence(f"{name.zh}经过", f"History: {name.en}"),
                tag=tag,
                query=LanguageQuery,
                answers=History,
                run=self._for(kind, self.history),
            )

    def _for(self, kind: str, run: Callable[[Call, str], Awaitable[Answer]]) -> Callable[[Call], Awaitable[Answer]]:
        async def of_kind(call: Call) -> Answer:
            return await run(call, kind)

        return of_kind

    async def begin(self, call: Call, kind: str) -> Answer:
        """Begin one; the answer's ``id`` is the new matter."""
        action, keeper = BEGINNINGS[kind], texts(self._service, call, kind)

        async def prepare(stream: UUID) -> Any:
            return await to_command(call.body, COMMANDS[action][1], keeper.under(stream), new_id)

        stream = INSTRUMENTS[kind].stream(call.body)
        return receipt(await carry(self._service, call, action, stream, prepare, keeper.put_away), 201)

    async def listed(self, call: Call, kind: str) -> Answer:
        """Those of the bodies that the reader serves."""
        gate.require(call.subject, f"{kind}.list")
        return Answer(content=await page_of_lists(self._service, call, (f"{kind}.list",)))

    async def read(self, call: Call, kind: str) -> Answer:
        """One of them, with the breaches that stand today."""
        reading = self._service.reading
        opened = await reading.instrument(call.subject, kind, call.ids[kind], f"{kind}.read")
        setting = await reading.setting(opened, kind)
        standing = () if opened.own else INSTRUMENTS[kind].breaches(opened.state, setting)
        found = await self.breaches(opened, standing)
        return Answer(content=VIEWS[kind].shown(opened, setting, found), version=opened.version)

    async def history(self, call: Call, kind: str) -> Answer:
        """What happened, in order."""
        opened = await self._service.reading.instrument(call.subject, kind, call.ids[kind], f"{kind}.read")
        return Answer(content=await told_of_instrument(self._service, opened, kind, call.query.lang))

    async def breaches(self, opened: Opened[Any], standing: Iterable[Breach]) -> tuple[BreachShown, ...]:
        """The breaches of an opened matter with their words and articles, their leads, and what may be about the same."""
        leads = {lead.breach: lead for lead in opened.state.leads}
        alike: dict[tuple[tuple[OrganId, ...], str], tuple[AlikeReport, ...]] = {}
        shown, catalogue = [], await self._service.around.catalogue()
        for breach in standing:
            about = (breach.organs, breach.provision)
            if breach.id not in leads and about not in alike:
                alike[about] = await self._service.reading.alike(opened, breach)
            provision = provision_of(breach, catalogue)
            called = provision.label if provision is not None else label_of(breach, catalogue)
            shown.append(_shown(breach, provision, called, leads.get(breach.id), alike.get(about, ())))
        return tuple(shown)


def _shown(
    breach: Breach,
    provision: Provision | None,
    called: Label | None,
    lead: LeadRaised | None,
    alike: tuple[AlikeReport, ...],
) -> BreachShown:
    found = tuple(one for one in alike if lead is None and one.may_be_of(breach.since))
    return BreachShown(
        id=breach.id,
        instrument=breach.instrument,
        provision=breach.provision,
        label=called,
        provisions=provision.cites if provision is not None else (),
        sanctions=provision is not None and provision.sanctions,
        organs=breach.organs,
        since=breach.since,
        evidence=breach.evidence,
        reports=lead.reports if lead is not None else (),
        alike=tuple(one.report for one in found if one.said),
        unsaid=tuple(one.report for one in found if not one.said),
    )
