"""Bytes to rulebook, content ids, and which edition applies on which day. Reads no file: an adapter hands it bytes."""

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import msgspec

from domain.calendar.entered import require_within
from domain.exact_place import exact, fault
from domain.rulebook.clauses import reference
from domain.rulebook.conditions import Rows, facts_of
from domain.rulebook.policy import Policy
from domain.rulebook.provisions import Exclusion, Filter, Requirement
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import Fact
from domain.toml_text import OUT_OF_RANGE, TOO_DEEP, read_toml

R = TypeVar("R", Rulebook, Policy)


class RulebookRefused(Exception):
    """The bytes are not a rulebook (or policy). ``place`` is a line or a path inside the file, ``why`` is for an author."""

    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why
        super().__init__(f"{place}: {why}")


def parse(content: bytes) -> Rulebook:
    """Decode a rulebook strictly. Raises RulebookRefused with the place."""
    return _decode(content, Rulebook)


def parse_policy(content: bytes) -> Policy:
    """Decode a policy strictly. Raises RulebookRefused with the place."""
    return _decode(content, Policy)


def _decode(content: bytes, kind: type[R]) -> R:
    try:
        written = read_toml(content)
    except UnicodeDecodeError as error:
        raise RulebookRefused(f"byte {error.start}", "not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RulebookRefused("TOML", str(error)) from error
    except ValueError as error:
        raise RulebookRefused("TOML", OUT_OF_RANGE) from error
    try:
        return require_within(msgspec.convert(written, kind))
    except msgspec.ValidationError as error:
        raise RulebookRefused(exact(written, kind, error), fault(error)[0]) from error
    except RecursionError as error:
        raise RulebookRefused("TOML", TOO_DEEP) from error


def canonical(thing: Rulebook | Policy) -> bytes:
    """Canonical JSON: sorted keys, defaults omitted. The same content gives the same bytes, for ever."""
    return msgspec.json.encode(thing, order="sorted")


def content_id(thing: Rulebook | Policy) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON: the identity that a decision stores."""
    return hashlib.sha256(canonical(thing)).hexdigest()


def _general_rows(book: Rulebook) -> tuple[Rows, ...]:
    """The conditions of the rules that bind whatever instrument is applied."""
    rules: tuple[Filter | Exclusion | Requirement, ...] = (*book.filters, *book.exclusions, *book.requirements)
    return tuple(rule.when for rule in rules if rule.general)


class Catalogue:
    """Rulebooks and policies at hand. Immutable once built; the order in which they were given never matters."""

    def __init__(self, rulebooks: Iterable[Rulebook] = (), policies: Iterable[Policy] = ()) -> None:
        self.rulebooks: tuple[Rulebook, ...] = tuple(sorted(rulebooks, key=lambda book: book.key))
        self.policies: tuple[Policy, ...] = tuple(sorted(policies, key=lambda policy: (policy.policy, policy.version)))
        keys = [book.key for book in self.rulebooks]
        if len(set(keys)) != len(keys):
            raise ValueError(f"an edition is given twice: {sorted(key for key in keys if keys.count(key) > 1)}")
        self._editions: dict[str, tuple[Rulebook, ...]] = {}
        for book in self.rulebooks:
            self._editions[book.instrument] = (*self._editions.get(book.instrument, ()), book)
        self._transitional = sorted(
            (book for book in self.rulebooks if book.transition is not None and book.edition is not None),
            key=lambda book: (book.edition or date.min, book.key),
        )
        self._binds = {book.key: bool(_general_rows(book)) for book in self.rulebooks}
        self._content_ids = {book.key: content_id(book) for book in self.rulebooks}
        days = {day for book in self.rulebooks for day in (book.edition, book.until) if day is not None}
        self._days = sorted(days)
        self._in_force: dict[int, tuple[Rulebook, ...]] = {}

    def having(self, *books: Rulebook) -> "Catalogue":
        """The same with *books*, each in place of its edition; of two for one edition the later one."""
        held = {book.key: book for book in (*self.rulebooks, *books)}
        return Catalogue(held.values(), self.policies) if books else self

    def narrowed(self, policy: Policy) -> "Catalogue":
        """The same with *policy* among its policies."""
        return self if policy in self.policies else Catalogue(self.rulebooks, (*self.policies, policy))

    def content_id_of(self, book: Rulebook) -> str:
        """Content id of *book*, remembered when it is one of these."""
        known = self._content_ids.get(book.key)
        return known if known is not None and self.get(book.instrument, book.edition_id) is book else content_id(book)

    def editions(self, instrument: str) -> tuple[Rulebook, ...]:
        """All editions of one instrument, oldest first; drafts and undated texts at the end."""
        return self._editions.get(instrument, ())

    def get(self, instrument: str, edition: str) -> Rulebook | None:
        """Exactly that edition (``YYYY-MM-DD`` or ``unknown``)."""
        return next((book for book in self.editions(instrument) if book.edition_id == edition), None)

    def edition_for(self, instrument: str, on: date) -> Rulebook | None:
        """The edition in force on that day; None before the first, after a repeal, and for drafts."""
        dated = [book for book in self.editions(instrument) if book.edition is not None and book.edition <= on]
        latest = max(dated, key=lambda book: book.edition or on, default=None)
        return None if latest is None or (latest.until is not None and on >= latest.until) else latest

    def basis_for(self, instrument: str, on: date) -> Rulebook | None:
        """The edition for conduct on that day; else what there is of the instrument, for the answer to say why not."""
        return self.edition_for(instrument, on) or next(iter(self.editions(instrument)), None)

    def in_force(self, on: date) -> tuple[Rulebook, ...]:
        """The edition in force on that day, of every instrument that has one."""
        stretch = bisect_right(self._days, on)  # between two of these days nothing comes into force and nothing ends
        if stretch not in self._in_force:
            found = (self.edition_for(instrument, on) for instrument in self._editions)
            self._in_force[stretch] = tuple(book for book in found if book is not None)
        return self._in_force[stretch]

    def general_for(self, home: Rulebook, on: date) -> tuple[Rulebook, ...]:
        """The other instruments in force on that day that bind whatever instrument is applied."""
        return tuple(book for book in self.in_force(on) if book.instrument != home.instrument and self._binds[book.key])

    def successors(self, book: Rulebook) -> tuple[Rulebook, ...]:
        """The editions that say how conduct from before them, under *book*, is decided; oldest first."""
        return tuple(
            later
            for later in self._transitional
            if later.key != book.key
            and later.transition is not None
            and book.instrument in (later.instrument, *later.transition.follows)
        )

    def line(self, book: Rulebook) -> tuple[Rulebook, ...]:
        """The editions before and after *book* with which it can be weighed, those of instruments it takes over from included."""
        follows = (book.instrument, *book.transition.follows) if book.transition is not None else ()
        return (*self.successors(book), *(other for name in follows for other in self.editions(name)))

    def general_facts(self, home: Rulebook, on: date) -> tuple[Fact, ...]:
        """What those instruments declare of the facts that general rules, theirs and *home*'s own, name; each once."""
        binding = self.general_for(home, on)
        named = {code for book in (home, *binding) for rows in _general_rows(book) for code in facts_of(rows)}
        found = {fact.code: fact for book in binding for fact in book.facts if fact.code in named}
        return tuple(found.values())

    def binds_generally(self, book: Rulebook) -> bool:
        """Whether *book*, one of these, binds whatever instrument is applied."""
        return self._binds[book.key]

    def resolve(self, cite: str, home: Rulebook, on: date) -> Rulebook | None:
        """The rulebook that *cite*, written in *home*, leads to on that day; None when it is not installed."""
        written = reference(cite)
        if written.instrument is None or written.instrument == home.instrument:
            return home
        if written.edition is not None:
            return self.get(written.instrument, written.edition)
        return self.edition_for(written.instrument, on)
