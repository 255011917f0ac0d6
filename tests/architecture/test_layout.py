"""The shape of the tree: a fixed top level, files cut by noun, none of them long."""

import statistics

from tests.architecture.tree import PACKAGES, committed, text_of

TOP = {
    "pyproject.toml",
    "README.md",
    "domain",
    "application",
    "projections",
    "interfaces",
    "tests",
    "docs",
    "bench",
    ".ci",
    "wenze",
    "requirements.lock",
    "requirements-test.lock",
    "requirements-build.lock",
    ".gitignore",
}
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager", "managers", "shared", "core"}
LONGEST = 400
MEDIAN = 100


def lines_of_python() -> dict[str, int]:
    sources = [path for path in committed() if path.suffix == ".py"]
    return {str(path): len((text_of(path) or "").splitlines()) for path in sources}


def test_the_top_level_is_fixed() -> None:
    assert {path.parts[0] for path in committed()} <= TOP


def test_no_file_is_long() -> None:
    assert {name: count for name, count in lines_of_python().items() if count > LONGEST} == {}


def test_the_median_file_is_short() -> None:
    counts = [count for name, count in lines_of_python().items() if count and name.startswith(PACKAGES)]
    assert statistics.median(counts) < MEDIAN


def test_no_module_is_a_catch_all() -> None:
    named = {str(path) for path in committed() if path.suffix == ".py" and CATCH_ALL & {*path.with_suffix("").parts}}
    assert named == set()
