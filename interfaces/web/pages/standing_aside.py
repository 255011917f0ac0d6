"""A respondent asks that an officer stand aside: whom, on which ground and why; and what became of what they asked before."""

from collections.abc import Iterator, Mapping

import msgspec
from litestar import Response

from application.casework.reading import Opened
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.cases.case import Case
from domain.cases.events import RecusalDecided, RecusalGround, RecusalRaised, RecusalSource
from domain.identity import ActorId
from domain.refusal import Refused
from interfaces.api.operation import Operation
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of
from interfaces.web.matter import Matter, Matters
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

ACTION = "case.raise-recusal"
PATH = "/own/{proceeding}/recusal"
FIELDS = ("officer", "ground", "reasons")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One request of the reader. ``granted`` is None while nobody decided on it."""

    raised: RecusalRaised
    granted: bool | None = None


class StandingAside:
    """The respondent's page on recusal."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._service, self._matters, self._explain = service, matters, explain
        self._operation = operations[ACTION]

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path=PATH, action=ACTION, show=self.write, submit=self.send)

    async def write(self, visit: Visit) -> Response[bytes]:
        """The form, below what was asked before."""
        matter, case = await self._opened(visit)
        return await self._form(visit, matter, case)

    async def send(self, visit: Visit) -> Response[bytes]:
        """Put the request on record; the officer acts no further until it is decided."""
        matter, case = await self._opened(visit)
        try:
            call = call_of(visit, self._body(visit, matter), ids={"case": case.id})
            # Whatever else moved in the case meanwhile is nothing that the reader is shown or asks about.
            await self._operation.run(msgspec.structs.replace(call, expected=case.version))
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, matter, case, problem_of(error, visit, self._explain))
        return redirect(visit.path)

    async def _opened(self, visit: Visit) -> tuple[Matter, Opened[Case]]:
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.own or matter.file is None:
            raise NotFound
        return matter, await self._service.reading.case(visit.who, matter.file.case.id, ACTION)

    def _body(self, visit: Visit, matter: Matter) -> msgspec.Struct:
        given = {name: visit.given(name) for name in FIELDS}
        if missing := next((name for name in FIELDS if not given[name]), None):
            raise Trouble("malformed-body", place=missing)
        if given["officer"] not in {str(one) for one in _known(matter)}:
            raise Trouble("malformed-body", place="officer")
        body = {**given, "reasons": {"text": given["reasons"]}, "source": RecusalSource.RESPONDENT.value}
        try:
            found: msgspec.Struct = msgspec.convert(body, self._operation.body, strict=False)
        except msgspec.ValidationError as error:
            raise from_validation(error) from None
        return found

    async def _form(
        self, visit: Visit, matter: Matter, case: Opened[Case], problem: Problem | None = None
    ) -> Response[bytes]:
        return page(
            visit,
            "own_recusal.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            body=case.state.body,
            officers=[one for one in _known(matter) if one not in case.state.recused],
            grounds=[one.value for one in RecusalGround],
            asked=await self._asked(visit, case),
            given={name: visit.given(name) or "" for name in FIELDS},
            version=str(case.version),
            problem=problem,
        )

    async def _asked(self, visit: Visit, case: Opened[Case]) -> list[Asked]:
        """What the reader asked, and whether it was granted: theirs alone, not another respondent's."""
        recorded = await self._service.events.read(case.id)
        decided = {one.event.recusal: one.event.granted for one in recorded if isinstance(one.event, RecusalDecided)}
        return [
            Asked(raised=one.event, granted=decided.get(one.event.recusal))
            for one in recorded
            if isinstance(one.event, RecusalRaised) and one.actor == visit.who.account
        ]


def _known(matter: Matter) -> tuple[ActorId, ...]:
    """The officers whom the respondent meets, who have to say who they are: those who check and investigate."""
    case = matter.case
    return () if case is None else tuple(dict.fromkeys((*case.investigators, *case.checkers)))
