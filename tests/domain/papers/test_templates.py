"""Templates are data that cannot name what there is not; every packaged one is complete in both languages."""

from collections.abc import Iterator
from enum import Enum
from typing import get_args, get_type_hints

import msgspec
import pytest

from application.actions import COMMANDS
from application.adapters.template_files import packaged_templates, packaged_words
from domain.papers.template import Template, edition_of, names_in, parse
from domain.recorded import Event
from domain.registry import EVENTS
from tests.domain.papers.test_filling import HEAD

TEMPLATES = packaged_templates()


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_packaged_template_is_for_a_step_that_there_is(template: Template) -> None:
    assert template.carries_out is None or template.carries_out in COMMANDS
    if template.carries_out is not None:
        _, command = COMMANDS[template.carries_out]
        fields = set(command.__struct_fields__)
        assert template.field in fields
        assert template.number_field is None or template.number_field in fields


def test_the_number_of_a_series_tells_the_kinds_of_paper_apart() -> None:
    series = [template.series for template in TEMPLATES.values()]
    assert len(series) == len(set(series))


def test_a_template_is_not_dated_by_what_there_is_not() -> None:
    for by in ('of = "case.filed.v1", field = "nothing"', 'of = "no.such.v1", field = "filed_on"'):
        with pytest.raises(msgspec.ValidationError):
            parse(f'{HEAD}dated-by = {{ {by} }}\n[[lines]]\nzh = "x"\nen = "x"\n'.encode())


@pytest.mark.parametrize(
    "line",
    [
        'of = "report.filed.v1"\nzh = "{actor}"\nen = "x"',
        'of = "case.no-such-thing.v1"\nzh = "x"\nen = "x"',
        'zh = "{nothing}"\nen = "x"',
        'of = "case.filed.v1"\nzh = "{evidence_of}"\nen = "x"',
        'of = "case.filed.v1"\nwhen = "nothing"\nzh = "x"\nen = "x"',
        'zh = "x"',
        'slot = "own"\nzh = "x"\nen = "x"',
        'zh = "x"\nen = "x"\nunknown = 1',
        'of = "report.filed.v1"\nzh = "{reporter}"\nen = "x"',
        'of = "report.filed.v1"\nzh = "{account}"\nen = "x"',
        'of = "report.supplemented.v1"\nzh = "x"\nen = "{account}"',
        'of = "report.reporter-asked.v1"\nzh = "{message}"\nen = "x"',
        'zh = "x"\nen = "x"\nknown = "nothing"',
        'zh = "x"\nen = "x"\nbeside = true',
        'of = "case.filed.v1"\nzh = "x"\nen = "x"\n[[lines]]\nof = "case.opened.v1"\nbeside = true\nzh = "x"\nen = "x"',
        'of = "case.recusal-decided.v1"\nzh = "{officer}"\nen = "x"',
        'of = "case.recusal-decided.v1"\nthrough = { of = "case.filed.v1", by = "recusal" }\nzh = "x"\nen = "x"',
        'of = "case.recusal-decided.v1"\nthrough = { of = "no.such.v1", by = "recusal" }\nzh = "x"\nen = "x"',
        'of = "case.filed.v1"\nthrough = { of = "case.recusal-raised.v1", by = "recusal" }\nzh = "x"\nen = "x"',
        'of = "case.opened.v1"\nthrough = { of = "report.filed.v1", by = "organ" }\nzh = "{reporter}"\nen = "x"',
        'of = "report.filed.v1"\nwhen = "reporter"\nzh = "x"\nen = "x"',
    ],
)
def test_a_line_that_names_what_there_is_not_does_not_load(line: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        parse(f"{HEAD}[[lines]]\n{line}\n".encode())


def written(template: Template) -> Iterator[tuple[str, type[Event], str]]:
    """Each name that a line of the template writes, with the event that has it."""
    for line in template.lines:
        if line.of is not None:
            for name in (*names_in(line.zh), *names_in(line.en)):
                yield name, EVENTS[line.of], line.of


def kinds_of(event: type[Event], name: str) -> Iterator[type[Enum]]:
    """The enumerations among the kinds of value that the event's field can hold."""
    field = get_type_hints(event).get(name)
    for kind in (field, *get_args(field)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            yield kind


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_every_code_that_a_paper_writes_has_words(template: Template) -> None:
    words = packaged_words()
    bare = {
        (kind.__name__, member.value)
        for name, event, _ in written(template)
        for kind in kinds_of(event, name)
        for member in kind
        if str(member.value) not in words.get(kind.__name__, {})
    }
    assert bare == set()


CATALOGUE = [
    "lead-register",
    "lead-receipt",
    "lead-opinion",
    "lead-admission",
    "lead-rejection",
    "lead-transfer-letter",
    "lead-transfer-notice",
    "preliminary-approval",
    "preliminary-plan",
    "preliminary-report",
    "filing-approval",
    "filing-decision",
    "filing-notice",
    "recusal-decision",
    "talk-record",
    "investigation-report",
    "review-report",
    "notice",
    "statement-record",
    "defence-opinion",
    "deliberation-record",
    "decision",
    "order-to-correct",
    "self-examination-order",
    "admonition-notice",
    "admonition-record",
    "circular",
    "transfer-proposal",
    "transfer-letter",
    "handling-proposal",
    "service-proof",
    "paper-service-proof",
    "appeal-paper-service-proof",
    "execution-notice",
    "execution-report",
    "rectification-opinion",
    "appeal-register",
    "appeal-admission",
    "appeal-rejection",
    "appeal-decision",
    "lifting-notice",
    "case-closing-report",
    "file-index",
    "file-note",
    "supervision-letter",
]
"""The catalogue of documents, line by line; what a respondent hands in as a file of their own has no template."""


def test_every_document_of_the_catalogue_has_a_template() -> None:
    assert [code for code in CATALOGUE if code not in TEMPLATES] == []


def test_a_recusal_that_is_refused_has_its_decision_too() -> None:
    lines = TEMPLATES["recusal-decision"].lines
    required = [line for line in lines if line.required]
    assert required
    assert all("granted" not in line.where for line in required)


def test_another_wording_is_another_edition() -> None:
    one, other = (parse(f'{HEAD}[[lines]]\nzh = "{words}"\nen = "x"\n'.encode()) for words in ("甲", "乙"))
    assert edition_of(one) != edition_of(other)
    assert edition_of(one) == edition_of(parse(f'{HEAD}[[lines]]\nzh = "甲"\nen = "x"\n'.encode()))


def test_words_are_complete() -> None:
    assert [
        label for words in packaged_words().values() for label in words.values() if not label.zh or not label.en
    ] == []
