"""A policy's file in words of both languages: what stands against it, and what it would have suggested in closed proceedings."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import msgspec

from domain.recommendation.compiled.compiler import Compilers
from domain.recommendation.editions import basis_of
from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse_policy
from domain.rulebook.lint.places import Lines
from domain.rulebook.policy import Policy
from interfaces.cli.decoding import worded
from interfaces.problems import Trouble
from interfaces.rulebook_faults import FindingShown, shown
from projections.recommendations.closed import FIRST, Closed, closed, count, visible
from projections.recommendations.reads import Connection
from projections.scope import Scope

AT_ONCE = 200
"""Closed proceedings asked again for one answer."""


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion: measures, or exemption; ``none_because`` says why there is none, and is empty where there is no policy."""

    measures: tuple[str, ...] = ()
    exempt: bool = False
    none_because: str | None = None


class PolicyAffected(msgspec.Struct, frozen=True, kw_only=True):
    """A closed proceeding for which the policy suggests otherwise than what was applied."""

    proceeding: UUID
    case_id: UUID
    before: Suggested
    after: Suggested


class PolicyImpact(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the closed proceedings that the body decided under the instrument.

    ``total`` are those under the instrument, whoever decided; ``judged`` those of this part that the body decided. ``affected``
    are those that the reader may see, ``elsewhere`` counts the others. ``next``: where the following part begins.
    """

    policy: str
    total: int
    judged: int
    affected: tuple[PolicyAffected, ...]
    elsewhere: int
    next: UUID | None


def read(file: str) -> Policy:
    """The policy in *file*. Raises Trouble with the place and what to do."""
    content = file.encode("utf-8", "replace")
    try:
        return parse_policy(content)
    except RulebookRefused as refused:
        line = Lines(content).line(refused.place)
        place = refused.place if line is None else f"{refused.place} ({line})"
        raise Trouble(
            "policy-unreadable", place=place, detail=f"{worded(refused.why, 'zh')} / {worded(refused.why, 'en')}"
        ) from None


def found_in(policy: Policy, catalogue: Catalogue, file: str | None = None) -> tuple[FindingShown, ...]:
    """What the lint finds in *policy* beside *catalogue*, errors first."""
    content = None if file is None else file.encode("utf-8", "replace")
    return tuple(shown(each) for each in prove_policy(policy, catalogue, content=content))


async def impact(
    connection: Connection,
    policy: Policy,
    catalogue: Catalogue,
    scopes: Sequence[Scope] | None,
    *,
    after: UUID = FIRST,
    size: int = AT_ONCE,
) -> PolicyImpact:
    """The part of the closed proceedings after *after*; *scopes* None shows all (the local operator)."""
    total = await count(connection, policy.instrument, every=False)
    found = await closed(connection, policy.instrument, every=False, after=after, size=size)
    mine = [one for one in found if one.instrument == policy.instrument and str(one.body) == policy.body]
    compilers = Compilers(catalogue)
    asked = await asyncio.to_thread(lambda: [judged(one, policy, catalogue, compilers) for one in mine])
    differing = [each for each in asked if each is not None]
    seen = differing
    if scopes is not None:
        shown_ids = await visible(connection, scopes, [each.proceeding for each in differing])
        seen = [each for each in differing if each.proceeding in shown_ids]
    return PolicyImpact(
        policy=policy.name,
        total=total,
        judged=len(mine),
        affected=tuple(seen),
        elsewhere=len(differing) - len(seen),
        next=found[-1].proceeding_id if len(found) == size else None,
    )


def judged(one: Closed, policy: Policy, catalogue: Catalogue, compilers: Compilers) -> PolicyAffected | None:
    """What *policy* suggests in a closed proceeding beside what was suggested; None where it is the same."""
    book = basis_of(one.sheet, one.instrument, catalogue)
    if book is None:
        return None
    found = recommend(
        one.sheet,
        book,
        policy=policy,
        references=catalogue,
        known_at=one.known_on,
        compiler=compilers.of(book),
    ).suggestion
    before = msgspec.json.decode(one.suggestion, type=Suggested | None) or Suggested()
    after = (
        Suggested()
        if found is None
        else Suggested(measures=found.measures, exempt=found.exempt, none_because=found.none_because)
    )
    if (before.measures, before.exempt) == (after.measures, after.exempt):
        return None
    return PolicyAffected(proceeding=one.proceeding_id, case_id=one.case_id, before=before, after=after)
