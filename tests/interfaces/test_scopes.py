from uuid import UUID

import msgspec
import pytest

from application.access import LISTS, Grant, Role, Subject, scope_of
from application.casework.around import Aside
from application.errors import NotAuthorised
from domain.identity import ActorId, BodyId, PartyId
from interfaces.scopes import KINDS, scope_for

BODY = BodyId(UUID(int=0xB1))
ASIDE = Aside(
    persons=frozenset({PartyId(UUID(int=0xF1))}),
    speaks_for=frozenset({BODY}),
    serves=frozenset({BodyId(UUID(int=0xB2))}),
)
EVERYBODY = Subject(
    account=ActorId(UUID(int=0xA1)),
    grants=(*(Grant(role=role, body=BODY) for role in Role), Grant(role=Role.AUDITOR)),
    party=PartyId(UUID(int=0xF1)),
)


def test_every_list_is_about_some_rows() -> None:
    assert set(KINDS) == LISTS
    assert all(KINDS.values())


@pytest.mark.parametrize("action", sorted(LISTS))
def test_a_list_is_cut_as_the_access_table_says(action: str) -> None:
    wanted, found = scope_of(EVERYBODY, action), scope_for(EVERYBODY, action, ASIDE)
    assert wanted is not None
    given = {"kinds": KINDS[action], "persons": ASIDE.persons, "speaks_for": ASIDE.speaks_for, "serves": ASIDE.serves}
    given |= {"opened": frozenset()}  # no list shows a matter only because it was opened
    assert msgspec.to_builtins(found) == msgspec.to_builtins(wanted) | msgspec.to_builtins(given)


def test_a_list_that_is_not_theirs_is_refused() -> None:
    with pytest.raises(NotAuthorised):
        scope_for(Subject(account=EVERYBODY.account, grants=(Grant(role=Role.ADMINISTRATOR),)), "docket.read", ASIDE)
