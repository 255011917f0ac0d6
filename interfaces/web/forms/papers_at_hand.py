"""The papers that a command goes on with: approved ones are chosen in its form, where there is none the form leads to drafting it."""

from typing import Any

import msgspec

from application.casework.gate import on_papers
from domain.papers.paper import PaperStage
from domain.papers.terms import About
from domain.procedure.profile import Label
from interfaces.api.commands import PLURAL
from interfaces.service import Service
from interfaces.web.matter import Matter
from interfaces.web.visit import Visit

ABOUT = frozenset(one.value for one in About)


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """An approved paper that no step has used: ``value`` is sent by the form, ``to`` shows the paper."""

    value: str
    label: Label
    number: str
    to: str
    reference: dict[str, str]


class AtHand(msgspec.Struct, frozen=True, kw_only=True):
    """What there is for the document of one command. ``field`` takes it, ``number_field`` repeats its number.

    ``begin`` is where such a paper is drafted, with what it is called; ``drafts`` are under way: whether each was sent back.
    """

    field: str
    number_field: str | None
    signed: tuple[Signed, ...] = ()
    drafts: tuple[tuple[str, Label, bool], ...] = ()
    begin: tuple[tuple[str, Label], ...] = ()

    def chosen(self, visit: Visit) -> dict[str, Any]:
        """What the form's choice of a paper stands for; nothing where the person sent a text or a file instead."""
        wanted = visit.given(f"{self.field}.paper")
        found = next((one for one in self.signed if one.value == wanted), None)
        if found is None or visit.given(self.field) is not None or f"{self.field}.file" in visit.files:
            return {}
        number = {self.number_field: found.number} if self.number_field is not None else {}
        return {self.field: found.reference, **number}


async def papers_at_hand(service: Service, matter: Matter, action: str) -> AtHand | None:
    """The papers for *action* on *matter*; None where no kind of paper is its document, or the reader reads none."""
    writing = service.writing
    kinds = [one for one in writing.templates.values() if one.carries_out == action]
    if not kinds or matter.kind not in ABOUT or not matter.opened.may(on_papers(matter.kind, "paper.read")):
        return None
    found = await writing.approved.of_step(action, matter.id)
    labels = {one.code: one.label for one in kinds}
    at = f"/{PLURAL[matter.kind]}/{matter.id}/papers"
    return AtHand(
        field=kinds[0].field,
        number_field=kinds[0].number_field,
        signed=tuple(
            Signed(
                value=str(one.id),
                label=labels[one.state.template],
                number=one.state.number or "",
                to=f"/papers/{one.id}",
                reference={"id": str(one.state.document.id), "sha256": one.state.document.sha256},
            )
            for one in reversed(found)
            if one.state.stage is PaperStage.APPROVED and one.state.document is not None
        ),
        drafts=tuple(
            (f"/papers/{one.id}", labels[one.state.template], one.state.stage is PaperStage.RETURNED)
            for one in found
            if one.state.is_open
        ),
        begin=tuple((f"{at}/draft?template={code}", label) for code, label in labels.items())
        if matter.opened.may(on_papers(matter.kind, "paper.draft-paper"))
        else (),
    )
