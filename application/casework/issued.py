"""The papers that were approved for a step of the procedure, and whether the record still bears them out."""

from collections.abc import Collection, Mapping
from itertools import product
from uuid import UUID

from application.casework.dossier import dossier_of
from application.casework.paper_material import PaperMaterial
from application.casework.paper_odds import PaperOdds
from application.casework.paper_streams import numbered
from application.casework.papers import documents_in
from application.errors import NotFound
from application.ports import Change, Documents, EventLog
from application.streams import Loaded
from domain.document import DocumentRef
from domain.identity import ActorId
from domain.papers.content import Content, decoded
from domain.papers.drift import Drift, drift
from domain.papers.filling import fill
from domain.papers.paper import Paper, PaperStage
from domain.papers.sheet import check_text
from domain.papers.template import Template
from domain.papers.use import Issued, Told


class ApprovedPapers:
    """Approved papers as the steps of the procedure see them."""

    def __init__(
        self,
        events: EventLog,
        templates: Mapping[str, Template],
        material: PaperMaterial,
        documents: Documents,
        odds: PaperOdds,
    ) -> None:
        self._events, self._templates, self._odds = events, templates, odds
        self._material, self._documents = material, documents

    async def for_step(
        self, action: str, matter: UUID, *, by: ActorId
    ) -> tuple[tuple[Issued, ...], tuple[Change, ...]]:
        """Papers of *matter* that *action* is to go on with and did not yet, or the one that it serves; and the expectation
        that none of them changes meanwhile.

        The words of each are opened to see whether the record still bears them out; the read is on record.
        """
        carried = await self._papers(matter, "carries_out", action)
        served = await self._papers(matter, "served_by", action)
        if not carried and not served:
            return (), ()
        used = await self._used(matter)
        issued = [one for one in carried if (final := _final(one)) is not None and final.id not in used]
        in_use = [(used[final.id], one) for one in served if (final := _final(one)) is not None and final.id in used]
        last = [max(in_use, key=lambda each: each[0])[1]] if in_use else []
        found = [await self._issued(one, by=by, action=action, serving=False) for one in issued]
        found += [await self._issued(one, by=by, action=action, serving=True) for one in last]
        return tuple(found), tuple(paper.changed(()) for paper in (*carried, *served))

    async def of_step(self, action: str, matter: UUID) -> tuple[Loaded[Paper], ...]:
        """The papers of *matter* that *action* can go on with: approved ones that no step used yet, and open drafts."""
        used = await self._used(matter)
        return tuple(
            one
            for one in await self._papers(matter, "carries_out", action)
            if one.state.is_open or ((final := _final(one)) is not None and final.id not in used)
        )

    async def carrying_out(self, action: str, matter: UUID, document: DocumentRef) -> Paper | None:
        """The paper of *matter* that became *document* of *action*; None where the body brought one of its own."""
        papers = (one.state for one in await self._papers(matter, "carries_out", action))
        return next((one for one in papers if one.document is not None and one.document.id == document.id), None)

    async def check_codes(self, matter: UUID, actions: Collection[str]) -> dict[UUID, str]:
        """The check code of each approved paper of *matter* that one of *actions* serves or is carried out with, by its document."""
        found: dict[UUID, str] = {}
        for step, action in product(("served_by", "carries_out"), actions):
            for one in (each.state for each in await self._papers(matter, step, action)):
                if one.stage is PaperStage.APPROVED and one.document and one.number and one.content:
                    found[one.document.id] = check_text(one.template, one.number, one.draft, one.content.sha256)
        return found

    async def drift(self, paper: Paper, content: Content) -> Drift | None:
        """How the record as it stands departs from a paper's words; nothing of the record is opened for it.

        None for a paper of a template that is no longer known: there is nothing to compare it with.
        """
        template = self._templates.get(paper.template)
        if template is None or paper.matter is None:
            return None
        dossier = await dossier_of(self._events, paper.about, paper.matter, desk=paper.body)
        given = await self._material.gather(template, dossier, content.statements, by=None)
        return drift(content, fill(template, given, content.statements))

    async def _issued(self, paper: Loaded[Paper], *, by: ActorId, action: str, serving: bool) -> Issued:
        state = paper.state
        if state.content is None or state.document is None or state.number is None:
            raise NotFound
        kept, _ = await self._documents.get(state.content, by=by, purpose=action)
        content = decoded(kept)
        moved = await self.drift(state, content)
        stale = moved is not None and (bool(moved.lost) or not serving)
        template = self._templates.get(state.template)
        if template is None or state.matter is None:
            return Issued(number=state.number, document=state.document, stale=stale)
        told = Told()
        if not serving:
            told = await self._odds.told(template, await dossier_of(self._events, state.about, state.matter), content)
        return Issued(
            number=state.number,
            document=state.document,
            field=template.field,
            stale=stale,
            told=told,
            kind=template.code,
        )

    async def _used(self, matter: UUID) -> dict[UUID, int]:
        """Every document that an event of *matter* holds, with the place of the last that does."""
        recorded = await self._events.read(matter)
        return {one.id: place for place, each in enumerate(recorded) for _, one in documents_in(each.event)}

    async def _papers(self, matter: UUID, step: str, action: str) -> list[Loaded[Paper]]:
        """Papers of the templates that name *action* as their *step*, and of each kind the next one, still empty."""
        kinds = [one.code for one in self._templates.values() if getattr(one, step) == action]
        return [paper for kind in kinds for paper in await numbered(self._events, matter, kind)]


def _final(paper: Loaded[Paper]) -> DocumentRef | None:
    """The sheet of a paper that is approved and stands."""
    return paper.state.document if paper.state.stage is PaperStage.APPROVED else None
