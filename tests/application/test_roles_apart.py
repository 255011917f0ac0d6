"""Roles that should be apart: which pairs, within one body or anywhere, and only while both hold."""

from datetime import UTC, date, datetime
from itertools import combinations
from uuid import UUID

from application.access import Role
from application.adapters.accounts import Account, RoleHeld
from application.roles_apart import apart, role_conflicts
from domain.identity import ActorId, BodyId

TODAY = date(2026, 3, 5)
CITY, BUREAU = BodyId(UUID(int=1)), BodyId(UUID(int=2))


def held(role: Role, body: BodyId | None = CITY, until: date | None = None, *, withdrawn: bool = False) -> RoleHeld:
    return RoleHeld(
        id=UUID(int=9),
        role=role.value,
        body=body,
        valid_from=date(2026, 1, 1),
        valid_until=until,
        withdrawn_at=datetime(2026, 2, 1, tzinfo=UTC) if withdrawn else None,
    )


def account(*roles: RoleHeld, disabled: bool = False) -> Account:
    return Account(id=ActorId(UUID(int=7)), name="somebody", party=None, disabled=disabled, roles=roles)


def found(*roles: RoleHeld, disabled: bool = False) -> list[tuple[frozenset[Role], BodyId | None]]:
    conflicts = role_conflicts([account(*roles, disabled=disabled)], TODAY)
    return [(frozenset(one.roles), one.body) for one in conflicts]


def test_who_investigates_does_not_review_for_the_same_body() -> None:
    both = (Role.INVESTIGATOR, Role.CASE_REVIEWER)
    assert found(held(both[0]), held(both[1])) == [(frozenset(both), CITY)]
    assert found(held(both[0]), held(both[1], BUREAU)) == []


def test_an_administrator_who_audits_is_a_conflict_wherever() -> None:
    both = (Role.ADMINISTRATOR, Role.AUDITOR)
    assert found(held(both[0], None), held(both[1], BUREAU)) == [(frozenset(both), None)]


def test_what_is_over_or_withdrawn_or_disabled_stands_against_nobody() -> None:
    reviewer = held(Role.CASE_REVIEWER)
    assert found(held(Role.INVESTIGATOR, until=date(2026, 3, 4)), reviewer) == []
    assert found(held(Role.INVESTIGATOR, until=TODAY), reviewer) != []
    assert found(held(Role.INVESTIGATOR, withdrawn=True), reviewer) == []
    assert found(held(Role.INVESTIGATOR), reviewer, disabled=True) == []


def test_each_pair_is_listed_once_with_its_reason_in_both_languages() -> None:
    pairs = [frozenset(one.roles) for one in apart()]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
    assert all(one.zh and one.en for one in apart())
    possible = {frozenset(pair) for pair in combinations(Role, 2)}
    assert set(pairs) <= possible
