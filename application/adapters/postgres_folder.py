"""The data folder of the embedded database: its parts, its lock, who owns it, and what a server left in it."""

import fcntl
import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from application.adapters.postgres_faults import FolderNotOurs

PORT = 5432
LONGEST_SOCKET_PATH = 100
"""Bytes; the kernel's own limit is 107 and some systems stop at 103."""


class Noted(NamedTuple):
    """What a server notes in ``postmaster.pid``: its process and the folder of its socket."""

    pid: int
    sockets: Path | None


class DataFolder:
    """Paths inside one data folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.cluster = self.root / "postgres"
        self.unfinished = self.root / "postgres.unfinished"
        self.server_log = self.root / "postgres.log"
        self.lock = self.root / "database.lock"
        self.guests = self.root / "database.guests"

    def prepare(self) -> None:
        """Make the folder, readable by its owner only.

        Raises:
            FolderNotOurs: it exists and belongs to another user.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.root.stat().st_uid != os.geteuid():
            raise FolderNotOurs(str(self.root))

    def open_lock(self) -> int:
        """A descriptor of the lock file; not locked yet."""
        return os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def open_guests(self) -> int:
        """A descriptor of the file that commands hold, shared, while they use a server that another one started."""
        return os.open(self.guests, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def major(self) -> int | None:
        """The major version that made the cluster; None when there is none."""
        try:
            return int((self.cluster / "PG_VERSION").read_text().strip())
        except FileNotFoundError:
            return None

    def identity(self) -> tuple[int, int] | None:
        """What tells this cluster from one that was made in its place; None when there is none."""
        try:
            found = self.cluster.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def noted(self) -> Noted | None:
        """The server noted as running, which may have ended long ago; None when no complete note is there."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            sockets = Path(lines[4]) if len(lines) > 4 and lines[4] else None
            return Noted(int(lines[0]), sockets)
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def socket_folder(self, before: Path | None = None) -> Path:
        """A private folder for the socket: beside the data, or a short one elsewhere when that path is too long.

        *before* is where the server's users look for it already.
        """
        if before is not None and _made_private(before):
            return before
        beside = self.root / "run"
        if len(os.fsencode(socket_file(beside))) <= LONGEST_SOCKET_PATH:
            beside.mkdir(mode=0o700, exist_ok=True)
            return beside
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        for parent in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
            if parent and Path(parent).is_dir():
                short = Path(parent) / f"wenze-{digest}"
                if len(os.fsencode(socket_file(short))) <= LONGEST_SOCKET_PATH and _made_private(short):
                    return short
        return Path(tempfile.mkdtemp(prefix="wenze-", dir="/tmp"))

    def discard_unfinished(self) -> None:
        """Remove what an interrupted first start left."""
        shutil.rmtree(self.unfinished, ignore_errors=True)


def socket_file(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Whether the lock is ours now. It is kept until every copy of *descriptor* is closed, the server's included."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_lock(descriptor: int) -> None:
    """Wait until the lock is ours alone, however long that takes."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def hand_over(folder: Path, uid: int, gid: int) -> None:
    """Give *folder* and all in it to the account that the server runs under; nothing to do when it has it."""
    if not folder.exists() or folder.stat().st_uid == uid:
        return
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            os.lchown(Path(parent) / name, uid, gid)
    os.lchown(folder, uid, gid)  # last, so that an interrupted walk is done again


def is_server_on(cluster: Path, pid: int) -> bool:
    """Whether process *pid* lives and is a PostgreSQL on *cluster*; a number used again by another program is not."""
    process = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            return (process / "cwd").readlink() == cluster.resolve() and (process / "comm").read_text().startswith(
                "postgres",
            )
        except OSError:
            return False
    shown = subprocess.run(["ps", "-p", str(pid), "-o", "comm="], capture_output=True, text=True, check=False)  # noqa: S603, S607 - a number, and the system's own program
    return "postgres" in shown.stdout


def lives(pid: int) -> bool:
    """Whether any process has this number now."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _made_private(folder: Path) -> bool:
    """Make *folder*, or accept it when it is a real folder, ours (or handed over by us), and closed to others."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        ours = os.geteuid() in (0, found.st_uid)
        return stat.S_ISDIR(found.st_mode) and ours and stat.S_IMODE(found.st_mode) == 0o700
    except OSError:
        return False
    return True
