"""The ``wenze`` script, with an interpreter that only notes what it is asked to do instead of installing."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

NEEDED = ("sh", "dirname", "readlink", "cat", "cksum", "mkdir", "mv", "rm", "sleep", "cp", "chmod")
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-build.lock")

INTERPRETER = r"""#!/bin/sh
# Stands in for Python: notes each call, and "installs" by making the files that the script looks for.
echo "$*" >>"$NOTES"
case "$*" in
*version_info*) exit "${TOO_OLD:-0}" ;;
*"import pip"*) [ -e "$FOLDER/.venv/pip" ] ;;
*"-m venv"*) mkdir -p "$FOLDER/.venv/bin"; : >"$FOLDER/.venv/pip"; cp "$FOLDER/bin/python3" "$FOLDER/.venv/bin/python" ;;
*--require-hashes*) [ -z "${SLOW:-}" ] || { : >"$FOLDER/slow"; sleep "$SLOW"; }; exit "${FAILS:-0}" ;;
*--editable*) printf '#!/bin/sh\necho "wenze $*"\n' >"$FOLDER/.venv/bin/wenze"; chmod +x "$FOLDER/.venv/bin/wenze" ;;
*"-m pytest"*) echo "pytest $*" ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what the script needs, and a PATH with nothing but plain tools and the stand-in."""
    for name in ("wenze", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "bin").mkdir()
    for tool in NEEDED:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool, path=os.defpath) or "")
    (tmp_path / "bin" / "python3").write_text(INTERPRETER)
    (tmp_path / "bin" / "python3").chmod(0o755)
    return tmp_path


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    known = {"PATH": str(folder / "bin"), "NOTES": str(folder / "notes"), "FOLDER": str(folder), **environment}
    pipe = subprocess.PIPE
    command = [str(folder / "wenze"), *arguments]
    return subprocess.Popen(command, env=known, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    process = start(folder, *arguments, **environment)
    out, err = process.communicate()
    return process.returncode, out, err


def noted(folder: Path, word: str) -> int:
    return sum(word in line for line in (folder / "notes").read_text().splitlines())


def test_it_installs_once_and_hands_over(folder: Path) -> None:
    assert run(folder, "doctor", "--json")[:2] == (0, "wenze doctor --json\n")
    assert run(folder, "demo") == (0, "wenze demo\n", "")
    assert noted(folder, "--require-hashes") == 1
    assert noted(folder, "--no-deps --no-build-isolation --editable") == 1


def test_a_changed_lock_is_installed(folder: Path) -> None:
    run(folder, "demo")
    with (folder / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    run(folder, "demo")
    assert noted(folder, "--require-hashes") == 2


def test_tests_get_their_own_packages_and_all_arguments(folder: Path) -> None:
    code, out, _ = run(folder, "test", "-k", "two words", "--long")
    assert (code, out) == (0, "pytest -m pytest -k two words --long\n")
    assert noted(folder, "requirements-test.lock") == 1
    run(folder, "demo")
    assert noted(folder, "--require-hashes") == 1


def test_two_first_runs_do_not_collide(folder: Path) -> None:
    both = [start(folder, "demo", SLOW="1") for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["wenze demo\n"] * 2
    assert noted(folder, "--require-hashes") == 1
    assert noted(folder, "-m venv") == 1


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_installer_does_not_block_the_next(folder: Path, death: signal.Signals) -> None:
    first = start(folder, "demo", SLOW="60")
    while not (folder / "slow").exists():
        assert first.poll() is None
    os.killpg(first.pid, death)
    first.communicate()
    assert run(folder, "demo")[:2] == (0, "wenze demo\n")
    assert list((folder / ".venv").glob("installing*")) == []


def test_a_failed_installation_is_said_and_tried_again(folder: Path) -> None:
    code, out, err = run(folder, "demo", FAILS="1", LANG="en_GB.UTF-8")
    assert (code, out) == (2, "")
    assert "did not finish" in err
    assert run(folder, "demo")[:2] == (0, "wenze demo\n")


@pytest.mark.parametrize(
    ("language", "words"), [("zh_CN.UTF-8", "需要 Python 3.11"), ("en_US.UTF-8", "Python 3.11 or newer")]
)
def test_an_old_python_is_said_in_both_languages(folder: Path, language: str, words: str) -> None:
    code, _, err = run(folder, "demo", TOO_OLD="1", LANG=language)
    assert code == 2
    assert words in err
    assert not (folder / ".venv" / "bin").exists()


def test_it_works_through_a_link_and_from_another_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "linked").symlink_to(folder / "wenze")
    known = {"PATH": str(folder / "bin"), "NOTES": str(folder / "notes"), "FOLDER": str(folder)}
    shown = subprocess.run(
        [elsewhere / "linked", "demo"], env=known, cwd=elsewhere, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "wenze demo\n"
    assert list(elsewhere.iterdir()) == [elsewhere / "linked"]


def test_it_is_a_short_posix_script() -> None:
    text = (ROOT / "wenze").read_text()
    assert text.startswith("#!/bin/sh\n")
    assert len(text.splitlines()) < 120
    assert (ROOT / "wenze").stat().st_mode & 0o111
