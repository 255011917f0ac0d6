"""``wenze call`` where there is no service, or another one."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from interfaces.cli import call, main
from interfaces.cli.exit_codes import UNAVAILABLE


class Stranger(BaseHTTPRequestHandler):
    """A server of something else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>elsewhere</html>")

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


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(label.zh and label.en for label in call.WORDS.values())
