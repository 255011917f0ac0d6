"""The embedded database: who starts it, who attaches, how it ends, what it keeps."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from application.adapters.postgres_faults import InUse, Replaced
from application.adapters.postgres_server import OWNER, erase, open_server


def rows(conninfo: str) -> list[tuple[int]]:
    with psycopg.connect(conninfo) as connection:
        return connection.execute("SELECT number FROM kept").fetchall()


def test_it_keeps_what_it_was_given_over_a_restart(data_folder: Path) -> None:
    with open_server(data_folder) as server, psycopg.connect(server.conninfo(OWNER)) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    with open_server(data_folder) as server:
        assert rows(server.conninfo(OWNER)) == [(7,)]


def test_a_second_opening_attaches_and_never_stops_it(data_folder: Path) -> None:
    with open_server(data_folder) as first:
        with open_server(data_folder) as second:
            assert first.started_here
            assert not second.started_here
        psycopg.connect(first.conninfo()).close()


def test_its_settings_lose_nothing_and_open_nothing(tmp_path: Path) -> None:
    with open_server(tmp_path) as server, psycopg.connect(server.conninfo()) as connection:
        shown = dict(connection.execute("SELECT name, setting FROM pg_settings").fetchall())
        superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        # Not always below the data folder: a socket's path has at most 107 bytes.
        sockets = Path(str(conninfo_to_dict(server.conninfo())["host"])).stat().st_mode
    expected = {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "server_encoding": "UTF8",
    }
    assert {name: shown[name] for name in expected} == expected
    assert sockets & 0o777 == 0o700
    assert superuser == (False,)


def test_a_stale_note_with_a_foreign_process_stops_nothing(data_folder: Path) -> None:
    with open_server(data_folder) as server:
        note = (data_folder / "postgres" / "postmaster.pid").read_text().splitlines()
        assert server.pid
    note[0] = str(os.getpid())
    (data_folder / "postgres" / "postmaster.pid").write_text("\n".join(note) + "\n")
    with open_server(data_folder) as server:
        assert server.started_here


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    with open_server(folder) as server:
        psycopg.connect(server.conninfo()).close()
        assert not (folder / "run").exists()


def test_a_running_database_is_not_erased(data_folder: Path) -> None:
    with open_server(data_folder):
        with pytest.raises(InUse):
            erase(data_folder)
        assert (data_folder / "postgres").exists()
    erase(data_folder)
    assert not (data_folder / "postgres").exists()


def test_a_server_that_died_is_started_again(data_folder: Path) -> None:
    with open_server(data_folder) as server:
        assert not server.restart_if_dead()
        assert server.pid
        os.kill(server.pid, 9)
        os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
        assert server.restart_if_dead()
        psycopg.connect(server.conninfo()).close()


def test_who_stays_takes_over_from_the_command_that_started_it(data_folder: Path) -> None:
    with open_server(data_folder) as first, open_server(data_folder) as second, open_server(data_folder) as third:
        joined = second.conninfo()
        assert (second.restart_if_dead(), third.restart_if_dead()) == (False, False)
        first.stop()
        assert (second.restart_if_dead(), third.restart_if_dead()) == (True, False)
        assert (second.started_here, third.started_here, second.conninfo()) == (True, False, joined)
        psycopg.connect(third.conninfo()).close()
        second.stop()
        assert third.restart_if_dead()
        psycopg.connect(joined).close()


def test_a_command_that_is_done_does_not_wait_for_who_takes_over(data_folder: Path) -> None:
    with open_server(data_folder) as first, open_server(data_folder) as second:
        assert not second.restart_if_dead()
        waited: list[bool] = []
        first.outlast_guests(lambda: waited.append(True))
        assert not waited


def test_a_database_put_in_the_place_of_the_one_used_is_not_taken_over(data_folder: Path) -> None:
    with open_server(data_folder) as first, open_server(data_folder) as second:
        first.stop()
        shutil.copytree(data_folder / "postgres", data_folder / "other", symlinks=True)
        erase(data_folder)
        (data_folder / "other").rename(data_folder / "postgres")
        with pytest.raises(Replaced):
            second.restart_if_dead()
        assert second.pid is None
    with open_server(data_folder) as again:
        assert again.started_here
