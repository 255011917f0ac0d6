"""Mandatory and permissive weighting side by side: neither is ever taken off the other."""

import msgspec

from domain.recommendation.findings import factors
from domain.recommendation.model import Model
from domain.recommendation.outcome import Result, Weighting
from domain.recommendation.parts import Truth
from domain.recommendation.situation import Situation


def weighting(situation: Situation, models: tuple[Model, ...], results: tuple[Result, ...]) -> Weighting:
    """What weighs, over the outcomes in which there is liability."""
    liable = [result for result in results if result.liable]
    shown = factors(situation, models)
    groups = {rule.code: rule.group for rule in situation.book.factors}
    proved = [finding.code for finding in shown if finding.state is Truth.YES]
    shall = {code for code, rule in models[0].weight_rules.items() if rule.modality == "shall"}
    relieving = {code for code, rule in models[0].weight_rules.items() if {"lighter", "mitigate"} & set(rule.effects)}
    exempt = {result.exempt for result in liable}
    heavier = agreed({result.heavier for result in liable})
    return Weighting(
        heavier=heavier,
        lighter=agreed({result.lighter for result in liable}),
        exempt=exempt.pop() if len(exempt) == 1 else "open" if exempt else "none",
        lighter_moderates_only=heavier is Truth.YES and any(rule.moderates for rule in models[0].balances),
        mandatory=tuple(code for code in proved if groups[code] in shall),
        permissive=tuple(code for code in proved if groups[code] not in shall),
        factors=shown,
        lighter_required=True if any(groups[code] in shall & relieving for code in proved) else msgspec.UNSET,
    )


def counted(model: Model, proved: Weighting, effect: str) -> int:
    """How many proved factors have that effect."""
    groups = {code for code, rule in model.weight_rules.items() if effect in rule.effects}
    codes = (*proved.mandatory, *proved.permissive)
    return sum(1 for rule in model.factor_rules if rule.code in codes and rule.group in groups)


def agreed(values: set[bool]) -> Truth:
    """What all values agree on; nothing to agree on counts as no."""
    if len(values) > 1:
        return Truth.OPEN
    return Truth.YES if values == {True} else Truth.NO
