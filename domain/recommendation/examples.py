"""R13: the examples that travel with a rulebook hold, and every set, trigger and factor is hit by one."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from domain.recommendation.facts import Amount, Answer, FactSheet, FactStatus, FixedAct, KnownFact
from domain.recommendation.outcome import Recommendation
from domain.recommendation.parts import Truth
from domain.recommendation.recommend import recommend
from domain.recommendation.sanction import Term
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error, warning
from domain.rulebook.schema import Example, Rulebook

LATER = timedelta(days=30)
"""The examples are decided a month after the conduct."""


def examples(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R13 for one rulebook. Call it only where nothing worse was found: it runs the engine."""
    hit: set[str] = set()
    for index, example in enumerate(book.examples):
        found = worked(book, example, catalogue)
        hit |= _hit(found)
        for aspect, expected, got in _differences(book, example, found):
            yield error("R13", "example-fails", f"examples[{index}]", example.code, aspect, expected, got)
    if not book.grounds:
        return
    for name in ("triggers", "sets", "factors", "gates"):
        for index, rule in enumerate(getattr(book, name)):
            if f"{name}:{rule.code}" not in hit:
                yield warning("R13", "no-example", f"{name}[{index}]", rule.code)


def worked(book: Rulebook, example: Example, catalogue: Catalogue) -> Recommendation:
    """The recommendation for an example."""
    general = [fact.code for fact in catalogue.general_facts(book, example.on + LATER)]
    codes = dict.fromkeys([fact.code for fact in book.facts] + general)
    counted = {fact for band in book.bands for fact in (band.below, *(step.fact for step in band.steps))}
    skipped = {book.role_fact, *example.open} | (counted if example.amounts else set())
    basis = f"{book.instrument}#{next(iter(book.clauses), '1')}"
    facts = tuple(
        KnownFact(
            code=code,
            status=FactStatus.ESTABLISHED if code in example.established else FactStatus.REFUTED,
            evidence=(f"example-{code}",) if code in example.established else (),
            basis=basis if code in example.established else None,
        )
        for code in codes
        if code not in skipped
    )
    sheet = FactSheet(
        respondent=example.code,
        subject=example.subject,
        role=example.role,
        conduct_from=example.on,
        conduct_to=example.on,
        decision_on=example.on + LATER,
        facts=facts,
        answers=tuple(Answer(question=code, choice=choice) for code, choice in sorted(example.answers.items())),
        amounts=tuple(Amount(code=code, value=value) for code, value in sorted(example.amounts.items())),
        matter=book.scope.matters[0],
        acts=tuple(FixedAct(reference=f"act-{at}", measure=code) for at, code in enumerate(example.acts)),
    )
    return recommend(sheet, book, references=catalogue, known_at=example.on + LATER)


def _differences(book: Rulebook, example: Example, found: Recommendation) -> Iterator[tuple[str, str, str]]:
    gates = tuple(gate.code for gate in found.gates if gate.state is Truth.YES)
    sets = (
        ("permitted", example.permitted, found.forms.permitted),
        ("gates", example.gates, gates),
        ("blocks", example.blocks, tuple(block.code for block in found.blocks)),
    )
    if example.status != found.status:
        yield "status", example.status, found.status
    for aspect, expected, got in sets:
        if expected is not None and set(expected) != set(got):
            yield aspect, " ".join(sorted(expected)), " ".join(sorted(got))
    if example.combine is not None and example.combine != found.forms.combine:
        yield "combine", example.combine, str(found.forms.combine)
    heavy = {weight.code for weight in book.weights if "heavier" in weight.effects}
    weighing = {factor.code for factor in book.factors if factor.group in heavy} & set(found.weighting.mandatory)
    required = found.weighting.heavier is Truth.YES and bool(weighing)
    silent = found.weighting.heavier is Truth.NO and not weighing
    if example.heavier is not None and not (required if example.heavier else silent):
        yield "heavier", str(example.heavier).lower(), found.weighting.heavier.value
    relief = "none" if found.weighting.lighter is Truth.NO else found.weighting.lighter.value
    if found.weighting.lighter is Truth.YES:
        relief = "required" if found.weighting.lighter_required is True else "available"
    if example.lighter is not None and example.lighter != relief:
        yield "lighter", example.lighter, relief
    carried = None if found.terms is msgspec.UNSET else found.terms.executed
    if example.acts and example.executed != (carried.measure if carried else None):
        yield "executed", str(example.executed), str(carried.measure if carried else None)
    if example.months is not None and carried is not None and example.months != _period(carried):
        yield "months", str(example.months), str(_period(carried))
    below = "none" if found.step_down is msgspec.UNSET else found.step_down.state
    if example.mitigate is not None and example.mitigate != below:
        yield "mitigate", example.mitigate, below
    if example.exempt is not None and example.exempt != found.weighting.exempt:
        yield "exempt", example.exempt, found.weighting.exempt


def _period(term: Term) -> tuple[int | None, int | None]:
    return term.least_months, term.most_months


def _hit(found: Recommendation) -> set[str]:
    return (
        {f"triggers:{trigger.code}" for trigger in found.triggers if trigger.state is Truth.YES}
        | {f"sets:{code}" for result in found.outcomes for code in result.sets}
        | {f"factors:{factor.code}" for factor in found.weighting.factors if factor.state is Truth.YES}
        | {f"gates:{gate.code}" for gate in found.gates if gate.state is Truth.YES}
    )
