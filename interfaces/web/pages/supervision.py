"""Supervision: all instruments in one list, one page each, and the form that begins one."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from litestar import Response

from application.access import Allowed, bodies_acting, decide_access
from application.actions import COMMANDS
from application.adapters.calendar_files import deadline_rules
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.refusal import Refused
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.docket import DocketQuery, page_of_lists
from interfaces.api.histories import told_of_instrument
from interfaces.api.instrument_views import VIEWS, DutyView
from interfaces.api.operation import Operation
from interfaces.api.supervision_figures import ACTION
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.directory import Directory
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import Field, fields_of, texts_in
from interfaces.web.forms.filling import body_of
from interfaces.web.forms.instrument_choices import beginner, beginning_choices, places_in
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, sent_files
from interfaces.web.matter import Matter, Matters
from interfaces.web.pages.commanding import Given
from interfaces.web.pages.files import Files
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.row_clocks import dues
from interfaces.web.rule_words import counted
from interfaces.web.signals import signals
from interfaces.web.visit import Visit

FIRST = "consultation.list"
"""The list that whoever works at the desk may ask for; each kind is then cut to what they may see of it."""

AT_ONCE = 50
"""How many items of a duty stand on one page."""


class SupervisionPages:
    """The pages of the supervision instruments."""

    def __init__(
        self,
        service: Service,
        directory: Directory,
        matters: Matters,
        files: Files,
        operations: Mapping[str, Operation],
        explain: Explain,
    ) -> None:
        self._service, self._directory, self._matters, self._files = service, directory, matters, files
        self._operations, self._explain = operations, explain

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/supervision", action=FIRST, show=self.all)
        for kind, action in BEGINNINGS.items():
            ask, carry = self._beginning(kind, action)
            yield Page(path=f"/{PLURAL[kind]}/new", action=action, show=ask, submit=carry, uploads=True)
            yield Page(path=f"/{PLURAL[kind]}/{{{kind}}}", action=f"{kind}.read", show=self._one(kind))

    async def all(self, visit: Visit) -> Response[bytes]:
        """Every instrument within the reader's scope, the nearest day first, and what they may begin."""
        lists = tuple(f"{kind}.list" for kind in INSTRUMENTS)
        if not any(isinstance(decide_access(visit.who, one), Allowed) for one in lists):
            raise NotAuthorised(FIRST)

        query = DocketQuery(cursor=visit.asked("cursor"), open=None)
        found = await page_of_lists(self._service, reading(visit, query=query), lists)
        return page(
            visit,
            "supervision.html",
            names=await self._directory.names(visit.texts),
            entries=found.entries,
            next=f"{visit.path}?cursor={found.next}" if found.next is not None else None,
            figures=isinstance(decide_access(visit.who, ACTION), Allowed),
            importing=isinstance(decide_access(visit.who, "duty.import"), Allowed),
            begins=[
                (SUMMARIES[action], f"/{PLURAL[kind]}/new")
                for kind, action in BEGINNINGS.items()
                if bodies_acting(visit.who, action)
            ],
            dated=dues(visit.texts, await signals(self._service.around), self._service.around.today()),
            today=self._service.around.today(),
        )

    def _one(self, kind: str) -> Any:
        async def show(visit: Visit) -> Response[bytes]:
            matter = await self._matters.open(visit, kind, visit.ids[kind])
            if matter.opened.own:
                return redirect(f"/own/{PLURAL[kind]}/{matter.id}")
            told = await told_of_instrument(self._service, matter.opened, kind, None)
            setting = await self._service.reading.setting(matter.opened, kind)
            view = VIEWS[kind].shown(matter.opened, setting, matter.breaches)
            more = await self._items(visit, matter, view) if isinstance(view, DutyView) else {}
            return await self._files.shown(
                visit,
                matter,
                f"file_{kind}.html",
                state=matter.opened.state,
                view=view,
                counted=lambda rule: counted(rule, setting.rules, visit.texts),
                stands_on=_stands_on(matter, kind),
                history=told.entries,
                leads=await self._service.reading.opens(visit.who, *(("report", one) for one in matter.leads)),
                **more,
            )

        return show

    async def _items(self, visit: Visit, matter: Matter, view: DutyView) -> dict[str, Any]:
        """One page of the items of a duty, and of its checks, with their titles; each title read is on record."""
        asked = visit.asked("from") or "0"
        first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        items, checks = view.items[first : first + AT_ONCE], view.checks[first : first + AT_ONCE]
        shown = {one.item for one in items} | {one.item for one in checks}
        titles = {item: await self._matters.text(visit, view.titles.get(item)) for item in shown}
        longest = max(len(view.items), len(view.checks))
        more = first + AT_ONCE if longest > first + AT_ONCE else None
        listed = {"items": items, "checks": checks, "titles": titles, "places": places_in(matter.opened.state)}
        listed["rules"] = {one.id: visit.texts.say(one.title) for one in deadline_rules().rules}
        return {**listed, "next": more, "before": max(0, first - AT_ONCE)}

    def _beginning(self, kind: str, action: str) -> tuple[Any, Any]:
        fields = fields_of(COMMANDS[action][1])

        async def ask(visit: Visit) -> Response[bytes]:
            return await self._form(visit, kind, action, fields, visit.query, None)

        async def carry(visit: Visit) -> Response[bytes]:
            operation = self._operations[action]
            try:
                said, files = sent_files(visit, texts_in(fields))
                body = body_of(visit, fields, operation.body, said)
                call = msgspec.structs.replace(call_of(visit, body, ids={}), expected=None, files=files)
                answer = await operation.run(call)
            except (NotFound, NotAuthorised):
                raise
            except (Refused, Trouble, ApplicationError) as error:
                return await self._form(
                    visit, kind, action, fields, visit.form, problem_of(error, visit, self._explain)
                )
            return redirect(f"/{PLURAL[kind]}/{answer.content.id}?at={answer.content.position}")

        return ask, carry

    async def _form(
        self,
        visit: Visit,
        kind: str,
        action: str,
        fields: tuple[Field, ...],
        given: Mapping[str, Any],
        problem: Problem | None,
    ) -> Response[bytes]:
        if not bodies_acting(visit.who, action):
            raise NotAuthorised(action)
        names, around = await self._directory.names(visit.texts), self._service.around
        own = beginner(visit.who, action, names, around.today())
        return page(
            visit,
            "begin.html",
            status=200 if problem is None else problem.status,
            names=names,
            action=action,
            title=SUMMARIES[action],
            to=visit.path,
            back="/supervision" if own.asking is None else "/own/consultations",
            fields=fields,
            choices={field.name: beginning_choices(kind, field, names, around.schemes, own) for field in fields},
            about=None,
            given=Given(given),
            today=around.today().isoformat(),
            begins_today=frozenset({"sent_on", "planned_on"}),
            points=range(0),
            papers=None,
            endings=ENDINGS,
            megabytes=MEGABYTES,
            again=bool(visit.files) and problem is not None,
            problem=problem,
            faults=faults(problem, {field.name for field in fields}),
        )


def _stands_on(matter: Matter, kind: str) -> tuple[str, ...]:
    """The articles on which the steps of the instrument rest, each once."""
    rules = (rule for code, rule in sorted(matter.profile.rules.items()) if code.startswith(f"{kind}-"))
    return tuple(sorted({cite for rule in rules for cite in rule.source.cites}))
