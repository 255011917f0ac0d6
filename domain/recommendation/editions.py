"""Which edition decides conduct of the past: the one of its day, unless a later one is lighter (从旧兼从轻)."""

from bisect import bisect_right
from datetime import date

import msgspec

from domain.recommendation.difference import Side
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PresentSituation
from domain.recommendation.outcome import EditionWeighed
from domain.recommendation.parting import narrowed
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


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Situations between whose days no edition began, and the rulebook under which they are decided."""

    situations: tuple[PresentSituation, ...]
    applied: Rulebook


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The editions between the conduct and the decision.

    ``applied`` decides; ``weighed`` are the later ones in order, each seen from what applied until then; ``crossing`` is the
    later one that is neither lighter nor heavier and about which nobody has decided yet. ``stretches`` are given where the
    situations of the matter begin under different editions: each is weighed by its own days and its own facts.
    """

    started: Rulebook
    applied: Rulebook
    weighed: tuple[EditionWeighed, ...] = ()
    crossing: Rulebook | None = None
    stretches: tuple[Stretch, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the situations of the matter are decided under different rulebooks."""
        return len({stretch.applied.key for stretch in self.stretches}) > 1

    def member(self, book: Rulebook) -> bool:
        """Whether *book* was weighed at all."""
        return book.key == self.started.key or any(each.rulebook == book.key for each in self.weighed)


def line_of(situation: Situation) -> Line:
    """The line in which the rulebook of *situation* stands. A rulebook of the day of the conduct starts it.

    Where the situations of the matter begin under different editions each stretch has its own; the last one's leads.
    """
    each = _stretches(situation)
    if len(each) < 2:
        return _line_of(situation)
    lines = [_line_of(part) for part in each]
    for part in each:
        situation.used.update({key: book for key, book in part.used.items() if key != situation.book.key})
    weighed = {one.rulebook: one for line in reversed(lines) for one in line.weighed}
    return Line(
        started=lines[0].started,
        applied=lines[-1].applied,
        weighed=tuple(weighed[key] for key in sorted(weighed)),
        crossing=next((line.crossing for line in lines if line.crossing is not None), None),
        stretches=tuple(
            Stretch(situations=part.given.situations, applied=line.applied)
            for part, line in zip(each, lines, strict=True)
        ),
    )


def _stretches(situation: Situation) -> tuple[Situation, ...]:
    """The matter of *situation* by stretches, oldest first: each under the edition of its days, with what is so of it alone."""
    if situation.parting is None:
        return ()
    book, sheet, references = situation.book, situation.sheet, situation.references
    begun = sorted(
        later.edition
        for later in references.rulebooks
        if later.edition is not None and (later.instrument == book.instrument or later in references.line(book))
    )
    stretches: dict[int, list[PresentSituation]] = {}
    for one in sorted(situation.parting.inside, key=lambda one: (one.last, one.reference)):
        stretches.setdefault(bisect_right(begun, one.last), []).append(one)
    parts = []
    for at in sorted(stretches) if len(stretches) > 1 else ():
        mine = narrowed(sheet, stretches[at])
        own = {code for one in mine.situations for code in (*one.facts, *one.open)}
        theirs = {code for one in sheet.situations for code in (*one.facts, *one.open)} - own
        facts = tuple(
            KnownFact(code=known.code, status=FactStatus.REFUTED) if known.code in theirs else known
            for known in sheet.facts
        )
        asked = msgspec.structs.replace(mine, facts=facts)
        governing = references.edition_for(book.instrument, asked.conduct_to) or book
        parts.append(Situation(asked, governing, references, situation.known_at))
    return tuple(parts)


def _line_of(situation: Situation) -> Line:
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
    situation = Situation(sheet, book, references, sheet.decision_on)
    ended = situation.sheet.conduct_to
    if ended != sheet.conduct_to:  # what is refuted, or not reached, came last
        book = references.edition_for(book.instrument, ended) or book
        situation = Situation(sheet, book, references, sheet.decision_on)
    if book.transition is None and not references.successors(book):
        return book
    return line_of(situation).applied
