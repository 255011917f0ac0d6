"""The calendar: its notices, one notice with the deadlines it moves, proposing one, and the second signature."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from jinja2.environment import TemplateModule
from litestar import Response

from application.access import Role
from application.adapters.calendar_files import clock_uses, notice_in
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.calendar.clocks import ClockKind
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Notice
from domain.refusal import Refused
from interfaces.api.calendar_notices import CalendarNotices, NoticeBody, NoticeList, PreviewBody
from interfaces.calendar_effect import Effect
from interfaces.calendar_faults import of_fault
from interfaces.problems import Problem, Trouble, problem
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.directory import Directory, Names
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, part, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from interfaces.web.wording import Language

FILE_NAME = "notice.toml"
"""What a pasted notice is called in a message."""
PROPOSING = (Role.LEGAL_OFFICER, Role.DECIDER)


class Calendars:
    """The pages of the calendar."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._directory, self._explain = directory, explain
        self._notices, self._book = CalendarNotices(service), service.book
        self._drawn: dict[tuple[Language, str], TemplateModule] = {}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/calendar", action="adoption.read", show=self.listed, cites=False)
        yield Page(path="/calendar/propose", action="adoption.read", show=self.ask, submit=self.propose, cites=False)
        yield Page(
            path="/calendar/notices/{notice}", action="adoption.read", show=self.shown, submit=self.act, cites=False
        )

    async def listed(self, visit: Visit) -> Response[bytes]:
        """Until when the calendar is settled, what was proposed, and what ships."""
        found = (await self._notices.listed(reading(visit))).content
        notices = {one.id: await self._book.notice(one.content) for one in found.notices}
        proposing = visit.holds(*PROPOSING)
        names = await self._directory.who(visit.texts) if found.notices or proposing else None
        return page(
            visit,
            "calendar.html",
            names=names,
            calendar=found,
            titles={one: visit.texts.say(notice.title) for one, notice in notices.items() if notice is not None},
            shipped=self._shipped(visit, found),
            date_of=date.fromisoformat,
            bodies=_bodies(visit, names) if names is not None else [],
        )

    def _shipped(self, visit: Visit, found: NoticeList) -> TemplateModule:
        """The notices that ship, the newest first: the same until the calendar is another."""
        key = (visit.language, found.version)
        if key not in self._drawn:
            self._drawn = {each: drawn for each, drawn in self._drawn.items() if each[1] == found.version}
            self._drawn[key] = part(visit.texts, "calendar_shipped.html", shipped=found.shipped[::-1])
        return self._drawn[key]

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The form of a notice."""
        return await self._form(visit, None, None, None)

    async def propose(self, visit: Visit) -> Response[bytes]:
        """First what the notice would move; the second time it is put forward."""
        try:
            notice = notice_in((visit.given("notice") or "").encode(), FILE_NAME)
            if visit.given("send") is None:
                preview = call_of(visit, PreviewBody(notice=notice))
                return await self._form(visit, None, notice, (await self._notices.preview(preview)).content)
            body = msgspec.convert({"body": visit.given("body"), "notice": notice}, NoticeBody, strict=False)
            await self._notices.propose(call_of(visit, body))
        except CalendarError as wrong:
            said = of_fault(wrong)
            detail = said.zh if visit.language == "zh" else said.en
            return await self._form(
                visit, problem("malformed-body", language=visit.language, detail=detail), None, None
            )
        except msgspec.ValidationError:
            found = problem("malformed-body", language=visit.language, place="body")
            return await self._form(visit, found, None, None)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, problem_of(error, visit, self._explain), None, None)
        return redirect("/calendar")

    async def shown(self, visit: Visit) -> Response[bytes]:
        """One notice with both dates of every deadline that it moves."""
        return await self._one(visit, None)

    async def act(self, visit: Visit) -> Response[bytes]:
        """Sign it, or give it up."""
        run = self._notices.end if visit.given("act") == "end" else self._notices.sign
        try:
            await run(call_of(visit, None))
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._one(visit, problem_of(error, visit, self._explain))
        return redirect(visit.path)

    async def _one(self, visit: Visit, wrong: Problem | None) -> Response[bytes]:
        answer = await self._notices.shown(reading(visit))
        return page(
            visit,
            "calendar_notice.html",
            status=200 if wrong is None else wrong.status,
            names=await self._numbered(visit, answer.content.effect),
            shown=answer.content,
            version=answer.version,
            signing=visit.holds(Role.APPROVER),
            problem=wrong,
            kind=_kind(visit),
        )

    async def _numbered(self, visit: Visit, effect: Effect | None) -> Names:
        """The names of today, with the numbers of the matters whose deadlines a notice moves."""
        affected = () if effect is None else effect.affected
        names = await self._directory.who(visit.texts)
        return await self._directory.numbered(names, {one.case_id or one.matter for one in affected})

    async def _form(
        self, visit: Visit, wrong: Problem | None, notice: Notice | None, effect: Effect | None
    ) -> Response[bytes]:
        names = await self._numbered(visit, effect)
        return page(
            visit,
            "calendar_propose.html",
            status=200 if wrong is None else wrong.status,
            names=names,
            text=visit.given("notice") or "",
            bodies=_bodies(visit, names),
            notice=notice,
            effect_found=effect,
            problem=wrong,
            kind=_kind(visit),
        )


def _bodies(visit: Visit, names: Names) -> list[tuple[str, str]]:
    """The bodies for which the reader may put a notice forward, once each, whatever roles are held there."""
    held = (grant.body for grant in visit.who.grants if grant.role in PROPOSING and grant.body is not None)
    return [(str(one), names.of(one)) for one in dict.fromkeys(held)]


def _kind(visit: Visit) -> Any:
    def word(kind: ClockKind) -> str:
        return visit.texts.say(clock_uses().use(kind).title)

    return word
