"""'And if?': what one fact alone would change, and which of those facts the respondent can still bring about."""

import msgspec

from domain.recommendation.basis import standing_of
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact
from domain.recommendation.model import model_of
from domain.recommendation.outcome import Result
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import worlds
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """One finding turned round, everything else as it is. ``in_hand``: the respondent can still bring it about."""

    fact: str
    label: Label
    now: FactStatus
    supposed: FactStatus
    outcomes: tuple[Result, ...]
    in_hand: bool


def outcomes(sheet: FactSheet, rulebook: Rulebook, references: Catalogue) -> tuple[Result, ...]:
    """The outcomes over every completion, without anything else of a recommendation. Questions take their default."""
    situation = Situation(sheet, rulebook, references, sheet.decision_on)
    if standing_of(situation).blocks:
        return ()
    model = model_of(situation)
    found = {model.result(world) for world in worlds(model.features())}
    return tuple(sorted(found, key=msgspec.json.encode))


def suppose(sheet: FactSheet, fact: str, status: FactStatus) -> FactSheet:
    """*sheet* with one finding as supposed."""
    others = tuple(known for known in sheet.facts if known.code != fact)
    return msgspec.structs.replace(sheet, facts=(*others, KnownFact(code=fact, status=status)))


def single_flips(sheet: FactSheet, rulebook: Rulebook, references: Catalogue) -> tuple[Flip, ...]:
    """Each established or refuted fact whose turning round alone would change what follows, by code."""
    before = outcomes(sheet, rulebook, references)
    situation = Situation(sheet, rulebook, references, sheet.decision_on)
    turned = {FactStatus.ESTABLISHED: FactStatus.REFUTED, FactStatus.REFUTED: FactStatus.ESTABLISHED}
    found = []
    for code in sorted(known.code for known in sheet.facts if known.status in turned):
        fact = situation.facts.get(code)
        if fact is None or fact.needs_basis:
            continue
        now = situation.resolved(code).status
        after = outcomes(suppose(sheet, code, turned[now]), rulebook, references)
        if after != before:
            found.append(
                Flip(
                    fact=code,
                    label=fact.label,
                    now=now,
                    supposed=turned[now],
                    outcomes=after,
                    in_hand=fact.in_hand and now is FactStatus.REFUTED,
                )
            )
    return tuple(found)
