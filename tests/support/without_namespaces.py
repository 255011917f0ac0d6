"""Runs a program as root where user namespaces are not allowed, as in most containers: ``python ... PROGRAM ARGS``.

A namespace with every account mapped, in which the limit of further namespaces is set to none.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000


def main(program: list[str]) -> None:
    entered, mapped = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
            os._exit(120)
        os.write(entered[1], b"x")
        os.read(mapped[0], 1)
        os.setgid(0)
        os.setuid(0)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
        os.execv(program[0], program)  # noqa: S606 - the program that the test names
    os.read(entered[0], 1)
    for name in ("uid_map", "gid_map"):
        (Path("/proc") / str(child) / name).write_text("0 0 65536")
    os.write(mapped[1], b"x")
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1:])
