"""A row of the docket in words: what is known stands there, what is not is left out, and closed matters show no clock."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from domain.rulebook.labels import Label
from interfaces.web.directory import Names
from interfaces.web.docket_rows import rows_of
from interfaces.web.wording import LANGUAGES, Language, Texts
from projections.docket.reads import Entry

ORGAN, BODY = uuid4(), uuid4()
DAY = date(2026, 3, 2)
EMPTY = dict.fromkeys(Entry.__struct_fields__)
CASE = Entry(
    **{
        **EMPTY,
        "id": uuid4(),
        "kind": "case",
        "version": 3,
        "position": 9,
        "changed_at": datetime(2026, 3, 2, tzinfo=UTC),
        "opened_on": DAY,
        "stage": "filed",
        "open": True,
        "body": BODY,
        "organs": [ORGAN],
        "subject": "organ",
        "grounds": ["not-released"],
        "measures": [],
        "handlers": [],
        "due_on": DAY,
        "departed": False,
        "numbers": ["示例决〔2026〕1号", "示例决〔2026〕2号"],
        "number": "2026-17",
    }
)


def _names(language: Language) -> Names:
    return Names(
        texts=Texts(language),
        organs={ORGAN: "示例市土地局", BODY: "示例市政府"},
        accounts={},
        called={},
        labels={"not-released": Label(zh="未公开", en="Not released")},
    )


def _signal(due: date | None) -> str:
    return "late" if due == DAY else "fine"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_says_what_is_known(language: Language) -> None:
    texts = Texts(language)
    (row,) = rows_of([CASE], _names(language), _signal)
    assert row.to == f"/cases/{CASE.id}"
    assert row.name == texts.matter("case", CASE.id, "2026-17")
    assert row.numbers == texts.listed(CASE.numbers)
    assert (row.grounds, row.organs, row.body) == (
        texts.say(Label(zh="未公开", en="Not released")),
        "示例市土地局",
        "示例市政府",
    )
    assert row.stage == texts("stage.filed")
    assert row.due is not None
    assert (row.due.mark, row.due.word, row.due.day, row.due.kind) == ("late", texts("due.late"), texts.day(DAY), "")
    assert (row.person, row.opened) == (False, texts.day(DAY))
    for today, word in ((DAY, "due.today"), (DAY + timedelta(days=1), "due.late")):
        (row,) = rows_of([CASE], _names(language), _signal, today)
        assert row.due is not None
        assert row.due.word == texts(word), "the day itself is told apart from a day to come"


def test_what_is_not_known_is_left_out_and_a_closed_matter_has_no_clock() -> None:
    unknown: list[UUID] = []
    bare = msgspec.structs.replace(
        CASE, organs=unknown, grounds=[], numbers=None, body=None, open=False, subject="person", number=None
    )
    waiting = msgspec.structs.replace(CASE, due_on=None)
    closed, quiet = rows_of([bare, waiting], _names("zh"), _signal)
    assert (closed.organs, closed.grounds, closed.numbers, closed.body) == ("—", "", "", "—")
    assert closed.name.endswith(str(CASE.id)[-12:])
    assert closed.person
    assert closed.due is None
    assert quiet.due is None


def test_each_row_has_its_own_words() -> None:
    other = uuid4()
    second = msgspec.structs.replace(CASE, organs=[other], due_on=date(2026, 4, 1), due_kind="decide-by")
    first, last = rows_of([CASE, second], _names("zh"), _signal)
    assert first.due is not None
    assert last.due is not None
    assert (first.due.mark, last.due.mark) == ("late", "fine")
    assert last.due.kind == Texts("zh")("due_kind.decide-by")
    assert (first.organs, last.organs) == ("示例市土地局", str(other)[-12:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_track_whose_time_for_a_statement_passed_is_said_to_be_past_it(language: Language) -> None:
    texts = Texts(language)

    def stage(step: str | None) -> str:
        track = msgspec.structs.replace(CASE, kind="proceeding", stage="statement", next_step=step)
        (row,) = rows_of([track], _names(language), _signal)
        return row.stage

    assert stage("file-statement") == stage(None) == texts("stage.statement")
    assert stage("deliberate") == stage("verify-defence") == texts("file.silent") != texts("stage.statement")
