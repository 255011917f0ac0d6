"""The measurements can be run as their page says, and the page knows all of them."""

import ast
import importlib
import importlib.util
import re

import pytest

from bench import rivals
from bench.pages import BEFORE, PAGES, TABLE
from tests.architecture.tree import ROOT
from tests.browser.visits import VISITS

BENCH = ROOT / "bench"
OURS = {"application", "bench", "domain", "interfaces", "projections", "tests"}
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(BENCH.glob("*.py"))}
STARTED_BY_OTHERS = {"nothing"}
MEASUREMENTS = {name for name, text in TEXTS.items() if '__name__ == "__main__"' in text} - STARTED_BY_OTHERS


def names_of_ours(text: str) -> list[tuple[str, str]]:
    """Module and name of everything that *text* takes from us."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return [
        (node.module, alias.name)
        for node in found
        if node.module is not None and node.module.partition(".")[0] in OURS
        for alias in node.names
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_measurement_takes_from_us_is_there(name: str) -> None:
    missing = [
        f"{module}.{one}"
        for module, one in names_of_ours(TEXTS[name])
        if not hasattr(importlib.import_module(module), one)
        and not (ROOT / module.replace(".", "/") / f"{one}.py").exists()
    ]
    assert missing == []


@pytest.mark.parametrize(("name", "package"), [("openfisca", "openfisca_core"), ("zen", "zen")])
def test_an_engine_that_is_not_installed_is_left_out_with_a_word(
    name: str, package: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = importlib.util.find_spec(package) is not None
    assert (rivals.rival(name) is not None) == there
    assert (f'pip install "{rivals.WANTED[name]}"' in capsys.readouterr().err) != there
    assert rivals.WANTED[name] in (BENCH / "README.md").read_text("utf-8")
    assert [name for name, text in TEXTS.items() if re.search(r"^(from|import) .*\brival_", text, re.MULTILINE)] == []


def test_the_page_and_each_program_say_how_it_is_run() -> None:
    page = (BENCH / "README.md").read_text("utf-8")
    assert set(re.findall(r"`python -m bench\.(\w+)", page)) == MEASUREMENTS
    assert {name for name in MEASUREMENTS if f"python -m bench.{name}" not in TEXTS[name]} == set()


def test_every_page_is_measured_or_named_with_the_reason_why_not() -> None:
    unmeasured = TABLE["unmeasured"]
    measured = {path for pages in PAGES.values() for path in pages}
    assert {path for paths in VISITS.values() for path in paths} - measured - set(unmeasured) == set()
    assert measured & set(unmeasured) == set()
    assert all(isinstance(reason, str) and reason for reason in unmeasured.values())
    assert measured >= BEFORE


def test_a_page_is_measured_against_addresses_that_the_api_has() -> None:
    routes = re.findall(r"`GET (/\S+)`", (ROOT / "docs" / "api.md").read_text("utf-8"))
    known = [re.compile(re.sub(r"\{\w+\}", r"(?:\\{[^/]+\\}|[^/{]+)", route)) for route in routes]
    asked = {
        re.split(r"\?| (?=[\w-]+=)", part)[0] for pages in PAGES.values() for parts in pages.values() for part in parts
    }
    assert [one for one in sorted(asked) if not any(route.fullmatch(one) for route in known)] == []
    assert [path for pages in PAGES.values() for path, parts in pages.items() if not parts] == []
