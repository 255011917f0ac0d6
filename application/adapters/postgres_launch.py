"""Becomes a PostgreSQL program that ends with its parent and does not run as root.

Run as a script, it replaces itself by the named program: ``postgres_launch.py PARENT_PID ACCOUNT PROGRAM ARGS...``.
ACCOUNT is ``-`` (as we are), ``namespace`` (root stays root outside, an ordinary user inside) or ``UID:GID``.
It imports only the standard library, since it runs in a bare interpreter.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CLONE_NEWUSER = 0x10000000
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1
INSIDE_ID = 1000


def account() -> str:
    """ACCOUNT for this process: root may not run PostgreSQL, so it becomes an ordinary user in one of two ways."""
    if os.geteuid() != 0:
        return "-"
    if sys.platform == "linux" and _namespaces_allowed():
        return "namespace"
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return f"{entry.pw_uid}:{entry.pw_gid}"
    return "65534:65534"


def owner(of_account: str) -> tuple[int, int]:
    """User and group that own the files of a server run under *of_account*."""
    if ":" in of_account:
        uid, _, gid = of_account.partition(":")
        return int(uid), int(gid)
    return os.geteuid(), os.getegid()


def command(of_account: str, program: Path, *arguments: str) -> list[str]:
    """The command line that runs *program* through this script."""
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), of_account, str(program), *arguments]


def _namespaces_allowed() -> bool:
    probe = command("namespace", Path(sys.executable), "-I", "-S", "-c", "")
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603 - this very script


def _enter_namespace(libc: ctypes.CDLL) -> None:
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    process = Path("/proc/self")
    (process / "setgroups").write_text("deny")
    (process / "uid_map").write_text(f"{INSIDE_ID} {uid} 1")
    (process / "gid_map").write_text(f"{INSIDE_ID} {gid} 1")


def _become(libc: ctypes.CDLL, uid: int, gid: int) -> None:
    """Leave root, but stay able to reach folders below root's own, as in the namespace: that is where the data is."""
    linux = sys.platform == "linux"
    if linux:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if linux:
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        bit = 1 << CAP_DAC_OVERRIDE
        sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        # Without the right (a container may lack it) the server still runs where its account may go.
        if libc.capset(header, sets) == 0:
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def main(arguments: list[str]) -> None:
    """Take the account, tie the life to the parent's, become the program."""
    parent, of_account, *program = arguments
    libc = ctypes.CDLL(None, use_errno=True)
    if of_account == "namespace":
        _enter_namespace(libc)
    elif ":" in of_account:
        _become(libc, *owner(of_account))
    if sys.platform == "linux":
        # After the change of account, which would clear it. SIGINT is PostgreSQL's fast, clean shutdown.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
    if os.getppid() != int(parent):
        raise SystemExit("the parent has ended")
    os.execv(program[0], program)  # noqa: S606 - the program was found by postgres_binaries


if __name__ == "__main__":
    main(sys.argv[1:])
