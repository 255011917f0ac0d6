"""Who acts: competence by subject, by the day of decision, and by what the register says, never by guess."""

from domain.recommendation.outcome import Body
from domain.recommendation.situation import Situation
from domain.rulebook.authority import Competence

APPLIES, UNKNOWN, EXCLUDED = "applies", "unknown", "excluded"


def bodies(situation: Situation) -> tuple[Body, ...]:
    """Each rule on the acting body that covers the respondent on the day of decision, as far as the register goes."""
    sheet = situation.sheet
    found = []
    home = situation.acting_book
    for rule in home.competence:
        if not rule.applies(sheet.subject, sheet.decision_on):
            continue
        state = _state(situation, rule)
        if state is None:
            continue
        held = sheet.body_in(rule.relation)
        other = sheet.body_in(rule.same_as) if rule.same_as else None
        found.append(
            Body(
                rule=rule.code,
                relation=rule.relation,
                body=held.body if held else None,
                effect=rule.effect,
                state=state,
                label=rule.label,
                source=(held.source if held else None) or (other.source if other else None),
                authorities=situation.authorities(rule.cite, home, rule.basis),
                measures=rule.measures,
            )
        )
    return tuple(found)


def _state(situation: Situation, rule: Competence) -> str | None:
    if rule.effect == EXCLUDED:
        return EXCLUDED
    own = _known(situation, rule, rule.relation)
    for other, wanted in ((rule.same_as, True), (rule.differs_from, False)):
        if other is not None:
            against = _known(situation, rule, other)
            if own is None or against is None:
                return UNKNOWN
            if (own == against) is not wanted:
                return None
    return APPLIES if own is not None else UNKNOWN


def _known(situation: Situation, rule: Competence, relation: str) -> str | None:
    held = situation.sheet.body_in(relation)
    sourced = held is not None and (bool(held.source) or relation not in _sourced(situation, rule))
    return held.body if held is not None and sourced else None


def _sourced(situation: Situation, rule: Competence) -> tuple[str, ...]:
    needing = (other for other in situation.acting_book.competence if other.needs_source)
    return (*(other.relation for other in needing), *((rule.relation,) if rule.needs_source else ()))


def acting(found: tuple[Body, ...], measure: str | None = None) -> tuple[Body, ...]:
    """The rules under which a body decides (on *measure*, if given)."""
    deciding = (body for body in found if body.effect == "decides")
    return tuple(body for body in deciding if measure is None or not body.measures or measure in body.measures)
