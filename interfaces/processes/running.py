"""A whole service on one machine: the database, an API worker and a projector, until it is told to stop."""

import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from application.errors import ApplicationError
from interfaces.bootstrap import Database, prepared_database
from interfaces.processes.supervisor import Child, Supervisor
from interfaces.settings import Settings

API = "interfaces.processes.api"
PROJECTOR = "interfaces.processes.projector"
NOTIFIER = "interfaces.processes.notifier"
NOTE = "service.url"
"""The file in the data folder that says where the API answers."""


class PortTaken(ApplicationError):
    """Something else listens where the service was to listen."""

    code = "port-taken"

    def __init__(self, host: str, port: str) -> None:
        super().__init__(host, port)


class Running:
    """A service that is being kept alive. ``url`` is where its API answers."""

    def __init__(self, settings: Settings, database: Database, log_to: Path | None) -> None:
        self.database = database
        self._note = settings.data / NOTE
        port = settings.port or free_port(settings.host)
        if not _is_free(settings.host, port):
            raise PortTaken(settings.host, str(port))
        self.url = f"http://{_bracketed(settings.host)}:{port}"
        extra = {
            "WENZE_DATA": str(settings.data),
            "WENZE_DATABASE_URL": database.runtime,
            "WENZE_KEY_FILE": str(settings.key_file),
            "WENZE_HOST": settings.host,
            "WENZE_PORT": str(port),
        }
        tend: Callable[[], object] = database.server.restart_if_dead if database.server else lambda: None
        self._supervisor = Supervisor(
            (Child(PROJECTOR, extra, log_to), Child(NOTIFIER, extra, log_to), Child(API, extra, log_to)), tend
        )

    def note(self) -> None:
        """Say in the data folder where the API answers, for commands on the same data."""
        self._note.write_text(self.url, "utf-8")

    def run(self, started: Callable[[str], object] = lambda _: None) -> None:
        """Keep everything alive until a signal or ``stop``; *started* is called with the URL once the API answers."""

        def answering() -> bool:
            if not answers(self.url):
                return False
            self.note()
            started(self.url)
            return True

        try:
            self._supervisor.run(answering)
        finally:
            if _noted(self._note) == self.url:  # of several services on one folder, the last to come is named
                self._note.unlink(missing_ok=True)

    def stop(self) -> None:
        """Let ``run`` return."""
        self._supervisor.stop()


@contextmanager
def service_on(settings: Settings, *, log_to: Path | None = None) -> Iterator[Running]:
    """A service on the database of *settings*, not yet run. Its processes log to standard error, or to *log_to*.

    Raises:
        PortTaken: something else listens on the port.
        DatabaseFault, SchemaBehind, MigrationFault: the database cannot be used.
    """
    with prepared_database(settings, outlasting=False) as database:
        yield Running(settings, database, log_to)


def running_on(settings: Settings) -> str | None:
    """Where an API answers on this data folder already; None when none does."""
    url = _noted(settings.data / NOTE)
    return url if url is not None and answers(url) else None


def _noted(note: Path) -> str | None:
    try:
        return note.read_text("utf-8").strip()
    except OSError:
        return None


def answers(url: str, seconds: float = 1.0) -> bool:
    """Whether an API answers there."""
    try:
        with urllib.request.urlopen(f"{url}/health/live", timeout=seconds) as answer:  # noqa: S310 - our own loopback URL
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def free_port(host: str) -> int:
    """A port that nothing listens on at the moment."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
