"""The baseline of the API: a Litestar route that does nothing, served as the API is. Started by the measurements."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from granian import Granian
from granian.constants import Interfaces, Loops
from litestar import Litestar, post

from interfaces.processes.running import free_port
from interfaces.processes.supervisor import end_with_parent

HOST = "127.0.0.1"
PATIENCE = 30.0


@post("/nothing", status_code=200)
async def nothing() -> dict[str, int]:
    """Answers, and no more."""
    return {"position": 0}


def application() -> Litestar:
    return Litestar([nothing], openapi_config=None, logging_config=None)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Its URL, as long as the block runs."""
    port = free_port(HOST)
    process = subprocess.Popen([sys.executable, "-m", "bench.nothing", str(port)], stdin=subprocess.PIPE)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
                break
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the route that does nothing does not answer")
            time.sleep(0.05)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


if __name__ == "__main__":
    end_with_parent()
    Granian(
        "bench.nothing:application",
        factory=True,
        address=HOST,
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        websockets=False,
        log_enabled=False,
    ).serve()
