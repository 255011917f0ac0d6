"""``wenze import leads`` as typed, on an empty data folder."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest

from application import register_import
from application.adapters import spreadsheets
from application.casework import score_import
from application.imports import organs, posts, reading
from application.imports.reading import Fault
from interfaces.cli import imports_wording, main
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.import_faults import SENTENCES, of_row
from tests.support.spreadsheets import ROWS, csv_bytes, xlsx_bytes

BAD = ("示例抽查通报", "明年", "示例省丙县", "", "空白栏目", "无内容")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    return tmp_path


def imported(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> tuple[int, dict[str, Any], str]:
    code = main.run(["import", "leads", str(file), "--json", "--lang", "en", *options])
    shown = capsys.readouterr()
    answer = json.loads(shown.out.splitlines()[-1])
    assert answer["rows"] == answer["created"] + answer["unchanged"] + answer["refused"]
    return code, answer, shown.out


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("rows", "created", "unchanged", "refused", "duplicates"))


def test_a_file_is_imported_once_in_whatever_form_it_comes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, chinese, sheet = folder / "a.csv", folder / "b.csv", folder / "c.xlsx"
    plain.write_bytes(csv_bytes(ROWS))
    chinese.write_bytes(csv_bytes(ROWS, encoding="gb18030"))
    sheet.write_bytes(xlsx_bytes(ROWS, title="示例汇总", unread="汇总二"))

    code, answer, said = imported(capsys, plain, "--preview")
    assert (code, counts(answer)) == (DONE, (3, 3, 0, 0, 1))
    assert [lead["line"] for lead in answer["leads"]] == [2, 3, 4]
    assert "nothing was written" in said

    code, answer, said = imported(capsys, plain)
    assert (code, counts(answer)) == (DONE, (3, 3, 0, 0, 1))
    assert "line 4: likely duplicate of line 3" in said
    assert answer["likely_duplicates"][0]["of_line"] == 3

    for again in (plain, chinese, sheet):
        code, answer, said = imported(capsys, again)
        assert (code, counts(answer)) == (DONE, (3, 0, 3, 0, 0))
        assert answer["unread_sheets"] == (["汇总二"] if again == sheet else [])
        assert ("The sheet '汇总二' lacks the headings" in said) == (again == sheet)


def test_a_bad_row_is_named_and_the_good_ones_kept_or_all_refused_as_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "leads.csv"
    file.write_bytes(csv_bytes([ROWS[0], BAD, ROWS[1]]))

    code, answer, said = imported(capsys, file, "--all-or-nothing")
    assert (code, counts(answer)) == (REFUSED, (3, 0, 0, 3, 0))
    assert not (folder / "data").exists()

    code, answer, said = imported(capsys, file)
    assert (code, counts(answer)) == (REFUSED, (3, 2, 0, 1, 0))
    assert [(f["line"], f["column"], f["code"]) for f in answer["faults"]] == [
        (3, "通报日期", "date-unreadable"),
        (3, "网站或单位", "cell-missing"),
    ]
    assert "line 3, column '通报日期', value '明年': The date cannot be read." in said

    code, answer, _ = imported(capsys, file)
    assert (code, counts(answer)) == (REFUSED, (3, 0, 2, 1, 0))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (csv_bytes(ROWS, ("甲", "乙", "丙", "丁", "戊", "己")), "网站或单位"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = folder / "leads.csv"
    file.write_bytes(content)
    assert main.run(["import", "leads", str(file), "--lang", "en"]) == REFUSED
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert not (folder / "data").exists()


def test_a_missing_file_is_said_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["import", "leads", str(folder / "absent.csv"), "--lang", "zh"]) == USAGE
    assert f"找不到文件 {folder / 'absent.csv'}" in capsys.readouterr().err


def test_a_kind_of_duty_that_there_is_not_is_a_wrong_argument(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "log.csv"
    file.write_text("机关名称,信息名称,形成日期\n示例局,通知,2012-01-16\n", encoding="utf-8")
    typed = ["import", "publications", str(file), "--body", "00000000-0000-4000-8000-000000000001", "--lang", "zh"]
    assert main.run([*typed, "--duty", "proactive"]) == USAGE
    shown = capsys.readouterr()
    assert "没有义务类型 proactive" in shown.err
    assert "proactive-release" in shown.err
    assert not (folder / "data").exists()


def test_a_row_that_a_rule_refuses_is_told_the_rule_and_its_remedy_in_words() -> None:
    said = of_row(Fault(line=2, column="", value="", code="duty-without-period"))
    for words in (said.zh, said.en):
        assert "duty-without-period" not in words
    assert said.zh != said.en
    assert "rule-that-nobody-knows" in of_row(Fault(line=2, column="", value="", code="rule-that-nobody-knows")).en


def test_other_headings_have_a_remedy_for_each_face(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "other.csv"
    file.write_bytes("甲,乙\r\n示例局,未按期公开\r\n".encode())
    for language in ("zh", "en"):
        assert main.run(["import", "leads", str(file), "--lang", language]) == REFUSED
        assert "--mapping" in capsys.readouterr().err
    for said in SENTENCES.files.values():
        assert "--" not in said.zh + said.en, "a page has no options"


def test_an_own_mapping_serves_other_headings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mapping, file = folder / "own.toml", folder / "own.csv"
    mapping.write_text(
        'id = "own"\nkind = "leads"\n[report]\nsource = "media"\nprotection = "none"\n'
        '[columns.organ]\nheadings = ["机关"]\nrequired = true\n[columns.statement]\nheadings = ["情况"]\n',
        encoding="utf-8",
    )
    file.write_bytes("机关,情况\r\n示例局,未按期公开\r\n".encode())
    code, answer, _ = imported(capsys, file, "--mapping", str(mapping))
    assert (code, counts(answer)) == (DONE, (1, 1, 0, 0, 0))
    assert main.run(["import", "leads", str(file), "--mapping", str(file), "--lang", "en"]) == REFUSED
    assert "own.csv" in capsys.readouterr().err


ORGANS = """机关名称,统一社会信用代码,类别,级别,行政区划代码,上一级机关,网站名称,起始日期,终止日期
甲县教育局,EX-2,部门,县级,440101,甲县人民政府,甲县教育网、甲教网,2010-01-01,
甲县人民政府,EX-1,政府,县级,440101,,,2010-01-01,
甲县林业局,EX-3,部门,县级,440101,无此政府,,2010-01-01,
甲县水务局,EX-4,部门,县级,4401,,,2019-01-01,2018-01-01
"""
POSTS = """机关名称,职务,职责类别,姓名,任职日期,离任日期,人事管理权限机关,权限来源,是否代理
甲县教育局,局长,主要负责人,某甲,2010-01-01,2018-12-31,甲县人民政府,任免文件,
甲县教育局,局长,主要负责人,某乙,2019-01-01,,甲县人民政府,任免文件,代理
甲县教育局,副局长,分管领导,某甲,2005-01-01,2009-12-31,,,
无此局,局长,主要负责人,某丙,2010-01-01,,,,
"""


def test_registers_are_entered_once_and_gaps_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    organs_file, posts_file, leads_file = folder / "organs.csv", folder / "posts.csv", folder / "leads.csv"
    organs_file.write_text(ORGANS, encoding="utf-8")
    posts_file.write_text(POSTS, encoding="gb18030")
    leads_file.write_bytes(csv_bytes([(*ROWS[0][:3], "甲教网", *ROWS[0][4:])]))

    def entered(kind: str, file: Path, *options: str) -> tuple[int, dict[str, Any]]:
        code = main.run(["import", kind, str(file), "--json", "--lang", "en", *options])
        answer = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert answer["rows"] == answer["created"] + answer["unchanged"] + answer["refused"]
        return code, answer

    code, answer = entered("organs", organs_file, "--all-or-nothing")
    assert (code, answer["created"], answer["refused"]) == (REFUSED, 0, 4)
    code, answer = entered("organs", organs_file)
    assert (code, answer["created"], answer["refused"]) == (REFUSED, 2, 2)
    assert [(f["line"], f["code"]) for f in answer["faults"]] == [
        (4, "organ-unknown"),
        (5, "division-unreadable"),
        (5, "ends-before-it-begins"),
    ]
    assert entered("organs", organs_file)[1]["unchanged"] == 2

    assert entered("posts", posts_file, "--preview")[1]["created"] == 3
    code, answer = entered("posts", posts_file)
    assert (code, answer["created"], answer["refused"], answer["namesakes"]) == (REFUSED, 3, 1, [])
    assert [(f["line"], f["column"], f["code"]) for f in answer["faults"]] == [(5, "机关名称", "organ-unknown")]
    assert entered("posts", posts_file)[1]["unchanged"] == 3

    _, answer, _ = imported(capsys, leads_file)
    assert (answer["created"], answer["questions"]) == (1, 0)


def test_every_word_is_there_in_both_languages() -> None:
    for table in (SENTENCES.files, SENTENCES.rows, imports_wording.WORDS.frame):
        assert all(title.zh and title.en for title in table.values())
    refusals = " ".join(inspect.getsource(module) for module in (spreadsheets, reading))
    assert set(re.findall(r'FileUnreadable\("([a-z-]+)"', refusals)) == set(SENTENCES.files)
    rows = " ".join(inspect.getsource(module) for module in (reading, organs, posts, register_import, score_import))
    faults = set(re.findall(r'"((?:cell|date|word|organ|person|division|ends)-[a-z-]+)"', rows))
    assert faults == set(SENTENCES.rows) - {"rule"}
