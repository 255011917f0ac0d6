"""The duties that an allegation can name: what bound the organ on the day of its conduct comes first."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.rulebook.schema import Rulebook, Standing
from domain.rulebook.sources import citations
from interfaces.web.directory import Names
from interfaces.web.forms.fields import Choice


def duty_choices(names: Names, preset: Mapping[str, str], today: date) -> Iterator[Choice]:
    """What instruments oblige organs to, each edition of its own: what counts is the one of the day of the conduct.

    What was not in force on that day, and what binds another place than the case's own instrument, stands behind the rest.
    """
    texts, on = names.texts, _conduct(preset, today)
    place = names.book.scope.jurisdiction if names.book is not None else None
    for book in names.rulebooks:
        if book.status is Standing.DRAFT:
            continue
        since = texts.day(book.edition) if book.edition is not None else ""
        hint = texts.listed(part for part in (texts.say(book.title), since) if part)
        here = _in_force(book, on) and book.scope.jurisdiction in {None, place}
        for duty in book.duties:
            for cite in citations(duty.cite[:1], book):
                value = f"{cite.instrument}|{cite.edition}|{cite.address}"
                yield Choice(value=value, label=texts.say(duty.label), hint=hint, further=not here)


def _in_force(book: Rulebook, on: date) -> bool:
    return book.edition is not None and book.edition <= on and (book.until is None or on < book.until)


def _conduct(preset: Mapping[str, str], today: date) -> date:
    """The last day of the conduct that the form holds; today while it holds none."""
    for name in ("conduct_to", "conduct_from"):
        try:
            return date.fromisoformat(preset.get(name, ""))
        except ValueError:
            continue
    return today
