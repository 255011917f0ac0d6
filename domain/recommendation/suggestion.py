"""What a body's policy suggests inside the permitted set: the working step by step. Policy, never law."""

from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import Finding, Forms, Move, Status, Suggestion, Weighting
from domain.recommendation.parts import Truth
from domain.rulebook.policy import Policy, Scale


def suggestion(
    sheet: FactSheet,
    policy: Policy,
    status: Status,
    *,
    forms: Forms,
    weighting: Weighting,
    triggers: tuple[Finding, ...],
    factors: tuple[int, int],
) -> Suggestion | None:
    """The policy's suggestion once the outcome is settled, or why there is none. None when nobody is liable.

    ``factors`` are how many are proved that weigh heavier, and how many that relieve.
    """
    if status is not Status.SETTLED:
        return None if status is Status.NOT_LIABLE else _none(policy, "outcome-not-settled")
    scale = next((scale for scale in policy.scales if scale.subject == sheet.subject), None)
    if scale is None:
        return _none(policy, "subject-not-covered")
    heavier, lighter = factors
    if policy.exempt_from is not None and lighter >= policy.exempt_from and weighting.exempt == "available":
        move = Move(code="exempt-from", about=str(lighter), position=0)
        return _some(policy, (), (move,), exempt=True)
    moves = _moves(sheet, policy, scale, triggers=triggers, heavier=heavier, lighter=lighter)
    floor = moves[0].position + 1 if heavier else 0
    target = moves[-1].position
    choice = _nearest(scale, forms.permitted, target, floor)
    if choice is None:
        return _none(policy, "no-permitted-measure-on-scale")
    if choice != target:
        moves = (*moves, Move(code="nearest-permitted", about=scale.measures[choice], position=choice))
    return _some(policy, (scale.measures[choice],), moves, exempt=False)


def _moves(
    sheet: FactSheet, policy: Policy, scale: Scale, *, triggers: tuple[Finding, ...], heavier: int, lighter: int
) -> tuple[Move, ...]:
    top = len(scale.measures) - 1
    starts: list[tuple[int, str, str | None]] = [(scale.start, "start", None)]
    starts += [
        (scale.start_by_trigger[finding.code], "start-by-trigger", finding.code)
        for finding in triggers
        if finding.state is Truth.YES and finding.code in scale.start_by_trigger
    ]
    if sheet.role in scale.start_by_role:
        starts.append((scale.start_by_role[sheet.role], "start-by-role", sheet.role))
    start, code, about = max(starts, key=lambda item: item[0])
    start = min(start, top - 1) if heavier and top else start
    moves = [Move(code=code, about=about, position=start)]
    position = start
    if heavier:
        position = min(top, start + policy.first_heavier + policy.more_heavier * (heavier - 1))
        moves.append(Move(code="heavier", about=str(heavier), position=position))
    if lighter and policy.lighter:
        position = max(start + 1 if heavier else 0, position - policy.lighter)
        moves.append(Move(code="moderated" if heavier else "lighter", about=str(lighter), position=position))
    return tuple(moves)


def _nearest(scale: Scale, permitted: tuple[str, ...], target: int, floor: int) -> int | None:
    usable = [at for at, measure in enumerate(scale.measures) if measure in permitted and at >= floor]
    return min(usable, key=lambda at: (abs(at - target), at), default=None)


def _some(policy: Policy, measures: tuple[str, ...], working: tuple[Move, ...], *, exempt: bool) -> Suggestion:
    return Suggestion(
        policy=policy.policy,
        version=policy.version,
        sample=policy.sample,
        label=policy.title,
        measures=measures,
        exempt=exempt,
        working=working,
    )


def _none(policy: Policy, why: str) -> Suggestion:
    return Suggestion(
        policy=policy.policy,
        version=policy.version,
        sample=policy.sample,
        label=policy.title,
        measures=(),
        exempt=False,
        working=(),
        none_because=why,
    )
