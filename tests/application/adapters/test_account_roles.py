from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest

from application.access import Grant, Role
from application.accounts import NewGrant
from application.adapters.accounts import Accounts
from application.adapters.sessions import Sessions
from application.errors import (
    GrantRefused,
    NotFound,
)
from domain.identity import ActorId, PartyId
from tests.application.adapters.account_material import ALWAYS, BODY, DECIDER, PASSWORD
from tests.application.adapters.conftest import CLERK

pytestmark = pytest.mark.anyio


async def test_roles_hold_from_day_to_day(accounts: Accounts, owner: psycopg.Connection) -> None:
    today = owner.execute("SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date").fetchone()
    assert today is not None
    day = timedelta(days=1)

    def grant(role: Role, valid_from: date | None, valid_until: date | None) -> NewGrant:
        return NewGrant(role=role, body=BODY, valid_from=valid_from, valid_until=valid_until)

    account = await accounts.add(
        "officer",
        by=CLERK,
        grants=(
            grant(Role.INTAKE, ALWAYS, today[0] - day),
            grant(Role.INVESTIGATOR, ALWAYS, today[0]),
            grant(Role.DECIDER, today[0], None),
            grant(Role.APPROVER, today[0] + day, None),
        ),
    )
    assert {held.role for held in (await accounts.subject(account)).grants} == {Role.INVESTIGATOR, Role.DECIDER}


async def test_a_withdrawn_role_is_gone_at_the_next_question(accounts: Accounts, sessions: Sessions) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    session = await sessions.sign_in("decider", PASSWORD)
    role = await accounts.grant(account, DECIDER, by=CLERK)
    assert (await sessions.of(session.secret)).subject.grants == (Grant(role=Role.DECIDER, body=BODY),)
    await accounts.withdraw(role, by=CLERK)
    assert (await sessions.of(session.secret)).subject.grants == ()
    with pytest.raises(NotFound):
        await accounts.withdraw(role, by=CLERK)
    listed = await accounts.named("decider")
    assert listed is not None
    assert [held.withdrawn_at is None for held in listed.roles] == [False]


@pytest.mark.parametrize("role", [Role.INTAKE, Role.DECIDER, Role.CUSTODIAN, Role.LEGAL_OFFICER])
def test_a_role_of_casework_needs_a_body(role: Role) -> None:
    with pytest.raises(GrantRefused) as refused:
        NewGrant(role=role)
    assert refused.value.reason == "body-missing"


def test_a_role_does_not_end_before_it_begins() -> None:
    with pytest.raises(GrantRefused) as refused:
        NewGrant(role=Role.AUDITOR, valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 31))
    assert refused.value.reason == "dates-reversed"


async def test_a_role_that_this_release_does_not_know_opens_nothing(
    accounts: Accounts, owner: psycopg.Connection
) -> None:
    account = await accounts.add("officer", by=CLERK, grants=(DECIDER,))
    owner.execute(
        """INSERT INTO vault.account_roles (id, account, role, valid_from, granted_by)
        VALUES (gen_random_uuid(), %s, 'emperor', '2000-01-01', %s)""",
        (account, CLERK),
    )
    assert (await accounts.subject(account)).grants == (Grant(role=Role.DECIDER, body=BODY),)


async def test_an_account_can_be_given_its_person_later(accounts: Accounts) -> None:
    account, person = await accounts.add("respondent", by=CLERK), PartyId(uuid4())
    await accounts.link(account, person, by=CLERK)
    assert (await accounts.subject(account)).party == person
    with pytest.raises(NotFound):
        await accounts.link(ActorId(uuid4()), person, by=CLERK)
