"""Whole derivations for packed codes, put together from stages that the reference evaluator wrote for earlier codes."""

from collections.abc import Callable, Iterable
from operator import itemgetter

from msgspec.structs import replace

from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.layout import Code
from domain.recommendation.compiled.stage_keys import WordKeys
from domain.recommendation.compiled.table import REMEMBERED, Outcomes
from domain.recommendation.derivation import STAGES
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PresentSituation
from domain.recommendation.outcome import Step
from domain.recommendation.recommend import recommend
from domain.recommendation.referral import reached
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import facts_of
from domain.rulebook.provisions import Provision
from domain.rulebook.schema import Rulebook

LABEL = STAGES["recommendation"]

Written = dict[int, tuple[Step, ...]]
Record = tuple[Outcomes, tuple[Written, ...]]

GROUPS, WORDS = 4, 4
"""What most rulebooks need: groups for gates, the respondent, weighting and filters, and with them the other stages."""

BY_OUTCOMES = ("set", "weight", "below", "term", "filter")
"""Stages that depend on the outcomes as well as on facts."""

ABSENT = Step(stage="", rule="", state="absent", label=LABEL)
"""Stands for a stage that the derivation of a case does not have."""


class Derivations:
    """The derivation of every case that differs from *frame* in facts alone.

    What a stage says depends on the facts that its rules read and, for some, on the outcomes. So the stages that the
    reference wrote for one case stand for every other case that agrees in those.
    """

    derivation: Callable[[Code], tuple[Outcomes, Step]]
    """The outcomes, and why: the outcomes and the derivation of the recommendation for ``sheet(code)``."""

    def __init__(self, rulebook: Rulebook, references: Catalogue, frame: FactSheet, compiler: Compiler) -> None:
        self._book, self._references, self._frame, self._compiler = rulebook, references, frame, compiler
        self.table = compiler.table(frame)
        told = Situation(frame, rulebook, references, frame.decision_on)
        layout = self.table.layout
        self._told = {fact for fact in layout.place if told.truth(fact) is not None}
        self._parting = told.parting
        self._bases = {fact.code: self._basis(fact.needs_basis) for fact in rulebook.facts if fact.needs_basis}
        self._names = _stages(rulebook)
        self._groups = _grouped(self._names, _reads(rulebook, references, frame))
        places = [place for stages, _, _ in self._groups for place in stages]
        self._in_order = itemgetter(*(places.index(at) for at in range(len(places))))
        facts = [[f for f in layout.place if reads is None or f in reads] for _, reads, _ in self._groups]
        keyed = [{fact: bit for bit, fact in enumerate(each)} for each in facts]
        self._words = tuple(WordKeys(word, keyed) for word in layout.words)
        self._shared: tuple[Written | None, ...] = tuple(None if able else {} for _, _, able in self._groups)
        self._records: dict[int, Record] = {}
        self._record = self.table.lookup(self._record_of)
        usual = len(self._groups) == GROUPS and len(self._words) == WORDS
        self.derivation = self._usual() if usual and {"below", "term"}.isdisjoint(self._names) else self._any

    def sheet(self, code: Code) -> FactSheet:
        """The same case as a fact sheet; a catch-all that holds names a rule of a rank that may fill it.

        A fact that is open in the code is open here, also where the frame's role, numbers or earlier situations would tell.
        Only what an answer of the frame finds is found.
        """
        facts = (
            KnownFact(
                code=fact,
                status=FactStatus.OPEN if truth is None else FactStatus.ESTABLISHED if truth else FactStatus.REFUTED,
                basis=self._bases.get(fact) if truth else None,
            )
            for fact, truth in self.table.layout.truths(code).items()
            if truth is not None or fact in self._told
        )
        return replace(self._frame, facts=tuple(facts), situations=self._situations(code))

    def _situations(self, code: Code) -> tuple[PresentSituation, ...]:
        """Those of the frame. What only situations out of reach had, and counts in the code, is so of one within it too."""
        if self._parting is None or not self._parting.aside:
            return self._frame.situations
        truths = self.table.layout.truths(code)
        found = {fact: truths.get(fact, False) for fact in sorted(self._parting.aside)}
        first = self._parting.inside[0]
        more = replace(
            first,
            facts=(*first.facts, *(fact for fact, truth in found.items() if truth)),
            open=(*first.open, *(fact for fact, truth in found.items() if truth is None)),
        )
        return tuple(more if one is first else one for one in self._frame.situations)

    def _record_of(self, outcomes: Outcomes) -> Record:
        """The outcomes, then for each group the stages that were written for it; the table has one object for equal outcomes."""
        found = self._records.get(id(outcomes))
        if found is None:
            written = tuple({} if shared is None else shared for shared in self._shared)
            found = self._records[id(outcomes)] = (outcomes, written)
        return found

    def _usual(self) -> Callable[[Code], tuple[Outcomes, Step]]:
        """``_any`` written out for the usual number of words and groups, which most of the time goes into counting."""
        record, in_order, write = self._record, self._in_order, self._write
        by_one, by_two, by_three, by_four = self._words

        def derivation(code: Code) -> tuple[Outcomes, Step]:
            one, two, three, four = code
            outcomes, (first, second, third, fourth) = record(code)
            a, b, c, d = by_one[one]
            e, f, g, h = by_two[two]
            i, j, k, m = by_three[three]
            n, o, p, q = by_four[four]
            try:
                steps = in_order(
                    first[a + e + i + n] + second[b + f + j + o] + third[c + g + k + p] + fourth[d + h + m + q]
                )
            except KeyError:
                steps = write(code)
            return outcomes, Step(
                stage="recommendation", rule="recommendation", state="derived", label=LABEL, steps=steps
            )

        return derivation

    def _any(self, code: Code) -> tuple[Outcomes, Step]:
        outcomes, written = self._record(code)
        try:
            found = zip(written, self._keys(code), strict=True)
            steps = self._in_order(tuple(step for stages, key in found for step in stages[key]))
        except KeyError:
            steps = self._write(code)
        steps = tuple([step for step in steps if step is not ABSENT])
        return outcomes, Step(stage="recommendation", rule="recommendation", state="derived", label=LABEL, steps=steps)

    def _keys(self, code: Code) -> tuple[int, ...]:
        """What each group depends on, besides outcomes."""
        parts = (word[value] for word, value in zip(self._words, code, strict=True))
        return tuple(map(sum, zip(*parts, strict=True)))

    def _reference(self, code: Code) -> Step:
        return recommend(
            self.sheet(code),
            self._book,
            references=self._references,
            known_at=self._frame.decision_on,
            compiler=self._compiler,
        ).derivation

    def _write(self, code: Code) -> tuple[Step, ...]:
        named = {step.stage: step for step in self._reference(code).steps}
        steps = tuple(named.pop(name, ABSENT) for name in self._names)
        if named:
            raise LookupError(f"stages that nothing is known of: {sorted(named)}")
        _, each = self._record(code)
        for (places, _, _), written, key in zip(self._groups, each, self._keys(code), strict=True):
            if len(written) >= REMEMBERED:
                written.clear()
            written[key] = tuple(steps[place] for place in places)
        return steps

    def _basis(self, ranks: tuple[str, ...]) -> str | None:
        last = self._parting.inside if self._parting is not None else ()
        until = max((one.last for one in last), default=self._frame.conduct_to)
        fitting = (book for book in self._references.in_force(until) if book.rank in ranks)
        source = self._book if "any" in ranks else next(fitting, None)
        return None if source is None else f"{source.instrument}#{next(iter(source.clauses), '1')}"


Group = tuple[tuple[int, ...], frozenset[str] | None, bool]
"""Places of the stages, the facts that they read (None: every one), whether they depend on the outcomes too."""


def _stages(book: Rulebook) -> tuple[str, ...]:
    """The stages that a derivation under *book* can have, in order."""
    needs = {"below": book.ranking is not None, "term": any(one.term_months is not None for one in book.measures)}
    return tuple(stage for stage in STAGES if stage not in ("recommendation", "referral") and needs.get(stage, True))


def _grouped(stages: tuple[str, ...], reads: dict[str, frozenset[str]]) -> list[Group]:
    """Stages that depend on nothing but what another depends on are looked up with it. One not in *reads* reads all."""
    groups: list[Group] = []
    wanted = [(place, reads.get(stage), stage in BY_OUTCOMES) for place, stage in enumerate(stages)]
    for place, facts, by_outcomes in sorted(wanted, key=lambda each: (each[1] is not None, -len(each[1] or ()))):
        for at, (places, more, able) in enumerate(groups):
            if (more is None or (facts is not None and facts <= more)) and able >= by_outcomes:
                groups[at] = ((*places, place), more, able)
                break
        else:
            groups.append(((place,), facts, by_outcomes))
    return groups


def _reads(book: Rulebook, references: Catalogue, frame: FactSheet) -> dict[str, frozenset[str]]:
    """The facts that the rules of each stage read."""
    general = references.general_for(book, frame.decision_on)
    targets = {target for gate in book.gates for target in gate.targets}
    candidates = {
        fact
        for on in Situation(frame, book, references, frame.decision_on).days
        for other in references.in_force(on)
        if other.instrument in targets
        for item in other.candidates
        for fact in (*item.facts, *_named(book.triggers))
    }
    continued = {fact.code for other in reached(book, references) for fact in other.facts}
    continued |= {code for other in general for rule in (*other.filters, *other.exclusions) for code in _named((rule,))}
    barring = _named(rule for other in (book, *general) for rule in other.filters)
    return {
        "scope": frozenset(),
        "trigger": _named(book.triggers),
        "respondent": _named((*book.elements, *(rule for other in (book, *general) for rule in other.exclusions))),
        "set": barring,
        "weight": _named(book.factors),
        "below": frozenset(),
        "term": barring,
        "gate": _named(book.gates) | candidates | (continued if targets else frozenset()),
        "filter": barring,
        "competence": frozenset(),
    }


def _named(rules: Iterable[Provision]) -> frozenset[str]:
    return frozenset(
        code
        for rule in rules
        for rows in (getattr(rule, "when", ()), *(reading.when for reading in getattr(rule, "readings", ())))
        for code in facts_of(rows)
    )
