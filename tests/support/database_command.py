"""A command on a data folder, for tests that start and kill several: ``python -m ... FOLDER``.

It opens the database, says so in one JSON line, then for every line of standard input stores one number and acknowledges
it by printing it. It ends as any command of Wenze does: after those that use its database, in words and with an exit code.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

import psycopg

from application.adapters.postgres_server import OWNER, open_server
from interfaces.cli import main, wording


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def work(arguments: argparse.Namespace) -> int:
    with open_server(arguments.folder) as server:
        first = {"started_here": server.started_here, "server": server.pid, "uid": os.geteuid()}
        say(json.dumps(first))
        with psycopg.connect(server.conninfo(OWNER), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")
            connection.execute("CREATE TABLE IF NOT EXISTS kept (number bigint PRIMARY KEY)")
            connection.execute("SELECT pg_advisory_unlock(1)")
            for line in sys.stdin:
                connection.execute("INSERT INTO kept VALUES (%s)", [int(line)])
                say(line.strip())
        server.outlast_guests(lambda: say("waiting"))
    return 0


if __name__ == "__main__":
    # A shell starts its background jobs with Ctrl-C ignored; a test that is run so still sends it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wording.choose("en")
    sys.exit(main.carry_out(argparse.Namespace(run=work, command="work", folder=Path(sys.argv[1]))))
