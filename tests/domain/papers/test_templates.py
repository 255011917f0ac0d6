"""Templates are data that cannot name what there is not; every packaged one is complete in both languages."""

import msgspec
import pytest

from application.actions import COMMANDS
from application.adapters.template_files import packaged_templates, packaged_words
from domain.papers.template import Template, edition_of, parse
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


@pytest.mark.parametrize(
    "line",
    [
        'of = "case.no-such-thing.v1"\nzh = "x"\nen = "x"',
        'zh = "{nothing}"\nen = "x"',
        'of = "case.filed.v1"\nzh = "{evidence_of}"\nen = "x"',
        'of = "case.filed.v1"\nwhen = "nothing"\nzh = "x"\nen = "x"',
        'zh = "x"',
        'slot = "own"\nzh = "x"\nen = "x"',
        'zh = "x"\nen = "x"\nunknown = 1',
    ],
)
def test_a_line_that_names_what_there_is_not_does_not_load(line: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        parse(f"{HEAD}[[lines]]\n{line}\n".encode())


def test_another_wording_is_another_edition() -> None:
    one, other = (parse(f'{HEAD}[[lines]]\nzh = "{words}"\nen = "x"\n'.encode()) for words in ("甲", "乙"))
    assert edition_of(one) != edition_of(other)
    assert edition_of(one) == edition_of(parse(f'{HEAD}[[lines]]\nzh = "甲"\nen = "x"\n'.encode()))


def test_words_are_complete() -> None:
    assert [
        label for words in packaged_words().values() for label in words.values() if not label.zh or not label.en
    ] == []
