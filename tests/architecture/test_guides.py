"""The guides: both languages name the same pages and commands, each is there, and each page is opened by a test."""

import re
from itertools import chain
from pathlib import Path

import pytest

from interfaces.cli.main import parser
from tests.architecture.tree import ROOT
from tests.web.test_pages import PAGES

GUIDES = ROOT / "docs" / "guides"
NAMES = sorted(path.name.removesuffix(".zh.md") for path in GUIDES.glob("*.zh.md"))
OPENED = {path.partition("?")[0] for path in chain.from_iterable(PAGES.values())}


def named(path: Path) -> tuple[set[str], set[tuple[str, ...]]]:
    """The pages and the commands that a guide names."""
    text = path.read_text("utf-8")
    pages = set(re.findall(r"`(/[a-z/-]*)`", text))
    commands = {tuple(words.split()) for words in re.findall(r"`\./wenze ([a-z ]+)`", text)}
    return pages, commands


def test_there_is_a_guide_for_each_group_in_both_languages() -> None:
    assert len(NAMES) == 6
    listed = (GUIDES / "README.md").read_text("utf-8")
    for name in NAMES:
        for language in ("zh", "en"):
            assert (GUIDES / f"{name}.{language}.md").is_file()
            assert f"({name}.{language}.md)" in listed


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_name_the_same_and_all_of_it_is_there(name: str) -> None:
    chinese, english = named(GUIDES / f"{name}.zh.md"), named(GUIDES / f"{name}.en.md")
    assert chinese == english
    pages, commands = chinese
    assert pages | commands, "a guide that names nothing helps nobody"
    assert pages <= OPENED, "each page of a guide is opened by a test"
    assert {command for command, *_ in commands} <= set(parser()[1].helps)


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_is_a_page(name: str) -> None:
    for language in ("zh", "en"):
        assert len((GUIDES / f"{name}.{language}.md").read_text("utf-8").splitlines()) <= 60
