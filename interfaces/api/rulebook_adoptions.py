"""Rulebooks of this deployment over HTTP: proposed as a file, checked, signed by a second person, ended."""

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

import msgspec

from application.access import Relation
from application.casework import gate
from application.errors import NotFound
from application.law_book import RulebookEntry
from domain.adoptions.adoption import RULEBOOK_STREAM
from domain.adoptions.commands import EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted
from domain.identity import BodyId
from domain.rulebook.difference import Change, written_changes
from domain.rulebook.schema import Rulebook
from interfaces.api.commands import Receipt, carry, receipt
from interfaces.api.operation import Answer, Call, Nothing, Operation, Sentence
from interfaces.rulebook_faults import FindingShown, found_in, read, refuse_faulty
from interfaces.service import Service

READ, EXAMINE = "adoption.read", "rulebook.examine"
PROPOSE, SIGN, END = "adoption.propose-adoption", "adoption.sign-adoption", "adoption.end-adoption"

File = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000_000)]
"""A rulebook as TOML."""


class RulebookFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rulebook that nobody has proposed yet."""

    file: File


class RulebookProposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rulebook, and the body for which the first signatory acts."""

    body: UUID
    file: File


class RulebookChecked(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, and what the lint finds in it beside the law in use; ``clean``: no error, so it can be proposed."""

    rulebook: str
    content: str
    clean: bool
    findings: tuple[FindingShown, ...]


class RulebookEntries(msgspec.Struct, frozen=True, kw_only=True):
    """Every rulebook that was proposed here."""

    entries: tuple[RulebookEntry, ...]


class RulebookProposal(msgspec.Struct, frozen=True, kw_only=True):
    """One of them: the rulebook, what the lint finds, and how it differs as written from the edition that it replaces."""

    entry: RulebookEntry
    rulebook: Rulebook
    replaces: str | None
    changes: tuple[Change, ...]
    findings: tuple[FindingShown, ...]


class RulebookAdoptions:
    """The routes of the rulebooks that a deployment adopts."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        one = "/api/rulebooks/adoptions/{rulebook}"
        yield Operation(
            method="POST",
            path="/api/rulebooks/check",
            name="check-rulebook",
            action=EXAMINE,
            summary=Sentence("检查一部规则（不保存）", "Check a rulebook (nothing is kept)"),
            tag="law",
            body=RulebookFile,
            answers=RulebookChecked,
            refusals=(422,),
            run=self.check,
        )
        yield Operation(
            method="GET",
            path="/api/rulebooks/adoptions",
            name="list-rulebook-adoptions",
            action=READ,
            summary=Sentence("提出采用的规则", "Rulebooks put forward for adoption"),
            tag="law",
            answers=RulebookEntries,
            run=self.listed,
        )
        yield Operation(
            method="POST",
            path="/api/rulebooks/adoptions",
            name="propose-rulebook",
            action=PROPOSE,
            summary=Sentence("提出采用一部规则", "Propose a rulebook"),
            tag="law",
            body=RulebookProposed,
            answers=Receipt,
            status=201,
            changes=True,
            refusals=(422,),
            run=self.propose,
        )
        yield Operation(
            method="GET",
            path=one,
            name="read-rulebook-adoption",
            action=READ,
            summary=Sentence("查看提出采用的规则", "A rulebook put forward, with what the check finds"),
            tag="law",
            answers=RulebookProposal,
            run=self.shown,
        )
        for verb, action, zh, en in (
            ("sign", SIGN, "签署采用规则", "Sign a rulebook"),
            ("end", END, "终止采用规则", "Give a rulebook up"),
        ):
            yield Operation(
                method="POST",
                path=f"{one}/{verb}",
                name=f"{verb}-rulebook",
                action=action,
                summary=Sentence(zh, en),
                tag="law",
                body=Nothing,
                answers=Receipt,
                changes=True,
                needs_version=True,
                run=self.sign if verb == "sign" else self.end,
            )

    async def check(self, call: Call) -> Answer:
        """The lint's findings, in both languages."""
        gate.require(call.subject, EXAMINE)
        book, catalogue = read(call.body.file), await self._service.around.catalogue()
        found = await asyncio.to_thread(found_in, book, catalogue, call.body.file)
        return Answer(
            content=RulebookChecked(
                rulebook=book.key,
                content=catalogue.content_id_of(book),
                clean=all(each.level.value != "error" for each in found),
                findings=found,
            )
        )

    async def listed(self, call: Call) -> Answer:
        """Every proposal, the last one last."""
        gate.require(call.subject, READ)
        law = self._service.law
        return Answer(content=RulebookEntries(entries=await law.entries()), version=await law.stream_version())

    async def shown(self, call: Call) -> Answer:
        """The rulebook beside the edition that it replaces, or replaced."""
        gate.require(call.subject, READ)
        entry, law = await self._entry(call.ids["rulebook"]), self._service.law
        book = await law.rulebook(entry.content)
        if book is None:
            raise NotFound
        catalogue = await law.without(entry.content, self._service.around.today())
        before = catalogue.get(book.instrument, book.edition_id)
        return Answer(
            content=RulebookProposal(
                entry=entry,
                rulebook=book,
                replaces=catalogue.content_id_of(before) if before is not None else None,
                changes=written_changes(before, book) if before is not None else (),
                findings=await asyncio.to_thread(found_in, book, catalogue),
            ),
            version=await law.stream_version(),
        )

    async def propose(self, call: Call) -> Answer:
        """Keep a faultless rulebook and put it forward, as the first signatory."""
        body: RulebookProposed = call.body
        service = self._service
        # Before anything is kept: the command that decides access names the content, which must be kept first.
        gate.require(call.subject, PROPOSE, Relation(bodies=frozenset({BodyId(body.body)})))
        book = read(body.file)
        refuse_faulty(await asyncio.to_thread(found_in, book, await service.around.catalogue(), body.file))

        async def prepare(_: UUID) -> Any:
            content = await service.law.keep(book, by=call.subject.account)
            return ProposeAdoption(
                body=BodyId(body.body),
                what=Adopted.RULEBOOK,
                instrument=book.instrument,
                name=book.key,
                content=content,
                applies_from=service.around.today(),
            )

        return receipt(await carry(service, call, PROPOSE, RULEBOOK_STREAM, prepare), 201)

    async def sign(self, call: Call) -> Answer:
        """From now on it is in use, in every process."""
        content = (await self._entry(call.ids["rulebook"])).content

        async def prepare(_: UUID) -> Any:
            return SignAdoption(content=content)

        return receipt(await carry(self._service, call, SIGN, RULEBOOK_STREAM, prepare))

    async def end(self, call: Call) -> Answer:
        """Withdraw a proposal, or take a signed rulebook out of use: what it had replaced is back."""
        content = (await self._entry(call.ids["rulebook"])).content

        async def prepare(_: UUID) -> Any:
            return EndAdoption(content=content)

        return receipt(await carry(self._service, call, END, RULEBOOK_STREAM, prepare))

    async def _entry(self, wanted: UUID) -> RulebookEntry:
        for entry in await self._service.law.entries():
            if entry.id == wanted:
                return entry
        raise NotFound
