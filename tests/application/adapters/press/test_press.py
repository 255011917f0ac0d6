"""The press: the same bytes for the same sheet, and a clear no where something is missing."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest

from application.adapters.press.codes import code_png
from application.adapters.press.docx import docx
from application.adapters.press.fonts import Typefaces, installed
from application.adapters.press.pdf import pdf
from application.adapters.press.printing import packaged_layout
from application.errors import PressRefused
from domain.papers.sheet import DRAFT, Sheet
from domain.papers.template import Form
from tests.application.adapters.press.sheets import NUMBER, SENTENCE, sheet
from tests.support.printing import typefaces

LAYOUT = packaged_layout()


@pytest.mark.parametrize("form", Form)
def test_the_same_sheet_is_the_same_office_file(form: Form) -> None:
    assert docx(sheet(form), LAYOUT) == docx(sheet(form), LAYOUT)
    assert docx(sheet(form), LAYOUT) != docx(sheet(form, paragraphs=3), LAYOUT)


@pytest.mark.parametrize("form", Form)
def test_the_same_sheet_is_the_same_pdf(form: Form) -> None:
    typefaces()
    first = pdf(sheet(form), LAYOUT, installed(LAYOUT.faces))
    assert first.startswith(b"%PDF-")
    assert first == pdf(sheet(form), LAYOUT, Typefaces(LAYOUT.faces))


@pytest.mark.parametrize("final", [True, False])
def test_an_office_file_is_well_formed_and_holds_every_word_even_awkward_ones(final: bool) -> None:
    awkward = Sheet(
        form=Form.DOCUMENT,
        issuer="甲 & 乙<局>",
        title='"]]>',
        paragraphs=sheet().paragraphs,
        number=NUMBER if final else None,
        check="x" if final else None,
    )
    with zipfile.ZipFile(BytesIO(docx(awkward, LAYOUT))) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            ParserCreate().Parse(content, True)
    words = unescape("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", parts["word/document.xml"].decode())))
    assert all(word in words for word in ("甲 & 乙<局>", '"]]>', SENTENCE, NUMBER if final else DRAFT))


def test_without_typefaces_nothing_is_printed_and_the_packages_are_named(tmp_path: Path) -> None:
    bare = Typefaces(LAYOUT.faces, (tmp_path,), system=False)
    with pytest.raises(PressRefused) as refused:
        pdf(sheet(), LAYOUT, bare)
    assert refused.value.code == "fonts-missing"
    assert {"body", "fonts-arphic-gbsn00lp"} <= set(refused.value.about)


def test_a_character_without_a_shape_is_refused_and_not_printed_as_a_box() -> None:
    typefaces()
    with pytest.raises(PressRefused) as refused:
        installed(LAYOUT.faces).require("好\U00030ede")
    assert (refused.value.code, refused.value.about) == ("characters-missing", ("U+30EDE",))


def test_a_code_is_a_picture_of_its_text_alone() -> None:
    assert code_png("a") == code_png("a")
    assert code_png("a") != code_png("b")
