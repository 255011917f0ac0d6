"""Routes of the commands that begin a matter: opening a case, naming a respondent, filing an appeal."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from application.actions import COMMANDS
from application.casework.naming import NamedRespondent
from application.new_id import new_id
from domain.adoptions.adoption import adoption_id
from domain.adoptions.commands import ProposeAdoption
from domain.appeals.commands import FileAppeal
from domain.cases.commands import OpenCase
from domain.identity import OrganId, PartyId, PostId, ProceedingId
from interfaces.api.commands import SUMMARIES, Receipt, carry, receipt, texts
from interfaces.api.forms import form_of, to_command
from interfaces.api.known_organs import of_known_organs
from interfaces.api.operation import Answer, Call, Operation
from interfaces.service import Service


class RespondentBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Name a respondent: the organ, or with ``person`` somebody who serves or served in it."""

    organ: OrganId
    person: PartyId | None = None
    role: str | None = None
    post: PostId | None = None
    profile: str = "P-QYF"


class Beginning:
    """The routes that begin a matter."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for action, path, name, body, run in (
            ("case.open-case", "/api/cases", "open-case", form_of(OpenCase), self.open_case),
            (
                "adoption.propose-adoption",
                "/api/adoptions",
                "propose-adoption",
                form_of(ProposeAdoption),
                self.propose_adoption,
            ),
            ("appeal.file-appeal", "/api/appeals", "file-appeal", form_of(FileAppeal), self.file_appeal),
            (
                "case.name-respondent",
                "/api/cases/{case}/name-respondent",
                "name-respondent",
                RespondentBody,
                self.name_respondent,
            ),
        ):
            yield Operation(
                method="POST",
                path=path,
                name=name,
                action=action,
                summary=SUMMARIES[action],
                tag=f"{COMMANDS[action][0]}s",
                body=body,
                answers=Receipt,
                status=201,
                changes=True,
                needs_version=action == "case.name-respondent",
                run=run,
            )

    async def open_case(self, call: Call) -> Answer:
        """Take reports up as a case."""
        keeper = texts(self._service, call, "case")

        async def prepare(stream: UUID) -> Any:
            return await of_known_organs(
                self._service.registers, await to_command(call.body, OpenCase, keeper.under(stream), new_id)
            )

        done = await carry(self._service, call, "case.open-case", new_id(), prepare, keeper.put_away)
        return receipt(done, 201)

    async def name_respondent(self, call: Call) -> Answer:
        """Name a respondent; the answer's ``created`` holds the proceeding."""
        body: RespondentBody = call.body
        proceeding = ProceedingId(new_id())

        async def prepare(_: UUID) -> NamedRespondent:
            return NamedRespondent(
                organ=OrganId(body.organ),
                person=PartyId(body.person) if body.person is not None else None,
                role=body.role,
                post=PostId(body.post) if body.post is not None else None,
                profile=body.profile,
                proceeding=proceeding,
            )

        return receipt(await carry(self._service, call, "case.name-respondent", call.ids["case"], prepare), 201)

    async def propose_adoption(self, call: Call) -> Answer:
        """Put a policy forward for a body, as the first signatory."""
        body = call.body

        keeper = texts(self._service, call, "adoption")

        async def prepare(stream: UUID) -> Any:
            return await to_command(body, ProposeAdoption, keeper.under(stream), new_id)

        stream = adoption_id(body.body, body.what, body.instrument)
        done = await carry(self._service, call, "adoption.propose-adoption", stream, prepare, keeper.put_away)
        return receipt(done, 201)

    async def file_appeal(self, call: Call) -> Answer:
        """Challenge a decision. One appeal for each decision, track and step."""
        proceeding = call.body.proceeding

        keeper = texts(self._service, call, "proceeding")

        async def prepare(stream: UUID) -> Any:
            return await of_known_organs(
                self._service.registers, await to_command(call.body, FileAppeal, keeper.under(stream), new_id)
            )

        done = await carry(self._service, call, "appeal.file-appeal", proceeding, prepare, keeper.put_away)
        return receipt(done, 201)
