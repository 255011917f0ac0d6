"""Starts, attaches to and stops the embedded PostgreSQL of a data folder.

Whoever holds the lock file starts the server; everyone else attaches through its socket and never stops it. The server
inherits the lock, so the lock is free only when no server runs on the folder. It is a direct child on a private unix
socket, without any network address, and ends with the process that started it: a command that is done first waits for
those that attached meanwhile. A service that stays takes over from a command that has ended.
"""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from application.adapters import postgres_binaries, postgres_launch
from application.adapters.postgres_faults import DidNotStart, InUse, Replaced, StartedElsewhere, StillBusy
from application.adapters.postgres_folder import (
    PORT,
    DataFolder,
    hand_over,
    is_server_on,
    lives,
    socket_file,
    try_lock,
    wait_for_lock,
)

ADMINISTRATOR = "postgres"
OWNER = "wenze_owner"
RUNTIME = "wenze_app"
DATABASE = "wenze"

PATIENCE = 120.0
"""Seconds that a command waits for a database that another one is starting, recovering or stopping."""

_POLL = 0.01
_LOG_LIMIT = 4 * 1024 * 1024

SAFE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_sync_retry": "off",
}
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""For tests that do not ask what survives a crash."""

QUIET = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "cluster_name": "wenze",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "64MB",
    # The server's own log goes to operators: no statement, no value of a row may reach it.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "logging_collector": "off",
}


class Server:
    """The database of one data folder. Use as a context manager, or call ``stop``."""

    def __init__(self, folder: DataFolder, binaries: Path | None, settings: dict[str, str]) -> None:
        self._folder = folder
        self._explicit = binaries
        self._settings = settings
        self._lock: int | None = None
        self._guests: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None
        self._joined: tuple[int, int] | None = None

    @property
    def started_here(self) -> bool:
        """Whether this process started the server and so ends it."""
        return self._lock is not None

    @property
    def pid(self) -> int | None:
        """Process id of a server started here."""
        return self._process.pid if self._process else None

    def conninfo(self, role: str = RUNTIME, database: str = DATABASE) -> str:
        """Connection string for *role*, over the private socket."""
        return make_conninfo(host=str(self._sockets), port=PORT, user=role, dbname=database)

    def open(self, patience: float = PATIENCE) -> None:
        """Start the server, or attach to the one that runs. Raises a ``DatabaseFault``."""
        self._folder.prepare()
        deadline = time.monotonic() + patience
        self._lock = self._lock_or_attach(deadline)
        if self._lock is None:
            return
        try:
            self._start(deadline)
        except BaseException:
            self._end()
            raise

    def restart_if_dead(self, patience: float = PATIENCE) -> bool:
        """Start the server again when it has ended; whether it had. Call from the main thread, again and again.

        One that another command started is taken over as soon as no command runs it: this process starts it on the same
        socket and ends it from then on. Who does so is no guest, so that command does not wait for this one.

        Raises:
            Replaced: the database that this process attached to is no longer the one in the folder.
            DatabaseFault: it cannot be started again.
        """
        if self._lock is None:
            return self._take_over(patience)
        if self._process is not None and self._process.poll() is None:
            return False
        self._start_again(time.monotonic() + patience)
        return True

    def outlast_guests(self, waiting: Callable[[], object]) -> None:
        """Wait until no other command uses the server started here; *waiting* is called when there is one.

        None attaches afterwards: whoever comes then starts the server again once this one has ended it.
        """
        if self._lock is None:
            return
        self._guests = self._folder.open_guests()
        if not try_lock(self._guests):
            waiting()
            wait_for_lock(self._guests)

    def stop(self) -> None:
        """End a server started here, cleanly, and wait for it; leave an attached one alone."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _take_over(self, patience: float) -> bool:
        if self._guests is not None:
            os.close(self._guests)
            self._guests = None
        descriptor = self._folder.open_lock()
        if not try_lock(descriptor):
            os.close(descriptor)
            return False
        self._lock = descriptor
        if self._folder.identity() != self._joined:
            raise Replaced(str(self._folder.root))
        self._start_again(time.monotonic() + patience)
        return True

    def _start_again(self, deadline: float) -> None:
        while True:
            try:
                self._start(deadline)
            except DidNotStart:
                # A session of the ended server may still hold its memory until its statement ends.
                if time.monotonic() > deadline:
                    raise
                time.sleep(_POLL * 25)
            else:
                return

    def _lock_or_attach(self, deadline: float) -> int | None:
        """The lock, when no server runs on the folder; None once attached to the one that does."""
        descriptor = self._folder.open_lock()
        while not try_lock(descriptor):
            late = time.monotonic() > deadline
            if late or self._attached():
                os.close(descriptor)
                if late:
                    raise StillBusy(str(self._folder.root))
                return None
            time.sleep(_POLL * 5)
        return descriptor

    def _attached(self) -> bool:
        noted = self._folder.noted()
        if noted is None or noted.sockets is None:
            return False
        self._sockets = noted.sockets
        guests = self._folder.open_guests()
        if try_lock(guests, shared=True) and self._answers(RUNTIME, DATABASE):
            self._guests, self._joined = guests, self._folder.identity()
            return True
        os.close(guests)
        self._sockets = None
        return False

    def _answers(self, role: str, database: str) -> bool:
        try:
            psycopg.connect(self.conninfo(role, database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start(self, deadline: float) -> None:
        if threading.current_thread() is not threading.main_thread():
            # The kernel ties the server's life to the thread that made it, not to the process.
            raise RuntimeError("the embedded database is started from the main thread")
        folder = self._folder
        binaries = postgres_binaries.find(self._explicit, major=folder.major())
        account = postgres_launch.account()
        if folder.major() is None:
            self._initialise(binaries, account)
        sockets = folder.socket_folder(before=self._sockets)
        self._sockets = sockets
        for place in (folder.cluster, sockets):
            hand_over(place, *postgres_launch.owner(account))
        extra = self._judge_stale_note()
        for left in (socket_file(sockets), socket_file(sockets).with_name(socket_file(sockets).name + ".lock")):
            left.unlink(missing_ok=True)
        options = {**QUIET, **self._settings, "unix_socket_directories": str(sockets)}
        arguments = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        self._process = self._launch(
            postgres_launch.command(account, binaries / "postgres", "-D", str(folder.cluster), *arguments),
            extra,
        )
        self._await_readiness(deadline)

    def _initialise(self, binaries: Path, account: str) -> None:
        """Make the cluster beside its final name, so that an interrupted start leaves none."""
        folder = self._folder
        folder.discard_unfinished()
        folder.unfinished.mkdir(mode=0o700)
        hand_over(folder.unfinished, *postgres_launch.owner(account))
        words = ["-U", ADMINISTRATOR, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
        words += ["--no-instructions", "-D", str(folder.unfinished)]
        if self._settings.get("fsync") == "off":
            words.append("--no-sync")
        done = self._launch(postgres_launch.command(account, binaries / "initdb", *words), {})
        if done.wait() != 0:
            raise DidNotStart(str(folder.server_log))
        folder.unfinished.rename(folder.cluster)

    def _judge_stale_note(self) -> dict[str, str]:
        """Environment that lets the server start over a note whose process number another program uses by now."""
        noted = self._folder.noted()
        if noted is None or not lives(noted.pid):
            return {}
        if is_server_on(self._folder.cluster, noted.pid):
            raise StartedElsewhere(str(self._folder.root), str(noted.pid))
        return {"PG_GRANDPARENT_PID": str(noted.pid)}

    def _launch(self, command: list[str], extra: dict[str, str]) -> subprocess.Popen[bytes]:
        log = self._folder.server_log
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_name(log.name + ".1"))
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC", **extra}
        inherited = (self._lock,) if self._lock is not None else ()
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own launcher and the programs it was given
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
                pass_fds=inherited,
                start_new_session=True,
                cwd="/",
            )

    def _await_readiness(self, deadline: float) -> None:
        assured = False
        while not (assured and self._answers(RUNTIME, DATABASE)):
            if self._process is None or self._process.poll() is not None:
                raise DidNotStart(str(self._folder.server_log))
            if time.monotonic() > deadline:
                raise StillBusy(str(self._folder.root))
            if self._answers(ADMINISTRATOR, ADMINISTRATOR):
                self._assure_roles()
                assured = True
            else:
                time.sleep(_POLL)

    def _assure_roles(self) -> None:
        """The owner (migrations) and the run-time role (commands), as an outside server is asked to have them."""
        with psycopg.connect(self.conninfo(ADMINISTRATOR, ADMINISTRATOR), autocommit=True) as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in (OWNER, RUNTIME):
                if role not in roles:
                    connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)),
                )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)  # without a last checkpoint; the next start recovers
                process.wait()
        held, self._lock, self._guests = (self._lock, self._guests), None, None
        for descriptor in held:
            if descriptor is not None:
                os.close(descriptor)


def open_server(
    root: Path,
    *,
    binaries: Path | None = None,
    settings: dict[str, str] | None = None,
    patience: float = PATIENCE,
) -> Server:
    """The running database of data folder *root*: started here, or attached to when it runs already.

    Args:
        root: the data folder; made when missing, with a new database in it.
        binaries: folder of the PostgreSQL programs, when the settings name one.
        settings: PostgreSQL settings over our own, ``SAFE`` when not given.
        patience: seconds to wait for a database that another command is starting or stopping.

    Raises:
        DatabaseFault: it cannot be started or reached; nothing stored is touched.
    """
    server = Server(DataFolder(root), binaries, SAFE if settings is None else settings)
    server.open(patience)
    return server


def erase(root: Path) -> None:
    """Remove the database of a data folder, for ever.

    Raises:
        InUse: a server runs on it.
    """
    folder = DataFolder(root)
    folder.prepare()
    descriptor = folder.open_lock()
    try:
        if not try_lock(descriptor):
            raise InUse(str(folder.root))
        folder.discard_unfinished()
        if folder.cluster.exists():
            folder.cluster.rename(folder.unfinished)
            folder.discard_unfinished()
        shutil.rmtree(folder.root / "run", ignore_errors=True)
    finally:
        os.close(descriptor)
