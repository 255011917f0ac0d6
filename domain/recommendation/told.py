"""Each situation that is told apart, as a step: by which days it was asked, and under which editions."""

from domain.recommendation.basis import BasisCheck
from domain.recommendation.facts import PresentSituation
from domain.recommendation.findings import duties_on
from domain.recommendation.outcome import Step
from domain.recommendation.parts import Authority
from domain.recommendation.situation import Situation
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook

INSIDE, OUTSIDE, REFUTED = "counted", "outside", "refuted"
SAYS = {
    INSIDE: ("依其行为之日有效的版本认定", "judged by the editions in force on the day of its conduct"),
    OUTSIDE: ("按其行为之日不适用本依据", "by the days of its conduct none of this basis"),
    REFUTED: ("不成立，不影响行为起止日", "refuted; its days are not those of the conduct"),
}


def situations_told(situation: Situation, check: BasisCheck) -> list[Step]:
    """One step for each, by day: the basis of its day and the duty that it breached, in the edition of that day."""
    parting = situation.parting
    if parting is None:
        return []
    under = {one.reference: part.applied for part in check.line.stretches for one in part.situations}
    steps = [_step(one, INSIDE, _editions(situation, one, under.get(one.reference))) for one in parting.inside]
    steps += [_step(one, OUTSIDE, situation.authorities(situation.book.commencement)) for one, _ in parting.outside]
    steps += [_step(one, REFUTED, ()) for one in parting.refuted]
    order = {one.reference: (one.on, one.reference) for one in situation.given.situations}
    return sorted(steps, key=lambda step: order[step.rule.partition(":")[2]])


def _editions(situation: Situation, one: PresentSituation, under: Rulebook | None) -> tuple[Authority, ...]:
    book = under or situation.book
    cites = book.commencement or book.scope.cite
    rules = (rule for rule in situation.book.triggers if rule.code == one.ground)
    duties = (duty.authority for rule in rules for duty in duties_on(situation, rule, one.last))
    return tuple(dict.fromkeys((*situation.authorities(cites, book), *duties)))


def _step(one: PresentSituation, state: str, authorities: tuple[Authority, ...]) -> Step:
    first, last = one.on.isoformat(), one.last.isoformat()
    says = SAYS[state]
    return Step(
        stage="scope",
        rule=f"situation:{one.reference}",
        state=state,
        label=Label(zh=f"{first}至{last}的情形：{says[0]}", en=f"situation of {first} to {last}: {says[1]}"),
        authorities=authorities,
    )
