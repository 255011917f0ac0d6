"""What a form holds before anybody fills it in: what the record already says, so that nothing is typed twice."""

from collections.abc import Mapping

from application.access import bodies_acting
from application.casework.gate import on_papers
from domain.cases.events import EvidenceKind
from domain.papers.paper import PaperStage
from domain.papers.terms import About
from domain.proceedings.events import Deliberated, NoticeIssued
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.terms import MeasureTaken, ServiceMode
from interfaces.service import Service
from interfaces.web.matter import Matter, Matters
from interfaces.web.visit import Visit

SERVICES = frozenset(
    {"proceeding.serve-notice", "proceeding.serve-decision", "proceeding.serve-paper", "appeal.serve-appeal"}
)
DELIBERATING = "proceeding.deliberate"
DECIDING = "proceeding.decide"
FOLLOWING = frozenset({DELIBERATING, DECIDING})
"""Steps that speak of a handling which an earlier step announced or resolved."""

READING = on_papers(About.PROCEEDING.value, "paper.read")

SAID = ("reasons", "departure")
"""Places of a draft decision for its reasons, also for those of departing from the policy, and fields of the step that goes on with it."""

SETTLING = "proceeding.settle-facts"
"""Opened from the page as from the refusal: what still stands against the next step is ticked, unless the address says which."""

_ABOUT = frozenset(one.value for one in About)

ADDRESSEES = ("respondent", "unit")
"""On whom a decision is served, in the usual order."""


class Presets:
    """What the forms of one matter begin with."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._events, self._matters, self._writing = service.events, matters, service.writing

    async def of(self, visit: Visit, matter: Matter, action: str) -> Mapping[str, list[str]]:
        """The fields of *action* that the record fills, each with its values."""
        if action in SERVICES:
            return _service(matter, action, await self._said(matter, action)) | {
                "proof": [visit.texts("form.proof_of_service")]
            }
        if action in FOLLOWING:
            least = {"quorum": [str(matter.profile.settings.quorum.value)]} if action == DELIBERATING else {}
            reasons = await self._reasons(visit, matter) if action == DECIDING else {}
            return await self._handling(visit, matter) | least | reasons
        if action == SETTLING:
            return (
                {} if visit.query.get("facts") else {"facts": [one.fact for one in matter.open_facts if one.decisive]}
            )
        if action == "appeal.assign-handlers" and matter.beside.joined:
            return {"together": ["yes"]}
        if action == "case.enter-evidence":
            return {"kind": [EvidenceKind.DOCUMENT.value]}
        if action == "case.frame-allegation":
            return _alleged(matter)
        if action == "report.refer-report":
            called = visit.texts.matter("report", matter.id, matter.names.numbers.get(matter.id))
            return {"letter": [visit.texts("form.letter_of_referral", report=called)]}
        if action == "report.accept-report":
            own = bodies_acting(visit.who, action)
            return {"body": [str(one) for one in own]} if len(own) == 1 else {}
        return {}

    async def _said(self, matter: Matter, action: str) -> ServiceMode | None:
        """How the drafter of the paper that *action* serves said that it is to be served, of the one approved last."""
        if matter.kind not in _ABOUT:
            return None
        said = None
        for one in await self._writing.of(About(matter.kind), matter.id):
            template = self._writing.templates.get(one.state.template)
            if template is not None and template.service == action and one.state.stage is PaperStage.APPROVED:
                said = one.state.service or said
        return said

    async def _reasons(self, visit: Visit, matter: Matter) -> dict[str, list[str]]:
        """Why it is decided so and why it departs from the policy, as the approved paper says it to whoever is decided on."""
        if not matter.opened.may(READING):
            return {}
        for one in reversed(await self._writing.approved.of_step(DECIDING, matter.id)):
            if one.state.stage is PaperStage.APPROVED:
                content = await self._writing.content(one.state, by=visit.who.account, action=READING)
                said = {slot: [one.zh for one in content.sentences if one.slot == slot] for slot in SAID}
                return {slot: ["\n".join(words)] for slot, words in said.items() if words}
        return {}

    async def _handling(self, visit: Visit, matter: Matter) -> dict[str, list[str]]:
        """The handling that was resolved last, or else announced, with the circle of a circulated criticism."""
        said = [
            each.event
            for each in await self._events.read(matter.id)
            if isinstance(each.event, NoticeIssued)
            or (isinstance(each.event, Deliberated) and each.event.outcome is not None)
        ]
        if not said or said[-1].outcome is None:
            return {}
        found = {"outcome": [said[-1].outcome.value], "measures": [one.measure for one in said[-1].measures]}
        for one in said[-1].measures:
            found |= await self._terms(visit, one)
        return found

    async def _terms(self, visit: Visit, taken: MeasureTaken) -> dict[str, list[str]]:
        found = {}
        if taken.due_on is not None:
            found[f"measures.{taken.measure}.due_on"] = [taken.due_on.isoformat()]
        scope = await self._matters.text(visit, taken.scope)
        if scope is not None:
            found[f"measures.{taken.measure}.scope"] = [scope]
        return found


def _alleged(matter: Matter) -> dict[str, list[str]]:
    """The organ that the case is about, and the first day of which a report tells."""
    opened = matter.case.opened if matter.case is not None else None
    filed = (one.state.filed for one in (matter.file.reports if matter.file is not None else ()))
    since = min((one.since for one in filed if one is not None and one.since is not None), default=None)
    found = {} if opened is None or opened.organ is None else {"organ": [str(opened.organ)]}
    return found if since is None else {**found, "conduct_from": [since.isoformat()]}


def _service(matter: Matter, action: str, said: ServiceMode | None) -> dict[str, list[str]]:
    """Service as was *said* when the paper was drafted, else by hand, which is the rule; a decision on the first who did not get it yet."""
    found = {"mode": [(said or ServiceMode.DIRECT).value]}
    track = matter.opened.state
    if action == "proceeding.serve-decision" and isinstance(track, Proceeding) and track.decision is not None:
        served = track.decision.served_to
        found["to"] = [next((one for one in ADDRESSEES if served(one) is None), ADDRESSEES[0])]
    return found
