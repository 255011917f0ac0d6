"""A demonstration to take pictures of: one of its own, or one that runs, with what every page has to show."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from application.casework.around import LEGAL_ZONE
from interfaces.demo.asking import Client
from interfaces.demo.cast import demo_id
from interfaces.demo.names import names
from interfaces.demo.plot import plots
from tests.browser.furnishing import actors, furnished, furnished_further

GENERATED = ("report", "case", "proceeding")
KEPT = "furnished.json"
"""Beside the pictures: which demonstration was furnished, and the ids of what it holds."""


class Kept(msgspec.Struct, frozen=True):
    """What was brought about in the demonstration at ``url``."""

    url: str
    names: dict[str, str]


@contextmanager
def own_demonstration(data: Path) -> Iterator[tuple[str, str]]:
    """``wenze demo`` on a data folder: where it answers and its password, until the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "interfaces.cli.main", "demo", "--json"],
        env=os.environ | {"WENZE_DATA": str(data), "WENZE_PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            told = json.loads(line) if line.startswith("{") else {}
            if "url" in told:
                yield told["url"], told["password"]
                return
        raise RuntimeError("the demonstration did not start")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def stocked(url: str, password: str, folder: Path) -> dict[str, str]:
    """The ids of what the demonstration holds, by the names that the visits use. It is furnished once."""
    note = folder / KEPT
    if note.exists():
        kept = msgspec.json.decode(note.read_bytes(), type=Kept)
        if kept.url == url:
            return kept.names
    client = Client(url)
    tokens = {name: _token(client, name, password) for name in actors()}
    known = names() | generated() | furnished(client, tokens) | furnished_further(client, tokens)
    client.close()
    note.write_bytes(msgspec.json.encode(Kept(url, known)))
    return known


def generated() -> dict[str, str]:
    """One generated case of each stage, as ``generated.noticed.case``."""
    drawn = {plot.stage: plot.number for plot in plots(datetime.now(LEGAL_ZONE).date())}
    return {
        f"generated.{stage}.{kind}": str(demo_id("generated", str(number), kind))
        for stage, number in drawn.items()
        for kind in GENERATED
    }


def _token(client: Client, name: str, password: str) -> str:
    """A token of that account, which signs in with the demonstration's password."""
    body = msgspec.json.encode({"name": name, "password": password})
    said = client.ask("POST", "/api/tokens", {"Content-Type": "application/json"}, body)
    return str(json.loads(said.content)["token"])
