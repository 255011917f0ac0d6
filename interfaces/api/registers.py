"""Reading the registers: organs by name and day, one organ with its posts, and which body stands in which relation."""

import base64
from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from application.casework import gate
from application.errors import NotFound
from domain.identity import OrganId, PartyId
from domain.registers.competence import BodyRelation, Question, Respondent, competence
from domain.registers.records import Holding, OrganTerm, PostTerm
from domain.registers.snapshot import Snapshot
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

PAGE = 50


class OrgansQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``on``: the day (today). ``named``: part of a name. ``after``: ``next`` of the page before."""

    on: date | None = None
    named: Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\x00]*$")] | None = None
    after: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = PAGE


class DayQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``on``: the day (today)."""

    on: date | None = None


class CompetenceQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``on``: the day (today). ``person``: somebody who serves in the organ, instead of the organ itself."""

    on: date | None = None
    person: UUID | None = None


class OrganListed(msgspec.Struct, frozen=True, kw_only=True):
    """One organ of a list."""

    id: UUID
    name: str


class OrgansPage(msgspec.Struct, frozen=True, kw_only=True):
    """Organs in the order of their names; ``next`` is None on the last page."""

    on: date
    organs: tuple[OrganListed, ...]
    next: str | None


class OrganShown(msgspec.Struct, frozen=True, kw_only=True):
    """An organ on a day. ``register`` is the version of the registers that was read."""

    on: date
    register: int
    organ: OrganTerm


class PostShown(msgspec.Struct, frozen=True, kw_only=True):
    """A post on a day, and who holds it: ids of the party register."""

    post: PostTerm
    holders: tuple[Holding, ...]


class PostsShown(msgspec.Struct, frozen=True, kw_only=True):
    """The posts of an organ on a day."""

    on: date
    register: int
    posts: tuple[PostShown, ...]


class RelationShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body in one relation and how that is known, or the question to answer instead."""

    relation: BodyRelation
    body: UUID | None = None
    source: str | None = None
    question: Question | None = None


class CompetenceShown(msgspec.Struct, frozen=True, kw_only=True):
    """All relations. Which of them is competent is the rulebook's to say."""

    on: date
    register: int
    relations: tuple[RelationShown, ...]


class RegisterReading:
    """The routes for reading organs and posts."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for path, name, action, words, query, answers, run in (
            ("", "list-organs", "organ.read", ("机关列表", "List organs"), OrgansQuery, OrgansPage, self.organs),
            ("/{organ}", "read-organ", "organ.read", ("一个机关", "Read an organ"), DayQuery, OrganShown, self.organ),
            (
                "/{organ}/posts",
                "read-posts",
                "post.read",
                ("机关的职务与任职", "Posts and holders of an organ"),
                DayQuery,
                PostsShown,
                self.posts,
            ),
            (
                "/{organ}/competence",
                "read-competence",
                "post.read",
                ("与被追究对象相关的机关", "Bodies related to a respondent"),
                CompetenceQuery,
                CompetenceShown,
                self.competence,
            ),
        ):
            yield Operation(
                method="GET",
                path=f"/api/organs{path}",
                name=name,
                action=action,
                summary=Sentence(*words),
                tag="registers",
                query=query,
                answers=answers,
                run=run,
            )

    async def organs(self, call: Call) -> Answer:
        """A page of organs."""
        gate.require(call.subject, "organ.read")
        query: OrgansQuery = call.query
        on = query.on or self._service.around.today()
        after = _opened(query.after) if query.after else None
        found = await self._service.registers.organs(on, after=after, named=query.named, limit=query.limit + 1)
        page = found[: query.limit]
        return Answer(
            content=OrgansPage(
                on=on,
                organs=tuple(OrganListed(id=organ, name=name) for organ, name in page),
                next=_closed(*page[-1]) if len(found) > len(page) else None,
            )
        )

    async def organ(self, call: Call) -> Answer:
        """One organ."""
        gate.require(call.subject, "organ.read")
        on, snapshot, term = await self._found(call)
        return Answer(content=OrganShown(on=on, register=snapshot.version, organ=term))

    async def posts(self, call: Call) -> Answer:
        """An organ's posts and holders."""
        gate.require(call.subject, "post.read")
        on, snapshot, term = await self._found(call)
        posts = tuple(
            PostShown(post=post, holders=snapshot.holders(post.post, on, on))
            for post in snapshot.posts_in(term.organ, on, on)
        )
        return Answer(content=PostsShown(on=on, register=snapshot.version, posts=posts))

    async def competence(self, call: Call) -> Answer:
        """Every relation of bodies to an organ or to somebody in it."""
        gate.require(call.subject, "post.read")
        on, snapshot, term = await self._found(call)
        person = call.query.person
        respondent = Respondent(organ=term.organ, person=PartyId(person) if person is not None else None)
        relations = []
        for relation in BodyRelation:
            found = competence(respondent, relation, on, snapshot)
            relations.append(
                RelationShown(relation=relation, question=found)
                if isinstance(found, Question)
                else RelationShown(relation=relation, body=found.body, source=found.source)
            )
        return Answer(content=CompetenceShown(on=on, register=snapshot.version, relations=tuple(relations)))

    async def _found(self, call: Call) -> tuple[date, Snapshot, OrganTerm]:
        on = call.query.on or self._service.around.today()
        snapshot = await self._service.registers.snapshot()
        term = snapshot.organ(OrganId(call.ids["organ"]), on)
        if term is None:
            raise NotFound
        return on, snapshot, term


def _closed(organ: OrganId, name: str) -> str:
    return base64.urlsafe_b64encode(organ.bytes + name.encode()).decode()


def _opened(after: str) -> tuple[str, OrganId]:
    try:
        content = base64.urlsafe_b64decode(after)
        return content[16:].decode(), OrganId(UUID(bytes=content[:16]))
    except ValueError:
        raise Trouble("malformed-query", place="after") from None
