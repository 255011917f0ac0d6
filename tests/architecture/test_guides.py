"""The guides: both languages name the same pages and commands, each is there, and each page is opened by a test."""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

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


def said(words: Any) -> Iterator[str]:
    """Every text of a tree of texts."""
    if isinstance(words, str):
        yield words
    else:
        yield from chain.from_iterable(map(said, words.values() if isinstance(words, dict) else words))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_guide_quotes_stands_on_a_page(name: str) -> None:
    web, api = (ROOT / "interfaces" / each for each in ("web/messages/zh.toml", "api/commands.toml"))
    labels = set(chain.from_iterable(said(tomllib.loads(each.read_text("utf-8"))) for each in (web, api)))
    quoted = re.findall("“([^“”]+)”", (GUIDES / f"{name}.zh.md").read_text("utf-8"))
    assert [one for one in quoted if one not in labels] == [], "a label is quoted as it reads"


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_is_a_page(name: str) -> None:
    for language in ("zh", "en"):
        assert len((GUIDES / f"{name}.{language}.md").read_text("utf-8").splitlines()) <= 60
