"""Accounts over HTTP: administrators keep them, everybody keeps their own password and tokens."""

from pathlib import Path
from uuid import uuid4

from application.access import Role
from application.accounts import NewGrant
from tests.support.office import CITY, Office, Person, in_office
from tests.support.postgres import Database

PASSWORD, OTHER = "correct horse battery staple", "another long enough phrase"


def test_an_administrator_adds_an_account_and_ends_its_access(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        chief = await office.person("chief", NewGrant(role=Role.ADMINISTRATOR))
        key = uuid4()
        body = {"name": "newcomer", "roles": [{"role": "decider", "body": str(CITY)}]}
        added = await chief.post("/api/accounts", body, key=key)
        assert added.status_code == 201, added.text
        path = f"/api/accounts/{added.json()['account']}"
        assert (await chief.post("/api/accounts", body, key=key)).json() == added.json()
        assert (await chief.post("/api/accounts", body)).json()["code"] == "account-name-taken"
        assert (await chief.post(f"{path}/set-password", {"password": "short"})).json()["code"] == "password-refused"
        assert (await chief.post(f"{path}/set-password", {"password": PASSWORD})).status_code == 200
        signed = await office.client.post("/api/tokens", json={"name": "newcomer", "password": PASSWORD})
        own = Person(office.client, chief.account, signed.json()["token"])
        assert (await own.get("/api/me")).json()["roles"] == [{"role": "decider", "body": str(CITY)}]
        granted = await chief.post(f"{path}/grant-role", {"role": "approver", "body": str(CITY)})
        assert len((await own.get("/api/me")).json()["roles"]) == 2
        assert (await chief.post(f"{path}/grant-role", {"role": "approver"})).json()["code"] == "grant-refused"
        role = {"id": granted.json()["role"]}
        elsewhere = f"/api/accounts/{office.account('clerk')}/revoke-role"
        assert (await chief.post(elsewhere, role)).status_code == 404
        assert (await chief.post(f"{path}/revoke-role", role)).status_code == 200
        assert len((await own.get("/api/me")).json()["roles"]) == 1
        assert (await chief.post(f"{path}/end-sessions")).status_code == 200
        assert (await chief.post(f"{path}/disable")).status_code == 200
        assert (await own.get("/api/me")).status_code == 401
        assert (await chief.post(f"{path}/enable")).status_code == 200
        listed = (await chief.get("/api/accounts")).json()["accounts"]
        assert "newcomer" in {one["name"] for one in listed}
        assert PASSWORD not in str(listed)
        assert (await chief.post(f"/api/accounts/{uuid4()}/disable")).status_code == 404

    in_office(database, tmp_path, story)


def test_only_administrators_touch_accounts(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        path = f"/api/accounts/{office.account('clerk')}"
        for who in ("manager", "custodian", "clerk", "decider"):
            assert (await office.people[who].get("/api/accounts")).status_code == 403
            for act, body in (
                ("", {"name": "another"}),
                ("/grant-role", {"role": "administrator"}),
                ("/revoke-role", {"id": str(uuid4())}),
                ("/set-password", {"password": PASSWORD}),
                ("/disable", {}),
                ("/enable", {}),
                ("/end-sessions", {}),
            ):
                target = "/api/accounts" if act == "" else path + act
                assert (await office.people[who].post(target, body)).status_code == 403, (who, act)
        assert (await office.people["public"].get("/api/accounts")).status_code == 401

    in_office(database, tmp_path, story)


def test_everybody_keeps_their_own_password_and_tokens(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        clerk, key = office.people["clerk"], uuid4()
        issued = await clerk.post("/api/me/tokens", {"days": 1}, key=key)
        assert issued.status_code == 201, issued.text
        again = await clerk.post("/api/me/tokens", {"days": 1}, key=key)
        assert (again.json()["id"], "token" in again.json()) == (issued.json()["id"], False)
        fresh = Person(office.client, clerk.account, issued.json()["token"])
        assert issued.json()["id"] in {one["id"] for one in (await fresh.get("/api/me/tokens")).json()["tokens"]}
        path = f"/api/me/tokens/{issued.json()['id']}/revoke"
        assert (await office.people["head"].post(path)).status_code == 404, "another's token"
        assert (await clerk.post(path)).status_code == 200
        assert (await fresh.get("/api/me")).status_code == 401
        assert (await clerk.post("/api/me/tokens", {"days": 91})).status_code == 400
        wrong = await clerk.post("/api/me/password", {"old": OTHER, "new": PASSWORD})
        assert wrong.json()["code"] == "credentials-wrong"
        await office.service.accounts.set_password(clerk.account, PASSWORD, by=clerk.account)
        signed = await office.client.post("/api/tokens", json={"name": "clerk", "password": PASSWORD})
        own = Person(office.client, clerk.account, signed.json()["token"])
        assert (await own.post("/api/me/password", {"old": PASSWORD, "new": OTHER})).status_code == 200
        assert (await own.get("/api/me")).status_code == 401, "tokens of before are void"

    in_office(database, tmp_path, story)
