from uuid import UUID

import msgspec
import pytest

from application.access import LISTS, Grant, Role, Subject, scope_of
from application.errors import NotAuthorised
from domain.identity import ActorId, BodyId, PartyId
from interfaces.scopes import KINDS, scope_for

BODY = BodyId(UUID(int=0xB1))
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
    wanted, found = scope_of(EVERYBODY, action), scope_for(EVERYBODY, action)
    assert wanted is not None
    assert msgspec.to_builtins(found) == msgspec.to_builtins(wanted) | {"kinds": msgspec.to_builtins(KINDS[action])}


def test_a_list_that_is_not_theirs_is_refused() -> None:
    with pytest.raises(NotAuthorised):
        scope_for(Subject(account=EVERYBODY.account, grants=(Grant(role=Role.ADMINISTRATOR),)), "docket.read")
