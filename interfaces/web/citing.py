"""Citations as pages show them: the law by its title, the place, and the article's own words where a text was added."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Protocol

import msgspec

from application.adapters.profile_files import other_laws
from application.adapters.rulebook_files import packaged
from application.official_texts import ClauseState, state_of
from domain.citation import Citation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.law_names import LawNames, Named
from domain.rulebook.mentions import mentioned, plain
from domain.rulebook.sources import citations, cites_of
from interfaces.service import Service

MOST_KEPT = 10_000
"""Citations kept as they are shown; lists and files cite the same few again and again."""

PLACES = ("article", "paragraph", "item", "sub_item")


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """Where something stands, and the article's own words there; ``state`` is what the rulebook in use proves of them."""

    place: str
    words: str = ""
    state: str = ""


class Speech(Protocol):
    """The words of one language."""

    @property
    def language(self) -> str:
        """Which."""
        ...

    def __call__(self, key: str, **values: object) -> str:
        """The text of *key*."""
        ...

    def say(self, label: Label) -> str:
        """A label in this language."""
        ...

    def day(self, day: date | None) -> str:
        """A legal day as people write it."""
        ...


class Shelf:
    """The law and its official texts as they are at hand while a page is made. Immutable."""

    def __init__(self, catalogue: Catalogue, words: Mapping[tuple[str, str, str], str]) -> None:
        """*words* by instrument, edition and address."""
        self.catalogue, self._words = catalogue, words
        self._cited: dict[tuple[str | Citation, str, str], Cite] = {}
        self._names = LawNames(catalogue.rulebooks, other_laws())
        self._instruments = {plain(book.title.zh): book.instrument for book in catalogue.rulebooks}

    def cite(self, written: str | Citation, speech: Speech, home: str = "") -> Cite:
        """One citation. Of *home* (``instrument@edition``), which the page names already, the place alone."""
        key = (written, speech.language, home)
        if key not in self._cited:
            if len(self._cited) >= MOST_KEPT:
                self._cited.clear()
            self._cited[key] = self._cite(written, speech, home)
        return self._cited[key]

    def _cite(self, written: str | Citation, speech: Speech, home: str) -> Cite:
        named = self._names.named(written)
        key = f"{named.instrument}@{named.edition}"
        law = "" if key == home else self._law(named, speech, dated=len(self.catalogue.editions(named.instrument)) > 1)
        place = _place(named.address, speech)
        words = self._words.get((named.instrument, named.edition, named.address)) if named.address else None
        state = "" if words is None else self._state(named, words).value
        return Cite(
            place=speech("cite.place", law=law, place=place) if law and place else law or place,
            words=words or "",
            state=state,
        )

    def basis(self, instrument: str, code: str, on: date, subject: str) -> tuple[Citation, ...]:
        """Where *code* stands in the edition for that day; nowhere where no rulebook has it."""
        book = self.catalogue.basis_for(instrument, on)
        return () if book is None else citations(cites_of(book, code, subject), book)

    def mentioned(self, sentence: str, day_for: Callable[[str], date]) -> tuple[Citation, ...]:
        """The provisions that a Chinese sentence mentions, each once; ``day_for`` an instrument says whose edition is meant."""
        found: dict[Citation, None] = {}
        for title, address in mentioned(sentence):
            instrument = self._instruments.get(title)
            book = None if instrument is None else self.catalogue.basis_for(instrument, day_for(instrument))
            if book is not None:
                found[Citation(instrument=book.instrument, edition=book.edition_id, address=address)] = None
        return tuple(found)

    def law(self, key: str, speech: Speech) -> str:
        """What the edition ``instrument@edition`` is called."""
        instrument, _, edition = key.partition("@")
        title = self._names.title(instrument, edition)
        return self._law(Named(title=title, instrument=instrument, edition=edition), speech, dated=True)

    def _law(self, named: Named, speech: Speech, *, dated: bool) -> str:
        if named.title is None:
            return named.instrument
        title, first = speech.say(named.title), first_day(named.edition) if dated else None
        return (
            speech("cite.law", title=title)
            if first is None
            else speech("cite.edition", title=title, edition=speech.day(first))
        )

    def _state(self, named: Named, words: str) -> ClauseState:
        return state_of(self.catalogue.get(named.instrument, named.edition), named.address, words)


class Shelves:
    """The shelf of now, made anew when the law or a text has changed."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._seen: tuple[Catalogue, int] | None = None
        self._shelf = shipped()

    async def now(self) -> Shelf:
        """What is at hand. Raises StoreUnavailable."""
        catalogue, latest = await self._service.around.catalogue(), await self._service.texts.latest()
        if self._seen is None or self._seen[0] is not catalogue or self._seen[1] != latest:
            self._shelf = Shelf(catalogue, await self._service.texts.every() if latest else {})
            self._seen = (catalogue, latest)
        return self._shelf


@cache
def shipped() -> Shelf:
    """What ships: for pages of those who are not signed in, without the words of any article."""
    return Shelf(packaged(), {})


def first_day(edition: str) -> date | None:
    """From which day an edition is in force; None where its name is no day (a draft, or a day that is not known)."""
    try:
        return date.fromisoformat(edition)
    except ValueError:
        return None


def _place(address: str, speech: Speech) -> str:
    numbers = address.split("/") if address else []
    return "".join(speech(f"cite.{name}", number=number) for name, number in zip(PLACES, numbers, strict=False))
