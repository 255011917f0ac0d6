"""Papers of a matter: which there are, drafting one, and one with each sentence's support beside it, to be signed or sent back."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.adapters.calendar_files import service_modes
from application.casework.file import PAPER
from application.casework.gate import on_papers
from application.errors import ApplicationError, NotAuthorised, NotFound
from application.streams import Loaded, load_existing
from domain.citation import Citation
from domain.papers.content import Content, Sentence
from domain.papers.paper import Paper, PaperStage
from domain.papers.template import Template
from domain.papers.terms import About
from domain.proceedings.facts import case_conduct_ended
from domain.proceedings.terms import ServiceMode
from domain.refusal import Refused
from interfaces.api.approvals import is_decision
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.exports import ArchiveQuery, Exports
from interfaces.api.names import plain_naming
from interfaces.api.operation import Operation
from interfaces.api.papers import Papering, PaperKind, SheetQuery
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.citing import Cite
from interfaces.web.matter import Matter, Matters
from interfaces.web.mending import mends
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import headers, page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit, number_in
from projections.history.telling import sentence

ACTS = ("approve-paper", "return-paper", "withdraw-paper", "revise-paper")
"""What may be done on the page of a paper, each with a form of its own."""


EVENT = "@"
"""Between the stream and the version of an event that a sentence rests on, in a form."""


class PaperPages:
    """The pages of papers."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._service, self._matters = service, matters
        self._operations, self._explain, self._api = operations, explain, Papering(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        for about in About:
            base = f"/{PLURAL[about.value]}/{{{about.value}}}/papers"
            reading, drafting = (on_papers(about.value, action) for action in ("paper.read", "paper.draft-paper"))
            yield Page(path=base, action=reading, show=self.of)
            yield Page(path=f"{base}/draft", action=drafting, show=self.blank, submit=self.begin)
        yield Page(path="/cases/{case}/archive", action="case.export", show=self.archive)
        yield Page(path="/papers/{paper}", action="paper.read", show=self.one)
        yield Page(path="/papers/{paper}/sheet", action="paper.read", show=self.sheet)
        for act in ACTS:
            yield Page(path=f"/papers/{{paper}}/{act}", action=f"paper.{act}", submit=self._act(f"paper.{act}"))

    async def of(self, visit: Visit) -> Response[bytes]:
        """What the present step waits for, the papers of a matter, and the other kinds that may be drafted, by phase."""
        ((kind, stream),) = visit.ids.items()
        matter = await self._matters.open(visit, kind, stream, on_papers(kind, "paper.read"), people=False)
        found = (await self._api.of(reading(visit))).content
        return page(
            visit,
            "papers.html",
            matter=matter,
            kind=kind,
            back=f"/{PLURAL[kind]}/{stream}",
            papers=found.papers,
            elsewhere=found.elsewhere,
            kinds=(kinds := found.kinds if matter.opened.may(on_papers(kind, "paper.draft-paper")) else ()),
            due=[one for one in kinds if one.due],
            phases=_by_phase(visit, [one for one in kinds if not one.due]),
        )

    async def blank(self, visit: Visit) -> Response[bytes]:
        """The form of a new paper of one kind."""
        return await self._drafting(visit, None)

    async def begin(self, visit: Visit) -> Response[bytes]:
        """Draft it, and show it."""
        ((kind, stream),) = visit.ids.items()
        given = {"matter": stream, "about": kind, "template": visit.given("template") or "", **_content(visit)}
        try:
            made = await self._carry(visit, "paper.draft-paper", given, {})
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._drafting(visit, problem_of(error, visit, self._explain))
        return redirect(f"/papers/{made}")

    async def one(self, visit: Visit) -> Response[bytes]:
        """A paper, sentence by sentence."""
        return await self._shown(visit, None)

    async def sheet(self, visit: Visit) -> Response[bytes]:
        """The sheet as a file."""
        form = visit.asked("form")
        query = SheetQuery(form="docx" if form == "docx" else "pdf")
        answer = await self._api.sheet(reading(visit, query=query))
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    async def archive(self, visit: Visit) -> Response[bytes]:
        """The whole case file, for whoever keeps the case."""
        answer = await Exports(self._service).case(reading(visit, query=ArchiveQuery()))
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})

    def _act(self, action: str) -> Any:
        async def act(visit: Visit) -> Response[bytes]:
            body: dict[str, Any] = {}
            if action == "paper.approve-paper":
                ticked = (number_in(one, digits=6) for one in visit.form.get("accepted", ()))
                body = {"accepted": [one for one in ticked if one is not None]}
            elif action == "paper.revise-paper":
                body = _content(visit)
            else:
                reasons = visit.given("reasons")
                body = {} if reasons is None else {"reasons": {"text": reasons}}
            try:
                await self._carry(visit, action, body, visit.ids)
            except (NotFound, NotAuthorised):
                raise
            except (Refused, Trouble, ApplicationError) as error:
                return await self._shown(visit, problem_of(error, visit, self._explain))
            return redirect(f"/papers/{visit.ids['paper']}")

        return act

    async def _carry(self, visit: Visit, action: str, given: dict[str, Any], ids: Mapping[str, UUID]) -> UUID:
        operation = self._operations[action]
        try:
            body = msgspec.convert(given, operation.body, strict=False)
        except msgspec.ValidationError as error:
            raise from_validation(error) from None
        made: UUID = (await operation.run(call_of(visit, body, ids=ids))).content.id
        return made

    async def _drafting(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        ((kind, stream),) = visit.ids.items()
        code = visit.given("template") or visit.asked("template") or ""
        template = self._service.writing.templates.get(code)
        served = template is not None and template.service is not None  # then the page says on whom
        matter = await self._matters.open(visit, kind, stream, on_papers(kind, "paper.draft-paper"), people=served)
        if template is None or template.about.value != kind:
            raise NotFound
        return page(
            visit,
            "paper_draft.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            to=visit.path,
            back=f"/{PLURAL[kind]}/{stream}/papers",
            kind=template,
            written=_as_sent(visit),
            served=_served(template, matter, visit.given("service")),
            rests=_ticked(visit),
            evidence=matter.case.evidence if matter.case is not None else (),
            problem=problem,
            mends=await mends(self._service.reading, visit, matter, problem),
        )

    async def _shown(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        loaded: Loaded[Paper] = await load_existing(self._service.events, PAPER, visit.ids["paper"])
        paper, writing = loaded.state, self._service.writing
        if paper.matter is None or paper.content is None:
            raise NotFound
        about = paper.about.value
        await self._service.reading.with_papers(visit.who, about, paper.matter, "paper.read")
        matter = await self._matters.open(visit, about, paper.matter, on_papers(about, "paper.read"))
        by = visit.who.account
        content = await writing.content(paper, by=by, action="paper.read")
        before = paper.contents[-2] if len(paper.contents) > 1 else None
        earlier = None if before is None else await writing.draft(before, by=by, action="paper.read")
        template = writing.templates.get(paper.template)
        compares = paper.is_open and is_decision(template)
        sent = visit.path.rpartition("/")[2]

        def may(action: str) -> bool:
            return matter.opened.may(on_papers(about, action))

        return page(
            visit,
            "paper.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            back=f"/{PLURAL[about]}/{paper.matter}/papers",
            version=loaded.version,
            paper=paper,
            paper_id=loaded.id,
            content=content,
            head=_head(content),
            moved=await writing.moved(paper, content),
            odds=(odds := await writing.odds(paper, content)),
            answered_for=sorted({*paper.unsupported, *(one.number for one in odds)}),
            numbered=_numbered(content),
            cited=_cited(visit, matter, paper, content),
            support=await self._support(visit, matter, content),
            comparison=await self._service.reading.compared(visit.who, paper.matter) if compares else None,
            changed=None if earlier is None else _changed(earlier, content, visit.language),
            returned=await self._matters.text(visit, paper.returned) if paper.stage is PaperStage.RETURNED else None,
            required_slots=template.required_slots if template is not None else frozenset(),
            slots=template.slots if template is not None and paper.is_open and may("paper.revise-paper") else (),
            sent=sent,
            served=_served(
                template, matter, (visit.given("service") if sent == "revise-paper" else None) or paper.service
            ),
            written=_as_sent(visit) if sent == "revise-paper" else _written(content),
            rests=_ticked(visit) if sent == "revise-paper" else _rests(content),
            evidence=matter.case.evidence if matter.case is not None else (),
            acts={act: SUMMARIES[f"paper.{act}"] for act in ACTS if may(f"paper.{act}") and _open_to(act, paper)},
            problem=problem,
            mends=await mends(self._service.reading, visit, matter, problem),
        )

    async def _support(self, visit: Visit, matter: Matter, content: Content) -> dict[str, str]:
        """What each event that a sentence rests on is told as, by ``stream@version``, and each that a drafter ticked."""
        wanted = {f"{source.stream}{EVENT}{source.version}" for one in content.sentences for source in one.sources}
        wanted |= {
            one for ticked in (*_rests(content).values(), *_ticked(visit).values()) for one in ticked if EVENT in one
        }
        streams = {source.stream for one in content.sentences for source in one.sources}
        naming, known = matter.names.naming, {**matter.names.called, **matter.names.people}
        if matter.file is not None:  # points by their place, codes in words
            naming = await plain_naming(self._service, matter.file.case.id, known)
        return {
            f"{recorded.stream}{EVENT}{recorded.version}": sentence(recorded.event, visit.language, naming)
            for stream in streams
            for recorded in await self._service.events.read(stream)
            if f"{recorded.stream}{EVENT}{recorded.version}" in wanted
        }


def _by_phase(visit: Visit, kinds: list[PaperKind]) -> list[tuple[str, list[PaperKind]]]:
    """The kinds under the name of their phase, in order."""
    found: dict[str, list[PaperKind]] = {}
    for one in kinds:
        name = visit.texts("paper.other_phase") if one.phase is None else visit.texts.say(one.phase)
        found.setdefault(name, []).append(one)
    return list(found.items())


def _cited(visit: Visit, matter: Matter, paper: Paper, content: Content) -> dict[int, tuple[Cite, ...]]:
    """The provisions that each sentence mentions, by its number: of the case's law as it was when the conduct ended."""
    texts, case = visit.texts, matter.case
    drafted = paper.drafted_on or date.min
    ended = (case_conduct_ended(case) if case is not None else None) or drafted
    home = case.opened.instrument if case is not None and case.opened is not None else ""
    found = {}
    for number, one in enumerate(content.sentences, 1):
        cites = texts.shelf.mentioned(one.zh, lambda instrument: ended if instrument == home else drafted)
        found[number] = texts.cites(cites)
    return found


def _open_to(act: str, paper: Paper) -> bool:
    if act == "withdraw-paper":
        return paper.stage is not PaperStage.WITHDRAWN
    return paper.is_open if act == "revise-paper" else paper.stage is PaperStage.DRAFT


def _statements(visit: Visit) -> list[dict[str, Any]]:
    """Every place that was written at, with the evidence and the events ticked beside it."""
    places, rests = _as_sent(visit), _ticked(visit)
    return [
        {
            "slot": place,
            "text": {"text": text},
            "evidence": [one for one in rests.get(place, ()) if EVENT not in one],
            "events": [_event(one) for one in rests.get(place, ()) if EVENT in one],
        }
        for place, text in places.items()
        if text.strip()
    ]


def _content(visit: Visit) -> dict[str, Any]:
    """What a form of a draft says: sentences of the drafter's own, and how the paper is to be served."""
    service = visit.given("service")
    return {"statements": _statements(visit)} | ({} if service is None else {"service": service})


OF_DECISION = "serve-decision"


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """On whom a paper is to be served and how: ``by`` is the step that serves it, ``mode`` what was said or the rule."""

    by: str
    who: UUID | None
    mode: str
    basis: str
    modes: tuple[str, ...] = tuple(one.value for one in ServiceMode)
    cites: tuple[Citation, ...]


def _served(template: Template | None, matter: Matter, said: str | None) -> Serving | None:
    """What stands of its service on the page of a paper; None where no step serves it."""
    if template is None or template.service is None:
        return None
    known = {one.value for one in ServiceMode}  # what is typed may be anything; the command judges it
    state = matter.track
    person = None if state is None else state.person
    who = person if person is not None or state is None else state.organ
    mode = service_modes().mode(said if said in known else ServiceMode.DIRECT.value)
    by = template.service.partition(".")[2]
    return Serving(
        by=by if person is not None or by != OF_DECISION else "serve-paper",  # an organ has no unit besides
        who=who,
        mode=mode.id,
        basis=mode.basis.value,
        cites=tuple(one.citation for one in mode.sources),
    )


def _event(ticked: str) -> dict[str, Any]:
    stream, _, version = ticked.partition(EVENT)
    return {"stream": stream, "version": number_in(version)}


def _as_sent(visit: Visit) -> dict[str, str]:
    """What was written in the form that was sent, by place."""
    return {name.removeprefix("text."): values[-1] for name, values in visit.form.items() if name.startswith("text.")}


def _ticked(visit: Visit) -> dict[str, list[str]]:
    """What was ticked in the form that was sent, by place: evidence by its id, an event as ``stream@version``."""
    return {
        name.removeprefix("evidence."): [one for one in values if one]
        for name, values in visit.form.items()
        if name.startswith("evidence.")
    }


def _rests(content: Content) -> dict[str, list[str]]:
    """What the drafter rested each sentence on, by place, as it is ticked in the form."""
    return {
        one.slot: [*map(str, one.evidence), *(f"{each.stream}{EVENT}{each.version}" for each in one.events)]
        for one in content.statements
    }


def _numbered(content: Content) -> list[tuple[int, list[tuple[int, Sentence]]]]:
    """Paragraphs as (heading level, sentences with their numbers)."""
    numbers = iter(range(1, len(content.sentences) + 1))
    return [(one.heading, [(next(numbers), each) for each in one.sentences]) for one in content.paragraphs]


def _written(content: Content) -> dict[str, str]:
    """What the drafter wrote, by place."""
    found: dict[str, str] = {}
    for one in content.sentences:
        if one.slot is not None and not one.gap:
            found[one.slot] = found.get(one.slot, "") + one.zh
    if content.addressee is not None:
        found["addressee"] = content.addressee.zh
    if content.attachments:
        found["attachments"] = "\n".join(content.attachments)
    return found | _head(content)


def _head(content: Content) -> dict[str, str]:
    """What stands above the head, by place."""
    if content.head is None:
        return {}
    return {name.replace("_", "-"): value for name, value in msgspec.to_builtins(content.head).items()}


def _changed(earlier: Content, content: Content, language: str) -> tuple[list[str], list[str]]:
    """Sentences that were added and taken out since the draft before."""
    old, new = ([one.en if language == "en" else one.zh for one in each.sentences] for each in (earlier, content))
    return [one for one in new if one not in old], [one for one in old if one not in new]
