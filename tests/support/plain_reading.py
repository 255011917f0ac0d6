"""The rules read the plain way: every fact known, rows tried one by one. The oracle that exact reasoning is compared with."""

from itertools import product

import msgspec

from domain.recommendation.outcome import Result


def holds(rows, truths):
    return any(
        all(truths.get(code, False) for code in row.all_of) and not any(truths.get(code, False) for code in row.none_of)
        for row in rows
    )


def read(rule, answers):
    """The reading of *rule* under *answers* (question -> choice)."""
    for reading in getattr(rule, "readings", ()):
        if answers.get(reading.question) == reading.choice:
            return reading
    return rule


def plain_result(world, truths, answers):
    """What follows when every fact has a truth value. *world* is (rulebook, general instruments, subject, day)."""
    book, general, subject, on = world
    mine = [rule for rule in book.triggers if rule.applies(subject, on)]
    proved = {rule.code for rule in mine if holds(read(rule, answers).when, truths)}
    elements = all(holds(read(rule, answers).when, truths) for rule in book.elements if rule.applies(subject, on))
    excluded = any(
        holds(rule.when, truths)
        for rule in book.exclusions
        if rule.applies(subject, on)
        and (rule.reading is None or answers.get(rule.reading.question) == rule.reading.choice)
    ) or any(
        holds(rule.when, truths)
        for other in general
        for rule in other.exclusions
        if rule.general and rule.applies(subject, on)
    )
    gates = [rule for rule in book.gates if rule.applies(subject, on) and holds(read(rule, answers).when, truths)]
    ground = "no-trigger" if not proved else "elements" if not elements else "excluded" if excluded else None
    if ground:
        independent = tuple(rule.code for rule in gates if rule.independent)
        return Result(
            liable=False, ground=ground, sets=(), heavier=False, lighter=False, exempt="none", gates=independent
        )
    sets = tuple(
        rule.code
        for rule in book.sets
        if rule.applies(subject, on)
        and (not rule.triggers or proved & set(rule.triggers))
        and (not rule.when or holds(rule.when, truths))
    )
    weights = {
        rule.code
        for rule in book.weights
        if rule.in_time(on)
        and subject in read(rule, answers).subjects
        and any(
            holds(read(factor, answers).when, truths)
            for factor in book.factors
            if factor.group == rule.code and factor.applies(subject, on)
        )
    }
    below = {rule.modality for rule in book.weights if rule.code in weights and "mitigate" in rule.effects}
    effects = {effect for rule in book.weights if rule.code in weights for effect in rule.effects}
    override = any(rule.override and set(rule.groups) <= weights for rule in book.balances)
    return Result(
        liable=True,
        ground=None,
        sets=sets,
        heavier="heavier" in effects,
        lighter="lighter" in effects,
        exempt=exemption(book, weights, override=override),
        gates=tuple(rule.code for rule in gates),
        mitigate="required" if "shall" in below else "available" if below else msgspec.UNSET,
    )


def exemption(book, weights, *, override):
    """What the groups present make of exemption."""
    modes = [rule.modality for rule in book.weights if rule.code in weights and "exempt" in rule.effects]
    if not modes:
        return "none"
    if override:
        return "needs_override"
    return "required" if "shall" in modes else "available"


def all_results(world, known, open_codes, readings):
    """The outcomes over every completion of *open_codes* and every one of *readings* (dicts of answers)."""
    return {
        plain_result(world, known | dict(zip(open_codes, values, strict=True)), answers)
        for values in product((True, False), repeat=len(open_codes))
        for answers in readings
    }
