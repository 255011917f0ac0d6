"""Where reminders go besides the desks: mailboxes and programs, what did not get there, and sending it again."""

from collections.abc import Iterator

import msgspec
from litestar import Response

from application.adapters.calendar_files import clock_uses
from application.casework import gate
from application.errors import ApplicationError, NotAuthorised, NotFound
from application.reminders.reminder import Channel
from application.reminders.wording import number_of
from domain.calendar.clocks import ClockKind
from interfaces.api.reminder_targets import ReminderTargetRoutes, TargetBody
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.directory import Directory
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

PATH = "/administration/deliveries"
ADDED = ("body", "channel", "address", "language")
"""The fields of a new target's form."""


class Deliveries:
    """The administrator's page of targets; the API's own routes carry the acts out."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._directory, self._explain = directory, explain
        self._routes = ReminderTargetRoutes(service)
        self._acts = {one.action: one for one in self._routes.operations() if one.changes}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path=PATH, action="reminder-target.list", show=self.all, submit=self.add)
        yield Page(path=PATH + "/{target}", action="reminder-target.list", submit=self.act)

    async def all(self, visit: Visit) -> Response[bytes]:
        """What failed first, then every target, then the form for another."""
        return await self._listed(visit, None)

    async def add(self, visit: Visit) -> Response[bytes]:
        """Add a target; what was filled in stays where it is refused."""
        gate.require(visit.who, "reminder-target.add")
        given = {name: value for name in ADDED if (value := visit.given(name)) is not None}
        try:
            try:
                body = msgspec.convert(given, TargetBody, strict=False)
            except msgspec.ValidationError as error:
                raise from_validation(error) from None
            await self._acts["reminder-target.add"].run(call_of(visit, body))
        except (NotFound, NotAuthorised):
            raise
        except (Trouble, ApplicationError) as error:
            return await self._listed(visit, problem_of(error, visit, self._explain))
        return redirect(f"{PATH}?done=add")

    async def act(self, visit: Visit) -> Response[bytes]:
        """Use a target no more, send again what failed, or show the secret of a program to whoever sets it up."""
        act = visit.given("act") or ""
        if act == "secret":
            return page(visit, "delivery_secret.html", found=(await self._routes.secret(reading(visit))).content)
        action = f"reminder-target.{act}"
        if action not in self._acts or act == "add":
            raise Trouble("malformed-body", place="act")
        await self._acts[action].run(call_of(visit, None))
        return redirect(f"{PATH}?done={act}")

    async def _listed(self, visit: Visit, problem: Problem | None) -> Response[bytes]:
        found = (await self._routes.all(reading(visit))).content
        names = await self._directory.names(visit.texts)
        done = visit.asked("done")
        return page(
            visit,
            "deliveries.html",
            status=200 if problem is None else problem.status,
            found=found,
            failed_of={one.id: sum(each.target == one.id for each in found.failing) for one in found.targets},
            addresses={one.id: one.address for one in found.targets},
            number=number_of,
            kind=lambda code: visit.texts.say(clock_uses().use(ClockKind(code)).title),
            names=names,
            organs=sorted(names.organs.items(), key=lambda item: item[1]),
            channels=[one.value for one in (Channel.MAIL, Channel.WEBHOOK)],
            filled={name: visit.given(name) or "" for name in ADDED},
            problem=problem,
            done=done if f"reminder-target.{done}" in self._acts else None,
        )
