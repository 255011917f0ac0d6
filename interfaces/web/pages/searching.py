"""One box for everything: matters by number, id or code, papers by number, organs by name or its sound, provisions by name or article."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from uuid import UUID

import msgspec
from litestar import Response

from application.access import scope_of
from application.adapters.sounds import sounds_like, spelled
from domain.rulebook.by_article import ArticleWanted, Provision, Sort, article_wanted, in_article
from interfaces.api.docket import Docket, DocketQuery
from interfaces.api.finding_people import ACTION as BY_NAME
from interfaces.api.finding_people import FindingPeople, FoundPeople, WantedPerson
from interfaces.api.numbered_papers import ACTION as BY_NUMBER
from interfaces.api.numbered_papers import NumberedPaper, NumberQuery, PapersByNumber
from interfaces.problems import Problem, from_validation, problem
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.docket.filter import Filter
from projections.docket.reads import DocketPage, Entry
from projections.docket.row import Kind

MOST = 20
LOOKED_UP = 8
"""Instruments with such an article whose matters are looked up at once; the provisions of the others lead to theirs."""
LONGEST = 200


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit that is no matter: its words, what it is of, and where its matters are."""

    label: str
    of: str
    to: str


class Searching:
    """The search page."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._around, self._directory = service.around, directory
        self._docket, self._papers = Docket(service), PapersByNumber(service)
        self._people = FindingPeople(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/search", action="docket.read", show=self.search, cites=False)
        yield Page(path="/search/person", action=BY_NAME, show=self.no_person, submit=self.person)

    async def search(self, visit: Visit) -> Response[bytes]:
        """What *q* finds within the reader's scope, grouped. Names of persons are not searched here: an address keeps what it is asked."""
        wanted = (visit.asked("q") or "").strip()[:LONGEST]
        names = await self._directory.names(visit.texts)
        found = DocketPage(entries=(), next=None)
        if wanted:
            query = DocketQuery(search=wanted, limit=MOST)
            found = (await self._docket.docket(reading(visit, query=query))).content
        matters = found.entries
        lowered = wanted.casefold()
        titles = {one.instrument: visit.texts.say(one.title) for one in names.rulebooks}
        organs = [
            Found(label=name, of="", to=listed_at("/docket", Filter(organ=organ)))
            for organ, name in (await _called(wanted, names.organs) if wanted else ())
        ][:MOST]
        article = article_wanted(wanted)
        provisions = await self._in_article(article) if article is not None else ()
        return page(
            visit,
            "search.html",
            names=names,
            wanted=wanted,
            matters=matters,
            all_matters=listed_at("/docket", Filter(search=wanted)) if found.next is not None else None,
            most=MOST,
            groups=[
                (visit.texts("search.cases"), [one for one in matters if one.kind != Kind.PROCEEDING]),
                (visit.texts("search.respondents"), [one for one in matters if one.kind == Kind.PROCEEDING]),
            ],
            papers=await self._numbered(visit, wanted),
            organs=organs,
            law=await self._law(visit, lowered) if wanted else [],
            article=article,
            provisions=[
                Found(
                    label=visit.texts.say(one.label),
                    of=titles.get(one.instrument, ""),
                    to=listed_at("/docket", _of(one)),
                )
                for one in provisions
            ],
            citing=await self._citing(visit, provisions),
            by_name=scope_of(visit.who, BY_NAME) is not None,
        )

    async def no_person(self, visit: Visit) -> Response[bytes]:
        """The form alone: where the other language leads from what was found, as no address says whom it was about."""
        return await self._people_found(visit, called="", people=None, wrong=None)

    async def person(self, visit: Visit) -> Response[bytes]:
        """The proceedings against whoever has the full name that was sent. It stands in no address, and the search is on record."""
        called = (visit.given("name") or "").strip()
        people: FoundPeople | None = None
        wrong: Problem | None = None
        try:
            wanted = msgspec.convert({"name": called}, WantedPerson)
            people = (await self._people.find(msgspec.structs.replace(reading(visit), body=wanted))).content
        except msgspec.ValidationError as error:
            found = from_validation(error)
            wrong = problem(found.code, language=visit.language, place=found.place, detail=found.detail)
        return await self._people_found(visit, called=called, people=people, wrong=wrong)

    async def _people_found(
        self, visit: Visit, *, called: str, people: FoundPeople | None, wrong: Problem | None
    ) -> Response[bytes]:
        names = await self._directory.names(visit.texts)
        return page(
            visit,
            "search_person.html",
            status=200 if wrong is None else wrong.status,
            names=names,
            called=called,
            people=people,
            wrong=wrong,
            to=lambda person: listed_at("/docket", Filter(person=person)),
        )

    async def _numbered(self, visit: Visit, wanted: str) -> tuple[NumberedPaper, ...]:
        """Papers of that number, for whoever reads papers at all."""
        if not wanted or scope_of(visit.who, BY_NUMBER) is None:
            return ()
        found: tuple[NumberedPaper, ...] = (
            await self._papers.found(reading(visit, query=NumberQuery(number=wanted)))
        ).content.papers
        return found

    async def _in_article(self, article: ArticleWanted) -> tuple[Provision, ...]:
        books = (await self._around.catalogue()).rulebooks
        return tuple(await asyncio.to_thread(lambda: list(in_article(article, books))))[:MOST]

    async def _citing(self, visit: Visit, provisions: Iterable[Provision]) -> list[tuple[Entry, list[str]]]:
        """Matters that rest on one of these, each with those of them that its row names, under the instrument that has them."""
        found: dict[UUID, tuple[Entry, list[str]]] = {}
        for instrument, these in islice(groupby(provisions, lambda one: one.instrument), LOOKED_UP):
            of = tuple(these)
            query = DocketQuery(instrument=instrument, rests_on=tuple(one.code for one in of), limit=MOST)
            for entry in (await self._docket.docket(reading(visit, query=query))).content.entries:
                named = [one for one in of if _names(entry, one)]
                if named or any(one.sort is Sort.CIRCUMSTANCE for one in of):
                    found.setdefault(entry.id, (entry, [visit.texts.say(one.label) for one in named]))
        return list(found.values())[:MOST]

    async def _law(self, visit: Visit, lowered: str) -> list[Found]:
        """Grounds and measures of the installed rulebooks, each with the matters under it."""
        found: dict[str, Found] = {}
        for book in (await self._around.catalogue()).rulebooks:
            of = visit.texts.say(book.title)
            for trigger in book.triggers:
                if lowered in f"{trigger.label.zh} {trigger.label.en} {trigger.code}".casefold():
                    to = listed_at("/docket", Filter(ground=trigger.code))
                    found.setdefault(to, Found(label=visit.texts.say(trigger.label), of=of, to=to))
            for measure in book.measures:
                if lowered in f"{measure.label.zh} {measure.label.en} {measure.code}".casefold():
                    to = listed_at("/docket", Filter(measure=measure.code))
                    found.setdefault(to, Found(label=visit.texts.say(measure.label), of=of, to=to))
        return list(found.values())[:MOST]


def _of(one: Provision) -> Filter:
    match one.sort:
        case Sort.GROUND:
            return Filter(ground=one.code, instrument=one.instrument)
        case Sort.MEASURE:
            return Filter(measure=one.code, instrument=one.instrument)
        case Sort.ROLE | Sort.CIRCUMSTANCE:
            return Filter(rests_on=(one.code,), instrument=one.instrument)


def _names(entry: Entry, one: Provision) -> bool:
    """Whether the row says that its matter rests on *one*: what was found of it stands in its file."""
    return (entry.subject is None or entry.subject in one.subjects) and one.code in {
        *entry.grounds,
        *entry.measures,
        entry.role,
    }


async def _called(wanted: str, organs: Mapping[UUID, str]) -> list[tuple[UUID, str]]:
    """Organs with *wanted* in their name, then those whose name sounds so."""
    lowered, sound = wanted.casefold(), spelled(wanted)
    named = [(organ, name) for organ, name in organs.items() if lowered in name.casefold()]
    if sound is None:
        return named
    heard = await asyncio.to_thread(lambda: [one for one in organs.items() if sounds_like(sound, one[1])])
    return list(dict.fromkeys((*named, *heard)))
