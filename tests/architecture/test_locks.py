"""The lock files: nothing named but packages and digests, nothing left out that is used, and few packages in all."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LEFT_OUT = PROJECT["tool"]["wenze"]["lock"]["leave-out"]
WHEN_ASKED = PROJECT["tool"]["wenze"]["lock"]["only-when-asked"]
TO_START = 24
"""Packages without which the program does not start, on any platform; see decision 0012."""
IN_ALL = 32

HIDING = """
import sys
hidden = set(sys.argv[1].split(","))
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Hide())
import importlib, pkgutil
for package in ("domain", "application", "projections", "interfaces"):
    for module in pkgutil.walk_packages([package], package + "."):
        importlib.import_module(module.name)
import granian, granian.server, uvloop
"""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    return {canonical(line.partition("==")[0]) for line in lines if re.match(r"[a-zA-Z0-9]", line)}


def named(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]) for requirement in requirements}


def test_every_dependency_is_locked() -> None:
    run_time = named(PROJECT["project"]["dependencies"])
    test = named(PROJECT["dependency-groups"]["test"])
    assert run_time <= locked("requirements.lock")
    assert run_time | test <= locked("requirements-test.lock")
    assert locked("requirements.lock") <= locked("requirements-test.lock")


def test_the_run_time_packages_are_few_and_none_is_left_out_twice() -> None:
    packages = locked("requirements.lock")
    assert len(packages - set(WHEN_ASKED)) <= TO_START
    assert len(packages) <= IN_ALL
    assert packages & set(LEFT_OUT) == set()
    assert set(WHEN_ASKED) <= packages


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock", "requirements-build.lock"])
def test_a_lock_names_digests_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"://|file:|@|--(?!hash)", text)
    packages = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_what_the_lock_leaves_out_is_never_imported_and_the_program_starts_without_what_one_act_needs() -> None:
    """Every module of ours, and what it imports, loads with those packages hidden."""
    hidden = {*LEFT_OUT, *WHEN_ASKED}
    modules = sorted(top for top, names in packages_distributions().items() if set(map(canonical, names)) & hidden)
    assert {"httpx", "faker", "psutil", "pygments"} <= set(modules)
    done = subprocess.run(
        [sys.executable, "-c", HIDING, ",".join(modules)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_hiding_a_package_that_is_used_would_be_noticed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HIDING, "msgspec"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "ModuleNotFoundError: msgspec" in done.stderr
