"""The proceedings of one organ side by side: grounds, circumstances, and what was decided, always within the reader's scopes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.docket.cursor import Order
from projections.docket.filter import Filter
from projections.docket.reads import LARGEST_PAGE, Connection, Entry
from projections.docket.row import Kind
from projections.docket.several import page_of_several
from projections.like_cases.reads import circumstances_of
from projections.scope import Scope


class OrganCase(msgspec.Struct, frozen=True, kw_only=True):
    """One proceeding. ``circumstances`` is None where nothing is known of them.

    ``otherwise``: another one beside it is like - same instrument, subject, role, grounds and circumstances - and was
    decided otherwise.
    """

    proceeding: UUID
    number: str | None
    subject: str | None
    instrument: str | None
    role: str | None
    stage: str
    opened_on: date
    decided_on: date | None
    grounds: tuple[str, ...]
    circumstances: tuple[str, ...] | None
    outcome: str | None
    measures: tuple[str, ...]
    departed: bool
    overturned: str | None
    otherwise: bool = False


class OrganCases(msgspec.Struct, frozen=True, kw_only=True):
    """Those of one ground beside each other, the latest decision first, what is undecided last.

    At most 200 that moved last; ``more``: there are others.
    """

    organ: UUID
    cases: tuple[OrganCase, ...]
    more: bool


async def of_organ(
    connection: Connection, scopes: Sequence[Scope], organ: UUID, factors: Collection[str]
) -> OrganCases:
    """The proceedings against *organ* and those who serve in it that *scopes* show; *factors* are the codes of circumstances."""
    wanted = Filter(kinds=(Kind.PROCEEDING,), organ=organ)
    page = await page_of_several(connection, scopes, wanted, order=Order.CHANGED, limit=LARGEST_PAGE)
    known = await circumstances_of(connection, [one.id for one in page.entries], factors)
    return OrganCases(organ=organ, cases=side_by_side(page.entries, known), more=page.next is not None)


def side_by_side(found: Iterable[Entry], circumstances: Mapping[UUID, frozenset[str]]) -> tuple[OrganCase, ...]:
    """*found* in order, each marked where a like one was decided otherwise."""
    cases = [_case(one, circumstances.get(one.id)) for one in found]
    decided: dict[object, set[object]] = defaultdict(set)
    for one in cases:
        if one.decided_on is not None and one.circumstances is not None:
            decided[_likeness(one)].add((one.outcome, one.measures))
    marked = (
        msgspec.structs.replace(
            one,
            otherwise=one.decided_on is not None and one.circumstances is not None and len(decided[_likeness(one)]) > 1,
        )
        for one in cases
    )
    latest = sorted(marked, key=lambda one: (one.decided_on or date.min, one.opened_on, one.proceeding), reverse=True)
    return tuple(sorted(latest, key=lambda one: (one.instrument or "", one.grounds)))


def _likeness(one: OrganCase) -> tuple[object, ...]:
    return one.instrument, one.subject, one.role, one.grounds, one.circumstances


def _case(one: Entry, circumstances: frozenset[str] | None) -> OrganCase:
    return OrganCase(
        proceeding=one.id,
        number=one.number,
        subject=one.subject,
        instrument=one.instrument,
        role=one.role,
        stage=one.stage,
        opened_on=one.opened_on,
        decided_on=one.decided_on,
        grounds=tuple(sorted(one.grounds)),
        circumstances=None if circumstances is None else tuple(sorted(circumstances)),
        outcome=one.outcome,
        measures=tuple(sorted(one.measures)),
        departed=one.departed,
        overturned=one.overturned,
    )
