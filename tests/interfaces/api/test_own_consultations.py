"""An organ that is asked receives the letter and answers by its own account, and sees nothing of anybody else's."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.adapters.pool import connection_pool
from application.adapters.root_key import root_key_of
from domain.identity import BodyId
from interfaces.reminding import reactor_on
from interfaces.settings import Settings
from tests.application.reminders.conftest import SetClock
from tests.support.browsing import signed_in
from tests.support.office import called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def text(words: str) -> dict[str, str]:
    return {"text": words}


async def asked(worked: Worked) -> str:
    """A consultation of today, addressed to the water company and to another organ; its path."""
    today = worked.service.around.today()
    started = await worked.does(
        "intake",
        "/api/consultations",
        {
            "kind": "inter-organ",
            "body": worked.the("organ.city"),
            "releasing": worked.the("organ.bureau"),
            "consulted": [worked.the("organ.water"), str(called("another organ asked"))],
            "information": text("拟发布的检查情况通报"),
            "letter": text("征求意见函"),
            "sent_on": (today - timedelta(days=3)).isoformat(),
        },
        status=201,
    )
    for name, organ in (("water", worked.the("organ.water")), ("another", str(called("another organ asked")))):
        await worked.person(name, NewGrant(role=Role.RESPONDENT, body=BodyId(UUID(organ))))
    await worked.person("stranger", NewGrant(role=Role.RESPONDENT, body=BodyId(called("an organ not asked"))))
    await worked.follow()
    return f"/api/consultations/{started['id']}"


def refs(seen: Any) -> dict[str, dict[str, str]]:
    return {name: seen["consultation"]["started"][name] for name in ("letter", "information")}


def test_it_receives_and_replies_and_finds_its_own_alone(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path, water, other = await asked(worked), worked.the("organ.water"), str(called("another organ asked"))
        today = worked.service.around.today().isoformat()
        (found,) = (await worked.sees("water", "/api/me/consultations"))["entries"]
        assert (found["id"], [one["answer"] for one in found["answers"]]) == (path.split("/")[-1], ["not-asked"])
        assert (await worked.sees("stranger", "/api/me/consultations"))["entries"] == []
        await worked.does(
            "water", f"{path}/note-receipt", {"organ": water, "received_on": today, "proof": text("签收")}
        )
        objection = {"organ": water, "replied_on": today, "reply": "objection", "document": text("不同意，理由如下")}
        await worked.does("water", f"{path}/note-reply", objection)
        await worked.does(
            "another", f"{path}/note-receipt", {"organ": other, "received_on": today, "proof": text("收")}
        )
        seen = await worked.sees("water", path)
        assert seen["consultation"]["started"]["consulted"] == [water]
        assert [one["organ"] for one in seen["consultation"]["received"]] == [water]
        assert [(one["organ"], one["answer"]) for one in seen["answers"]] == [(water, "objection")]
        assert seen["breaches"] == []
        whole = await worked.sees("manager", path)
        assert len(whole["consultation"]["started"]["consulted"]) == 2
        names = [one["name"] for one in (await worked.sees("water", f"{path}/history"))["entries"]]
        assert names == [f"consultation.{name}.v1" for name in ("started", "letter-received", "reply-received")]
        for asker, document, status in (
            ("water", refs(seen)["letter"], 200),
            ("water", seen["consultation"]["replies"][0]["document"], 200),
            ("water", whole["consultation"]["received"][1]["proof"], 403),
            ("another", seen["consultation"]["replies"][0]["document"], 403),
            ("stranger", refs(seen)["letter"], 404),
        ):
            query = {"sha256": document["sha256"], "purpose": "consultation.read"}
            answer = await worked.people[asker].get(f"/api/documents/{document['id']}", **query)
            assert answer.status_code == status, (asker, answer.text)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_it_speaks_for_no_other_organ_and_of_no_other_day(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path, water, other = await asked(worked), worked.the("organ.water"), str(called("another organ asked"))
        today = worked.service.around.today()
        receipt = {"organ": other, "received_on": today.isoformat(), "proof": text("签收")}
        refused = await worked.people["water"].post(f"{path}/note-receipt", receipt, version=1)
        assert refused.status_code == 403
        earlier = (today - timedelta(days=2)).isoformat()
        await worked.does("intake", f"{path}/note-receipt", receipt | {"organ": water, "received_on": earlier})
        reply = {"organ": water, "reply": "consent", "document": text("同意")}
        refused = await worked.does("water", f"{path}/note-reply", reply | {"replied_on": earlier}, status=409)
        assert [one["rule"] for one in refused["reasons"]] == ["consultation-own-reply-of-another-day"]
        await worked.does("intake", f"{path}/note-reply", reply | {"replied_on": earlier})
        for command, body in (
            ("close-consultation", {"reasons": text("办结")}),
            ("note-release", {"released_on": today.isoformat(), "record": text("发布")}),
        ):
            assert (await worked.people["water"].post(f"{path}/{command}", body, version=3)).status_code == 403
        assert (await worked.people["stranger"].get(path)).status_code == 404
        assert (await worked.people["water"].get("/api/consultations")).status_code == 404

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_it_is_reminded_of_its_own_last_day(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path, water = await asked(worked), worked.the("organ.water")
        today = worked.service.around.today()
        receipt = {"organ": water, "received_on": today.isoformat(), "proof": text("签收")}
        await worked.does("water", f"{path}/note-receipt", receipt)
        await worked.follow()
        (found,) = (await worked.sees("water", "/api/me/consultations"))["entries"]
        (last,) = [one["reply_by"] for one in found["answers"]]
        settings = Settings(data=tmp_path, key_file=tmp_path / "root.key")
        async with connection_pool(database.app) as pool, pool.connection() as connection:
            await connection.execute("UPDATE read_models.progress SET status = 'live'")
            await connection.commit()
            root = await root_key_of(pool, tmp_path / "root.key")
            assert await reactor_on(pool, root, settings, SetClock(date.fromisoformat(last))).look() > 0
        (notice,) = (await worked.sees("water", "/api/notices"))["notices"]
        assert (notice["reminder"]["kind"], notice["reminder"]["due_on"]) == ("consultation-reply", last)
        assert notice["done_on"] is None
        async with worked.service.read() as connection:
            await connection.execute(
                "UPDATE read_models.deadlines_v1 SET ended_on = due_on WHERE id = %s", (notice["reminder"]["deadline"],)
            )
        (notice,) = (await worked.sees("water", "/api/notices"))["notices"]
        assert notice["done_on"] == last, "a reminder of what was done since says so"
        assert (await worked.sees("another", "/api/notices"))["notices"] == []

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_the_organ_that_plans_the_release_asks_by_its_own_account_and_sees_the_answers(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        bureau, water, city = (worked.the(f"organ.{key}") for key in ("bureau", "water", "city"))
        today = worked.service.around.today().isoformat()
        await worked.person("water", NewGrant(role=Role.RESPONDENT, body=BodyId(UUID(water))))
        asking = {
            "kind": "inter-organ",
            "body": city,
            "releasing": bureau,
            "consulted": [water],
            "information": text("拟发布的检查情况通报"),
            "letter": text("征求意见函"),
            "sent_on": today,
        }
        path = "/api/consultations"
        refused = await worked.does("bureau", path, asking | {"body": worked.the("organ.province")}, status=409)
        assert [one["rule"] for one in refused["reasons"]] == ["consultation-keeper-not-above"]
        for_another = asking | {"releasing": water, "consulted": [bureau]}
        assert (await worked.people["bureau"].post(path, for_another)).status_code == 404
        path = f"{path}/{(await worked.does('bureau', path, asking, status=201))['id']}"
        await worked.does(
            "water", f"{path}/note-receipt", {"organ": water, "received_on": today, "proof": text("签收")}
        )
        objection = {"organ": water, "replied_on": today, "reply": "objection", "document": text("不同意，理由如下")}
        await worked.does("water", f"{path}/note-reply", objection)
        seen = await worked.sees("bureau", path)
        assert [(one["organ"], one["answer"]) for one in seen["answers"]] == [(water, "objection")]
        reply = seen["consultation"]["replies"][0]["document"]
        read = {"sha256": reply["sha256"], "purpose": "consultation.read"}
        assert (await worked.people["bureau"].get(f"/api/documents/{reply['id']}", **read)).status_code == 200
        referral = {"to": "next-higher-organ", "organ": city, "referred_on": today, "letter": text("报请确定")}
        version = seen["version"]
        assert (
            await worked.people["water"].post(f"{path}/refer-disagreement", referral, version=version)
        ).status_code == 403
        await worked.does("bureau", f"{path}/refer-disagreement", referral)
        for command, body in (
            ("note-reply", objection | {"reply": "consent"}),
            ("note-release", {"released_on": today, "record": text("发布")}),
        ):
            done = await worked.people["bureau"].post(f"{path}/{command}", body, version=version + 1)
            assert done.status_code == 403, command
        await worked.does("manager", f"{path}/note-release", {"released_on": today, "record": text("发布记录")})
        harm = {"harm": "leak", "occurred_on": today, "evidence": text("举证")}
        await worked.does("manager", f"{path}/note-harm", harm)
        assert (await worked.sees("manager", path))["breaches"]
        seen = await worked.sees("bureau", path)
        assert (seen["breaches"], seen["consultation"]["harms"], seen["consultation"]["leads"]) == ([], [], [])
        names = [one["name"] for one in (await worked.sees("bureau", f"{path}/history"))["entries"]]
        assert "consultation.information-released.v1" in names
        assert "consultation.harm-noted.v1" not in names
        await worked.follow()
        (found,) = (await worked.sees("bureau", "/api/me/consultations"))["entries"]
        assert (found["asks"], found["releasing"]) == (True, bureau)
        (other,) = (await worked.sees("water", "/api/me/consultations"))["entries"]
        assert (other["asks"], other["id"]) == (False, found["id"])

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_an_organ_asks_and_refers_in_the_browser(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau, water, city = (worked.the(f"organ.{key}") for key in ("bureau", "water", "city"))
        today = worked.service.around.today().isoformat()
        at = await signed_in(worked, "bureau")
        page = await at.get("/own/consultations")
        assert "/consultations/new" in page.links
        form = (await at.get("/consultations/new")).form("/consultations/new")
        assert [one for one in form.options["body"] if one] == [city]
        assert [one for one in form.options["releasing"] if one] == [bureau]
        given = {"information": "检查情况通报", "letter": "征求意见函", "sent_on": today, "consulted": [water]}
        await at.send("/consultations/new", given | {"kind": "inter-organ", "body": city, "releasing": bureau})
        assert at.answer is not None
        path = at.answer.url.path
        assert path.startswith("/own/consultations/")
        matter = path.rsplit("/", 1)[1]
        worked.versions[UUID(matter)] = await worked.sees_version("intake", f"/api/consultations/{matter}")
        for verb, body in (
            ("note-receipt", {"organ": water, "received_on": today, "proof": text("签收")}),
            ("note-reply", {"organ": water, "replied_on": today, "reply": "objection", "document": text("理由如下")}),
        ):
            await worked.does("intake", f"/api/consultations/{matter}/{verb}", body)
        page = await at.get(path)
        assert "理由如下" in page.words
        counted = re.compile(r"\d+年\d+月\d+日 · \d+ ?个?工作日 · \S*《")
        for seen in (page, await (await signed_in(worked, "intake")).get(f"/consultations/{matter}")):
            assert counted.search(seen.words), "from when the time to reply runs, how long, and where that stands"
        refer = f"/consultations/{matter}/refer-disagreement"
        assert refer in page.links
        form = (await at.get(refer)).form(refer)
        offered = [one for one in form.options["organ"] if one]
        assert offered[0] == city
        assert not {bureau, water} & set(offered)
        await at.send(refer, {"to": "next-higher-organ", "organ": city, "referred_on": today, "letter": "报请确定"})
        assert refer not in (await at.get(path)).links

    in_worked(database, tmp_path, story, until="policy-is-signed")
