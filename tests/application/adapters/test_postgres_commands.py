"""Several commands on one data folder: one starts the database, the others attach; whoever dies, nothing stored is lost."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from application.adapters import postgres_launch
from application.adapters.postgres_folder import lives
from application.adapters.postgres_server import OWNER, open_server
from interfaces.cli.exit_codes import UNAVAILABLE

pytestmark = pytest.mark.costly

ROOT = Path(__file__).parents[3]
NOBODY = "65534:65534"
COMMAND = [sys.executable, "-m", "tests.support.database_command"]


class Running:
    """One running command: what it said first, and a way to have it store numbers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        self.said: dict[str, Any] = json.loads(line)

    def store(self, number: int) -> bool:
        """Whether the number was acknowledged."""
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(f"{number}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return False
        return self.process.stdout.readline() == f"{number}\n"

    def is_done(self) -> str:
        """Give it no more to do; what it says then."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdin = None
        return self.process.stdout.readline()

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


def started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*command, str(folder)], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@contextmanager
def command(folder: Path, *, how: list[str] = COMMAND) -> Iterator[Running]:
    process = started(how, folder)
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def kept(folder: Path) -> set[int]:
    with open_server(folder) as server, psycopg.connect(server.conninfo(OWNER)) as connection:
        return {row[0] for row in connection.execute("SELECT number FROM kept")}


def test_of_commands_started_at_once_one_starts_the_database(tmp_path: Path) -> None:
    processes = [started(COMMAND, tmp_path) for _ in range(3)]
    running = [Running(process) for process in processes]
    assert sorted(each.said["started_here"] for each in running) == [False, False, True]
    assert all(each.store(number) for number, each in enumerate(running))
    starter = next(each for each in running if each.said["started_here"])
    attached = [each for each in running if each is not starter]
    assert [each.end() for each in attached] == [0, 0]
    assert starter.store(100)
    assert starter.end() == 0
    assert not lives(starter.said["server"])
    assert kept(tmp_path) == {0, 1, 2, 100}


def test_a_starter_that_is_done_waits_for_the_commands_that_attached(data_folder: Path) -> None:
    with command(data_folder) as starter, command(data_folder) as second:
        assert second.store(1)
        assert starter.is_done() == "waiting\n"
        assert second.store(2)
        with command(data_folder) as third:
            assert not third.said["started_here"]
            assert second.end() == 0
            assert third.store(3)
            assert third.end() == 0
        assert starter.process.wait() == 0
    assert kept(data_folder) == {1, 2, 3}


def test_a_waiting_starter_can_be_told_to_stop(data_folder: Path) -> None:
    with command(data_folder) as starter, command(data_folder) as second:
        assert starter.is_done() == "waiting\n"
        starter.process.send_signal(signal.SIGINT)
        assert starter.process.wait() == 128 + signal.SIGINT
        while second.store(1):
            pass
        second.process.communicate()
        assert second.process.returncode == UNAVAILABLE


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_starter_that_dies_under_a_second_command_loses_nothing_acknowledged(
    data_folder: Path, death: signal.Signals, long: bool
) -> None:
    number, acknowledged = 0, set()
    for _ in range(20 if long else 2):
        with command(data_folder) as starter, command(data_folder) as second:
            assert not second.said["started_here"]
            for _ in range(5):
                assert second.store(number)
                acknowledged.add(number)
                number += 1
            starter.process.send_signal(death)
            starter.process.wait()
            while second.store(number):
                acknowledged.add(number)
                number += 1
            number += 1
            _, said = second.process.communicate()
            assert second.process.returncode == UNAVAILABLE
            assert "Everything acknowledged is stored" in said
            assert "Traceback" not in said
    assert acknowledged <= kept(data_folder)


def test_a_database_killed_under_everybody_loses_nothing_acknowledged(data_folder: Path, long: bool) -> None:
    number, acknowledged = 0, set()
    for _ in range(20 if long else 2):
        with command(data_folder) as starter:
            for _ in range(5):
                assert starter.store(number)
                acknowledged.add(number)
                number += 1
            os.kill(starter.said["server"], signal.SIGKILL)
            while starter.store(number):
                acknowledged.add(number)
                number += 1
            number += 1
            assert starter.process.wait() == UNAVAILABLE
    assert acknowledged <= kept(data_folder)


def test_a_database_killed_again_and_again_is_started_again(data_folder: Path, long: bool) -> None:
    with open_server(data_folder) as server:
        for _ in range(20 if long else 3):
            assert server.pid
            with psycopg.connect(server.conninfo()):
                os.kill(server.pid, signal.SIGKILL)
                os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
                assert server.restart_if_dead()
            psycopg.connect(server.conninfo()).close()


def test_a_session_that_outlives_the_database_only_delays_the_next_start(data_folder: Path) -> None:
    busy = "SELECT count(*) FROM generate_series(1, 6000000) AS a"
    with open_server(data_folder) as server:
        assert server.pid
        with closing(psycopg.connect(server.conninfo())) as session:
            session.pgconn.send_query(busy.encode())
            os.kill(server.pid, signal.SIGKILL)
            os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
            assert server.restart_if_dead()
        psycopg.connect(server.conninfo()).close()
    assert "shared memory" in (data_folder / "postgres.log").read_text()


def test_a_killed_first_start_leaves_nothing_half_made(tmp_path: Path) -> None:
    process = started(COMMAND, tmp_path)
    while not (tmp_path / "postgres.unfinished").exists():
        assert process.poll() is None
    process.kill()
    process.communicate()
    with command(tmp_path) as next_one:
        assert next_one.said["started_here"]
        assert next_one.store(1)


def as_nobody(folder: Path) -> list[str]:
    """The command as an ordinary user: as we are, or, when we are root, as an account without its own rights."""
    if os.geteuid() != 0:
        return COMMAND
    os.chown(folder, 65534, 65534)
    return postgres_launch.command(NOBODY, Path(COMMAND[0]), *COMMAND[1:])


def test_it_runs_as_an_ordinary_user(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    with command(folder, how=as_nobody(folder)) as running:
        assert running.said["uid"] != 0
        assert running.store(1)
        assert running.end() == 0
        assert (folder / "postgres").stat().st_uid == running.said["uid"]


def where_namespaces_are_barred() -> list[str]:
    """The command as root in a container that bars user namespaces; as an ordinary user there is nothing to bar."""
    barred = [sys.executable, str(ROOT / "tests" / "support" / "without_namespaces.py")]
    return [*barred, *COMMAND] if os.geteuid() == 0 else COMMAND


def test_root_needs_no_namespaces_and_both_ways_share_a_folder(data_folder: Path) -> None:
    with command(data_folder) as allowed:
        assert allowed.store(1)
        assert allowed.end() == 0
    with command(data_folder, how=where_namespaces_are_barred()) as barred:
        assert barred.store(2)
        assert (data_folder / "postgres").stat().st_uid != 0
        assert barred.end() == 0
    assert kept(data_folder) == {1, 2}
