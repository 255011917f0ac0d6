"""Keeps the processes of a service alive, and the embedded database under them, until it is told to stop.

Runs in the main thread of the command that started the database. A child that ends is started again after a pause that
grows; a child ends by itself when the supervisor is gone (its standard input closes).
"""

import os
import signal
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import structlog

log = structlog.get_logger()

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
STEADY = 10.0
"""Seconds after which a child counts as healthy and the pause starts over."""
STOP_PATIENCE = 20.0
TICK = 0.1


class Child:
    """One process, by module name. ``extra`` is its environment besides the supervisor's.

    Its log entries go to standard error, or to the end of the file ``log_to``.
    """

    def __init__(self, module: str, extra: Mapping[str, str], log_to: Path | None = None) -> None:
        self.module = module
        self._log_to = log_to
        self._environment = {**os.environ, **extra}
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._next = 0.0
        self._pause = FIRST_PAUSE

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def keep_alive(self) -> None:
        """Start it, or start it again when it has ended and its pause is over."""
        now = time.monotonic()
        if self._process is not None:
            code = self._process.poll()
            if code is None:
                return
            self._close()
            if now - self._started > STEADY:
                self._pause = FIRST_PAUSE
            log.warning("process_ended", process=self.module, exit_code=code)
            self._next, self._pause = now + self._pause, min(self._pause * 2, LONGEST_PAUSE)
            self._process = None
        if now >= self._next:
            self._process = self._launched()
            self._started = now

    def _launched(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", self.module]
        if self._log_to is None:
            return subprocess.Popen(words, stdin=subprocess.PIPE, env=self._environment)  # noqa: S603 - our own module
        with os.fdopen(os.open(self._log_to, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log_file:
            return subprocess.Popen(  # noqa: S603 - our own module under our own interpreter
                words, stdin=subprocess.PIPE, stderr=log_file, env=self._environment
            )

    def stop(self) -> None:
        """Ask it to end, wait, and insist."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._close()

    def _close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


class Supervisor:
    """Runs *children* until ``stop`` or a signal. ``tend`` is called at every tick (the embedded database)."""

    def __init__(self, children: Sequence[Child], tend: Callable[[], object] = lambda: None) -> None:
        self._children, self._tend = children, tend
        self._ended = threading.Event()

    def stop(self) -> None:
        """Let ``run`` return."""
        self._ended.set()

    def run(self, started: Callable[[], bool] | None = None) -> None:
        """Keep everything alive. *started* is asked at every tick until it answers true once."""
        previous = {number: signal.signal(number, self._on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._ended.is_set():
                self._tend()
                for child in self._children:
                    child.keep_alive()
                if started is not None and started():
                    started = None
                self._ended.wait(TICK)
        finally:
            for child in reversed(self._children):
                child.stop()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, frame: types.FrameType | None) -> None:  # noqa: ARG002 - as signal calls it
        self._ended.set()


def end_with_parent() -> None:
    """End this process, as if asked to terminate, when the supervisor is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
