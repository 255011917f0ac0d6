"""A second factor in a browser without scripts: set up on one's own page, asked for after the password, reset by an administrator."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from tests.support.authenticator import Authenticator, half_an_hour_passes
from tests.support.browsing import PASSWORD, Browser, browser
from tests.support.office import CITY, Office, in_office
from tests.support.postgres import Database

OPEN = "/administration/people"
WRITTEN = "示例：写了很久的话。"


def at(seen: Browser) -> str:
    assert seen.answer is not None
    return seen.answer.url.raw_path.decode()


def secret_on(seen: Browser) -> str:
    """The secret of the page's link, which is the one it shows as text and draws."""
    assert seen.page is not None
    (link,) = [one for one in seen.page.links if one.startswith("otpauth:")]
    (secret,) = parse_qs(urlsplit(link).query)["secret"]
    assert secret in seen.page.words.replace(" ", "")
    assert seen.page.all("svg")
    return secret


async def signs_in(office: Office, name: str) -> Browser:
    """Somebody with a password, on the page of their own account: the only one that needs no read model."""
    await office.service.accounts.set_password(ActorId(office.people[name].account), PASSWORD, by=LOCAL_OPERATOR)
    return await at_account(office, name)


async def at_account(office: Office, name: str, language: str = "zh") -> Browser:
    found = browser(office, language)
    await found.get("/sign-in?next=/account")
    await found.send("/sign-in", {"name": name, "password": PASSWORD})
    return found


async def enrol(me: Browser) -> tuple[Authenticator, list[str]]:
    await me.get("/account")
    await me.send("/account", {"password": PASSWORD})
    phone = Authenticator(secret_on(me))
    page = await me.send("/account", {"code": phone.code()})
    codes = re.findall(r"\b\d{5} \d{5} \d{5} \d{5}\b", page.words)
    assert len(codes) == 10
    return phone, codes


def test_it_is_set_up_asked_for_and_switched_off(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        me = await signs_in(office, "manager")
        elsewhere = await at_account(office, "manager")
        assert "未开启" in (await me.get("/account")).words
        wrong = await me.send("/account", {"password": "wrong wrong wrong wrong"}, status=401)
        assert "账号或口令不对" in wrong.words
        phone, codes = await enrol(me)
        assert "还剩 10 个" in (await me.get("/account")).words, "whoever set it up goes on"
        await elsewhere.get("/account", status=401)

        other = await at_account(office, "manager", "en")
        page = other.page
        assert page is not None
        assert at(other) == "/sign-in/code?next=%2Faccount"
        (field,) = [one for one in page.all("input") if one.get("name") == "code"]
        assert (field["autocomplete"], field["inputmode"]) == ("one-time-code", "numeric")
        assert "Sign out" not in page.words, "the password alone opens nothing"
        await other.get("/docket", status=401)
        await other.get("/sign-in/code")
        assert "wrong, too old" in (await other.send("/sign-in/code", {"code": "000000"}, status=401)).words
        assert "wrong, too old" in (await other.send("/sign-in/code", {"code": phone.code()}, status=401)).words
        await other.get("/sign-in/code?next=/account")
        await other.send("/sign-in/code", {"code": codes[0]})
        assert at(other) == "/account"
        assert "9 recovery codes left" in (await other.get("/account")).words
        await other.get("/sign-in/code")
        assert at(other) == "/sign-in", "that sign-in is done"

        await half_an_hour_passes(office.service.pool)
        await other.get("/account")
        refused = await other.send("/account", {"password": PASSWORD, "code": codes[0]}, status=401)
        assert "wrong, too old" in refused.words
        page = await other.send("/account", {"password": PASSWORD, "code": phone.code()})
        assert "The second factor is off" in page.words
        await me.get("/account", status=401)
        again = await at_account(office, "manager")
        assert at(again) == "/account"

    in_office(database, tmp_path, story)


def test_a_wrong_first_code_may_be_followed_by_a_right_one(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        me = await signs_in(office, "clerk")
        await me.get("/account")
        await me.send("/account", {"password": PASSWORD})
        phone = Authenticator(secret_on(me))
        page = await me.send("/account", {"code": "000000"}, status=401)
        assert "不再显示" in page.words
        assert not [one for one in page.links if one.startswith("otpauth:")]
        assert "两步验证已开启" in (await me.send("/account", {"code": phone.code()})).words
        late = await at_account(office, "clerk")
        await office.service.accounts.set_password(ActorId(office.people["clerk"].account), PASSWORD, by=LOCAL_OPERATOR)
        page = await late.send("/sign-in/code", {"code": phone.code(1)}, status=401)
        assert "请重新输入账号和口令" in page.words
        await late.get("/sign-in/code")
        assert at(late) == "/sign-in"
        await late.post("/account", {"act": "nonsense"}, status=401)

    in_office(database, tmp_path, story)


def test_an_administrator_sees_and_resets_it(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await office.person("chief", NewGrant(role=Role.ADMINISTRATOR))
        await enrol(await signs_in(office, "manager"))
        chief = await signs_in(office, "chief")
        assert "两步验证" in (await chief.get("/administration/people")).words
        path = f"/administration/accounts/{office.account('manager')}"
        page = await chief.get(path)
        form = next(one for one in page.forms if one.fields.get("act") == ["reset-second-factor"])
        blank = await chief.post(path, {**form.fields, "reason": " "}, status=400)
        assert "自" in blank.words
        page = await chief.post(path, {**form.fields, "reason": "示例：手机遗失"})
        assert "两步验证已重置" in page.words
        assert "示例：手机遗失" in page.words
        assert not [one for one in page.forms if one.fields.get("act") == ["reset-second-factor"]]

    in_office(database, tmp_path, story)


def test_whoever_owes_one_is_led_to_their_own_page_and_no_further(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await office.person("chief", NewGrant(role=Role.ADMINISTRATOR))
        chief = await signs_in(office, "chief")
        page = await chief.get("/administration/people")
        form = next(one for one in page.forms if one.fields.get("act") == ["require-second-factor"])
        asked = {**form.fields, "role": "custodian", "body": str(CITY)}
        refused = await chief.post("/administration/people", asked, status=409)
        assert "您自己还没有开启两步验证" in refused.words
        await enrol(chief)
        page = await chief.get("/administration/people")
        form = next(one for one in page.forms if one.fields.get("act") == ["require-second-factor"])
        page = await chief.post("/administration/people", {**form.fields, "role": "custodian", "body": str(CITY)})
        assert "已提出要求" in page.words

        keeper = await signs_in(office, "custodian")
        for path in ("/inbox", "/docket", "/account"):
            page = await keeper.get(path)
            assert at(keeper) == "/account"
            assert "您的岗位要求开启两步验证" in page.words
            assert "/inbox" not in page.links
        quiet = await keeper.client.get("/lists/changes")
        assert (quiet.status_code, quiet.content) == (204, b""), "a list that was open stops asking"
        late = await keeper.post(OPEN, {"token": page.form("/account").fields["token"], "note": WRITTEN}, status=403)
        assert "您写的内容没有丢" in late.words, "a form that was open when the factor was asked for"
        assert WRITTEN in (await keeper.send("/account", {"password": "wrong wrong wrong"}, status=401)).text
        await keeper.send("/account", {"password": PASSWORD})
        phone = Authenticator(secret_on(keeper))
        assert WRITTEN in (await keeper.send("/account", {"code": "000000"}, status=401)).text
        (done,) = [one for one in (await keeper.send("/account", {"code": phone.code()})).forms if one.action == OPEN]
        assert done.fields["note"] == [WRITTEN], "it stands under the recovery codes, to be sent"
        assert "您的岗位要求" not in (await keeper.get("/account")).words

        page = await chief.get("/administration/people")
        form = next(one for one in page.forms if one.fields.get("act") == ["waive-second-factor"])
        page = await chief.post("/administration/people", form.fields)
        assert "没有岗位要求两步验证" in page.words
        await chief.post("/administration/people", {**form.fields, "act": "disable"}, status=400)

    in_office(database, tmp_path, story)
