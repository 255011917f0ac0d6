from datetime import timedelta

import psycopg
import pytest

from application.adapters.accounts import Accounts
from application.adapters.sessions import form_token, form_token_is_right
from application.adapters.tokens import PREFIX, Tokens
from application.errors import (
    NotAuthenticated,
    NotFound,
)
from tests.application.adapters.account_material import DECIDER
from tests.application.adapters.conftest import CLERK

pytestmark = pytest.mark.anyio


async def test_a_token_is_its_account_until_revoked(accounts: Accounts, tokens: Tokens) -> None:
    account = await accounts.add("machine", by=CLERK, grants=(DECIDER,))
    issued = await tokens.issue(account, by=CLERK)
    assert issued.secret.startswith(PREFIX)
    assert (await tokens.subject(issued.secret)).account == account
    with pytest.raises(NotFound):
        await tokens.revoke(issued.id, of=CLERK)
    await tokens.subject(issued.secret)
    await tokens.revoke(issued.id, of=account)
    with pytest.raises(NotAuthenticated):
        await tokens.subject(issued.secret)
    assert [token.revoked for token in await tokens.of(account)] == [True]


async def test_an_expired_token_opens_nothing(accounts: Accounts, tokens: Tokens, owner: psycopg.Connection) -> None:
    account = await accounts.add("machine", by=CLERK)
    issued = await tokens.issue(account, by=CLERK)
    owner.execute("UPDATE vault.tokens SET issued_at = now() - interval '2 days', expires_at = now()")
    with pytest.raises(NotAuthenticated):
        await tokens.subject(issued.secret)


@pytest.mark.parametrize("secret", ["", PREFIX, PREFIX + "A" * 43, "Bearer", "\x00", "令牌", PREFIX + "\ud800"])
async def test_what_is_no_token_opens_nothing(tokens: Tokens, secret: str) -> None:
    with pytest.raises(NotAuthenticated):
        await tokens.subject(secret)


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(days=-1), timedelta(days=367)])
async def test_a_token_lives_no_longer_than_a_year(tokens: Tokens, lifetime: timedelta) -> None:
    with pytest.raises(ValueError, match="366 days"):
        await tokens.issue(CLERK, by=CLERK, lifetime=lifetime)


def test_a_form_belongs_to_its_session() -> None:
    assert form_token_is_right("one", form_token("one"))
    assert not form_token_is_right("one", form_token("two"))
    assert not form_token_is_right("one", "")
    assert not form_token_is_right("one", "令")
    assert not form_token_is_right("one", "\ud800")
