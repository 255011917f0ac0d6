"""One page for every command: the form, the refusal with each rule beside it, and the way back to the matter."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.actions import COMMANDS
from application.casework.around import Around
from application.errors import ApplicationError, ConcurrentChange, NotAuthorised, NotFound
from domain.appeals.events import AppealResult, OutsideResult
from domain.appeals.grounds import Holding
from domain.refusal import Refused
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.docket import Docket, DocketQuery, page_of_lists
from interfaces.api.operation import Operation
from interfaces.problems import Problem, ReasonShown, Trouble
from interfaces.rest_days import RestDay, named_in
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.forms.choices import Choices
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import POINTS, Field, fields_of
from interfaces.web.forms.filling import body_of
from interfaces.web.forms.missing_offices import missing_office
from interfaces.web.forms.papers_at_hand import AtHand, papers_at_hand
from interfaces.web.forms.presets import DELIBERATING, Presets
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, Uploads
from interfaces.web.matter import Matter, Matters
from interfaces.web.mending import mends
from interfaces.web.offers import Offer
from interfaces.web.past import TOWARDS_A_DECISION, over
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit, number_in
from interfaces.web.workbench import who_answers
from projections.docket.cursor import Order
from projections.docket.reads import LARGEST_PAGE, Entry
from projections.docket.row import Kind

ABOUT_PERSONS = frozenset({"case.name-respondent", "case.amend-party"})
"""Commands on a case whose form asks for more than the command itself, and for whom the registers propose."""

NAMING = frozenset({"PartyId", "PostId", "ProceedingId"})
"""What is chosen by the name of a person."""

BODIES = ABOUT_PERSONS | {"report.amend-reporter"}
"""Commands whose form asks for what the route takes, which is not what the command says."""

ANSWERING = "proceeding.answer-point"
"""The command that answers what a respondent said."""

CONSIDERING = "assessment.consider-evaluation"
"""The command that names a social evaluation."""

JOINING = frozenset({"report.note-duplicate", "report.merge-report", "case.add-report"})
"""Commands that name another report."""

BESIDE = frozenset({"appeal.join-appeal", "appeal.assign-handlers"})
"""Commands on an appeal that concern those beside it."""

GROUNDS = frozenset({"appeal.answer-grounds", "appeal.decide-appeal"})
"""Commands that answer what an appeal brought forward."""

TOGETHER = "together"
"""The field that stands on the form only while there is something to be done together."""

ALIKE = LARGEST_PAGE
"""Open reports about the same organ that are offered to be joined."""

BY_RECOMMENDATION = frozenset(
    f"proceeding.{verb}"
    for verb in (
        *("settle-facts", "find-element", "find-factor", "answer-question"),
        *("issue-notice", "deliberate", "decide", "apply-appeal"),
    )
)
"""Commands that hold facts or answer questions, also those of the other rulebooks that the recommendation asked, or name measures."""

RESULTS = {
    "appeal.decide-appeal": tuple(one.value for one in AppealResult),
    "appeal.record-outcome": tuple(one.value for one in OutsideResult),
}
"""How an appeal can end, by the command that says so: the form tells what each does to the case."""

HOLDINGS = tuple(one.value for one in Holding)
"""What can be said to a ground."""

TODAY = frozenset(
    {
        "collected_on",
        "served_on",
        "carried_out_on",
        "announced_on",
        "received_on",
        "replied_on",
        "applies_from",
        "occurred_on",
    }
)
"""Dates that begin with today: a field that is already right costs nothing."""


class Given(dict[str, Any]):
    """What the fields hold; a field that was not sent holds nothing."""

    def __missing__(self, name: str) -> list[str]:
        return []


class Commanding:
    """The form of each command on a matter that exists."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._around: Around = service.around
        self._service, self._presets = service, Presets(service, matters)
        self._matters, self._operations, self._explain = matters, operations, explain
        self._uploads, self._docket = Uploads(service), Docket(service)

    def pages(self) -> Iterator[Page]:
        """One page for each command that has a route of its own in the API."""
        for action, (kind, _) in COMMANDS.items():
            operation = self._operations.get(action)
            if operation is None or f"{{{kind}}}" not in operation.path or kind == "paper":
                continue
            verb = action.partition(".")[2]
            ask, carry = self._for(action, kind, operation)
            yield Page(path=f"/{PLURAL[kind]}/{{{kind}}}/{verb}", action=action, show=ask, submit=carry, uploads=True)

    def _for(self, action: str, kind: str, operation: Operation) -> tuple[Any, Any]:
        struct = operation.body if action in BODIES else COMMANDS[action][1]
        fields = fields_of(struct)
        people = action in ABOUT_PERSONS or any(field.ids in NAMING for field in fields)

        async def ask(visit: Visit) -> Response[bytes]:
            matter = await self._opened(visit, kind, action, people=people)
            if action in over(matter):
                stands = matter.track.decision if matter.track is not None and action in TOWARDS_A_DECISION else None
                back = self._back(matter, {})
                return page(
                    visit, "command_over.html", title=SUMMARIES[action], matter=matter, back=back, decided=stands
                )
            asked = {name: values for name, values in visit.query.items() if name != "lang"}
            papers = await self._papers(matter, action)
            ticked = {field.name: ("yes",) for field in fields if field.ticked}
            given = {**ticked, **asked, **await self._presets.of(visit, matter, action)}
            if papers is not None and papers.signed:  # which is chosen already, and a text would stand in its place
                given.pop(papers.field, None)
            return self._form(visit, matter, action, fields, given, None, papers)

        async def carry(visit: Visit) -> Response[bytes]:
            matter = await self._opened(visit, kind, action, people=people)
            papers = await self._papers(matter, action)
            hidden = {"seen": visit.given("seen")} if "seen" in operation.body.__struct_fields__ else {}
            hidden |= papers.chosen(visit) if papers is not None else {}
            rest = named_in(visit.form, await self._around.calendar())
            if {one.on.isoformat() for one in rest} - {*visit.form.get("rest_day", ())}:
                return self._form(
                    visit, self._as_seen(matter, visit), action, fields, visit.form, None, papers, rest=rest
                )
            try:
                sent = hidden | await self._files(visit, matter, fields)
                body = body_of(visit, fields, operation.body, sent, self._words(matter, fields))
                answer = await operation.run(call_of(visit, body))
            except (NotFound, NotAuthorised):
                raise
            except (Refused, Trouble, ApplicationError) as error:
                found = problem_of(error, visit, self._explain)
                fresh = isinstance(error, ConcurrentChange)
                shown = matter if fresh else self._as_seen(matter, visit)
                ways = await mends(self._service.reading, visit, matter, found, besides=action)
                return self._form(visit, shown, action, fields, visit.form, found, papers, ways)
            return redirect(f"{self._back(matter, answer.content.created)}?at={answer.content.position}")

        return ask, carry

    def _words(self, matter: Matter, fields: tuple[Field, ...]) -> dict[str, dict[str, str]]:
        """What may be written in the lines of a form in place of a code."""
        choices = Choices(matter, self._around, {})
        lines = [field for field in fields if field.widget == "lines"]
        return {field.name: {one.label: one.value for one in choices.of(field) or ()} for field in lines}

    async def _papers(self, matter: Matter, action: str) -> AtHand | None:
        return await papers_at_hand(self._service, matter, action)

    async def _files(self, visit: Visit, matter: Matter, fields: tuple[Field, ...]) -> dict[str, Any]:
        """The references of the files that were sent in place of a text."""
        names = [field.name for field in fields if field.widget == "text"] if visit.files else []
        sent = {name: await self._uploads.kept(visit, matter.kind, matter.id, name) for name in names}
        return {name: reference for name, reference in sent.items() if reference is not None}

    async def _opened(self, visit: Visit, kind: str, action: str, *, people: bool) -> Matter:
        """The matter, for somebody who may both see it and issue the command; with *people* where its form names any."""
        matter = await self._matters.open(visit, kind, visit.ids[kind], people=people)
        if not matter.opened.may(action):
            raise NotAuthorised(action)
        if action in ABOUT_PERSONS:
            return await self._matters.with_candidates(visit, matter)
        if action in JOINING:
            return msgspec.structs.replace(matter, reports=await self._reports(visit, matter))
        if action == ANSWERING:
            return await self._matters.with_what_was_said(visit, matter)
        if action in GROUNDS:
            matter = await self._matters.with_its_grounds(visit, matter)
        if action in BESIDE:
            return msgspec.structs.replace(matter, beside=await self._service.reading.beside(visit.who, matter.id))
        if action == CONSIDERING:
            return msgspec.structs.replace(matter, evaluations=await self._evaluations(visit, matter))
        return await self._matters.with_what_is_recommended(visit, matter) if action in BY_RECOMMENDATION else matter

    async def _evaluations(self, visit: Visit, matter: Matter) -> tuple[Entry, ...]:
        """The social evaluations of the same body, the newest first."""
        call = reading(visit, query=DocketQuery(kinds=(Kind.EVALUATION,), order=Order.CHANGED, limit=ALIKE))
        found = await page_of_lists(self._service, call, ("evaluation.list",))
        return tuple(one for one in found.entries if one.body == matter.opened.state.body)

    async def _reports(self, visit: Visit, matter: Matter) -> tuple[Entry, ...]:
        """Open reports about the same organ, other than this one."""
        begun = matter.case.opened if matter.case is not None else matter.report
        organ = begun.organ if begun is not None else None
        query = DocketQuery(organ=organ, open=True, limit=ALIKE)
        found = (await self._docket.reports(reading(visit, query=query))).content.entries
        return tuple(one for one in found if one.id != matter.id)

    def _as_seen(self, matter: Matter, visit: Visit) -> Matter:
        """The matter at the version that the person saw, so that trying again says so too."""
        seen = number_in(visit.given("version"))
        version = matter.opened.version if seen is None else seen
        return msgspec.structs.replace(matter, opened=msgspec.structs.replace(matter.opened, version=version))

    def _form(
        self,
        visit: Visit,
        matter: Matter,
        action: str,
        fields: tuple[Field, ...],
        given: Mapping[str, Any],
        problem: Problem | None,
        papers: AtHand | None,
        ways: Mapping[ReasonShown, Offer] = MappingProxyType({}),
        rest: tuple[RestDay, ...] = (),
    ) -> Response[bytes]:
        preset = {name: values[-1] for name, values in given.items() if values}
        choices = Choices(matter, self._around, preset, action)
        fields = tuple(one for one in fields if one.name != TOGETHER or matter.beside.joined)
        offered = {field.name: choices.of(field) for field in fields}
        return page(
            visit,
            "command.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            action=action,
            verb=action.partition(".")[2],
            title=SUMMARIES[action],
            to=visit.path,
            back=self._back(matter, {}),
            fields=fields,
            choices=offered,
            missing=missing_office(action, fields, choices),
            lacking=[
                said for name, found in offered.items() if not found and (said := visit.texts.lacks(action, name))
            ],
            about=choices.of(Field(name="shows", widget="checks", required=False, codes="shows")),
            given=Given(given),
            hints=_hints(visit, matter, action),
            today=self._around.today().isoformat(),
            begins_today=TODAY,
            points=range(POINTS),
            problem=problem,
            mends=ways,
            asked=choices.asked(),
            open_ticked=len({one.fact for one in matter.open_facts if one.decisive} & {*given.get("facts", ())}),
            who_answers=lambda one: who_answers(one.answered_by, matter.names),
            faults=faults(problem, {field.name for field in fields}),
            endings=ENDINGS if matter.opened.may(f"{matter.kind}.put-document") else None,
            megabytes=MEGABYTES,
            again=bool(visit.files) and (problem is not None or bool(rest)),
            rest=rest,
            papers=papers,
            results=RESULTS.get(action, ()),
            holdings=HOLDINGS,
        )

    def _back(self, matter: Matter, created: Mapping[str, UUID]) -> str:
        """Where the matter is shown, to whoever opened it."""
        if matter.opened.own:
            return f"/own/{matter.proceeding or f'{PLURAL[matter.kind]}/{matter.id}'}"
        if "proceeding" in created:
            return f"/proceedings/{created['proceeding']}"
        return f"/{PLURAL[matter.kind]}/{matter.id}"


def _hints(visit: Visit, matter: Matter, action: str) -> Mapping[str, str]:
    """What stands below a field: that a list was cut; how many at least vote is no law, and whoever fills it in is told whose number it is."""
    if action in JOINING and len(matter.reports) >= ALIKE - 1:  # itself may have been among them
        field = next(one.name for one in fields_of(COMMANDS[action][1]) if one.ids == "ReportId")
        return {field: visit.texts("form.more_reports", count=len(matter.reports))}
    if action != DELIBERATING:
        return {}
    least = matter.profile.settings.quorum
    basis = visit.texts.or_code("basis", least.source.basis.value)
    return {"quorum": visit.texts("form.quorum", least=least.value, basis=basis)}
