"""Registering what came on paper, by telephone or from another office: one page, then what is like it, then the record."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from application.access import DESK
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.identity import OrganId
from domain.refusal import Refused
from domain.reports.events import Channel, Protection, SourceKind
from interfaces.api.authentication import Authentication
from interfaces.api.docket import Docket, DocketQuery
from interfaces.api.filing import Filing, ReportBody
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import asked, call_of, reading
from interfaces.web.directory import Directory
from interfaces.web.forms.uploading import ENDINGS, EVIDENCE, MEGABYTES, evidence_of_reporter
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

FIELDS = ("intake", "organ", "organ_named", "source", "channel", "received_on", "since", "what", "name", "phone")
ALIKE = 10
"""Open reports about the same organ that are shown before anything is recorded."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address of the form may say: the organ that it begins with."""

    organ: OrganId | None = None


class Registering:
    """The page of an intake desk."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._service, self._directory, self._explain = service, directory, explain
        self._filing = Filing(service, Authentication(service.tokens))
        self._docket = Docket(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/inbox/register", action="report.import", show=self.ask, submit=self.register, uploads=True)

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The form; the day is today, the desk is the reader's own. With an organ chosen, what else is open about it."""
        self._require(visit)
        organ = asked(visit, Chosen).organ
        filled = {"received_on": self._service.around.today().isoformat(), "organ": "" if organ is None else str(organ)}
        return await self._form(visit, filled, None, None if organ is None else await self._alike(visit, organ))

    async def register(self, visit: Visit) -> Response[bytes]:
        """First what else is open about the same organ; the second time it is recorded."""
        self._require(visit)
        filled = {name: visit.given(name) or "" for name in FIELDS}
        try:
            body = _body(filled)
            if visit.given("send") is None:
                return await self._form(visit, filled, None, await self._alike(visit, body.organ))
            call = msgspec.structs.replace(call_of(visit, body), files=evidence_of_reporter(visit))
            answer = await self._filing.file_as(visit.who, call)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, filled, problem_of(error, visit, self._explain), None)
        to = f"/reports/{answer.content.id}?at={answer.content.position}"
        if answer.content.code is None:
            return redirect(to)
        return page(visit, "registered.html", code=answer.content.code, to=to)

    def _require(self, visit: Visit) -> None:
        if not visit.holds(*DESK):
            raise NotAuthorised("report.import")

    async def _alike(self, visit: Visit, organ: UUID | None) -> list[Any]:
        if organ is None:
            return []
        query = DocketQuery(organ=OrganId(organ), open=True, limit=ALIKE)
        found: list[Any] = list((await self._docket.reports(reading(visit, query=query))).content.entries)
        return found

    async def _form(
        self, visit: Visit, filled: dict[str, str], wrong: Problem | None, alike: list[Any] | None
    ) -> Response[bytes]:
        names = await self._directory.names(visit.texts)
        desks = list(
            dict.fromkeys(
                str(grant.body) for grant in visit.who.grants if grant.role in DESK and grant.body is not None
            )
        )
        return page(
            visit,
            "register.html",
            status=200 if wrong is None else wrong.status,
            names=names,
            filled=dict.fromkeys(FIELDS, "") | filled,
            desks=[(one, names.any(one)) for one in dict.fromkeys(desks)],
            organs=sorted(names.organs.items(), key=lambda item: item[1]),
            sources=[one.value for one in SourceKind],
            channels=[one.value for one in Channel],
            alike=alike,
            most_alike=ALIKE,
            today=self._service.around.today(),
            problem=wrong,
            evidence=EVIDENCE,
            endings=ENDINGS,
            megabytes=MEGABYTES,
        )


def _body(filled: dict[str, str]) -> ReportBody:
    """The report that the form stands for: a complaint without a name is anonymous, with one it is confidential.

    Raises Trouble where a field is missing or not as it should be.
    """
    given: dict[str, Any] = {name: value for name, value in filled.items() if value}
    if given.get("organ"):
        given.pop("organ_named", None)
    who = {name: given.pop(name) for name in ("name", "phone") if name in given}
    if who:
        given |= {"reporter": who, "protection": Protection.CONFIDENTIAL.value}
    else:
        complaint = given.get("source") == SourceKind.COMPLAINT.value
        given["protection"] = (Protection.ANONYMOUS if complaint else Protection.NONE).value
    try:
        return msgspec.convert(given, ReportBody, strict=False)
    except msgspec.ValidationError as error:
        raise from_validation(error) from None
