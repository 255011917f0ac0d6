"""The whole lint of one policy: what its form shows, then the laws that need an order, under the order that it gives."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from domain.recommendation.difference import Side
from domain.recommendation.laws import anybody
from domain.recommendation.ordered_laws import ordered_laws
from domain.recommendation.situation import Situation
from domain.rulebook.catalogue import Catalogue, content_id
from domain.rulebook.lint.check import clean, sorted_findings
from domain.rulebook.lint.finding import LintFinding
from domain.rulebook.lint.places import Lines
from domain.rulebook.lint.policies import check_policy
from domain.rulebook.lint.tables import days_of
from domain.rulebook.policy import Policy

REMEMBERED = 64
_BROKEN: dict[tuple[str, ...], tuple[LintFinding, ...]] = {}
"""What the laws found, by policy and all the law beside it: asked at the proposal and again at the signature."""


def prove_policy(policy: Policy, catalogue: Catalogue, *, content: bytes | None = None) -> tuple[LintFinding, ...]:
    """Every finding. L1, L2, L4 and L8 are tried under the policy's own order, for each subject that it ranks."""
    found = list(check_policy(policy, catalogue))
    if clean(tuple(found)):
        key = (content_id(policy), *(catalogue.content_id_of(book) for book in catalogue.rulebooks))
        broken = _BROKEN.get(key)  # asked once: another thread may forget everything in between
        if broken is None:
            broken = tuple(dict.fromkeys(_laws(policy, catalogue)))
            if len(_BROKEN) >= REMEMBERED:
                _BROKEN.clear()
            _BROKEN[key] = broken
        found += broken
    if content is not None:
        lines = Lines(content)
        found = [msgspec.structs.replace(finding, line=lines.line(finding.place)) for finding in found]
    return sorted_findings(found)


def _laws(policy: Policy, catalogue: Catalogue) -> Iterator[LintFinding]:
    for book in catalogue.editions(policy.instrument):
        for day in days_of(book) if book.grounds else ():
            for at, scale in enumerate(policy.scales):
                if scale.subject in book.scope.subjects:
                    sheet = anybody(book, scale.subject, day)
                    side = Side(Situation(sheet, book, catalogue, day + timedelta(days=1)))
                    for finding in ordered_laws(book, side, scale.subject, order=scale.measures):
                        yield msgspec.structs.replace(finding, place=f"scales[{at}].measures")
