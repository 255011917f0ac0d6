"""What an administrator opens: how the service is, whether it is set up well, units and templates."""

import re
from collections.abc import Iterator, Sequence

from jinja2.environment import TemplateModule
from litestar import Response

from application.access import Allowed, Role, decide_access
from application.adapters.checks.machine import OLDEST_BACKUP, OLDEST_TRIAL, days_since
from application.casework import gate
from application.errors import NotFound
from domain.papers.template import Template
from interfaces.api.commands import SUMMARIES
from interfaces.api.health import Health
from interfaces.api.imports import ACTIONS
from interfaces.api.paper_phases import by_phase
from interfaces.api.setup import Setup
from interfaces.api.templates import ACTION, PreviewQuery, Templates
from interfaces.service import Service
from interfaces.web.calling import asked, reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import headers, page, part
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from interfaces.web.wording import Language, Texts

REGISTERS = ("organs", "posts")
"""What is imported into the registers."""

MENDED_ON = {"/administration": "nav.health", "/administration/people": "nav.people", "/calendar": "calendar.title"}
"""The pages on which a finding of the set-up check is mended or looked into, and what each is called."""

PLACES = re.compile(r"\{(\w+)\}")
"""What a sentence of a template leaves to the file to fill."""


class Administration:
    """The administrator's pages that only read."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory = service, directory
        self._health, self._setup, self._templates = Health(service), Setup(service), Templates(service)
        self._listed: dict[Language, TemplateModule] = {}
        """The templates as the page lists them: they are those of the program, so a language is drawn once."""

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/administration", action="account.list", show=self.health, cites=False)
        yield Page(path="/administration/setup", action="setup.read", show=self.setup, cites=False)
        yield Page(path="/administration/units", action="organ.read", show=self.units, cites=False)
        yield Page(path="/templates", action="template.read", show=self.templates, cites=False)
        yield Page(path="/templates/preview", action="template.read", show=self.preview, cites=False)
        yield Page(path="/templates/preview/sheet", action="template.read", show=self.preview_sheet, cites=False)

    async def health(self, visit: Visit) -> Response[bytes]:
        """How far every read model has come, what waits to be sent, and when data was last copied and restored for trial."""
        gate.require(visit.who, "account.list")
        state = (await self._health.ready(reading(visit))).content
        copies, today = self._service.copies(), self._service.around.today()
        return page(
            visit,
            "health.html",
            state=state,
            good=state.status == "ready",
            copies=copies,
            backup_age=None if copies.backup is None else days_since(copies.backup.made_at, today),
            trial_age=None if copies.restore is None else days_since(copies.restore.tried_at, today),
            oldest=(OLDEST_BACKUP, OLDEST_TRIAL),
        )

    async def setup(self, visit: Visit) -> Response[bytes]:
        """What would lose a report or a deadline, and how many keys there are."""
        found = (await self._setup.read(reading(visit))).content
        grave = [one for one in found.findings if one.grave]
        pages = {to: visit.texts(title) for to, title in MENDED_ON.items()}
        return page(visit, "setup.html", found=found, grave=grave, pages=pages)

    async def units(self, visit: Visit) -> Response[bytes]:
        """Organs of today with the one above, and how many posts are held in each."""
        gate.require(visit.who, "organ.read")
        names, today = await self._directory.who(visit.texts), self._service.around.today()
        return page(
            visit,
            "units.html",
            names=names,
            organs=sorted(names.snapshot.organs(today), key=lambda organ: organ.name),
            administrator=visit.holds(Role.ADMINISTRATOR),
            importing=[kind for kind in REGISTERS if isinstance(decide_access(visit.who, ACTIONS[kind]), Allowed)],
        )

    async def templates(self, visit: Visit) -> Response[bytes]:
        """Every template, or the one that was asked for, line by line, under the phase of the procedure to which it belongs."""
        found = (await self._templates.all(reading(visit))).content.templates
        kind = visit.asked("kind")
        if kind is not None and kind not in {one.code for one in found}:
            raise NotFound
        if visit.language not in self._listed:
            self._listed[visit.language] = _listed(visit.texts, found)
        return page(
            visit,
            "templates.html",
            listed=self._listed[visit.language]
            if kind is None
            else _listed(visit.texts, [one for one in found if one.code == kind]),
            kinds=by_phase(found),
            kind=kind,
            administrator=visit.holds(Role.ADMINISTRATOR),
        )

    async def preview(self, visit: Visit) -> Response[bytes]:
        """One template filled with an invented example."""
        gate.require(visit.who, ACTION)
        content = self._templates.example(asked(visit, PreviewQuery, ("template",)).template)
        return page(visit, "template_preview.html", content=content)

    async def preview_sheet(self, visit: Visit) -> Response[bytes]:
        """The same as a file."""
        answer = await self._templates.preview(reading(visit, query=asked(visit, PreviewQuery, ("template", "form"))))
        return Response(answer.content, media_type=answer.media_type, headers={**headers(visit), **answer.headers})


def _listed(texts: Texts, templates: Sequence[Template]) -> TemplateModule:
    return part(
        texts,
        "templates_listed.html",
        phases=by_phase(templates),
        filled=lambda said, of=None: _placed(said, texts, of),
        act=lambda action: texts.say(SUMMARIES[action]) if action in SUMMARIES else action,
    )


def _placed(said: str, texts: Texts, event: str | None = None) -> str:
    """A template's sentence with what is filled in called by its name: ``〔行为开始〕`` for ``{conduct_from}``.

    A field is called what it is in *event*, where the sentence speaks of one: filed is a case, and filed is an appeal.
    """
    left, right = "〔〕" if texts.language == "zh" else "[]"
    return PLACES.sub(lambda found: f"{left}{_called(found[1], texts, event)}{right}", said)


def _called(code: str, texts: Texts, event: str | None) -> str:
    keys = () if event is None else (f"paper.place_of.{event.rpartition('.')[0]}",)
    words = (texts.or_code(key, code) for key in (*keys, "paper.place", "field"))
    word = next((one for one in words if one != code), code)
    return word[:1].lower() + word[1:]
