"""Rows of a score sheet as the points of organs: one column for each line of the scoring rules of an assessment."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Lookup
from datetime import date

import msgspec

from application.imports.mapping import CellType, Column, Mapping
from application.imports.reading import Record
from domain.rulebook.labels import Label
from domain.supervision.amounts import Amount, number, plain
from domain.supervision.assessments.events import ScoringItem

ORGAN, DAY, ITEM = "organ", "scored_on", "item."
"""Fields of the mapping; each line of the rules has its code after the last."""

ORGAN_HEADINGS = ("被考核单位", "单位", "单位名称", "机关", "organ", "organ name")
DAY_HEADINGS = ("评分日期", "scored on")


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row. ``organ`` is its name in the sheet; ``points`` stand in the order of the rules, as they were written."""

    line: int
    sheet: str
    place: str
    organ: str
    points: tuple[Amount, ...]
    scored_on: date | None


def score_mapping(items: Iterable[ScoringItem], groups: Lookup[str, Label]) -> Mapping:
    """How to read a sheet for these lines: a column is headed by the code of its line, alone or with the group's name.

    The group's name alone will do where only one line belongs to it.
    """
    several = tuple(items)
    lines_of = Counter(item.group for item in several)
    columns = {
        ORGAN: Column(headings=ORGAN_HEADINGS, required=True),
        DAY: Column(headings=DAY_HEADINGS, type=CellType.DATE, past=True),
    }
    for item in several:
        label = groups.get(item.group)
        names = () if label is None else (label.zh, label.en)
        alone = names if lines_of[item.group] == 1 else ()
        headings = (item.code, *(f"{item.code} {name}" for name in names), *alone)
        columns[ITEM + item.code] = Column(headings=headings, required=True)
    return Mapping(id="scores", kind="scores", columns=columns)


def score_of(record: Record, items: Iterable[ScoringItem]) -> ScoreRow:
    """The points that *record* gives."""
    fields = record.fields
    points = (Amount(of=item.code, value=_written(fields[ITEM + item.code])) for item in items)
    return ScoreRow(
        line=record.line,
        sheet=record.sheet,
        place=f"{record.sheet_number}!{record.line}",
        organ=fields[ORGAN],
        points=tuple(points),
        scored_on=date.fromisoformat(fields[DAY]) if DAY in fields else None,
    )


def _written(cell: str) -> str:
    """The number as it is always written, so that 59.50 and 59.5 are the same score; what is none stays as it is."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = number(text)
    return text[:20] if found is None else plain(found)
