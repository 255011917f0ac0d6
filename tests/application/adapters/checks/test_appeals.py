"""A body to which appeals may go has somebody to examine them, or the set-up check says so."""

from collections import Counter
from datetime import date

import pytest

from application.access import Role
from application.adapters.checks.appeals import Held, judge_handlers
from application.adapters.profile_files import packaged_profiles
from domain.identity import BodyId, OrganId
from domain.registers.records import OrganKind, OrganTerm
from domain.registers.snapshot import Snapshot
from tests.support.made_up import an_id

TODAY = date(2026, 3, 5)
CITY, ABOVE, ELSEWHERE = (BodyId(an_id(name)) for name in ("city", "above", "elsewhere"))


def registers() -> Snapshot:
    higher = {CITY: OrganId(ABOVE), ABOVE: None, ELSEWHERE: None}
    organs = [
        OrganTerm(
            organ=OrganId(one), valid_from=TODAY, name=f"机关{place}", kind=next(iter(OrganKind)), next_higher=above
        )
        for place, (one, above) in enumerate(higher.items(), 1)
    ]
    return Snapshot(version=1, organs=organs)


def staff(*held: tuple[BodyId, Role, int]) -> Held:
    return Counter({(body, role.value): count for body, role, count in held})


DECIDES = (CITY, Role.DECIDER, 1)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ((DECIDES,), []),
        ((DECIDES, (CITY, Role.APPROVER, 1)), [("机关1", "0", "2")]),
        ((DECIDES, (CITY, Role.APPROVER, 1), (CITY, Role.APPEAL_HANDLER, 1)), [("机关1", "1", "2")]),
        ((DECIDES, (CITY, Role.APPROVER, 1), (CITY, Role.APPEAL_HANDLER, 2)), []),
        ((DECIDES, (ABOVE, Role.APPROVER, 1)), [("机关2", "0", "2")]),
        ((DECIDES, (ELSEWHERE, Role.APPROVER, 1)), []),
        (((ABOVE, Role.APPROVER, 1),), []),
    ],
    ids=[
        "nobody admits",
        "its own review",
        "one alone",
        "enough",
        "one level up",
        "no way leads there",
        "nobody decides",
    ],
)
def test_whoever_may_admit_an_appeal_has_enough_handlers(
    held: tuple[tuple[BodyId, Role, int], ...], found: list[tuple[str, ...]]
) -> None:
    findings = judge_handlers(staff(*held), packaged_profiles().values(), registers(), TODAY)
    assert [finding.about for finding in findings] == found
    assert {(one.code, one.grave) for one in findings} <= {("appeal-handlers-too-few", False)}
