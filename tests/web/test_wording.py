"""Both languages are complete and equal, and templates ask only for what is written."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import chain
from string import Formatter
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from application.actions import COMMANDS
from application.adapters.template_files import packaged_templates
from domain.document import DocumentRef
from domain.papers.template import Template
from domain.recorded import Event
from domain.registry import EVENTS
from interfaces.matter_kinds import KINDS
from interfaces.web.forms.fields import fields_of
from interfaces.web.wording import LANGUAGES, Language, Texts, words
from projections.docket.row import Kind
from projections.read_models import NAMES
from tests.architecture.tree import ROOT

KEY = re.compile(r"""\bt\('([a-z_0-9.-]+)'""")


DIGITS = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def test_no_sentence_that_ships_writes_a_day_in_digits() -> None:
    """Codes, addresses and fields do; what is read has days as every page writes them."""
    data = list((ROOT / "domain").rglob("data/**/*.toml"))
    assert len(data) > 50
    said = [(one.name, text) for one in data for text in sentences(tomllib.loads(one.read_text("utf-8")))]
    said += [(key, text) for language in LANGUAGES for key, text in words(language).items()]
    assert [(place, text) for place, text in said if DIGITS.search(text)] == []


def sentences(found: object) -> Iterator[str]:
    """What stands under a language anywhere in *found*."""
    if isinstance(found, list):
        yield from chain.from_iterable(map(sentences, found))
    if isinstance(found, dict):
        for key, value in found.items():
            if key in LANGUAGES and isinstance(value, str):
                yield value
            else:
                yield from sentences(value)


def test_both_languages_have_the_same_keys_and_the_same_places() -> None:
    zh, en = words("zh"), words("en")
    assert set(zh) == set(en)
    for key in zh:
        assert zh[key].strip(), key
        assert en[key].strip(), key
        assert places(zh[key]) == places(en[key]), key


def test_what_is_said_of_the_fields_of_commands_is_said_of_fields_that_they_have() -> None:
    """When a field is needed that depends on another answer, and what leads to a field's choices."""
    fields: dict[str, set[str]] = {}
    for action, (_, shape) in COMMANDS.items():
        fields.setdefault(action.partition(".")[2], set()).update(one.name for one in fields_of(shape))
    said = [key.split(".")[1:] for key in words("zh") if key.startswith(("needed.", "lacks."))]
    assert len(said) > 40
    assert [(verb, name) for verb, name in said if name not in fields.get(verb, set())] == []


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_a_matter_is_called_by_one_word_on_a_page_and_in_a_letter() -> None:
    for language in LANGUAGES:
        said = words(language)
        assert {kind: one.zh if language == "zh" else one.en for kind, one in KINDS.items()} == {
            kind: said[f"kind.{kind}"] for kind in KINDS
        }
    assert {*KINDS} == {kind.value for kind in Kind}


def test_no_chinese_is_left_in_the_english_words() -> None:
    assert [key for key, text in words("en").items() if re.search(r"[\u4e00-\u9fff]", text)] == []


def test_no_english_is_left_in_the_chinese_words() -> None:
    """What has no Chinese word in it has no other either: places and signs alone."""
    chinese = re.compile(r"[\u4e00-\u9fff]")
    bare = {key: re.sub(r"\{[^}]*\}", "", text) for key, text in words("zh").items() if not chinese.search(text)}
    assert [key for key, text in bare.items() if re.search("[A-Za-z]", text)] == []


TEMPLATES = sorted(
    entry.name for entry in files("interfaces.web").joinpath("templates").iterdir() if entry.name.endswith(".html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_word_script_style_or_address_of_its_own(name: str) -> None:
    source = files("interfaces.web").joinpath("templates", name).read_text("utf-8")
    assert [key for key in KEY.findall(source) if not key.endswith(".") and key not in words("zh")] == []
    assert "|safe" not in source.replace(" ", "")
    assert not re.search(r"\son[a-z]+=|\sstyle=|<style|<script(?![^>]*\ssrc=)|https?://|//cdn", source)
    outside = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]+>", "", source, flags=re.DOTALL)
    assert set(re.findall(r"[\u4e00-\u9fff]+", outside)) <= {"问责", "中文"}
    assert not re.search(r"[，。；：、？！（）“”]", outside), "punctuation belongs to a language"


@pytest.mark.parametrize("template", packaged_templates().values(), ids=list(packaged_templates()))
def test_every_place_for_the_drafter_of_a_paper_has_a_name(template: Template) -> None:
    assert [place for place in template.slots if f"paper.slot.{place}" not in words("zh")] == []


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (("2026-10-01", "2026-10-03", "2026-10-02"), "2026年10月1日至3日", "1 to 3 October 2026"),
        (("2026-09-30", "2026-10-01"), "2026年9月30日至10月1日", "30 September to 1 October 2026"),
        (("2025-12-31", "2026-01-01"), "2025年12月31日至2026年1月1日", "31 December 2025 to 1 January 2026"),
        (("2026-02-14", "2026-02-28"), "2026年2月14日；2026年2月28日", "14 February 2026; 28 February 2026"),
        ((), "", ""),
    ],
)
def test_days_that_follow_one_another_are_written_as_a_span(days: tuple[str, ...], zh: str, en: str) -> None:
    given = [date.fromisoformat(day) for day in days]
    assert (Texts("zh").days(given), Texts("en").days(given)) == (zh, en)


def test_a_number_chooses_its_noun_in_english() -> None:
    texts = Texts("en")
    assert [texts("inbox.waiting", days=days) for days in (0, 1, 2)] == [
        "waiting 0 days",
        "waiting 1 day",
        "waiting 2 days",
    ]


@pytest.mark.parametrize(
    ("code", "zh", "en"), [("2026-01", "2026年1月", "January 2026"), ("1999-12", "1999年12月", "December 1999")]
)
def test_a_month_is_written_as_people_write_it(code: str, zh: str, en: str) -> None:
    assert (Texts("zh").month(code), Texts("en").month(code)) == (zh, en)


@pytest.mark.parametrize(("key", "zh"), [("toy@2020-01-01", "2020年1月1日"), ("toy@draft", "—"), ("toy", "—")])
def test_an_edition_is_called_by_its_day(key: str, zh: str) -> None:
    assert Texts("zh").edition(key) == zh


@pytest.mark.parametrize("name", NAMES)
def test_every_read_model_is_called_something(name: str) -> None:
    assert f"health.models.{name}" in words("zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_that_an_event_holds_is_opened_by_a_word(language: Language) -> None:
    held = {field for event in EVENTS.values() for field in event.__struct_fields__ if _holds_document(event, field)}
    assert len(held) > 20
    assert {field for field in held if not {f"opens.{field}", f"field.{field}"} & {*words(language)}} == set()


def _holds_document(event: type[Event], field: str) -> bool:
    return _is_document(get_type_hints(event)[field])


def _is_document(kind: Any) -> bool:
    """Whether *kind* is a document, or a list of such or of what holds one."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind is DocumentRef or any(map(_is_document, get_type_hints(kind).values()))
    return any(map(_is_document, get_args(kind)))
