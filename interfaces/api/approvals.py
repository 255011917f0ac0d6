"""What waits for a second person: papers of every matter to be approved, requests to see who reported, notices, rulebooks
and policies to be signed.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec

from application.access import Subject, bodies_acting
from application.casework import gate
from application.casework.gate import on_papers
from application.errors import NotAuthorised, NotFound
from application.proposals import Proposal, after
from domain.adoptions.adoption import adoption_id
from domain.adoptions.events import Adopted, AdoptionProposed
from domain.identity import ActorId, BodyId
from domain.papers.template import Template
from domain.procedure.profile import Label
from domain.proceedings.comparing import Comparison, compared
from domain.recorded import Recorded
from domain.reports.report import Report
from interfaces.api.docket import Position, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.reporter_identity import words_of
from interfaces.service import Service
from projections.deadlines.agreeing import ToAgree, to_agree
from projections.papers.reads import PaperWaiting, waiting
from projections.recommendations.reads import latest

ANSWERS = "report.agree-identity"

SIGNED_BY = (
    (("docket.read", "proceeding.list", "appeal.list"), on_papers("case", "paper.approve-paper")),
    (("report.list",), on_papers("report", "paper.approve-paper")),
)
"""Lists of matters, and the action that says for which bodies the reader signs papers of the matters in them."""


class ApprovalsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``at_least``: the ``position`` of a receipt; the answer waits for the list to come that far."""

    at_least: Position | None = None


class PaperToApprove(PaperWaiting, frozen=True, kw_only=True):
    """A paper with what its template is called.

    ``comparison``: of a draft decision, what was resolved beside what the policy suggests; missing for other papers and for
    whoever may not read the recommendation.
    """

    label: Label
    comparison: Comparison | None = None


class Titled(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice, a rulebook or a policy calls itself."""

    zh: str
    en: str


class Unsigned(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody else put forward and a second person has to sign: the content, and what it calls itself.

    Of a policy, ``id`` is its body's adoption.
    """

    what: Literal["calendar", "rulebook", "policy"]
    id: UUID
    name: str
    content: str
    title: Titled | None = None
    body: BodyId
    proposed_on: date
    proposed_by: ActorId


class IdentityWaiting(ToAgree, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody else asks to see who reported, which the reader may agree to or refuse: by ``due_on``, for ``reasons``.

    Reading the reasons is on record, as on the report's own page.
    """

    reasons: str | None = None


class Approvals(msgspec.Struct, frozen=True, kw_only=True):
    """``papers`` in draft wait for the reader's approval, those returned for the reader to draft anew. Oldest first; of
    ``identities`` what is to be answered first.
    """

    papers: tuple[PaperToApprove, ...]
    identities: tuple[IdentityWaiting, ...]
    unsigned: tuple[Unsigned, ...]


class ApprovalList:
    """The route of the list."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/work/approvals",
            name="list-approvals",
            action="work.read",
            summary=Sentence("待我签发或签署", "What waits for my approval or signature"),
            tag="lists",
            query=ApprovalsQuery,
            answers=Approvals,
            run=self.approvals,
        )

    async def approvals(self, call: Call) -> Answer:
        """What the reader may approve or sign, and did not draft or propose; a draft decision with what it is compared with."""
        found, templates = await self.waiting(call), self._service.writing.templates
        drafts = {one.id: one.matter for one in found.papers if is_decision(templates.get(one.template))}
        stands = await self._compared(call.subject, frozenset(drafts.values()))
        papers = (
            msgspec.structs.replace(one, comparison=stands.get(drafts[one.id])) if one.id in drafts else one
            for one in found.papers
        )
        asked = [await self._with_reasons(one, call.subject) for one in found.identities]
        return Answer(content=msgspec.structs.replace(found, papers=tuple(papers), identities=tuple(asked)))

    async def _with_title(self, one: Unsigned) -> Unsigned:
        law, book = self._service.law, self._service.book
        kept = {"rulebook": law.rulebook, "policy": law.policy, "calendar": book.notice}
        thing: Any = await kept[one.what](one.content)
        if thing is None:
            return one
        return msgspec.structs.replace(one, title=Titled(zh=thing.title.zh, en=thing.title.en))

    async def _compared(self, subject: Subject, proceedings: Collection[UUID]) -> dict[UUID, Comparison]:
        """What was resolved beside the recommendation that stands, as the read model has it: none is worked out anew for a list."""
        if not proceedings:
            return {}
        tracks = {one: await self._service.reading.to_be_compared(subject, one) for one in proceedings}
        shown = {one: found[0] for one, found in tracks.items() if found is not None}
        async with self._service.read() as connection:
            said = await latest(connection, shown)
        return {one: compared(track, said[one].recommendation) for one, track in shown.items() if one in said}

    async def _with_reasons(self, one: IdentityWaiting, subject: Subject) -> IdentityWaiting:
        report: Report = (await self._service.reading.report(subject, one.id, ANSWERS)).state
        asked = report.asked_by(ActorId(one.officer))
        if asked is None:
            return one
        said = await words_of(self._service, asked.reasons, subject.account)
        return msgspec.structs.replace(one, reasons=said)

    async def _identities(self, found: tuple[ToAgree, ...], subject: Subject) -> tuple[IdentityWaiting, ...]:
        """Those of *found* that *subject* may answer: a list of reports shows more of them."""
        may = []
        for one in found:
            try:
                await self._service.reading.report(subject, one.id, ANSWERS)
            except (NotFound, NotAuthorised):
                continue
            may.append(IdentityWaiting(**msgspec.structs.asdict(one)))
        return tuple(may)

    async def waiting(self, call: Call) -> Approvals:
        """The same without comparing anything and without the reasons of a request: enough to count and to name."""
        subject: Subject = call.subject
        gate.require(subject, "work.read")
        aside = await self._service.around.aside(subject)
        async with self._service.read(at_least=call.query.at_least, of=("papers", "docket", "deadlines")) as connection:
            asked: tuple[ToAgree, ...] = ()
            if bodies_acting(subject, ANSWERS):
                asked = await to_agree(
                    connection, scopes_of(subject, ("report.list",), aside, own=False), officer=subject.account
                )
            papers: list[PaperWaiting] = []
            for lists, action in SIGNED_BY:
                found = scopes_of(subject, lists, aside, own=False)
                held = bodies_acting(subject, action)
                papers += await waiting(connection, found, officer=subject.account, approves_for=held)
        unsigned: list[Unsigned] = []
        if signs_for := bodies_acting(subject, "adoption.sign-adoption"):
            unsigned += _unsigned("calendar", await self._service.book.entries(), subject, signs_for)
            unsigned += _unsigned("rulebook", await self._service.law.entries(), subject, signs_for)
            unsigned += _unsigned("policy", await self._policies(signs_for), subject, signs_for)
        return Approvals(
            papers=tuple(
                PaperToApprove(**msgspec.structs.asdict(one), label=self._label(one.template))
                for one in sorted(papers, key=lambda one: (one.drafted_on, one.id))
            ),
            identities=await self._identities(asked, subject),
            unsigned=tuple([await self._with_title(one) for one in sorted(unsigned, key=_oldest_first)]),
        )

    async def _policies(self, bodies: frozenset[BodyId]) -> tuple[Proposal, ...]:
        """The policies of *bodies*."""
        service = self._service
        instruments = dict.fromkeys(book.instrument for book in (await service.around.catalogue()).rulebooks)
        streams = {adoption_id(body, Adopted.POLICY, instrument) for body in bodies for instrument in instruments}
        found: dict[UUID, tuple[Proposal, ...]] = {}
        for recorded in await service.events.read_several(streams):
            found[recorded.stream], _ = after(found.get(recorded.stream, ()), recorded, _policy)
        return tuple(one for entries in found.values() for one in entries)

    def _label(self, code: str) -> Label:
        template = self._service.writing.templates.get(code)
        return Label(zh=code, en=code) if template is None else template.label


def is_decision(template: Template | None) -> bool:
    """Whether a paper of that template is a decision on a respondent, which is compared with what the policy suggests."""
    return template is not None and template.carries_out == "proceeding.decide"


def _oldest_first(one: Unsigned) -> tuple[date, UUID]:
    return one.proposed_on, one.id


def _policy(event: AdoptionProposed, recorded: Recorded[Any]) -> Proposal:
    return Proposal(
        id=recorded.stream,
        content=event.content,
        name=event.name,
        body=event.body,
        proposed_on=event.proposed_on,
        proposed_by=recorded.actor,
    )


def _unsigned(
    what: Literal["calendar", "rulebook", "policy"],
    entries: tuple[Proposal, ...],
    subject: Subject,
    signs_for: frozenset[BodyId],
) -> Iterator[Unsigned]:
    """What was put forward for a body for which *subject* signs, by somebody else."""
    for one in entries:
        if one.state == "proposed" and one.proposed_by != subject.account and one.body in signs_for:
            yield Unsigned(
                what=what,
                id=one.id,
                name=one.name,
                content=one.content,
                body=one.body,
                proposed_on=one.proposed_on,
                proposed_by=one.proposed_by,
            )
