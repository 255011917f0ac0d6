"""An import told in words of both languages."""

import time
from collections.abc import Iterator
from importlib.resources import files

import msgspec

from application.casework.lead_import import Planned
from application.imports.reading import Fault
from application.imports.sheet import FileUnreadable
from domain.calendar.notice import Title
from interfaces import import_faults
from interfaces.cli.wording import language, say
from interfaces.imported import PublicationsResult, RegisterResult, Result


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences by code."""

    frame: dict[str, Title]


WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("imports.toml").read_bytes(), type=Words)


class Progress:
    """Says how far a long import has come, at most every two seconds, on standard error."""

    def __init__(self, rows: int) -> None:
        self._rows, self._next = rows, time.monotonic() + 2

    def __call__(self, done: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 2
            words = WORDS.frame["progress"]
            say(words.zh.format(done, self._rows), words.en.format(done, self._rows))


def tell_file(wrong: FileUnreadable) -> None:
    """Say why the file cannot be used and what to do."""
    sentence = import_faults.of_file(wrong)
    say(sentence.zh, sentence.en)
    if wrong.reason == "headings-missing":
        mapping = WORDS.frame["another-mapping"]
        say(mapping.zh, mapping.en)


def report(result: Result | RegisterResult | PublicationsResult) -> Iterator[str]:
    """Every bad row, whatever else needs a person's eye (in a preview of leads: every row), and the counts."""
    for sheet in result.reading.ignored_sheets:
        yield _frame("ignored", sheet)
    for fault in result.faults:
        yield _fault(fault)
    match result:
        case Result():
            yield from _leads(result)
        case RegisterResult():
            yield from _entries(result)
        case PublicationsResult():
            breaches = result.taken.breaches if result.taken else 0
            yield _frame("observed", result.rows, result.created, result.unchanged, result.refused, breaches)
    if result.none_kept:
        yield _frame("none-kept")
    if result.preview:
        yield _frame("preview")


def _leads(result: Result) -> Iterator[str]:
    for row in result.planned if result.preview else result.created_rows:
        if result.preview or row.like is not None:
            yield _row(row, whole=result.preview)
    counts = (result.rows, result.created, result.unchanged, result.refused)
    yield _frame("total", *counts, result.duplicates, result.questions)


def _entries(result: RegisterResult) -> Iterator[str]:
    for line in result.entered.namesakes if result.entered else ():
        yield _frame("where", line) + _frame("says", _frame("namesake"))
    yield _frame("entries", result.rows, result.created, result.unchanged, result.refused)


def _fault(fault: Fault) -> str:
    sheet = _frame("sheet", fault.sheet) if fault.sheet else ""
    column = _frame("column", fault.column) if fault.column else ""
    value = _frame("value", fault.value) if fault.value else ""
    return sheet + _frame("where", fault.line) + column + value + _frame("says", _in(import_faults.of_row(fault)))


def _row(row: Planned, *, whole: bool) -> str:
    said = []
    if whole:
        said.append(_frame("new" if row.new else "unchanged"))
        said.append(row.lead.organ)
        said.append(_frame("organ-known" if row.organ else "organ-asked"))
        if row.lead.problem:
            said.append(_frame("problem", row.lead.problem_word or row.lead.problem))  # as the file calls it
        elif row.lead.problem_word:
            said.append(_frame("problem-asked", row.lead.problem_word))
    if row.like_line is not None:
        said.append(_frame("like-line", row.like_line))
    elif row.like is not None:
        said.append(_frame("like-report", row.like))
    comma = "，" if language() == "zh" else ", "
    return _frame("where", row.lead.line) + _frame("says", comma.join(said))


def _frame(name: str, *about: object) -> str:
    return _in(WORDS.frame[name]).format(*about)


def _in(title: Title) -> str:
    return title.zh if language() == "zh" else title.en
