"""Newly proved facts that weigh against a respondent: what alone may lift a bound on the measures."""

from collections.abc import Iterable

from domain.proceedings.state import Bound, Cited, Notice, Proceeding
from domain.rulebook.conditions import facts_of
from domain.rulebook.schema import Rulebook


def adverse_facts(rulebooks: Iterable[Rulebook]) -> frozenset[str]:
    """Codes of facts that make or aggravate liability: of triggers, elements, heavier factors and gates."""
    found: set[str] = set()
    for rulebook in rulebooks:
        heavier = {weight.code for weight in rulebook.weights if "heavier" in weight.effects}
        conditions = (
            *(trigger.when for trigger in rulebook.triggers),
            *(element.when for element in rulebook.elements),
            *(gate.when for gate in rulebook.gates),
            *(factor.when for factor in rulebook.factors if factor.group in heavier),
        )
        found.update(code for condition in conditions for code in facts_of(condition))
    return frozenset(found)


def newly_proved(
    proceeding: Proceeding, findings: tuple[Cited, ...], bound: Bound, rulebooks: Iterable[Rulebook]
) -> tuple[str, ...]:
    """Facts against the respondent that were not yet proved when *bound* arose.

    A cited finding that the bound did not rest on, or an adverse element or factor held since. What no rulebook knows as
    adverse counts for nothing here.
    """
    adverse = adverse_facts(rulebooks)
    cited = tuple(f"{allegation}/{fact}" for allegation, fact in findings if (allegation, fact) not in bound.findings)
    return (*cited, *(code for code in proceeding.held if code not in bound.held and code in adverse))


def held_against(notice: Notice, rulebooks: Iterable[Rulebook]) -> tuple[str, ...]:
    """What *notice* holds against the respondent, by code: the facts, the role, then elements and factors that make or aggravate
    liability. To each of them they can answer.
    """
    adverse = adverse_facts(rulebooks)
    facts = [fact for _, fact in notice.findings]
    role = [notice.role] if notice.role is not None else []
    return tuple(dict.fromkeys((*facts, *role, *(code for code in notice.held if code in adverse))))


def statutory_orders(rulebooks: Iterable[Rulebook]) -> tuple[tuple[str, ...], ...]:
    """The orders in which the law itself ranks measures, lightest first. None is ever taken from a list of forms."""
    books = tuple(rulebooks)
    ranked = [book.ranking.measures for book in books if book.ranking is not None]
    listed = [forms.measures for book in books for forms in book.sets if forms.ordered and book.ranking is None]
    return (*ranked, *listed)
