"""A duty that an instrument shows to be breached, before anybody made a lead of it."""

from datetime import date

import msgspec

from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import OrganId
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.provisions import Duty
from domain.rulebook.schema import Rulebook
from domain.rulebook.sources import citations
from domain.rulebook.vocabulary import Fact


class Breach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One breach as it stands on a day.

    ``provision`` is the code of a fact or duty in the rulebook of ``instrument``: its label and its articles stand there
    and nowhere else. ``organs`` are those against which it lies; several where the rule makes them answer for one
    another. ``since`` is the first day of the breach. ``key`` tells breaches of one provision in one matter apart.
    """

    instrument: str
    provision: str
    organs: tuple[OrganId, ...]
    since: date
    key: str = ""
    evidence: tuple[DocumentRef, ...] = ()

    @property
    def id(self) -> str:
        """What names it within its matter: the provision, with the key where there is one."""
        return f"{self.provision}/{self.key}" if self.key else self.provision


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """Where a breached provision stands in the edition of the day. ``sanctions``: whether that text has any of its own."""

    label: Label
    cites: tuple[Citation, ...]
    sanctions: bool


def provision_of(breach: Breach, catalogue: Catalogue) -> Provision | None:
    """The provision in the edition in force on the first day of the breach; None when there is none, as for a draft."""
    return provision_on(breach.instrument, breach.provision, breach.since, catalogue)


def provision_on(instrument: str, code: str, day: date, catalogue: Catalogue) -> Provision | None:
    """The fact or duty *code* of *instrument* in the edition of *day*; a text without a date counts as its only edition."""
    book = catalogue.edition_for(instrument, day) or _undated(catalogue.editions(instrument))
    found = None if book is None else _named(book, code)
    if book is None or found is None:
        return None
    return Provision(label=found.label, cites=citations(found.cite, book), sanctions=book.scope.sanctions)


def label_of(breach: Breach, catalogue: Catalogue) -> Label | None:
    """What the provision is called, also where no edition was in force: in the newest edition at hand, a draft too."""
    named = (_named(book, breach.provision) for book in reversed(catalogue.editions(breach.instrument)))
    return next((found.label for found in named if found is not None), None)


def _named(book: Rulebook, code: str) -> Fact | Duty | None:
    several: tuple[Fact | Duty, ...] = (*book.facts, *book.duties)
    return next((one for one in several if one.code == code), None)


def _undated(editions: tuple[Rulebook, ...]) -> Rulebook | None:
    return next((book for book in editions if book.edition is None and book.status.value != "draft"), None)
