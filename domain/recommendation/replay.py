"""A recommendation as bytes, and the same bytes again from what a decision kept: facts and content ids."""

import hashlib

import msgspec

from domain.recommendation.outcome import Recommendation
from domain.recommendation.recommend import recommend
from domain.recommendation.stored import stored_sheet
from domain.rulebook.catalogue import Catalogue, content_id


def encoded(recommendation: Recommendation) -> bytes:
    """Its canonical JSON."""
    return msgspec.json.encode(recommendation, order="sorted")


def digest_of(recommendation: Recommendation) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON: what a decision keeps of it."""
    return hashlib.sha256(encoded(recommendation)).hexdigest()


def replayed(facts: str, rulebook: str, policy: str | None, law: Catalogue) -> Recommendation:
    """The recommendation again. *facts* is the canonical JSON of the fact sheet, *rulebook* and *policy* content ids.

    *law* is everything that was in use then; the facts were known on the day for which they were asked.

    Raises:
        LookupError: the law does not hold the rulebook or the policy.
    """
    sheet = stored_sheet(facts)
    books = {law.content_id_of(book): book for book in law.rulebooks}
    policies = {content_id(each): each for each in law.policies}
    chosen = None if policy is None else policies[policy]
    return recommend(sheet, books[rulebook], policy=chosen, references=law, known_at=sheet.decision_on)
