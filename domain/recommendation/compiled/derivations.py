"""Whole derivations for packed codes, put together from stages that the reference evaluator wrote for earlier codes."""

from collections.abc import Callable, Iterable
from operator import itemgetter

from msgspec.structs import replace

from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.layout import OPEN, Code
from domain.recommendation.compiled.table import REMEMBERED, Outcomes
from domain.recommendation.derivation import STAGES
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact
from domain.recommendation.outcome import Step
from domain.recommendation.recommend import recommend
from domain.recommendation.referral import reached
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import facts_of
from domain.rulebook.provisions import Provision
from domain.rulebook.schema import Rulebook

LABEL = STAGES["recommendation"]

Key = Callable[[Code, Outcomes], object]
LookUp = Callable[[Code, Outcomes], tuple[Step, ...]]
Written = dict[object, tuple[Step, ...]]

GROUPS = 4
"""Lookups that most rulebooks need: for gates, the respondent, weighting and filters, and with them the other stages."""

BY_OUTCOMES = ("set", "weight", "below", "term", "filter")
"""Stages that depend on the outcomes as well as on facts."""

ABSENT = Step(stage="", rule="", state="absent", label=LABEL)
"""Stands for a stage that the derivation of a case does not have."""


class Derivations:
    """The derivation of every case that differs from *frame* in facts alone.

    What a stage says depends on the facts that its rules read and, for some, on the outcomes. So the stages that the
    reference wrote for one case stand for every other case that agrees in those.
    """

    def __init__(self, rulebook: Rulebook, references: Catalogue, frame: FactSheet, compiler: Compiler) -> None:
        self._book, self._references, self._frame, self._compiler = rulebook, references, frame, compiler
        self.table = compiler.table(frame)
        self._outcomes = self.table.outcomes
        self._bases = {fact.code: self._basis(fact.needs_basis) for fact in rulebook.facts if fact.needs_basis}
        told = Situation(frame, rulebook, references, frame.decision_on)
        self._told = {fact for fact in self.table.layout.place if told.truth(fact) is not None}
        self._names = _stages(rulebook)
        self._varying = not {"below", "term"}.isdisjoint(self._names)
        self._groups = _grouped(self._names, _reads(rulebook, references, frame))
        self._lookups: list[tuple[Key, Written]] = [
            (self._key(facts, by_outcomes=by_outcomes), {}) for _, facts, by_outcomes in self._groups
        ]
        places = [place for stages, _, _ in self._groups for place in stages]
        self._looked_up = self._lookup(itemgetter(*(places.index(at) for at in range(len(places)))))

    def derivation(self, code: Code) -> tuple[Outcomes, Step]:
        """The outcomes, and why: the outcomes and the derivation of the recommendation for ``sheet(code)``."""
        outcomes = self._outcomes(code)
        try:
            steps = self._looked_up(code, outcomes)
        except KeyError:
            steps = self._write(code, outcomes)
        if self._varying:
            steps = tuple([step for step in steps if step is not ABSENT])
        return outcomes, Step(stage="recommendation", rule="recommendation", state="derived", label=LABEL, steps=steps)

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
        return replace(self._frame, facts=tuple(facts))

    def _lookup(self, in_order: Callable[[tuple[Step, ...]], tuple[Step, ...]]) -> LookUp:
        """Raises KeyError where some group has not been written yet. Written out for the usual number."""
        if len(self._lookups) == GROUPS:
            (one, first), (two, second), (three, third), (four, fourth) = self._lookups
            return lambda code, outcomes: in_order(
                first[one(code, outcomes)]
                + second[two(code, outcomes)]
                + third[three(code, outcomes)]
                + fourth[four(code, outcomes)]
            )
        lookups = self._lookups
        return lambda code, outcomes: in_order(
            tuple(step for key, written in lookups for step in written[key(code, outcomes)])
        )

    def _reference(self, code: Code) -> Step:
        return recommend(
            self.sheet(code),
            self._book,
            references=self._references,
            known_at=self._frame.decision_on,
            compiler=self._compiler,
        ).derivation

    def _write(self, code: Code, outcomes: Outcomes) -> tuple[Step, ...]:
        named = {step.stage: step for step in self._reference(code).steps}
        steps = tuple(named.pop(name, ABSENT) for name in self._names)
        if named:
            raise LookupError(f"stages that nothing is known of: {sorted(named)}")
        for (places, _, _), (key, written) in zip(self._groups, self._lookups, strict=True):
            if len(written) >= REMEMBERED:
                written.clear()
            written[key(code, outcomes)] = tuple(steps[place] for place in places)
        return steps

    def _basis(self, ranks: tuple[str, ...]) -> str | None:
        fitting = (book for book in self._references.in_force(self._frame.conduct_to) if book.rank in ranks)
        source = self._book if "any" in ranks else next(fitting, None)
        return None if source is None else f"{source.instrument}#{next(iter(source.clauses), '1')}"

    def _key(self, facts: frozenset[str] | None, *, by_outcomes: bool) -> Key:
        """What a group depends on, as something to look up. Written out, since it is asked for every case."""
        masks: dict[int, int] = {}
        for fact, (word, bit) in self.table.layout.place.items():
            if facts is None or fact in facts:
                masks[word] = masks.get(word, 0) | bit | bit << OPEN
        parts = sorted(masks.items())
        match parts, by_outcomes:
            case [(a, m)], False:
                return lambda code, _: code[a] & m
            case [(a, m), (b, n)], True:
                return lambda code, outcomes: (id(outcomes), code[a] & m, code[b] & n)
            case [(a, m), (b, n), (c, o)], False:
                return lambda code, _: (code[a] & m, code[b] & n, code[c] & o)
            case [(a, m), (b, n), (c, o)], True:
                return lambda code, outcomes: (id(outcomes), code[a] & m, code[b] & n, code[c] & o)
            case [(a, m), (b, n), (c, o), (d, p)], False:
                return lambda code, _: (code[a] & m, code[b] & n, code[c] & o, code[d] & p)
        return lambda code, outcomes: (id(outcomes), *[code[word] & mask for word, mask in parts])


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
        for other in references.in_force(frame.conduct_to)
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
