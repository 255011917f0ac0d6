import asyncio
from uuid import uuid4

import psycopg
import pytest

from application.access import Grant, Role, Subject
from application.adapters.accounts import Accounts
from application.adapters.passwords import Checked, Passwords
from application.adapters.pool import Pool
from application.adapters.rate_limits import RATES, Limit, Rate, RateClass, RateLimits
from application.adapters.second_factors import SecondFactors
from application.adapters.sessions import Sessions
from application.adapters.slow_hash import Cost
from application.adapters.tokens import PREFIX, Tokens
from application.errors import (
    AccountNameTaken,
    CredentialsWrong,
    NotAuthenticated,
    NotFound,
    PasswordRefused,
    TooManyRequests,
)
from domain.identity import PartyId
from tests.application.adapters.account_material import BODY, DECIDER, OTHER_PASSWORD, PASSWORD
from tests.application.adapters.conftest import CHEAP, CLERK, ROOT, FixedClock

pytestmark = pytest.mark.anyio


async def test_whoever_signs_in_is_the_account_with_its_roles(accounts: Accounts, sessions: Sessions) -> None:
    person = PartyId(uuid4())
    account = await accounts.add("decider", by=CLERK, password=PASSWORD, party=person, grants=(DECIDER,))
    signed_in = await sessions.sign_in("decider", PASSWORD)
    expected = Subject(account=account, party=person, grants=(Grant(role=Role.DECIDER, body=BODY),))
    assert signed_in.session.subject == expected
    assert (await sessions.of(signed_in.secret)).subject == expected
    assert await accounts.subject(account) == expected


async def test_a_password_typed_in_another_width_is_the_same(accounts: Accounts, sessions: Sessions) -> None:
    await accounts.add("decider", by=CLERK, password="correct horse battery", grants=())
    await sessions.sign_in("decider", "ｃｏｒｒｅｃｔ horse battery")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("decider", OTHER_PASSWORD),
        ("decider", ""),
        ("nobody", PASSWORD),
        ("DECIDER", PASSWORD),
        ("x\x00y", PASSWORD),
        ("\ud800x", "\ud800"),
        ("decider", "\ud800"),
    ],
)
async def test_wrong_credentials_get_one_answer(
    accounts: Accounts, sessions: Sessions, name: str, password: str
) -> None:
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in(name, password)


async def test_an_unknown_name_costs_the_same_hash_as_a_known_one(
    accounts: Accounts, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Cost] = []
    real = Passwords._hash

    async def counted(self: Passwords, password: str, salt: bytes, cost: Cost) -> bytes:
        hashed.append(cost)
        return await real(self, password, salt, cost)

    await accounts.add("decider", by=CLERK, password=PASSWORD)
    await accounts.add("tokens-only", by=CLERK)
    disabled = await accounts.add("disabled", by=CLERK, password=PASSWORD)
    await accounts.disable(disabled, by=CLERK)
    monkeypatch.setattr(Passwords, "_hash", counted)
    for name in ("decider", "nobody", "tokens-only", "disabled"):
        hashed.clear()
        with pytest.raises(CredentialsWrong):
            await sessions.sign_in(name, OTHER_PASSWORD)
        assert hashed == [CHEAP], name


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("fourteen signs", "too-short"),
        ("a" * 40, "too-plain"),
        ("decider decider decider", "too-plain"),
        ("ab" * 600, "too-long"),
        ("".join(map(chr, range(97, 117))) + "e\u0301" * 491, "too-long"),
    ],
)
async def test_a_poor_password_is_refused(accounts: Accounts, password: str, reason: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        await accounts.add("decider", by=CLERK, password=password)
    assert refused.value.reason == reason
    assert await accounts.all() == ()


async def test_fifteen_characters_are_enough(accounts: Accounts, sessions: Sessions) -> None:
    await accounts.add("decider", by=CLERK, password="fifteen signs !")
    await sessions.sign_in("decider", "fifteen signs !")


async def test_neither_password_nor_secret_is_in_the_database(
    accounts: Accounts, sessions: Sessions, tokens: Tokens, owner: psycopg.Connection
) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    secrets = [(await sessions.sign_in("decider", PASSWORD)).secret, (await tokens.issue(account, by=CLERK)).secret]
    rows = [
        str(row)
        for statement in (
            b"SELECT t::text FROM vault.accounts t",
            b"SELECT t::text FROM vault.sessions t",
            b"SELECT t::text FROM vault.tokens t",
        )
        for row in owner.execute(statement).fetchall()
    ]
    assert len(rows) == 3
    for hidden in (PASSWORD, *secrets, *(secret.removeprefix(PREFIX) for secret in secrets)):
        assert not [row for row in rows if hidden in row or hidden.encode().hex() in row]


async def test_a_stolen_table_cannot_be_tried_without_the_key_file(accounts: Accounts, pool: Pool) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    elsewhere = Passwords(type(ROOT)(id=ROOT.id, key=bytes(32)), CHEAP)
    with pytest.raises(CredentialsWrong):
        await Accounts(pool, elsewhere).change_own_password(account, old=PASSWORD, new=OTHER_PASSWORD)


async def test_what_was_kept_before_is_still_known() -> None:
    """Stored by another implementation of Argon2id: whoever changes the library again keeps everybody's password."""
    kept = '["argon2id",8,1,"AAECAwQFBgcICQoLDA0ODw==","pKHR1N0QMceFER8xy+KxKertZ+l3soW3t/o+iDpIbzc="]'
    assert await Passwords(ROOT, CHEAP).check(PASSWORD, kept) == Checked(right=True)
    assert await Passwords(ROOT, CHEAP).check(OTHER_PASSWORD, kept) == Checked(right=False)


async def test_a_password_kept_cheaply_is_kept_dearly_after_the_next_sign_in(
    accounts: Accounts, pool: Pool, owner: psycopg.Connection
) -> None:
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    dearer = Passwords(ROOT, Cost(memory=16, passes=1))
    sessions = Sessions(pool, dearer, RateLimits(pool, ROOT, FixedClock()), SecondFactors(pool, ROOT))
    before = owner.execute("SELECT password FROM vault.accounts").fetchone()
    signed_in = await sessions.sign_in("decider", PASSWORD)
    after = owner.execute("SELECT password FROM vault.accounts").fetchone()
    assert before != after
    await sessions.of(signed_in.secret)
    await sessions.sign_in("decider", PASSWORD)
    assert owner.execute("SELECT password FROM vault.accounts").fetchone() == after


async def test_each_sign_in_makes_a_new_session_and_ends_the_one_it_replaces(
    accounts: Accounts, sessions: Sessions
) -> None:
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    first = await sessions.sign_in("decider", PASSWORD)
    second = await sessions.sign_in("decider", PASSWORD, replacing=first.secret)
    assert first.secret != second.secret
    with pytest.raises(NotAuthenticated):
        await sessions.of(first.secret)
    chosen = "A" * 43
    third = await sessions.sign_in("decider", PASSWORD, replacing=chosen)
    assert third.secret != chosen
    with pytest.raises(NotAuthenticated):
        await sessions.of(chosen)


@pytest.mark.parametrize(
    ("change", "open_still"),
    [
        ("UPDATE vault.sessions SET seen_at = now() - interval '29 minutes'", True),
        ("UPDATE vault.sessions SET seen_at = now() - interval '30 minutes'", False),
        ("UPDATE vault.sessions SET begun_at = now() - interval '9 hours 59 minutes'", True),
        ("UPDATE vault.sessions SET begun_at = now() - interval '10 hours'", False),
        ("UPDATE vault.sessions SET ended_at = now()", False),
        ("UPDATE vault.sessions SET epoch = epoch + 1", False),
    ],
)
async def test_a_session_ends_when_idle_and_after_its_day(
    accounts: Accounts, sessions: Sessions, owner: psycopg.Connection, change: str, open_still: bool
) -> None:
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    secret = (await sessions.sign_in("decider", PASSWORD)).secret
    owner.execute(change.encode())
    if open_still:
        await sessions.of(secret)
    else:
        with pytest.raises(NotAuthenticated):
            await sessions.of(secret)


async def test_use_keeps_a_session_from_idling_out(
    accounts: Accounts, sessions: Sessions, owner: psycopg.Connection
) -> None:
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    secret = (await sessions.sign_in("decider", PASSWORD)).secret
    owner.execute("UPDATE vault.sessions SET seen_at = now() - interval '29 minutes'")
    await sessions.of(secret)
    idle = owner.execute("SELECT now() - seen_at < interval '1 minute' FROM vault.sessions").fetchone()
    assert idle == (True,)


async def test_signing_out_ends_the_session(accounts: Accounts, sessions: Sessions) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    first = await sessions.sign_in("decider", PASSWORD)
    second = await sessions.sign_in("decider", PASSWORD)
    await sessions.end(first.secret)
    await sessions.end("unknown")
    with pytest.raises(NotAuthenticated):
        await sessions.of(first.secret)
    await sessions.of(second.secret)
    assert await sessions.end_all(account) == 1
    with pytest.raises(NotAuthenticated):
        await sessions.of(second.secret)


async def test_disabling_an_account_voids_everything_at_once_and_for_good(
    accounts: Accounts, sessions: Sessions, tokens: Tokens
) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    session = await sessions.sign_in("decider", PASSWORD)
    token = await tokens.issue(account, by=CLERK)
    await accounts.disable(account, by=CLERK)
    for refused in (tokens.issue(account, by=CLERK), accounts.subject(account)):
        with pytest.raises(NotFound):
            await refused
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("decider", PASSWORD)
    for _ in ("disabled", "enabled again"):
        with pytest.raises(NotAuthenticated):
            await sessions.of(session.secret)
        with pytest.raises(NotAuthenticated):
            await tokens.subject(token.secret)
        await accounts.enable(account, by=CLERK)
    assert await accounts.subject(account) == Subject(account=account)
    await sessions.sign_in("decider", PASSWORD)


async def test_an_account_disabled_by_hand_in_the_database_is_as_good_as_disabled(
    accounts: Accounts, sessions: Sessions, tokens: Tokens, owner: psycopg.Connection
) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    session = await sessions.sign_in("decider", PASSWORD)
    token = await tokens.issue(account, by=CLERK)
    owner.execute("UPDATE vault.accounts SET disabled_at = now()")
    with pytest.raises(NotAuthenticated):
        await sessions.of(session.secret)
    with pytest.raises(NotAuthenticated):
        await tokens.subject(token.secret)


async def test_a_new_password_voids_what_the_old_one_opened(
    accounts: Accounts, sessions: Sessions, tokens: Tokens
) -> None:
    account = await accounts.add("decider", by=CLERK, password=PASSWORD)
    session = await sessions.sign_in("decider", PASSWORD)
    token = await tokens.issue(account, by=CLERK)
    with pytest.raises(CredentialsWrong):
        await accounts.change_own_password(account, old=OTHER_PASSWORD, new=OTHER_PASSWORD)
    await sessions.of(session.secret)
    await accounts.change_own_password(account, old=PASSWORD, new=OTHER_PASSWORD)
    with pytest.raises(NotAuthenticated):
        await sessions.of(session.secret)
    with pytest.raises(NotAuthenticated):
        await tokens.subject(token.secret)
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("decider", PASSWORD)
    await sessions.sign_in("decider", OTHER_PASSWORD)


async def test_an_account_without_password_lets_nobody_sign_in(accounts: Accounts, sessions: Sessions) -> None:
    await accounts.add("machine", by=CLERK)
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("machine", "")


async def test_a_name_belongs_to_one_account(accounts: Accounts) -> None:
    await accounts.add("decider", by=CLERK)
    with pytest.raises(AccountNameTaken):
        await accounts.add("decider", by=CLERK)


@pytest.mark.parametrize("name", ["", "a", "某甲", "Decider", "a b", "-a", "a" * 65, "a\n"])
async def test_a_sign_in_name_is_plain(accounts: Accounts, name: str) -> None:
    with pytest.raises(ValueError, match="sign-in name"):
        await accounts.add(name, by=CLERK)


async def test_attempts_on_one_name_run_out_and_others_go_on(accounts: Accounts, pool: Pool) -> None:
    rates = {**RATES, RateClass.SIGN_IN: Rate(each=Limit(count=3, seconds=900), together=Limit(count=5, seconds=900))}
    sessions = Sessions(
        pool, Passwords(ROOT, CHEAP), RateLimits(pool, ROOT, FixedClock(), rates), SecondFactors(pool, ROOT)
    )
    await accounts.add("decider", by=CLERK, password=PASSWORD)
    for _ in range(3):
        with pytest.raises(CredentialsWrong):
            await sessions.sign_in("decider", OTHER_PASSWORD)
    with pytest.raises(TooManyRequests) as waiting:
        await sessions.sign_in("decider", PASSWORD)
    assert 1 <= waiting.value.retry_after <= 300
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("somebody", OTHER_PASSWORD)
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("anybody", OTHER_PASSWORD)
    with pytest.raises(TooManyRequests):
        await sessions.sign_in("everybody", OTHER_PASSWORD)


async def test_two_accounts_of_one_name_at_once_become_one(accounts: Accounts) -> None:
    made = await asyncio.gather(*(accounts.add("decider", by=CLERK) for _ in range(4)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in made) == ["AccountNameTaken"] * 3 + ["UUID"]
