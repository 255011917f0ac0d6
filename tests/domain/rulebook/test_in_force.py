"""Which editions are in force is remembered by stretches of time: on every day around every change it is what each edition says."""

from datetime import date, timedelta

from application.adapters.rulebook_files import packaged

CATALOGUE = packaged()


def test_around_every_day_on_which_an_edition_begins_or_ends():
    edges = {day for book in CATALOGUE.rulebooks for day in (book.edition, book.until) if day is not None}
    instruments = dict.fromkeys(book.instrument for book in CATALOGUE.rulebooks)
    assert len(edges) > 10
    for edge in sorted({*edges, date(1990, 1, 1), date(2100, 1, 1)}, reverse=True):
        for day in (edge, edge - timedelta(days=1), edge + timedelta(days=1)):
            each = (CATALOGUE.edition_for(instrument, day) for instrument in instruments)
            assert {book.key for book in CATALOGUE.in_force(day)} == {book.key for book in each if book is not None}
