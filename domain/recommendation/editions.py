"""Which edition decides conduct of the past: the one of its day, unless a later one is lighter (从旧兼从轻)."""

from datetime import date

import msgspec

from domain.recommendation.difference import Side
from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import EditionWeighed
from domain.recommendation.severity import Ordering, agreed, compare
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import probes, worlds
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.schema import Rulebook, Standing, Transition

CROSSING = frozenset({Ordering.CROSSED, Ordering.INCOMPARABLE})
REMEMBERED = 4096
_WEIGHED: dict[object, str] = {}
"""What was weighed before: the same rules and open facts stand to each other as they did."""

DEAD = (Standing.DRAFT, Standing.REPEALED, Standing.EXPIRED)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The editions between the conduct and the decision.

    ``applied`` decides; ``weighed`` are the later ones in order, each seen from what applied until then; ``crossing`` is the
    later one that is neither lighter nor heavier and about which nobody has decided yet.
    """

    started: Rulebook
    applied: Rulebook
    weighed: tuple[EditionWeighed, ...] = ()
    crossing: Rulebook | None = None

    def member(self, book: Rulebook) -> bool:
        """Whether *book* was weighed at all."""
        return book.key == self.started.key or any(each.rulebook == book.key for each in self.weighed)


def line_of(situation: Situation) -> Line:
    """The line in which the rulebook of *situation* stands. A rulebook of the day of the conduct starts it."""
    book, sheet, references = situation.book, situation.sheet, situation.references
    started = book
    if book.edition is not None and sheet.conduct_to < book.edition and book.transition is not None:
        earlier = (
            references.edition_for(name, sheet.conduct_to) for name in (book.instrument, *book.transition.follows)
        )
        started = next((each for each in earlier if each is not None), book)
    applied, crossing, weighed = started, None, []
    for later in references.successors(started):
        if later.edition is None or later.transition is None or not later.grounds or later.status in DEAD:
            continue
        if not sheet.conduct_to < later.edition <= sheet.decision_on or sheet.subject not in later.scope.subjects:
            continue
        relation = weigh(situation, applied, later)
        choice = situation.answer(later.transition.question) if relation == "crossed" else None
        take = takes_over(relation) or choice == later.transition.later
        weighed.append(_shown(situation, later, later.transition, relation, applied=take))
        applied = later if take else applied
        if relation == "crossed" and choice is None:
            crossing = later
            break
    return Line(started=started, applied=applied, weighed=tuple(weighed), crossing=crossing)


def takes_over(relation: str) -> bool:
    """Whether a later edition that stands so to the law of the time applies without anybody deciding it."""
    return relation == Ordering.LIGHTER.value


def weigh(situation: Situation, earlier: Rulebook, later: Rulebook) -> str:
    """*later* seen from *earlier* on these facts: ``same``, ``lighter``, ``heavier``, ``crossed``, or ``open``.

    ``open``: the facts that are not known yet decide it. Exact over all completions; measures are ranked only where the law
    ranks them, and what cannot be compared counts as crossed.
    """
    one, two = (Side(_under(situation, book)) for book in (earlier, later))
    contents = (situation.references.content_id_of(earlier), situation.references.content_id_of(later))
    asked = (situation.sheet.subject, situation.sheet.conduct_to, *sorted(situation.answers.items()))
    key = (contents, asked, one.features, two.features)
    known = _WEIGHED.get(key)  # asked once: another thread may forget everything in between
    if known is None:
        known = _relation(one, two)
        if len(_WEIGHED) >= REMEMBERED:
            _WEIGHED.clear()
        _WEIGHED[key] = known
    return known


def _relation(one: Side, two: Side) -> str:
    found: set[Ordering] = set()
    size, features = len(one.features), (*one.features, *two.features)
    # Where much is open a few plain cases usually differ already; only where they agree is every completion gone through.
    for completions in (probes, worlds):
        for world in completions(features):
            mine, theirs = world[:size], world[size:]
            order = agreed(one.ranking(mine), two.ranking(theirs))
            found.add(compare(one.handling(mine), two.handling(theirs), order))
        if len(found) > 1 and not found <= CROSSING:
            return "open"
    return Ordering.CROSSED.value if found <= CROSSING else found.pop().value


def _under(situation: Situation, book: Rulebook) -> Situation:
    return Situation(situation.sheet, book, situation.references, situation.known_at)


def _shown(
    situation: Situation, later: Rulebook, transition: Transition, relation: str, *, applied: bool
) -> EditionWeighed:
    situation.used[later.key] = later
    return EditionWeighed(
        rulebook=later.key,
        relation=relation,
        applied=applied,
        label=transition.label,
        question=transition.question,
        authorities=situation.authorities(transition.cite, later, on=situation.sheet.decision_on),
    )


def matter_of(instrument: str, on: date, references: Catalogue) -> str:
    """The field of law of a matter under *instrument* for conduct until *on*: the first of its scope, else its own code."""
    book = references.basis_for(instrument, on)
    return book.scope.matters[0] if book is not None and book.scope.matters else instrument


def basis_of(sheet: FactSheet, instrument: str, references: Catalogue) -> Rulebook | None:
    """The rulebook under which *sheet* is decided: the instrument's of the day of the conduct, unless a later one is lighter.

    None when the instrument is not installed at all.
    """
    book = references.basis_for(instrument, sheet.conduct_to)
    return None if book is None else deciding(sheet, book, references)


def deciding(sheet: FactSheet, book: Rulebook, references: Catalogue) -> Rulebook:
    """*book*, or the earlier law or the lighter later one that applies in its place."""
    if book.transition is None and not references.successors(book):
        return book
    return line_of(Situation(sheet, book, references, sheet.decision_on)).applied
