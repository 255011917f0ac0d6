"""What a policy's file shows against it: it narrows an instrument in use, within the set, and never against the law's own order."""

from collections.abc import Iterator

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.finding import LintFinding, error, info, warning
from domain.rulebook.policy import Policy, Scale
from domain.rulebook.schema import Rulebook


def check_policy(policy: Policy, catalogue: Catalogue) -> Iterator[LintFinding]:
    """P1 to P5 of one policy beside the rulebooks at hand; every edition that it can meet is looked at."""
    books = tuple(
        book for book in catalogue.editions(policy.instrument) if book.until is None or policy.effective < book.until
    )
    if not books:
        yield error("P1", "instrument-of-policy-unknown", "instrument", policy.instrument)
        return
    grounds = tuple(book for book in books if book.grounds)
    if not grounds:
        yield error("P1", "policy-without-basis", "instrument", policy.instrument)
        return
    if policy.until is not None and policy.until <= policy.effective:
        yield error("P2", "policy-never-in-force", "until", policy.effective.isoformat(), policy.until.isoformat())
    if not policy.scales:
        yield error("P3", "policy-without-scale", "scales")
    subjects = [scale.subject for scale in policy.scales]
    for at, scale in enumerate(policy.scales):
        place = f"scales[{at}]"
        if scale.subject in subjects[:at]:
            yield error("P3", "scale-twice", f"{place}.subject", scale.subject)
        if not any(scale.subject in book.scope.subjects for book in grounds):
            yield error("P3", "subject-outside-scope", f"{place}.subject", scale.subject)
        yield from _measures(scale, place, grounds)
        yield from _starts(scale, place, grounds)
        for book in grounds:
            yield from _against_the_law(scale, place, book)
    for subject in sorted({subject for book in grounds for subject in book.scope.subjects} - set(subjects)):
        yield info("P3", "subject-without-scale", "scales", subject)


def _measures(scale: Scale, place: str, books: tuple[Rulebook, ...]) -> Iterator[LintFinding]:
    """P4: a measure of the scale is one that some set or gate opens for the subject."""
    subject = scale.subject
    rules = [rule for book in books for rule in book.sets if subject in rule.subjects]
    sets = {measure for rule in rules for measure in rule.measures}
    gates = [gate for book in books for gate in book.gates if subject in gate.subjects]
    offered = sets | {measure for gate in gates for measure in gate.measures}
    for measure in scale.measures:
        if measure not in offered:
            yield error("P4", "measure-outside-set", f"{place}.measures", measure, ", ".join(sorted(offered)))
    for measure in sorted(sets - set(scale.measures)):
        yield warning("P4", "measure-not-on-scale", f"{place}.measures", measure)


def _starts(scale: Scale, place: str, books: tuple[Rulebook, ...]) -> Iterator[LintFinding]:
    """P5: what raises or lowers the start is a situation or a role that the instrument knows."""
    triggers = {trigger.code for book in books for trigger in book.triggers}
    roles = {role.code for book in books for role in book.roles}
    for named, known, field in (
        (scale.start_by_trigger, triggers, "start_by_trigger"),
        (scale.start_by_role, roles, "start_by_role"),
    ):
        for code in named:
            if code not in known:
                yield error("P5", "start-unknown", f"{place}.{field}", code, ", ".join(sorted(known)))


def _against_the_law(scale: Scale, place: str, book: Rulebook) -> Iterator[LintFinding]:
    """P6: where the law ranks its measures a body ranks them no other way."""
    orders = [book.ranking.measures] if book.ranking is not None else []
    orders += [rule.measures for rule in book.sets if rule.ordered and scale.subject in rule.subjects]
    for order in orders:
        ranked = [measure for measure in scale.measures if measure in order]
        if ranked != sorted(ranked, key=order.index):
            yield error("P6", "order-against-law", f"{place}.measures", book.key, ", ".join(order))
            return
