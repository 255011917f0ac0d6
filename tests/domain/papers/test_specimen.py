"""A preview of each template: whole, filled in both languages, and marked as the example that it is."""

import pytest

from application.adapters.template_files import packaged_specimen, packaged_templates
from domain.papers.content import MISSING
from domain.papers.specimen import specimen
from domain.papers.template import ATTACHMENTS, SIGNER

WORDS = packaged_specimen()
TEMPLATES = packaged_templates()


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_every_line_is_in_the_preview_once_with_its_places_filled(code: str) -> None:
    template = TEMPLATES[code]
    content = specimen(template, WORDS)
    note, *sentences = content.sentences
    assert (note.zh, note.en) == (WORDS.note.zh, WORDS.note.en)
    assert len(sentences) == len(template.lines)
    for one in (*sentences, content.title, *(each for each in (content.addressee, content.copies) if each)):
        assert not {*"{}"} & {*one.zh, *one.en}
        assert MISSING.zh not in one.zh
    assert content.title.zh.startswith("〔预览〕")
    assert "虚构" in content.issuer
    assert bool(content.attachments) == (ATTACHMENTS in template.slots)
    assert (content.head is not None) == (SIGNER in template.slots)
    assert not content.unsupported, "nothing of it is said to be a fact of a record"


def test_a_name_has_its_own_example_or_that_of_its_ending() -> None:
    assert WORDS.of("respondent") is WORDS.by_name["respondent"]
    assert WORDS.of("filed_on") is WORDS.by_ending["_on"]
    assert WORDS.of("ground_basis") is WORDS.by_ending["_basis"]
    assert WORDS.of("something-else") is WORDS.other
