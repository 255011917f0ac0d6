"""A history folds what was found fact by fact in one go, and nothing else."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from interfaces.web.told import rows
from projections.history.telling import Found

DAY, NEXT = date(2026, 3, 5), date(2026, 3, 6)
FOUND = "proceeding.factor-found.v1"


class One(NamedTuple):
    """An entry."""

    name: str
    on: date = DAY
    actor: UUID | None = UUID(int=1)
    stream: UUID = UUID(int=2)
    found: Found | None = None


def test_a_run_of_findings_of_one_day_by_one_officer_is_one_row() -> None:
    few, many = [One(FOUND)] * 4, [One("proceeding.element-found.v1"), *[One(FOUND)] * 5]
    told = [One("case.opened.v1"), *few, One("case.closed.v1"), *many, *[One(FOUND, on=NEXT)] * 4]
    assert [(len(each.entries), each.folded) for each in rows(told)] == [
        (1, False),
        (4, False),
        (1, False),
        (6, True),
        (4, False),
    ]
    assert [one for each in rows(told) for one in each.entries] == told


def test_like_answers_stand_together_for_each_respondent_and_what_was_established_first() -> None:
    first, second = UUID(int=2), UUID(int=3)

    def found(stream: UUID, fact: str, status: str) -> One:
        return One(FOUND, stream=stream, found=Found(status=status, zh=fact, en=fact))

    run = [
        found(first, "a", "refuted"),
        found(first, "b", "established"),
        found(second, "c", "refuted"),
        found(first, "d", "unprovable"),
        found(first, "e", "refuted"),
    ]
    (row,) = rows(run)
    told = [
        (stream, [(of.status, of.stands, [one.found.zh for one in of.entries if one.found]) for of in answers])
        for stream, answers in row.answers
    ]
    assert told == [
        (first, [("established", True, ["b"]), ("unprovable", False, ["d"]), ("refuted", False, ["a", "e"])]),
        (second, [("refuted", False, ["c"])]),
    ]
