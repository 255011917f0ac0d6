"""What share of a finished rulebook a draft supplies: ``python -m bench.draft TEXT...`` with official texts."""

import sys
from pathlib import Path

from application.adapters.rulebook_files import packaged
from application.rulebook_texts import belonging_to, decode
from domain.rulebook.draft import draft
from domain.rulebook.text import documents


def share(found: set, wanted: set) -> str:
    return f"{len(found & wanted)}/{len(wanted)}" if wanted else "-"


def main(paths: list[str]) -> None:
    catalogue = packaged()
    known = {measure.label.zh: measure.code for book in catalogue.rulebooks for measure in book.measures}
    print(f"{'rulebook':46}{'clauses':>10}{'grounds':>10}{'factors':>10}{'measures':>10}{'periods':>10}  edition")
    for path in paths:
        written = decode(Path(path).read_bytes()) or ""
        for document in documents(written):
            book = belonging_to(written, document.pieces, catalogue)
            if book is None:
                print(f"{path}: no installed rulebook bears this title")
                continue
            drafted = draft(document, known)
            cells = [
                share({piece.address for piece in document.pieces}, set(book.clauses)),
                share(
                    {ground.address for ground in drafted.grounds},
                    {cite for rule in book.triggers for cite in rule.cite if cite.count("/") > 1},
                ),
                share(
                    {each.address for each in (*drafted.heavier, *drafted.lighter)},
                    {cite for rule in book.factors for cite in rule.cite},
                ),
                share({code for code, _ in drafted.measures}, {measure.code for measure in book.measures}),
                share(
                    {(period.address, period.count) for period in drafted.periods},
                    {(cite, duty.days) for duty in book.duties if duty.days for cite in duty.cite},
                ),
            ]
            same = "yes" if drafted.edition == book.edition else "no"
            print(f"{book.key:46}" + "".join(f"{cell:>10}" for cell in cells) + f"  {same}")


if __name__ == "__main__":
    main(sys.argv[1:])
