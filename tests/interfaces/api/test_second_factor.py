"""A second factor over HTTP: set up, asked for, used, switched off by its owner and reset by an administrator."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from application.access import Role
from application.accounts import NewGrant
from application.adapters.rate_limits import RateClass
from application.one_time_code import as_text
from tests.support.authenticator import Authenticator, half_an_hour_passes
from tests.support.office import CITY, Office, Person, in_office
from tests.support.postgres import Database

PASSWORD, OTHER = "correct horse battery staple", "another long enough phrase"


async def signs_in(office: Office, password: str = PASSWORD, **more: str) -> httpx.Response:
    return await office.client.post("/api/tokens", json={"name": "clerk", "password": password} | more)


async def clerk(office: Office, **more: str) -> Person:
    """The clerk, signed in by password."""
    signed = await signs_in(office, **more)
    assert signed.status_code == 201, signed.text
    return Person(office.client, office.people["clerk"].account, signed.json()["token"])


async def with_factor(office: Office, name: str) -> Person:
    """A new administrator who signed in with a code."""
    made = await office.person(name, NewGrant(role=Role.ADMINISTRATOR))
    await office.service.accounts.set_password(made.account, PASSWORD, by=made.account)
    phone = Authenticator(as_text(await office.service.factors.begin(made.account)))
    await office.service.factors.confirm(made.account, phone.code())
    signed = await signs_in(office, name=name, code=phone.code(1))
    return Person(office.client, made.account, signed.json()["token"])


async def enrolled(office: Office) -> tuple[Authenticator, list[str]]:
    """The clerk with a second factor: the phone, and the recovery codes."""
    account = office.people["clerk"].account
    await office.service.accounts.set_password(account, PASSWORD, by=account)
    own = await clerk(office)
    begun = await own.post("/api/me/second-factor/begin", {"password": PASSWORD})
    assert begun.status_code == 201, begun.text
    secret = begun.json()["secret"]
    assert begun.json()["address"] == f"otpauth://totp/Wenze:clerk?secret={secret}&issuer=Wenze"
    assert begun.json()["picture"].startswith("<svg")
    phone = Authenticator(secret)
    confirmed = await own.post("/api/me/second-factor/confirm", {"code": phone.code()})
    assert confirmed.status_code == 200, confirmed.text
    assert (await own.get("/api/me")).status_code == 401, "tokens of before are void"
    return phone, confirmed.json()["recovery_codes"]


def answered(response: httpx.Response) -> tuple[int, str, str | None]:
    told: dict[str, Any] = response.json()
    assert {"zh", "en", "remedy_zh", "remedy_en"} <= set(told)
    return response.status_code, told["code"], told.get("place")


def test_signing_in_asks_for_the_code_and_takes_it_once(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        phone, recovery = await enrolled(office)
        assert answered(await signs_in(office, OTHER)) == (401, "credentials-wrong", None)
        assert answered(await signs_in(office, OTHER, code=phone.code(1))) == (401, "credentials-wrong", None)
        assert answered(await signs_in(office)) == (401, "second-factor-missing", "code")
        assert answered(await signs_in(office, code="000000")) == (401, "second-factor-wrong", "code")
        sent = await asyncio.gather(*(signs_in(office, code=phone.code(1)) for _ in range(3)))
        assert sorted(one.status_code for one in sent) == [201, 401, 401]
        await half_an_hour_passes(office.service.pool)
        own = await clerk(office, code=phone.code())
        state = (await own.get("/api/me/second-factor")).json()
        assert (state["on"], state["recovery_left"], [one["act"] for one in state["acts"]]) == (True, 10, ["confirmed"])
        await clerk(office, code=recovery[0])
        await office.service.limits.give_back(RateClass.SIGN_IN, "clerk")
        assert answered(await signs_in(office, code=recovery[0])) == (401, "second-factor-wrong", "code")
        issued = await own.post("/api/me/tokens", {"days": 1})
        assert issued.status_code == 201, "a token is made where the code was given"

    in_office(database, tmp_path, story)


def test_codes_are_guessed_ten_times_and_a_right_one_gives_the_tries_back(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        phone, recovery = await enrolled(office)
        limits = office.service.limits
        for _ in range(9):
            assert answered(await signs_in(office, code="000000")) == (401, "second-factor-wrong", "code")
            await limits.give_back(RateClass.SIGN_IN, "clerk")
        own = await clerk(office, code=recovery[0])
        for _ in range(10):
            assert answered(await signs_in(office, code="000000")) == (401, "second-factor-wrong", "code")
            await limits.give_back(RateClass.SIGN_IN, "clerk")
        assert (await signs_in(office, code=phone.code(1))).status_code == 429, "nor is a right one taken any more"
        off = await own.post("/api/me/second-factor/switch-off", {"password": PASSWORD, "code": phone.code(1)})
        assert off.status_code == 429, "another way to try codes has no tries of its own"

    in_office(database, tmp_path, story)


def test_it_is_begun_by_the_password_and_switched_off_by_password_and_code(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = "/api/me/second-factor"
        fresh = office.people["clerk"]
        begun = await fresh.post(f"{path}/begin", {"password": PASSWORD})
        assert answered(begun) == (401, "credentials-wrong", None), "an account without password has none"
        confirmed = await fresh.post(f"{path}/confirm", {"code": "000000"})
        assert answered(confirmed) == (409, "second-factor-not-begun", None)
        phone, _ = await enrolled(office)
        own = await clerk(office, code=phone.code(1))
        await half_an_hour_passes(office.service.pool)
        code = phone.code()
        assert answered(await own.post(f"{path}/begin", {"password": PASSWORD})) == (409, "second-factor-on", None)
        off = await own.post(f"{path}/switch-off", {"password": OTHER, "code": code})
        assert answered(off) == (401, "credentials-wrong", None)
        off = await own.post(f"{path}/switch-off", {"password": PASSWORD, "code": "000000"})
        assert answered(off) == (401, "second-factor-wrong", "code")
        assert (await own.post(f"{path}/switch-off", {"password": PASSWORD, "code": code})).status_code == 200
        assert (await own.get("/api/me")).status_code == 401
        again = await clerk(office)
        acts = (await again.get(path)).json()["acts"]
        assert [(one["act"], one["by"]) for one in acts] == [
            (act, str(fresh.account)) for act in ("switched-off", "confirmed")
        ]

    in_office(database, tmp_path, story)


def test_an_administrator_resets_it_with_a_reason_that_is_on_record(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        chief = await office.person("chief", NewGrant(role=Role.ADMINISTRATOR))
        _, recovery = await enrolled(office)
        own = await clerk(office, code=recovery[0])
        path = f"/api/accounts/{office.account('clerk')}"
        for reason in ("", "  "):
            assert (await chief.post(f"{path}/reset-second-factor", {"reason": reason})).status_code in {400, 422}
        shown = (await chief.get(f"{path}/second-factor")).json()
        assert (shown["on"], shown["recovery_left"]) == (True, 9)
        key = uuid4()
        for _ in range(2):
            reset = await chief.post(f"{path}/reset-second-factor", {"reason": "示例：手机遗失"}, key=key)
            assert reset.status_code == 200, reset.text
        again = await chief.post(f"{path}/reset-second-factor", {"reason": "示例：手机遗失"})
        assert answered(again) == (409, "second-factor-off", None)
        assert (await own.get("/api/me")).status_code == 401
        assert (await signs_in(office)).status_code == 201
        (act, *_) = (await chief.get(f"{path}/second-factor")).json()["acts"]
        assert (act["act"], act["by"], act["reason"]) == ("reset", str(chief.account), "示例：手机遗失")
        async with office.service.read() as connection:
            rows = await (await connection.execute("SELECT state::text FROM log.events")).fetchall()
            rows += await (await connection.execute("SELECT result::text FROM log.receipts")).fetchall()
        assert not [row for row in rows if "手机遗失" in str(row)]
        for who in ("manager", "clerk", "public"):
            refused = await office.people[who].post(f"{path}/reset-second-factor", {"reason": "x"})
            assert refused.status_code in {401, 403}, who

    in_office(database, tmp_path, story)


def test_whoever_holds_a_role_that_requires_one_does_nothing_before(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        chief = await with_factor(office, "chief")
        keeper = office.people["custodian"]
        program = {"role": "custodian", "body": str(CITY)}
        assert (await keeper.get("/api/organs")).status_code == 200
        for who in ("custodian", "manager"):
            assert (await office.people[who].post("/api/accounts/require-second-factor", program)).status_code == 403
        for _ in range(2):
            assert (await chief.post("/api/accounts/require-second-factor", program)).status_code == 200
        assert [one["role"] for one in (await chief.get("/api/accounts")).json()["required"]] == ["custodian"]
        assert (await keeper.get("/api/organs")).status_code == 200, "an account without password signs in nowhere"

        await office.service.accounts.set_password(keeper.account, PASSWORD, by=keeper.account)
        signed = await signs_in(office, name="custodian")
        own = Person(office.client, keeper.account, signed.json()["token"])
        for path in ("/api/organs", "/api/accounts", f"/api/cases/{uuid4()}", "/api/me/searches"):
            assert answered(await own.get(path)) == (403, "second-factor-required", None), path
        assert answered(await own.post("/api/me/tokens", {"days": 1})) == (403, "second-factor-required", None)
        assert (await own.get("/api/me")).status_code == 200
        assert (await office.people["manager"].get("/api/organs")).status_code == 200, "another role"

        begun = await own.post("/api/me/second-factor/begin", {"password": PASSWORD})
        phone = Authenticator(begun.json()["secret"])
        assert (await own.post("/api/me/second-factor/confirm", {"code": phone.code()})).status_code == 200
        signed = await signs_in(office, name="custodian", code=phone.code(1))
        own = Person(office.client, keeper.account, signed.json()["token"])
        assert (await own.get("/api/organs")).status_code == 200

        path = f"/api/accounts/{office.account('custodian')}/reset-second-factor"
        assert (await chief.post(path, {"reason": "示例"})).status_code == 200
        signed = await signs_in(office, name="custodian")
        own = Person(office.client, keeper.account, signed.json()["token"])
        assert answered(await own.get("/api/organs")) == (403, "second-factor-required", None)
        elsewhere = {"role": "custodian", "body": str(uuid4())}
        assert (await chief.post("/api/accounts/waive-second-factor", elsewhere)).status_code == 200
        assert (await own.get("/api/organs")).status_code == 403, "that was of another body"
        assert (await chief.post("/api/accounts/waive-second-factor", program)).status_code == 200
        assert (await own.get("/api/organs")).status_code == 200

    in_office(database, tmp_path, story)


def test_who_requires_it_has_one_and_who_owes_one_waives_nothing(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        other = await office.person("other", NewGrant(role=Role.ADMINISTRATOR))
        everywhere = {"role": "administrator"}
        refused = await other.post("/api/accounts/require-second-factor", everywhere)
        assert answered(refused) == (409, "second-factor-own-first", None)
        chief = await with_factor(office, "chief")
        assert (await chief.post("/api/accounts/require-second-factor", everywhere)).status_code == 200
        await office.service.accounts.set_password(other.account, PASSWORD, by=other.account)
        other = Person(office.client, other.account, (await signs_in(office, name="other")).json()["token"])
        assert answered(await other.get("/api/accounts")) == (403, "second-factor-required", None)
        refused = await other.post("/api/accounts/waive-second-factor", everywhere)
        assert answered(refused) == (403, "second-factor-required", None)
        assert (await chief.get("/api/accounts")).status_code == 200

    in_office(database, tmp_path, story)
