"""``wenze call`` where there is no service, or another one."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest

from interfaces.cli import call, main
from interfaces.cli.exit_codes import DONE, UNAVAILABLE, USAGE

TAKES_FIELDS = {"operationId": "add-note", "summary": "a note", "requestBody": {"content": {"application/json": {}}}}


class Stranger(BaseHTTPRequestHandler):
    """A server of something else."""

    says = b"<html>elsewhere</html>"

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.says)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是本系统的服务"), ("en", "is no service of this system")])
def test_another_server_is_told_from_ours(
    stranger: str, lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["call", "--url", stranger, "--lang", lang]) == UNAVAILABLE
    assert said in capsys.readouterr().err


def test_no_service_here_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZE_DATA", str(tmp_path))
    assert main.run(["call", "list-duties", "--lang", "en"]) == UNAVAILABLE
    assert "wenze serve" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://[::1", "http://localhost:port", "http://a b", "http://localhost:999999"])
def test_an_address_that_is_none_cannot_be_reached(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["call", "--url", url, "--lang", "en"]) == UNAVAILABLE
    assert "Check the address" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"wz_\xff", b"wz_1\nwz_2", "wz_一".encode()])
def test_a_file_that_holds_no_token_is_named(
    content: bytes, stranger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "token").write_bytes(content)
    words = ["call", "--url", stranger, "--token-file", str(tmp_path / "token"), "--lang", "en"]
    assert main.run(words) == USAGE
    assert f"{tmp_path / 'token'} cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"[1]", b"{", b"\xff"])
def test_a_file_that_holds_no_fields_is_named(
    content: bytes, stranger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Stranger, "says", msgspec.json.encode({"paths": {"/api/notes": {"post": TAKES_FIELDS}}}))
    (tmp_path / "note.json").write_bytes(content)
    words = ["call", "add-note", "--url", stranger, "--body", str(tmp_path / "note.json"), "--lang", "en"]
    assert main.run(words) == USAGE
    assert f"The value of {tmp_path / 'note.json'} is not the JSON" in capsys.readouterr().err


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(label.zh and label.en for label in call.WORDS.values())


@pytest.mark.parametrize(
    "written",
    [
        "wenze1_abc-DEF_1\n",
        "account  01a2\nname  somebody\nid  01a3\ntoken  wenze1_abc-DEF_1\nexpires_at  2030-01-01T00:00:00+00:00\n",
        '{"account": "01a2", "name": "somebody", "token": "wenze1_abc-DEF_1"}\n',
    ],
    ids=["alone", "as printed", "as JSON"],
)
def test_the_token_is_read_from_what_the_account_command_printed(tmp_path: Path, written: str) -> None:
    file = tmp_path / "token"
    file.write_text(written, "ascii")
    assert call.token_in(file) == "wenze1_abc-DEF_1"


BY_CODE = {
    "operationId": "read-report-status",
    "summary": "the status",
    "parameters": [{"name": "reporter-code", "in": "header"}],
}


@pytest.mark.parametrize(
    ("way", "written"),
    [
        ("file", "01234 56789 01234 56789\n"),
        ("file", '{"id": "01a2", "code": "01234 56789 01234 56789"}\n'),
        ("input", "01234 56789 01234 56789\n"),
        ("asked", "01234 56789 01234 56789"),
    ],
    ids=["file", "answer of the filing", "standard input", "prompt"],
)
def test_the_code_of_a_report_comes_by_a_way_that_no_list_of_processes_shows(
    way: str,
    written: str,
    stranger: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(Stranger, "says", msgspec.json.encode({"paths": {"/api/reporter/report": {"get": BY_CODE}}}))
    heard: list[str | None] = []
    monkeypatch.setattr(Stranger, "do_GET", _hearing(heard))
    (tmp_path / "code").write_text(written, "utf-8")
    words = {"file": ["--code-file", str(tmp_path / "code")], "input": ["--code-file", "-"], "asked": []}[way]
    monkeypatch.setattr("sys.stdin", Terminal(written) if way == "asked" else io.StringIO(written))
    monkeypatch.setattr("interfaces.cli.call.getpass", lambda _: written)
    assert main.run(["call", "read-report-status", "--url", stranger, *words]) == DONE
    assert heard == [None, "01234 56789 01234 56789"], "it is sent with the operation alone"
    capsys.readouterr()
    assert main.run(["call", "read-report-status", "--url", stranger, "--describe"]) == DONE
    assert "--code-file FILE *" in capsys.readouterr().out


def test_without_a_code_and_without_a_terminal_it_is_said_how_to_give_it(
    stranger: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Stranger, "says", msgspec.json.encode({"paths": {"/api/reporter/report": {"get": BY_CODE}}}))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    words = ["call", "read-report-status", "--url", stranger, "--lang", "en"]
    assert main.run(words) == USAGE
    assert "Never write it on the command line" in capsys.readouterr().err
    assert main.run([*words, "--code-file", "-"]) == USAGE
    assert "- cannot be read" in capsys.readouterr().err


class Terminal(io.StringIO):
    """A standard input at which a person sits."""

    def isatty(self) -> bool:
        return True


def _hearing(heard: list[str | None]) -> Any:
    """Answers as a stranger does, and keeps the code that came along."""

    def answered(self: Stranger) -> None:
        heard.append(self.headers.get("Reporter-Code"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.says)

    return answered
