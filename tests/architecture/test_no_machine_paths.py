"""Nothing committed names a machine, a registry host or a folder of the people who work here."""

import re

import pytest

from tests.architecture.tree import committed, text_of

HERE = "tests/architecture/test_no_machine_paths.py"
MACHINE = re.compile(
    r"(?<![\w.:/])/(?:work/(?:main|shared|tools|wt)|root|home/\w+|Users/\w+|opt/pypi\S*|opt/wheels|mnt/\w+|tmp/[\w-]+)\b"
    r"|https?://(?:[\w.-]*\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.org|npmjs\.com)"
    r"|https?://(?:127\.0\.0\.1|localhost):\d{2,5}/simple"
    r"|--(?:extra-index-url|index-url|find-links)\b",
)


def found_in(content: str) -> list[str]:
    return [match.group() for match in MACHINE.finditer(content)]


@pytest.mark.parametrize(
    "line",
    ["/work/tools/x", "'/root/.venv'", "/home/someone/x", "/opt/wheels", "https://pypi.org/simple", "--find-links x"],
)
def test_such_a_line_would_be_found(line: str) -> None:
    assert found_in(line)


def test_no_committed_file_holds_one() -> None:
    held = {}
    for path in committed():
        if str(path) in {HERE, ".ci/lock", ".ci/run"}:
            continue
        matches = found_in(text_of(path) or "")
        if matches:
            held[str(path)] = matches
    assert held == {}
