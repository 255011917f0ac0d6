"""The printed page against the measures of the layout: our PDF, and the .docx as LibreOffice opens and prints it."""

import io
import subprocess
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from application.adapters.press.docx import docx
from application.adapters.press.fonts import installed
from application.adapters.press.pdf import pdf
from application.adapters.press.printing import packaged_layout
from domain.papers.content import Head
from domain.papers.sheet import Sheet, SheetParagraph
from domain.papers.template import Form
from tests.application.adapters.press.measuring import Page, pages
from tests.application.adapters.press.sheets import NUMBER, sheet
from tests.support.printing import office_program, typefaces

LAYOUT = packaged_layout()
EVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
LEFT, RIGHT = LAYOUT.left, LAYOUT.page[0] - LAYOUT.right
TOP, BOTTOM = LAYOUT.top, LAYOUT.page[1] - LAYOUT.bottom
PITCH = LAYOUT.area[1] / LAYOUT.lines
ROUTES = ("pdf", "docx")
LENGTHS = range(24, 36)


def printed(form: Form) -> Sheet:
    one = sheet(form, paragraphs=0)
    return Sheet(
        form=form,
        issuer=one.issuer,
        title=one.title,
        addressee=one.addressee,
        copies=one.copies,
        number=one.number,
        day=one.day,
        printed=one.printed,
        check=one.check,
        paragraphs=(*one.paragraphs, *(SheetParagraph(text=EVEN * 5) for _ in range(15))),
    )


def headed(form: Form) -> Sheet:
    """The same with all that can stand above it."""
    signer = "某乙" if form is Form.DOCUMENT else None
    head = Head(copy_number="000012", secrecy="秘密★1年", urgency="特急", signer=signer)
    return msgspec.structs.replace(printed(form), head=head)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form, printed by us and by LibreOffice; those with a head with all that can stand above it, too."""
    typefaces()
    program, folder = office_program(), tmp_path_factory.mktemp("sheets")
    made = {form.value: printed(form) for form in Form}
    made |= {f"headed-{form}": headed(form) for form in (Form.DOCUMENT, Form.LETTER)}
    for name, one in made.items():
        (folder / f"docx-{name}.docx").write_bytes(docx(one, LAYOUT))
        (folder / f"pdf-{name}.pdf").write_bytes(pdf(one, LAYOUT, installed(LAYOUT.faces)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = sorted(folder.glob("*.docx"))
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return folder


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Mapping[tuple[str, Form], tuple[Page, ...]]:
    """The pages of every form."""
    return {(route, form): pages(folder / f"{route}-{form}.pdf") for route in ROUTES for form in Form}


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("route", ROUTES)
def test_a_full_page_has_the_lines_characters_and_margins_of_the_layout(
    route: str, form: Form, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    found = sheets[route, form]
    assert len(found) >= 3
    full = found[1]
    assert full.size == pytest.approx(LAYOUT.page, abs=0.3)
    body = [line for line in full.lines if line.bottom < BOTTOM + 3]
    assert len(body) == LAYOUT.lines
    between = [after.middle - before.middle for before, after in pairwise(body)]
    assert between == pytest.approx([PITCH] * len(between), abs=0.4)
    whole = [line for line in body if line.left < LEFT + 1 and line.right > RIGHT - 6]
    assert whole
    assert {len(line.text) for line in whole} == {LAYOUT.characters}
    assert [line.left for line in whole] == pytest.approx([LEFT] * len(whole), abs=0.5)
    assert [line.right for line in whole] == pytest.approx([RIGHT] * len(whole), abs=1)
    assert body[0].top > TOP - 1
    assert body[-1].bottom < BOTTOM + 1


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("route", ROUTES)
def test_page_numbers_stand_outside_and_seven_millimetres_below(
    route: str, form: Form, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    numbered = list(enumerate(sheets[route, form], 1))
    if form is Form.LETTER:
        (_, first), *numbered = numbered
        assert "—" not in first.lines[-1].text, "a letter has no number on its first page"
    for number, page in numbered:
        last = page.lines[-1]
        assert last.text.replace(" ", "") == f"—{number}—"
        assert last.middle == pytest.approx(BOTTOM + LAYOUT.page_number_below + 2.5, abs=2)
        if number % 2:
            assert last.right == pytest.approx(RIGHT - LAYOUT.area[0] / LAYOUT.characters, abs=3)
        else:
            assert last.left == pytest.approx(LEFT + LAYOUT.area[0] / LAYOUT.characters, abs=3)


@pytest.mark.parametrize("route", ROUTES)
def test_the_head_of_a_document(route: str, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]) -> None:
    first = sheets[route, Form.DOCUMENT][0]
    mark, number, title, addressee = first.lines[:4]
    assert mark.text == "示例市人民政府（虚构）文件"
    assert mark.top == pytest.approx(TOP + LAYOUT.mark_below_top, abs=4)  # the box of the type, not its ink
    assert number.text == NUMBER
    centre = (LEFT + RIGHT) / 2
    assert [(one.left + one.right) / 2 for one in (mark, number, title)] == pytest.approx([centre] * 3, abs=2.5)
    (rule,) = first.rules
    top, left, right, red = rule
    assert red
    assert (left, right) == pytest.approx((LEFT, RIGHT), abs=0.8)
    assert top - number.bottom == pytest.approx(LAYOUT.rule_below_number, abs=2)
    assert title.top - top == pytest.approx(2 * PITCH, abs=4)
    assert addressee.text.endswith("：")
    assert addressee.left == pytest.approx(LEFT, abs=0.5)


@pytest.mark.parametrize("route", ROUTES)
def test_what_stands_above_a_document_stands_in_its_corner_and_moves_nothing(
    route: str, folder: Path, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    plain, first = sheets[route, Form.DOCUMENT][0], pages(folder / f"{route}-headed-document.pdf")[0]
    copy, secrecy, urgency, mark, number = first.lines[:5]
    assert [copy.text, secrecy.text, urgency.text] == ["000012", "秘密★1年", "特急"]
    assert [one.left for one in (copy, secrecy, urgency)] == pytest.approx([LEFT] * 3, abs=0.8)
    assert copy.top == pytest.approx(TOP, abs=3)
    assert urgency.middle - copy.middle == pytest.approx(2 * PITCH, abs=1.5)
    cell = LAYOUT.area[0] / LAYOUT.characters
    assert number.text.replace(" ", "") == f"{NUMBER}签发人：某乙"
    assert number.left == pytest.approx(LEFT + cell, abs=1)
    assert number.right == pytest.approx(RIGHT - cell, abs=1.5)
    assert mark.top == pytest.approx(plain.lines[0].top, abs=0.5)
    assert [line.middle for line in first.lines[4:]] == pytest.approx(
        [line.middle for line in plain.lines[1:]], abs=0.6
    )


@pytest.mark.parametrize("route", ROUTES)
def test_what_stands_above_a_letter_begins_beside_its_number(
    route: str, folder: Path, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    plain, first = sheets[route, Form.LETTER][0], pages(folder / f"{route}-headed-letter.pdf")[0]
    numbered, secrecy, urgency, title = first.lines[1:5]
    assert numbered.text.replace(" ", "") == f"000012{NUMBER}"
    assert [secrecy.text, urgency.text] == ["秘密★1年", "特急"]
    assert [one.left for one in (numbered, secrecy, urgency)] == pytest.approx([LEFT] * 3, abs=0.8)
    assert numbered.middle == pytest.approx(plain.lines[1].middle, abs=0.6)
    assert numbered.right == pytest.approx(RIGHT, abs=1.5)
    assert title.middle - urgency.middle == pytest.approx(plain.lines[2].middle - plain.lines[1].middle, abs=1)


@pytest.mark.parametrize("route", ROUTES)
def test_a_letter_has_its_mark_and_double_rules_on_the_first_page_only(
    route: str, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    first, *others = sheets[route, Form.LETTER]
    mark, number = first.lines[:2]
    assert mark.text == "示例市人民政府（虚构）"
    assert mark.top == pytest.approx(LAYOUT.letter_mark, abs=4)
    assert number.text == NUMBER
    assert number.right == pytest.approx(RIGHT, abs=1.5)
    edges = (LAYOUT.page[0] - LAYOUT.letter_rule) / 2
    under = LAYOUT.letter_mark + LAYOUT.sizes.mark / 72 * 25.4 + LAYOUT.rule_below_number
    assert {round(top) for top, *_ in first.rules} <= {round(under + by) for by in (-1, 0, 1, 2)} | {
        round(LAYOUT.page[1] - LAYOUT.letter_foot + by) for by in (-2, -1, 0, 1, 2)
    }
    tops = [top for top, *_ in first.rules]
    assert min(tops) < LAYOUT.page[1] / 2 < max(tops)
    for _, left, right, red in first.rules:
        assert red
        assert (left, right) == pytest.approx((edges, LAYOUT.page[0] - edges), abs=1)
    assert [rule for page in others for rule in page.rules] == []


@pytest.mark.parametrize("route", ROUTES)
def test_the_end_block_is_at_the_foot_of_the_last_page(
    route: str, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    last = sheets[route, Form.DOCUMENT][-1]
    rules = [rule for rule in last.rules if not rule[3]]
    assert len(rules) == 3
    assert [rule[1:3] for rule in rules] == [pytest.approx((LEFT, RIGHT), abs=0.8)] * 3
    assert rules[-1][0] == pytest.approx(BOTTOM, abs=2)
    copies, issued = last.lines[-3:-1]
    assert copies.text.startswith("抄送：")
    assert issued.text.endswith("2026年11月27日印发"), "the day of issue, which is not that of the decision"
    assert rules[0][0] < copies.middle < rules[1][0] < issued.middle < rules[2][0]


@pytest.mark.parametrize("route", ROUTES)
def test_issuer_and_day_are_set_at_the_right_above_the_end_block(
    route: str, sheets: Mapping[tuple[str, Form], tuple[Page, ...]]
) -> None:
    whole = [line for page in sheets[route, Form.DOCUMENT] for line in page.lines]
    day = next(line for line in whole if line.text == "2026年11月26日")
    cell = LAYOUT.area[0] / LAYOUT.characters
    assert day.right < RIGHT - 3 * cell
    assert (day.left + day.right) / 2 > (LEFT + RIGHT) / 2


def test_the_words_of_the_pdf_can_be_selected(sheets: Mapping[tuple[str, Form], tuple[Page, ...]]) -> None:
    said = "".join(line.text for page in sheets["pdf", Form.LETTER] for line in page.lines)
    assert all(word in said for word in (EVEN, "关于对某甲（虚构）的处理决定", "一、查明的事实"))


def ending(lines: int) -> Sheet:
    """A document of so many one-line paragraphs."""
    one = sheet(paragraphs=0)
    return msgspec.structs.replace(one, paragraphs=tuple(SheetParagraph(text=EVEN) for _ in range(lines)))


@pytest.fixture(scope="module")
def endings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, int], tuple[Page, ...]]:
    """Documents of every length around a full last page, printed by us and by LibreOffice."""
    typefaces()
    program, folder = office_program(), tmp_path_factory.mktemp("endings")
    for lines in LENGTHS:
        (folder / f"pdf-{lines}.pdf").write_bytes(pdf(ending(lines), LAYOUT, installed(LAYOUT.faces)))
        (folder / f"docx-{lines}.docx").write_bytes(docx(ending(lines), LAYOUT))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return {(route, lines): pages(folder / f"{route}-{lines}.pdf") for route in ROUTES for lines in LENGTHS}


@pytest.mark.parametrize("lines", LENGTHS)
@pytest.mark.parametrize("route", ROUTES)
def test_no_page_holds_the_signature_or_the_end_block_without_words_of_the_text(
    route: str, lines: int, endings: Mapping[tuple[str, int], tuple[Page, ...]]
) -> None:
    found = endings[route, lines]
    last = [line.text.replace(" ", "") for line in found[-1].lines]
    assert "2026年11月26日" in last
    assert any(text.endswith("印发") for text in last)
    assert EVEN in last
    (day,) = [line for line in found[-1].lines if line.text.replace(" ", "") == "2026年11月26日"]
    assert day.bottom < min(rule[0] for rule in found[-1].rules if not rule[3]), "the end block lies under the day"


def test_what_is_attached_is_named_a_line_below_the_text_and_set_under_its_first_character(tmp_path: Path) -> None:
    typefaces()
    office_program()  # what is read here is read by its companion
    name = "对示例市土地局（虚构）不予受理公开申请一事的调查报告及其全部附表和有关谈话笔录的复印件"
    attached = msgspec.structs.replace(printed(Form.DOCUMENT), attachments=(name, "收据"))
    (tmp_path / "one.pdf").write_bytes(pdf(attached, LAYOUT, installed(LAYOUT.faces)))
    lines = [line for page in pages(tmp_path / "one.pdf") for line in page.lines]
    at = next(place for place, line in enumerate(lines) if line.text.startswith("附件："))
    first, second, third = lines[at : at + 3]
    cell = LAYOUT.area[0] / LAYOUT.characters
    assert first.left == pytest.approx(LEFT + 2 * cell, abs=1)
    assert second.left == pytest.approx(LEFT + 6.5 * cell, abs=1.5), (
        "the rest of a long name begins below its first character"
    )
    assert third.text.startswith("2.")
    assert third.left == pytest.approx(LEFT + 5 * cell, abs=1)
    if lines[at - 1].bottom < first.top:
        assert first.top - lines[at - 1].top == pytest.approx(2 * PITCH, abs=0.6), "one line is left empty"
    content = docx(attached, LAYOUT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        words = archive.read("word/document.xml").decode()
    assert f"附件：1. {name}" in words
    assert 'w:leftChars="650" ' in words
    assert 'w:hangingChars="450" ' in words
