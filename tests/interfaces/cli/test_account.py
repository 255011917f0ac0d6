"""``wenze account`` as typed, on an empty data folder."""

import asyncio
import io
import json
import stat
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.actors import LOCAL_OPERATOR
from application.errors import AccountNameTaken, GrantRefused, NotFound, PasswordRefused
from application.one_time_code import as_text
from interfaces import settings
from interfaces.accounting import account_register
from interfaces.cli import account_wording, main
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from tests.support.authenticator import Authenticator
from tests.support.canary import Canary
from tests.support.registered import register

BODY = str(uuid4())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = DONE) -> dict[str, Any]:
    assert main.run(["account", *words, "--json", "--lang", "en"]) == code
    shown = capsys.readouterr().out
    return json.loads(shown) if code == DONE else {}


def test_the_first_administrator_is_made_on_an_empty_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run(capsys, "add", "root", "--role", "administrator", "--generate")
    assert len(made["password"]) >= 20
    assert stat.S_IMODE((folder / "root.key").stat().st_mode) == 0o600

    listed = run(capsys, "list")["accounts"]
    assert [(each["name"], [role["role"] for role in each["roles"]]) for each in listed] == [
        ("root", ["administrator"])
    ]
    assert "password" not in json.dumps(listed)

    run(capsys, "add", "root", code=REFUSED)
    nowhere = ("--role", "decider", "--body", BODY)
    run(capsys, "add", "officer", *nowhere, "--generate", code=REFUSED)
    run(capsys, "grant", "root", *nowhere, code=REFUSED)
    register(UUID(BODY))
    run(capsys, "add", "officer", "--role", "decider", "--generate", code=REFUSED)

    password = Canary().plant("password")
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    both = ("--role", "decider", "--role", "approver", "--body", BODY)
    run(capsys, "add", "officer", *both, "--password-stdin")
    officer = run(capsys, "list")["accounts"][0]
    assert {(role["role"], role["body"]) for role in officer["roles"]} == {("decider", BODY), ("approver", BODY)}

    run(capsys, "withdraw", officer["roles"][0]["id"])
    granted = run(capsys, "grant", "officer", "--role", "intake", "--body", BODY, "--until", "2099-12-31")
    assert len(granted["roles"]) == 1
    assert len(run(capsys, "list")["accounts"][0]["roles"]) == 2

    token = run(capsys, "token", "officer", "--days", "1")
    assert token["token"].startswith("wenze1_")
    assert run(capsys, "revoke", token["id"]) == {"revoked": token["id"]}
    run(capsys, "password", "officer", "--generate")
    run(capsys, "disable", "officer")
    assert run(capsys, "list")["accounts"][0]["disabled"]
    run(capsys, "token", "officer", code=REFUSED)
    run(capsys, "enable", "officer")
    run(capsys, "token", "officer")
    run(capsys, "password", "nobody", "--generate", code=REFUSED)


def test_the_local_operator_sees_a_second_factor_and_resets_it_with_a_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "add", "root", "--role", "administrator", "--generate")
    assert run(capsys, "factor", "root")["second_factor"] == "off"
    run(capsys, "reset-factor", "root", "--reason", "example", code=REFUSED)

    async def enrol() -> None:
        async with account_register(settings.read()) as register:
            account = (await register.accounts.all())[0].id
            phone = Authenticator(as_text(await register.factors.begin(account)))
            await register.factors.confirm(account, phone.code())

    asyncio.run(enrol())
    shown = run(capsys, "factor", "root")
    assert (shown["second_factor"], shown["recovery_codes_left"]) == ("on", 10)
    run(capsys, "reset-factor", "root", code=USAGE)
    run(capsys, "reset-factor", "root", "--reason", " ", code=REFUSED)
    run(capsys, "reset-factor", "root", "--reason", "example: phone lost")
    shown = run(capsys, "factor", "root")
    assert (shown["second_factor"], shown["recovery_codes_left"]) == ("off", 0)
    (act, before) = shown["acts"]
    assert (act["act"], act["by"], act["reason"]) == ("reset", str(LOCAL_OPERATOR), "example: phone lost")
    assert before["act"] == "confirmed"
    run(capsys, "require-factor", "--of", "custodian", "--body", BODY, code=REFUSED)
    register(UUID(BODY))
    assert run(capsys, "require-factor", "--of", "custodian", "--body", BODY) == {"role": "custodian", "body": BODY}
    run(capsys, "require-factor", "--of", "administrator")
    required = run(capsys, "list")["second_factor_required"]
    assert [(one["role"], one["body"]) for one in required] == [("administrator", None), ("custodian", BODY)]
    run(capsys, "waive-factor", "--of", "administrator")
    run(capsys, "waive-factor", "--of", "custodian")
    assert [one["role"] for one in run(capsys, "list")["second_factor_required"]] == ["custodian"], "that of the body"
    assert main.run(["account", "list", "--lang", "en"]) == DONE
    assert "second factor required  custodian" in capsys.readouterr().out
    assert main.run(["account", "factor", "root", "--lang", "en"]) == DONE
    assert "reset  " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "某甲", "--generate"), REFUSED, "do not use a person's name"),
        (("add", "officer", "--role", "intake", "--generate"), REFUSED, "name it with --body"),
        (
            ("add", "officer", "--role", "auditor", "--from", "2026-02-01", "--until", "2026-01-31", "--generate"),
            REFUSED,
            "before the first",
        ),
        (("add", "officer", "--role", "emperor"), USAGE, "emperor"),
        (("token", "officer", "--days", "367"), USAGE, "367"),
        (("grant", "officer"), USAGE, "--role"),
        (("add", "officer", "--generate", "--password-stdin"), USAGE, "--generate"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, said: str
) -> None:
    assert main.run(["account", *words, "--lang", "en"]) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert not folder.exists()


def test_every_refusal_has_its_sentence() -> None:
    refusals = [
        AccountNameTaken(),
        NotFound(),
        *(PasswordRefused(reason) for reason in ("too-short", "too-long", "too-plain", "differs")),
        *(GrantRefused(reason) for reason in ("body-missing", "dates-reversed")),
    ]
    assert all(account_wording.tell(refused) for refused in refusals)
