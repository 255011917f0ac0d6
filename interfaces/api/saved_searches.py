"""One's own saved searches: saved, renamed, deleted; what one shares is the address alone."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from application.casework import gate
from application.errors import NotFound
from application.saved_search import LONGEST_ADDRESS, LONGEST_NAME, SavedSearch, SearchRefused
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service

Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME * 4)]


class SearchBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search to be saved: its name, and the address of a list with its conditions (``/docket?open=true``)."""

    name: Name
    address: Annotated[str, msgspec.Meta(max_length=LONGEST_ADDRESS)]


class NameBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another name."""

    name: Name


class SearchesShown(msgspec.Struct, frozen=True, kw_only=True):
    """One's own searches, the oldest first; at most a hundred."""

    searches: tuple[SavedSearch, ...]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """The search."""

    search: UUID


class SavedSearchRoutes:
    """The routes of one's own searches."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/me/searches",
            name="list-own-searches",
            action="saved-search.list",
            summary=Sentence("本人保存的检索", "One's own saved searches"),
            tag="lists",
            answers=SearchesShown,
            run=self.all,
        )
        acts: tuple[tuple[str, str, str, str, Any, Callable[[Call], Awaitable[Answer]]], ...] = (
            ("", "save", "保存检索", "Save a search", SearchBody, self._save),
            ("/{search}/rename", "rename", "重命名检索", "Give a search another name", NameBody, self._rename),
            ("/{search}/delete", "delete", "删除检索", "Delete a search", None, self._delete),
        )
        for path, verb, zh, en, body, run in acts:
            yield Operation(
                method="POST",
                path=f"/api/me/searches{path}",
                name=f"search-{verb}",
                action=f"saved-search.{verb}",
                summary=Sentence(zh, en),
                tag="lists",
                body=body,
                answers=Done,
                status=201 if verb == "save" else 200,
                changes=True,
                run=self._runner(f"saved-search.{verb}", run),
            )

    def _runner(self, action: str, run: Callable[[Call], Awaitable[Answer]]) -> Callable[[Call], Awaitable[Answer]]:
        async def answered(call: Call) -> Answer:
            gate.require(call.subject, action)
            try:
                return await once(self._service.events, call, lambda: run(call))
            except SearchRefused as refused:
                raise Trouble(refused.code) from None

        return answered

    async def all(self, call: Call) -> Answer:
        """One's own only."""
        gate.require(call.subject, "saved-search.list")
        return Answer(content=SearchesShown(searches=await self._service.searches.of(call.subject.account)))

    async def _save(self, call: Call) -> Answer:
        account = call.subject.account
        made = uuid5(account, f"search {call.key}")
        await self._service.searches.save(account, made, call.body.name, call.body.address)
        return Answer(content=Done(search=made))

    async def _rename(self, call: Call) -> Answer:
        account, search = call.subject.account, call.ids["search"]
        known = next((one for one in await self._service.searches.of(account) if one.id == search), None)
        if known is None:
            raise NotFound
        await self._service.searches.save(account, search, call.body.name, known.address)
        return Answer(content=Done(search=search))

    async def _delete(self, call: Call) -> Answer:
        if not await self._service.searches.delete(call.subject.account, call.ids["search"]):
            raise NotFound
        return Answer(content=Done(search=call.ids["search"]))
