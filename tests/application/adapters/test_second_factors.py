import asyncio
from collections.abc import Awaitable
from uuid import uuid4

import psycopg
import pytest

from application.adapters.accounts import Accounts
from application.adapters.documents import DocumentStore
from application.adapters.pool import Pool
from application.adapters.second_factors import Confirmed, FactorAct, SecondFactors
from application.adapters.sessions import CodeAwaited, Sessions, SignedIn
from application.adapters.tokens import Tokens
from application.errors import (
    ApplicationError,
    CredentialsWrong,
    NotAuthenticated,
    NotFound,
    ReasonMissing,
    SecondFactorMissing,
    SecondFactorRefused,
    SecondFactorWrong,
    TooManyRequests,
)
from application.one_time_code import as_text
from domain.identity import ActorId
from tests.application.adapters.account_material import OTHER_PASSWORD, PASSWORD
from tests.application.adapters.conftest import CLERK, ROOT
from tests.support.authenticator import Authenticator, half_an_hour_passes

pytestmark = pytest.mark.anyio


async def enrolled(accounts: Accounts, factors: SecondFactors) -> tuple[ActorId, Authenticator, Confirmed]:
    """An account whose second factor is on; the code of this step is used."""
    account = await accounts.add("officer", by=CLERK, password=PASSWORD)
    phone = Authenticator(as_text(await factors.begin(account)))
    return account, phone, await factors.confirm(account, phone.code())


async def test_until_it_is_confirmed_nobody_is_asked_for_a_code(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    account = await accounts.add("officer", by=CLERK, password=PASSWORD)
    first = Authenticator(as_text(await factors.begin(account)))
    await sessions.sign_in("officer", PASSWORD)
    second = Authenticator(as_text(await factors.begin(account)))
    with pytest.raises(SecondFactorWrong):
        await factors.confirm(account, first.code())
    assert not (await factors.state(account)).on
    confirmed = await factors.confirm(account, second.code())
    assert len(set(confirmed.recovery_codes)) == 10
    state = await factors.state(account)
    assert (state.on, state.recovery_left) == (True, 10)
    assert await factors.on_since() == {account: state.since}


async def test_signing_in_takes_password_and_code(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors, pool: Pool
) -> None:
    account, phone, _ = await enrolled(accounts, factors)
    with pytest.raises(SecondFactorMissing):
        await sessions.sign_in("officer", PASSWORD)
    with pytest.raises(SecondFactorMissing):
        await sessions.sign_in("officer", PASSWORD, code=" - ")
    with pytest.raises(SecondFactorWrong):
        await sessions.sign_in("officer", PASSWORD, code=phone.code())  # it confirmed the factor: used
    with pytest.raises(SecondFactorWrong):
        await sessions.sign_in("officer", PASSWORD, code=phone.code(later=3))
    with pytest.raises(CredentialsWrong):
        await sessions.sign_in("officer", OTHER_PASSWORD, code=phone.code(later=1))
    code = phone.code(later=1)
    signed = await sessions.sign_in("officer", PASSWORD, code=f" {code[:3]}-{code[3:]} ")
    assert (await sessions.of(signed.secret)).subject.account == account
    for again in (code, phone.code()):
        with pytest.raises(SecondFactorWrong):
            await sessions.sign_in("officer", PASSWORD, code=again)
    await half_an_hour_passes(pool)
    await sessions.sign_in("officer", PASSWORD, code=phone.code())


async def test_a_wrong_password_is_answered_alike_with_and_without_a_factor(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    _, phone, _ = await enrolled(accounts, factors)
    for code in (None, "000000", phone.code(later=1)):
        with pytest.raises(CredentialsWrong):
            await sessions.sign_in("officer", OTHER_PASSWORD, code=code)
    with pytest.raises(CredentialsWrong):
        await sessions.begin("officer", OTHER_PASSWORD)


async def test_a_recovery_code_is_good_once_and_its_use_is_on_record(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    account, _, confirmed = await enrolled(accounts, factors)
    await sessions.sign_in("officer", PASSWORD, code=confirmed.recovery_codes[3])
    with pytest.raises(SecondFactorWrong):
        await sessions.sign_in("officer", PASSWORD, code=confirmed.recovery_codes[3])
    await sessions.sign_in("officer", PASSWORD, code=confirmed.recovery_codes[4].replace(" ", "-"))
    assert (await factors.state(account)).recovery_left == 8
    acts = [one.act for one in await factors.acts(account)]
    assert acts == [FactorAct.RECOVERY_USED, FactorAct.RECOVERY_USED, FactorAct.CONFIRMED]


async def test_recovery_codes_are_the_accounts_own(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    _, _, confirmed = await enrolled(accounts, factors)
    other = await accounts.add("another", by=CLERK, password=OTHER_PASSWORD)
    phone = Authenticator(as_text(await factors.begin(other)))
    await factors.confirm(other, phone.code())
    with pytest.raises(SecondFactorWrong):
        await sessions.sign_in("another", OTHER_PASSWORD, code=confirmed.recovery_codes[0])


async def test_one_code_sent_many_times_at_once_opens_one_session(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    _, phone, confirmed = await enrolled(accounts, factors)
    for code in (phone.code(later=1), confirmed.recovery_codes[0]):
        sent = (sessions.sign_in("officer", PASSWORD, code=code) for _ in range(4))
        answers = await asyncio.gather(*sent, return_exceptions=True)
        opened = [one for one in answers if isinstance(one, SignedIn)]
        assert (len(opened), len([one for one in answers if isinstance(one, SecondFactorWrong)])) == (1, 3)


async def test_a_sign_in_in_two_steps_ends_in_one_session(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    await accounts.add("plain", by=CLERK, password=PASSWORD)
    assert isinstance(await sessions.begin("plain", PASSWORD), SignedIn)
    account, phone, _ = await enrolled(accounts, factors)
    awaited = await sessions.begin("officer", PASSWORD)
    assert isinstance(awaited, CodeAwaited)
    with pytest.raises(NotAuthenticated):
        await sessions.of(awaited.secret)
    assert await sessions.awaited(awaited.secret) == "officer"
    with pytest.raises(SecondFactorWrong):
        await sessions.finish(awaited.secret, "000000")
    answers = await asyncio.gather(
        *(sessions.finish(awaited.secret, phone.code(later=1)) for _ in range(3)), return_exceptions=True
    )
    opened = [one for one in answers if isinstance(one, SignedIn)]
    assert [one.session.subject.account for one in opened] == [account]
    assert all(isinstance(one, SignedIn | SecondFactorWrong | NotAuthenticated) for one in answers), answers
    with pytest.raises(NotAuthenticated):
        await sessions.finish(awaited.secret, phone.code())


@pytest.mark.parametrize("event", ["waited", "password", "disabled", "reset"])
async def test_a_sign_in_that_was_begun_does_not_outlive_a_change(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors, owner: psycopg.Connection, event: str
) -> None:
    account, phone, _ = await enrolled(accounts, factors)
    awaited = await sessions.begin("officer", PASSWORD)
    assert isinstance(awaited, CodeAwaited)
    match event:
        case "waited":
            owner.execute("UPDATE vault.sign_ins_begun SET begun_at = begun_at - interval '5 minutes'")
        case "password":
            await accounts.set_password(account, OTHER_PASSWORD, by=CLERK)
        case "disabled":
            await accounts.disable(account, by=CLERK)
        case "reset":
            await factors.reset(account, "示例：手机遗失", by=CLERK)
    with pytest.raises(NotAuthenticated):
        await sessions.finish(awaited.secret, phone.code(later=1))


async def test_wrong_codes_use_up_the_tries_of_codes(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    _, phone, _ = await enrolled(accounts, factors)
    awaited = await sessions.begin("officer", PASSWORD)
    assert isinstance(awaited, CodeAwaited)
    for _ in range(10):
        with pytest.raises(SecondFactorWrong):
            await sessions.finish(awaited.secret, "000000")
    with pytest.raises(TooManyRequests):
        await sessions.finish(awaited.secret, phone.code(later=1))
    with pytest.raises(TooManyRequests):
        await sessions.sign_in("officer", PASSWORD, code=phone.code(later=1))


async def test_every_change_of_the_factor_voids_sessions_and_tokens(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors, tokens: Tokens
) -> None:
    account = await accounts.add("officer", by=CLERK, password=PASSWORD)
    phone = Authenticator("")
    confirmed = None

    async def confirm() -> None:
        nonlocal confirmed, phone
        phone = Authenticator(as_text(await factors.begin(account)))
        confirmed = await factors.confirm(account, phone.code())

    async def switch_off() -> None:
        await factors.switch_off(account, phone.code(later=1))

    async def reset() -> None:
        await factors.reset(account, "示例：手机遗失", by=CLERK)

    for change in (confirm, switch_off, confirm, reset):
        code = confirmed.recovery_codes[0] if confirmed is not None else None
        before = await sessions.sign_in("officer", PASSWORD, code=code)
        token = await tokens.issue(account, by=CLERK)
        await change()
        with pytest.raises(NotAuthenticated):
            await sessions.of(before.secret)
        with pytest.raises(NotAuthenticated):
            await tokens.subject(token.secret)
    acts = [(one.act, one.by, one.reason) for one in await factors.acts(account) if one.act != "recovery-used"]
    assert acts == [
        (FactorAct.RESET, CLERK, "示例：手机遗失"),
        (FactorAct.CONFIRMED, account, None),
        (FactorAct.SWITCHED_OFF, account, None),
        (FactorAct.CONFIRMED, account, None),
    ]
    await sessions.sign_in("officer", PASSWORD)
    assert await factors.on_since() == {}


async def test_whoever_confirmed_goes_on_in_a_new_session_unless_something_changed_since(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors
) -> None:
    account, _, confirmed = await enrolled(accounts, factors)
    signed = await sessions.begin_again(account, confirmed.epoch)
    assert (await sessions.of(signed.secret)).subject.account == account
    await accounts.set_password(account, OTHER_PASSWORD, by=CLERK)
    with pytest.raises(NotAuthenticated):
        await sessions.begin_again(account, confirmed.epoch)


async def test_what_cannot_be_done_to_a_factor_is_refused(accounts: Accounts, factors: SecondFactors) -> None:
    account = await accounts.add("officer", by=CLERK, password=PASSWORD)

    async def code(act: Awaitable[object]) -> str:
        with pytest.raises(ApplicationError) as refused:
            await act
        return refused.value.code

    assert await code(factors.confirm(account, "000000")) == "second-factor-not-begun"
    assert await code(factors.switch_off(account, "000000")) == "second-factor-off"
    assert await code(factors.reset(account, "理由", by=CLERK)) == "second-factor-off"
    phone = Authenticator(as_text(await factors.begin(account)))
    assert await code(factors.switch_off(account, phone.code())) == "second-factor-off"
    await factors.confirm(account, phone.code())
    assert await code(factors.begin(account)) == "second-factor-on"
    assert await code(factors.confirm(account, phone.code(later=1))) == "second-factor-on"
    assert await code(factors.switch_off(account, "000000")) == "second-factor-wrong"
    assert await code(factors.switch_off(account, "")) == "second-factor-missing"
    for nothing in ("", "  ", "长" * 501):
        with pytest.raises(ReasonMissing):
            await factors.reset(account, nothing, by=CLERK)
    assert (await factors.state(account)).on
    for act in (factors.state(ActorId(uuid4())), factors.begin(ActorId(uuid4()))):
        with pytest.raises(NotFound):
            await act


async def test_a_reset_that_is_repeated_is_one(accounts: Accounts, factors: SecondFactors) -> None:
    account, _, _ = await enrolled(accounts, factors)
    act = uuid4()
    for _ in range(2):
        await factors.reset(account, "示例：手机遗失", by=CLERK, act=act)
    assert [one.act for one in await factors.acts(account)] == [FactorAct.RESET, FactorAct.CONFIRMED]
    with pytest.raises(SecondFactorRefused):
        await factors.reset(account, "示例：手机遗失", by=CLERK)


async def test_without_the_key_of_the_account_no_code_is_right_but_a_recovery_code_is(
    accounts: Accounts, sessions: Sessions, factors: SecondFactors, pool: Pool
) -> None:
    account, phone, confirmed = await enrolled(accounts, factors)
    await DocumentStore(pool, ROOT).erase(account, by=CLERK)
    with pytest.raises(SecondFactorMissing):
        await sessions.sign_in("officer", PASSWORD)
    with pytest.raises(SecondFactorWrong):
        await sessions.sign_in("officer", PASSWORD, code=phone.code(later=1))
    await sessions.sign_in("officer", PASSWORD, code=confirmed.recovery_codes[0])
