"""The law at hand: rulebooks, what a body adopted, and the recommendation for facts that are kept nowhere."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from application.assessing import Assessment, FactsFile, FactsRefused, assess
from application.casework import gate
from application.casework.around import ADOPTION
from application.errors import NotFound
from application.streams import load
from domain.adoptions.adoption import adoption_id, in_force
from domain.adoptions.events import Adopted
from domain.adoptions.state import Held
from domain.identity import BodyId
from domain.rulebook.catalogue import content_id
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.cli.assess_wording import WORDS
from interfaces.problems import Trouble
from interfaces.service import Service

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class RulebookListed(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of an instrument. ``status`` is today's, ``edition`` its first day in force, ``until`` its first day no longer
    in force; ``content`` is what a decision keeps of it.
    """

    id: str
    instrument: str
    title: Label
    status: str
    edition: date | None
    until: date | None
    content: str


class PolicyListed(msgspec.Struct, frozen=True, kw_only=True):
    """A policy that a body can adopt, by its exact content."""

    name: str
    instrument: str
    content: str


class RulebooksShown(msgspec.Struct, frozen=True, kw_only=True):
    """What is installed."""

    rulebooks: tuple[RulebookListed, ...]
    policies: tuple[PolicyListed, ...]


class RulebookQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``id``: an instrument, or one of its editions as ``instrument@edition``; without edition the latest."""

    id: Code


class AdoptionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose adoptions for which instrument; ``on`` is the day for ``in_force`` (today)."""

    body: UUID
    instrument: Code
    what: Adopted = Adopted.POLICY
    on: date | None = None


class AdoptionShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a body put forward, signed and gave up. ``version`` 0: nothing yet."""

    id: UUID
    version: int
    held: tuple[Held, ...]
    in_force: Held | None


class Law:
    """The routes of the law."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for path, name, words, query, answers, run in (
            (
                "rulebooks",
                "list-rulebooks",
                ("规则列表", "Rulebooks and policies"),
                None,
                RulebooksShown,
                self.rulebooks,
            ),
            ("rulebooks/one", "read-rulebook", ("一部规则", "One rulebook"), RulebookQuery, Rulebook, self.rulebook),
        ):
            yield Operation(
                method="GET",
                path=f"/api/{path}",
                name=name,
                action=PUBLIC,  # the access table gives rulebooks to everybody
                summary=Sentence(*words),
                tag="law",
                query=query,
                answers=answers,
                run=run,
            )
        yield Operation(
            method="GET",
            path="/api/adoptions",
            name="read-adoptions",
            action="adoption.read",
            summary=Sentence("机关采用的裁量基准", "What a body adopted"),
            tag="adoptions",
            query=AdoptionQuery,
            answers=AdoptionShown,
            run=self.adoptions,
        )
        yield Operation(
            method="POST",
            path="/api/assess",
            name="assess",
            action="recommendation.assess",
            summary=Sentence("按事实给出处理建议（不保存）", "The recommendation for given facts (nothing is kept)"),
            tag="law",
            body=FactsFile,
            answers=Assessment,
            refusals=(413, 415, 422),
            run=self.assess,
        )

    async def rulebooks(self, call: Call) -> Answer:
        """Every edition and policy that is installed."""
        gate.require(call.subject, "rulebook.read")
        catalogue, today = await self._service.around.catalogue(), self._service.around.today()
        return Answer(
            content=RulebooksShown(
                rulebooks=tuple(
                    RulebookListed(
                        id=book.key,
                        instrument=book.instrument,
                        title=book.title,
                        status=book.status_on(today)[0].value,
                        edition=book.edition,
                        until=book.until,
                        content=catalogue.content_id_of(book),
                    )
                    for book in catalogue.rulebooks
                ),
                policies=tuple(
                    PolicyListed(
                        name=f"{policy.policy}/{policy.version}",
                        instrument=policy.instrument,
                        content=content_id(policy),
                    )
                    for policy in catalogue.policies
                ),
            )
        )

    async def rulebook(self, call: Call) -> Answer:
        """One edition, whole."""
        gate.require(call.subject, "rulebook.read")
        instrument, _, edition = call.query.id.partition("@")
        editions = (await self._service.around.catalogue()).editions(instrument)
        found = [book for book in editions if edition in {"", book.edition_id}]
        if not found:
            raise NotFound
        return Answer(content=found[-1])

    async def adoptions(self, call: Call) -> Answer:
        """What a body adopted for an instrument."""
        gate.require(call.subject, "adoption.read")
        query: AdoptionQuery = call.query
        stream = adoption_id(BodyId(query.body), query.what, query.instrument)
        loaded = await load(self._service.events, ADOPTION, stream)
        day = query.on or self._service.around.today()
        return Answer(
            content=AdoptionShown(
                id=stream,
                version=loaded.version,
                held=loaded.state.held,
                in_force=in_force(loaded.state, day),
            ),
            version=loaded.version,
        )

    async def assess(self, call: Call) -> Answer:
        """The answer of ``wenze assess``."""
        gate.require(call.subject, "recommendation.assess")
        try:
            catalogue = await self._service.around.catalogue()
            found = await asyncio.to_thread(assess, call.body, catalogue)
        except FactsRefused as refused:
            said = WORDS.faults[refused.code]
            about = (refused.place, *refused.about, "", "")
            raise Trouble(
                "malformed-body",
                place=refused.place,
                detail=f"{said.zh.format(*about)} / {said.en.format(*about)}",
            ) from None
        return Answer(content=found)
