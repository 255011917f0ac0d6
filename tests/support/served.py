"""The installed programs as separate processes: ``wenze`` commands on a data folder, and a service that is kept alive."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from interfaces.processes.running import NOTE, answers

ROOT = Path(__file__).parents[2]
PATIENCE = 120


def environment(data: Path) -> dict[str, str]:
    """This process's, with settings of ours replaced by those of a folder of one's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENZE_")}
    return kept | {"WENZE_DATA": str(data), "WENZE_PORT": "0", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}


def wenze(data: Path, *arguments: str, program: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """One command, waited for. *program* is the folder that the program is run from."""
    return subprocess.run(
        [sys.executable, "-m", "interfaces.cli.main", *arguments],
        cwd=program,
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
        check=False,
    )


class Served:
    """A running ``wenze serve``. ``said`` is the file with all that its processes said."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, said: Path) -> None:
        self.process, self.url, self.said = process, url, said

    def processes(self, *words: str) -> list[psutil.Process]:
        """Its processes whose command line has one of *words*; all without."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                line = " ".join(child.cmdline())
                if not words or any(word in line for word in words):
                    found.append(child)
        return found

    def database(self) -> list[psutil.Process]:
        """The postmaster."""
        postmasters = []
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if child.name() == "postgres":
                    postmasters.append(child)
        return postmasters


@contextlib.contextmanager
def served(data: Path) -> Iterator[Served]:
    """A service on *data* on a free port, stopped at the end."""
    data.mkdir(parents=True, exist_ok=True)
    said = data.parent / f"{data.name}.said"
    with said.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "interfaces.cli.main", "serve"],
            cwd=ROOT,
            env=environment(data),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield Served(process, _url(process, data / NOTE, said), said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _url(process: subprocess.Popen[bytes], note: Path, said: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            url = note.read_text("utf-8").strip()
            if url and answers(url):
                return url
        time.sleep(0.05)
    raise AssertionError(said.read_text("utf-8"))
