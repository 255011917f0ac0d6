"""Spreadsheets as they arrive: encodings, headings, merged and missing cells, and rows that cannot be used."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from application.adapters.spreadsheets import file_content, mapping_from, sheets_of, shipped_mappings
from application.imports.leads import Lead, lead_of
from application.imports.mapping import Column, Mapping
from application.imports.reading import LONGEST, Reading, date_from, read, suitable
from application.imports.sheet import FileUnreadable
from tests.support.spreadsheets import HEADINGS, ROWS, csv_bytes, xlsx_bytes

TODAY = date(2026, 11, 22)


def reading(content: bytes) -> Reading:
    sheets = sheets_of(content)
    mapping = suitable(sheets, shipped_mappings("leads")) or shipped_mappings("leads")[0]
    return read(sheets, mapping, TODAY)


def leads(content: bytes) -> list[Lead]:
    (mapping,) = shipped_mappings("leads")
    return [lead_of(record, mapping) for record in reading(content).records]


def a_row(**changed: str) -> tuple[str, ...]:
    return tuple(changed.get(heading, value) for heading, value in zip(HEADINGS, ROWS[0], strict=True))


def part_of_xlsx(name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with two merged cells, of which one part is otherwise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(ROWS, merge=("A2:A3",)))) as given,
        zipfile.ZipFile(out, "w") as changed,
    ):
        for part in given.namelist():
            content = given.read(part)
            assert part != name or old in content
            changed.writestr(part, content.replace(old, new) if part == name else content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_same_rows_in_any_encoding_are_the_same_leads(encoding: str):
    assert leads(csv_bytes(ROWS, encoding=encoding)) == leads(csv_bytes(ROWS))
    assert len(leads(csv_bytes(ROWS))) == 3


def test_the_same_rows_as_xlsx_are_the_same_leads():
    rows = [(r[0], datetime(2016, 7, 18), *r[2:]) for r in ROWS]  # noqa: DTZ001 - a spreadsheet's date has no zone
    assert [lead.id for lead in leads(xlsx_bytes(rows))] == [lead.id for lead in leads(csv_bytes(ROWS))]


def test_a_merged_cell_counts_for_every_row_it_covers():
    rows = [ROWS[0], (None, None, *ROWS[1][2:]), (None, None, *ROWS[2][2:])]
    merged = xlsx_bytes(rows, title="示例通报汇总表", merge=("A3:A5", "B3:B5"))
    assert [lead.id for lead in leads(merged)] == [lead.id for lead in leads(csv_bytes(ROWS))]
    assert [lead.line for lead in leads(merged)] == [3, 4, 5]


def test_a_lead_is_its_content_not_its_spacing_width_or_place():
    (plain,) = leads(csv_bytes(ROWS[:1]))
    spaced = a_row(网站或单位=" 甲县 教育局网 ", 问题说明="空白栏目超过２０个,首页无内容", 通报日期="2016年7月18日")
    (same,) = leads(csv_bytes([spaced], encoding="gb18030"))
    (other,) = leads(csv_bytes([a_row(问题说明="空白栏目超过21个，首页无内容")]))
    assert same.id == plain.id
    assert other.id != plain.id


def test_leads_about_one_organ_and_one_problem_are_alike():
    first, second, third = leads(csv_bytes(ROWS))
    assert second.likeness == third.likeness != first.likeness
    assert len({second.id, third.id}) == 2
    assert second.area_digest == third.area_digest != first.area_digest
    (nowhere,) = leads(csv_bytes([a_row(地区="")]))
    assert (nowhere.likeness, nowhere.area_digest) == (first.likeness, None)


def test_a_site_is_known_by_its_organ_too():
    assert leads(csv_bytes(ROWS))[2].organ_names == ("乙县林业局网站", "乙县林业局")
    (organ,) = leads(csv_bytes([a_row(网站或单位="甲县教育局")]))
    assert organ.organ_names == ("甲县教育局",)


def test_the_account_holds_every_cell_also_of_unknown_columns():
    content = csv_bytes([(*ROWS[0], "3")], (*HEADINGS, "序号"))
    (lead,) = leads(content)
    assert all(f"{heading}：{value}" in lead.account for heading, value in zip(HEADINGS, ROWS[0], strict=True))
    assert "序号：3" in lead.account
    assert lead.id == leads(csv_bytes(ROWS))[0].id


def test_what_stands_in_a_column_that_nobody_declared_tells_two_rows_apart():
    headings = (*HEADINGS, "栏目名称", "链接")
    rows = [(*ROWS[0], "招标公告", "甲"), (*ROWS[0], "人事信息", "甲"), (*ROWS[0], "", "")]
    known = [lead.id for lead in leads(csv_bytes(rows, headings))]
    assert len(set(known)) == 3
    assert known[2] == leads(csv_bytes(ROWS))[0].id, "an empty further column says nothing"
    assert [lead.id for lead in leads(xlsx_bytes(rows, headings))] == known
    turned = [tuple(reversed(row)) for row in rows]
    assert [lead.id for lead in leads(csv_bytes(turned, tuple(reversed(headings)), encoding="gb18030"))] == known
    (spaced,) = leads(csv_bytes([(*ROWS[0], " 招标 公告", "甲 ")], headings))
    assert (spaced.id, spaced.earlier_id) == (known[0], known[2])


def test_two_columns_of_one_heading_are_both_kept():
    (lead,) = leads(csv_bytes([(*ROWS[0], "甲", "乙")], (*HEADINGS, "备注", "备注")))
    assert "备注：甲；乙" in lead.account


def test_an_unknown_kind_of_problem_does_not_refuse_a_row():
    (lead,) = leads(csv_bytes([a_row(问题类型="从未见过的问题")]))
    assert (lead.problem, lead.problem_word) == (None, "从未见过的问题")
    assert leads(csv_bytes(ROWS))[0].problem == "empty-column"


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"网站或单位": " "}, "网站或单位", "cell-missing"),
        ({"问题类型": "", "问题说明": ""}, "问题类型 / 问题说明", "cell-missing"),
        ({"通报日期": "去年夏天"}, "通报日期", "date-unreadable"),
        ({"通报日期": "2016-02-30"}, "通报日期", "date-unreadable"),
        ({"通报日期": "2026-11-23"}, "通报日期", "date-in-future"),
        ({"通报日期": "1899-12-31"}, "通报日期", "date-not-within"),
        ({"通报日期": "9999-12-31"}, "通报日期", "date-not-within"),
        ({"问题说明": "空白\x07栏目"}, "问题说明", "cell-unprintable"),
        ({"问题说明": "长" * (LONGEST + 1)}, "问题说明", "cell-too-long"),
    ],
)
def test_a_bad_row_is_reported_with_line_column_and_value(changed: dict[str, str], column: str, code: str):
    found = reading(csv_bytes([ROWS[1], a_row(**changed)]))
    (fault,) = found.faults
    assert (found.rows, len(found.records)) == (2, 1)
    assert (fault.line, fault.column, fault.code) == (3, column, code)
    assert fault.value == changed.get(column, "").strip()[:199] + ("…" if code == "cell-too-long" else "")


def test_every_fault_of_a_row_is_reported_and_the_row_counted_once():
    found = reading(csv_bytes([a_row(网站或单位="", 通报日期="x")]))
    assert [fault.code for fault in found.faults] == ["date-unreadable", "cell-missing"]
    assert found.rows == 1


def test_a_cell_beyond_the_headings_is_not_dropped_silently():
    (fault,) = reading(csv_bytes([(*ROWS[0], "多出的内容")])).faults
    assert (fault.column, fault.value, fault.code) == ("7", "多出的内容", "cell-without-heading")


def test_an_error_value_of_the_spreadsheet_is_a_fault():
    (fault,) = reading(xlsx_bytes([a_row(问题说明="#N/A")])).faults
    assert (fault.line, fault.column, fault.code) == (2, "问题说明", "cell-broken")


def test_blank_and_short_rows_are_no_faults():
    content = csv_bytes(ROWS) + b"\r\n,,,,,\r\n" + "示例,2016-07-18,,丙县民政局网,空白栏目\r\n".encode()
    found = reading(content)
    assert (found.rows, len(found.faults)) == (4, 0)
    assert found.records[-1].line == 7


def test_a_cell_over_several_lines_keeps_the_line_of_its_row():
    found = reading(csv_bytes([a_row(问题说明="第一行\n第二行"), a_row(网站或单位="")]))
    assert found.faults[0].line == 4


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_other_separators_are_recognised(delimiter: str):
    text = "\r\n".join(delimiter.join(row) for row in (HEADINGS, *ROWS))
    assert len(leads(text.encode())) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n ", "empty"),
        (csv_bytes(ROWS, ("甲", "乙", "丙", "丁", "戊", "己")), "headings-missing"),
        (b"\xff" + csv_bytes(ROWS), "encoding-unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        (b"PK\x03\x04 not really", "xlsx-broken"),
        (xlsx_bytes(ROWS)[:-200], "xlsx-broken"),
        (part_of_xlsx("[Content_Types].xml", b"ContentType=", b"SomethingElse="), "xlsx-broken"),
        (xlsx_bytes([*ROWS, *[()] * 400_000, ROWS[0]]), "too-wide"),
        (part_of_xlsx("xl/worksheets/sheet1.xml", b'ref="A2:A3"', b'ref="A2:XFD1048576"'), "too-wide"),
        (csv_bytes(ROWS) + '"未结束的引号'.encode(), "csv-broken"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, reason: str):
    with pytest.raises(FileUnreadable) as refused:
        reading(content)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015-12-15", date(2015, 12, 15)),
        ("2015/1/5", date(2015, 1, 5)),
        ("2015.12.15", date(2015, 12, 15)),
        ("2015年12月15日", date(2015, 12, 15)),
        ("20151215", date(2015, 12, 15)),
        ("2015-12-15 00:00:00", date(2015, 12, 15)),
        ("15/12/2015", None),
        ("2015-13-01", None),
        ("", None),
    ],
)
def test_dates_are_read_as_they_are_written_in_chinese_spreadsheets(written: str, day: date | None):
    assert date_from(written) == day


def test_a_saved_mapping_brings_its_own_headings(tmp_path: Path):
    file = tmp_path / "own.toml"
    file.write_text(
        'id = "own"\nkind = "leads"\n[report]\nsource = "media"\nprotection = "none"\n'
        '[columns.organ]\nheadings = ["机关"]\nrequired = true\n[columns.statement]\nheadings = ["情况"]\n',
        encoding="utf-8",
    )
    mapping = mapping_from(file, "leads")
    (record,) = read(sheets_of("机关,情况\n示例局,未公开\n".encode()), mapping, TODAY).records
    assert record.fields == {"organ": "示例局", "statement": "未公开"}
    with pytest.raises(FileUnreadable, match="mapping-of-other-kind"):
        mapping_from(file, "organs")
    file.write_text('id = "own"\nkind = "leads"\n', encoding="utf-8")
    with pytest.raises(FileUnreadable, match="mapping-unreadable"):
        mapping_from(file, "leads")
    with pytest.raises(FileUnreadable, match="no-such-file"):
        file_content(tmp_path / "nowhere.csv")


def test_a_mapping_that_contradicts_itself_is_refused():
    with pytest.raises(ValueError, match="any_of"):
        Mapping(id="x", kind="organs", columns={"organ": Column(headings=("机关",))}, any_of=(("problem",),))
    with pytest.raises(ValueError, match="headings"):
        Mapping(id="x", kind="organs", columns={"organ": Column(headings=())})
    with pytest.raises(ValueError, match="report"):
        Mapping(id="x", kind="leads", columns={"organ": Column(headings=("机关",))})
