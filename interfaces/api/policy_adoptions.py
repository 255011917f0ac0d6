"""Policies of the bodies of a deployment over HTTP: proposed as a file, checked, and tried on what is closed before anybody signs."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from application.access import Relation
from application.casework import gate
from application.casework.around import ADOPTION
from application.streams import load
from domain.adoptions.adoption import adoption_id
from domain.adoptions.commands import EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted
from domain.adoptions.state import Held
from domain.identity import BodyId
from domain.rulebook.catalogue import content_id
from domain.rulebook.policy import Policy
from interfaces import policy_files
from interfaces.api.commands import Receipt, carry, receipt
from interfaces.api.docket import LISTS, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.rulebook_adoptions import END, EXAMINE, PROPOSE, READ, SIGN, File
from interfaces.api.rulebook_impacts import ImpactAsked
from interfaces.policy_files import PolicyImpact
from interfaces.problems import Trouble
from interfaces.rulebook_faults import FindingShown, refuse_faulty
from interfaces.service import Service


class PolicyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy that nobody has proposed yet, as TOML."""

    file: File


class PolicyProposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy as TOML, and the body whose it is and for which the first signatory acts."""

    body: UUID
    file: File


class PolicyChecked(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, and what the lint finds in it beside the law in use; ``clean``: no error, so it can be proposed."""

    policy: str
    instrument: str
    content: str
    clean: bool
    findings: tuple[FindingShown, ...]


class PoliciesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose policies."""

    body: UUID


class PolicyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What a body put forward for one instrument: sign or end it under ``/api/adoptions/{adoption}``, which is ``id``.

    ``policies`` are the contents at hand; ``version`` is what a signature expects.
    """

    id: UUID
    version: int
    instrument: str
    held: tuple[Held, ...]
    policies: dict[str, Policy]


class PolicyEntries(msgspec.Struct, frozen=True, kw_only=True):
    """By instrument."""

    entries: tuple[PolicyEntry, ...]


class PolicyAdoptions:
    """The routes of the policies that bodies adopt."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="POST",
            path="/api/policies/check",
            name="check-policy",
            action=EXAMINE,
            summary=Sentence("检查一份裁量基准（不保存）", "Check a policy (nothing is kept)"),
            tag="law",
            body=PolicyFile,
            answers=PolicyChecked,
            refusals=(422,),
            run=self.check,
        )
        yield Operation(
            method="POST",
            path="/api/policies/impact",
            name="preview-policy-impact",
            action=EXAMINE,
            summary=Sentence(
                "一份裁量基准对本机关已办结的对象会有哪些不同建议",
                "What a policy would have suggested otherwise in the body's closed proceedings",
            ),
            tag="law",
            body=ImpactAsked,
            answers=PolicyImpact,
            refusals=(422,),
            run=self.impact,
        )
        yield Operation(
            method="GET",
            path="/api/policies/adoptions",
            name="list-policy-adoptions",
            action=READ,
            summary=Sentence("一个机关提出采用的裁量基准", "Policies that a body put forward for adoption"),
            tag="law",
            query=PoliciesQuery,
            answers=PolicyEntries,
            run=self.listed,
        )
        yield Operation(
            method="POST",
            path="/api/policies/adoptions",
            name="propose-policy",
            action=PROPOSE,
            summary=Sentence("提出采用一份裁量基准", "Propose a policy"),
            tag="law",
            body=PolicyProposed,
            answers=Receipt,
            status=201,
            changes=True,
            refusals=(422,),
            run=self.propose,
        )

    async def check(self, call: Call) -> Answer:
        """The lint's findings, in both languages."""
        gate.require(call.subject, EXAMINE)
        policy, catalogue = policy_files.read(call.body.file), await self._service.around.catalogue()
        found = await asyncio.to_thread(policy_files.found_in, policy, catalogue, call.body.file)
        return Answer(
            content=PolicyChecked(
                policy=policy.name,
                instrument=policy.instrument,
                content=content_id(policy),
                clean=all(each.level.value != "error" for each in found),
                findings=found,
            )
        )

    async def impact(self, call: Call) -> Answer:
        """One part; the next one begins where ``next`` says."""
        gate.require(call.subject, EXAMINE)
        service, policy = self._service, policy_files.read(call.body.file)
        catalogue, aside = await service.around.catalogue(), await service.around.aside(call.subject)
        async with service.read() as connection:
            scopes = scopes_of(call.subject, LISTS, aside, own=False)
            found = await policy_files.impact(
                connection, policy, catalogue, scopes, after=call.body.after, size=call.body.size
            )
        return Answer(content=found)

    async def listed(self, call: Call) -> Answer:
        """Every instrument for which the body ever put one forward."""
        gate.require(call.subject, READ)
        service, entries = self._service, []
        catalogue = await service.around.catalogue()
        instruments = dict.fromkeys(book.instrument for book in catalogue.rulebooks if book.grounds)
        streams = {adoption_id(BodyId(call.query.body), Adopted.POLICY, each): each for each in instruments}
        begun = {recorded.stream for recorded in await service.events.read_several(streams)}  # of most there is nothing
        for stream, instrument in streams.items():
            if stream in begun:
                loaded = await load(service.events, ADOPTION, stream)
                found = {each.content: await service.law.policy(each.content) for each in loaded.state.held}
                entries.append(
                    PolicyEntry(
                        id=stream,
                        version=loaded.version,
                        instrument=instrument,
                        held=loaded.state.held,
                        policies={content: policy for content, policy in found.items() if policy is not None},
                    )
                )
        return Answer(content=PolicyEntries(entries=tuple(entries)))

    async def propose(self, call: Call) -> Answer:
        """Keep a faultless policy and put it forward, as the first signatory."""
        body: PolicyProposed = call.body
        service, actor = self._service, call.subject.account
        # Before anything is kept: the command that decides access names the content, which must be kept first.
        gate.require(call.subject, PROPOSE, Relation(bodies=frozenset({BodyId(body.body)})))
        policy = policy_files.read(body.file)
        if not policy.sample and policy.body != str(body.body):
            raise Trouble("policy-of-another-body", place="$.body", detail=policy.body)
        catalogue = await service.around.catalogue()
        refuse_faulty(await asyncio.to_thread(policy_files.found_in, policy, catalogue, body.file), "policy-faulty")
        stream = adoption_id(BodyId(body.body), Adopted.POLICY, policy.instrument)

        async def prepare(_: UUID) -> Any:
            return ProposeAdoption(
                body=BodyId(body.body),
                what=Adopted.POLICY,
                instrument=policy.instrument,
                name=policy.name,
                content=await service.law.keep(policy, by=actor),
                applies_from=max(policy.effective, service.around.today()),
            )

        return receipt(await carry(service, call, PROPOSE, stream, prepare), 201)

    async def act(self, call: Call, command: SignAdoption | EndAdoption) -> Answer:
        """Sign a proposal, or give a policy up: what ``/api/adoptions/{adoption}`` does, for a page."""

        async def prepare(_: UUID) -> Any:
            return command

        action = SIGN if isinstance(command, SignAdoption) else END
        return receipt(await carry(self._service, call, action, call.ids["adoption"], prepare))
