"""Small spreadsheets in every shape they arrive in. All names are invented."""

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook

HEADINGS = ("来源文件", "通报日期", "地区", "网站或单位", "问题类型", "问题说明")
ROWS = (
    ("示例抽查通报", "2016-07-18", "示例省甲县", "甲县教育局网", "空白栏目", "空白栏目超过20个，首页无内容"),
    ("示例抽查通报", "2016-07-18", "示例省乙县", "乙县林业局网", "长期不更新", "超过2年未更新"),
    ("示例抽查通报", "2016-07-18", "示例省乙县", "乙县林业局网站", "长期不更新", "个别栏目5年未更新"),
)


def csv_bytes(
    rows: Iterable[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS, *, encoding: str = "utf-8"
) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows((headings, *rows))
    return out.getvalue().encode(encoding)


def xlsx_bytes(
    rows: Iterable[tuple[object, ...]],
    headings: tuple[str, ...] = HEADINGS,
    *,
    title: str | None = None,
    merge: tuple[str, ...] = (),
    unread: str | None = None,
) -> bytes:
    """A workbook of one sheet; *unread* names a second one whose headings nobody knows."""
    book = Workbook()
    sheet = book.active
    if title is not None:
        sheet.append((title,))
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    for row in (headings, *rows):
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    if unread is not None:
        second = book.create_sheet(unread)
        second.append(("被检查网站", "问题"))
        second.append(("示例局网", "空白栏目"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
