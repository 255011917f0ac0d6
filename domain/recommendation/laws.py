"""R8: laws that hold of every state of a rulebook, tried on every class of states that its rules can tell apart.

L1, L2 and L10 compare outcomes by gravity and L4 tracks by gravity: without an order that the law itself gives they are
'not applicable', never 'passed'. L7 is tested with the engine, L8 needs several violations.
"""

from collections.abc import Iterator
from datetime import timedelta

from domain.recommendation.facts import FactSheet
from domain.recommendation.model import Model, model_of
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import worlds
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error, info
from domain.rulebook.lint.tables import days_of
from domain.rulebook.schema import Rulebook


def laws(book: Rulebook, catalogue: Catalogue) -> Iterator[LintFinding]:
    """R8 for one rulebook, over every completion of everything open, for each subject and each stretch of its time."""
    if not book.grounds:
        return
    if not any(rule.ordered for rule in book.sets):
        yield info("R8", "law-not-applicable", "sets", "L1", "L2", "L4", "L10")
    told: set[tuple[str, ...]] = set()
    for day in days_of(book):
        for subject in book.scope.subjects:
            sheet = FactSheet(
                respondent="lint",
                subject=subject,
                role=book.roles[0].code if book.roles else None,
                conduct_from=day,
                conduct_to=day,
                decision_on=day + timedelta(days=1),
                matter=book.scope.matters[0],
            )
            model = model_of(Situation(sheet, book, catalogue, sheet.decision_on))
            for finding in _of(model, subject):
                if (finding.code, *finding.about) not in told:
                    told.add((finding.code, *finding.about))
                    yield finding


def _of(model: Model, subject: str) -> Iterator[LintFinding]:
    mandatory = [code for code, rule in model.weight_rules.items() if rule.modality == "shall"]
    place = {code: at for at, code in enumerate(model.weights)}
    reached: set[str] = set()
    liable = False
    for world in worlds(model.features()):
        result = model.result(world)
        reached.update(result.sets)
        if not result.liable:
            continue
        liable = True
        weights = world[3 + len(model.sets) : 3 + len(model.sets) + len(model.weights)]
        for code in mandatory:
            effects = set(model.weight_rules[code].effects)
            if weights[place[code]] and "heavier" in effects and not result.heavier:
                yield error("R8", "law-broken", "weights", "L3", subject, code)
        if not result.sets and not result.gates:
            yield error("R8", "law-broken", "sets", "L9", subject, *result.gates)
    if not liable:
        yield error("R5", "subject-never-liable", "scope", subject)
    for code in model.sets:
        if code not in reached:
            yield error("R5", "set-never-reached", "sets", code, subject)
