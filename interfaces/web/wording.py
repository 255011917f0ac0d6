"""Every word of the pages, in both languages, from two files with the same keys."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from uuid import UUID

from domain.citation import Citation
from domain.rulebook.labels import chinese
from interfaces.counted import Counted
from interfaces.web.citing import Cite, Shelf, first_day, shipped
from projections.docket.row import Stage, Step
from projections.history.telling import LEGAL_DAY
from projections.numbers.written import written

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def words(language: Language) -> Mapping[str, str]:
    """All texts of a language, by dotted key."""
    content = files("interfaces.web").joinpath("messages", f"{language}.toml").read_text("utf-8")
    return dict(_flat("", tomllib.loads(content)))


def _flat(place: str, found: Mapping[str, Any]) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for key, value in found.items():
        name = f"{place}.{key}" if place else key
        texts += [(name, value)] if isinstance(value, str) else _flat(name, value)
    return texts


def _counted(value: object) -> object:
    """A number as one that chooses its noun; a truth value and what is no whole number as it is."""
    return Counted(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Texts:
    """The words of one language. Calling it with an unknown key is a defect, not an empty place on the page."""

    def __init__(self, language: Language, shelf: Shelf | None = None) -> None:
        """*shelf* has the law that citations name and open; without one, what ships."""
        self.language, self.shelf = language, shelf or shipped()
        self._words = words(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of *key* with *values* put in."""
        return self._words[key].format(**{name: _counted(value) for name, value in values.items()})

    def or_code(self, key: str, code: str) -> str:
        """The text of ``key.code``, or the code itself where none is written."""
        return self._words.get(f"{key}.{code}", code)

    def either(self, key: str, code: str) -> str:
        """The text of ``key.code``, or that of ``key.other``."""
        return self._words.get(f"{key}.{code}", self._words[f"{key}.other"])

    def field(self, action: str, name: str) -> str:
        """What a field of a command is called: its own word in that command, or the word it has everywhere."""
        own = self._words.get(f"field_of.{action.partition('.')[2]}.{name}")
        return own if own is not None else self._words[f"field.{name}"]

    def needed(self, action: str, name: str) -> str | None:
        """When a field of a command has to be filled in, where that depends on another answer; None where it does not."""
        return self._words.get(f"needed.{action.partition('.')[2]}.{name}")

    def lacks(self, action: str, name: str) -> str | None:
        """That a field without which a command says nothing has nothing to choose from, and what leads there."""
        return self._words.get(f"lacks.{action.partition('.')[2]}.{name}")

    def say(self, label: Any) -> str:
        """A label of both languages in this one."""
        return chinese(label.zh) if self.language == "zh" else str(label.en)

    def matter(self, kind: str, identifier: UUID, number: str | None) -> str:
        """What a matter is called: its kind and its number in the register, or while it has none the end of its id."""
        between = "" if self.language == "zh" and number is not None else " "
        return f"{self._words[f'kind.{kind}']}{between}{self.number(identifier, number)}"

    def stage(self, row: Any) -> str:
        """How far a row of the docket has come. That the time for a statement passed without one is known at reading alone."""
        silent = row.stage == Stage.STATEMENT and row.next_step not in {None, Step.FILE_STATEMENT}
        return self._words["file.silent"] if silent else self.or_code("stage", row.stage)

    def number(self, identifier: UUID, number: str | None) -> str:
        """The number of a matter as people write it, or while it has none the end of its id."""
        return str(identifier)[-12:] if number is None else written(number, self.language)

    def day(self, day: date | None) -> str:
        """A legal day as people write it; a dash where there is none."""
        if day is None:
            return "—"
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def days(self, days: Iterable[date]) -> str:
        """Several days, those that follow one another as a span: ``2026年10月1日至8日``."""
        spans: list[list[date]] = []
        for day in sorted(days):
            if spans and (day - spans[-1][-1]).days == 1:
                spans[-1].append(day)
            else:
                spans.append([day])
        return ("；" if self.language == "zh" else "; ").join(self._span(span[0], span[-1]) for span in spans)

    def _span(self, first: date, last: date) -> str:
        if first == last:
            return self.day(first)
        same_year = first.year == last.year
        same_month = same_year and first.month == last.month
        if self.language == "zh":
            to = f"{last.day}日" if same_month else f"{last.month}月{last.day}日" if same_year else self.day(last)
            return f"{self.day(first)}至{to}"
        begin = (
            f"{first.day}"
            if same_month
            else f"{first.day} {_MONTHS[first.month - 1]}"
            if same_year
            else self.day(first)
        )
        return f"{begin} to {self.day(last)}"

    def month(self, code: str) -> str:
        """A month (``YYYY-MM``) as people write it."""
        year, _, number = code.partition("-")
        return f"{year}年{int(number)}月" if self.language == "zh" else f"{_MONTHS[int(number) - 1]} {year}"

    def moment(self, at: datetime) -> str:
        """A recorded time to the minute, in the time of the legal day (Asia/Shanghai)."""
        here = at.astimezone(LEGAL_DAY)
        return f"{self.day(here.date())} {here:%H:%M}"

    def cites(self, written: Iterable[str | Citation], home: str = "") -> tuple[Cite, ...]:
        """Citations, each with the article's own words where they are at hand. Those of *home* are named by their place alone."""
        return tuple(self.shelf.cite(one, self, home) for one in written)

    def basis(self, instrument: str, code: str, on: date, subject: str = "organ") -> tuple[Cite, ...]:
        """Where a ground, grade or measure stands in the edition for that day."""
        return self.cites(self.shelf.basis(instrument, code, on, subject))

    def law(self, edition: str) -> str:
        """What an edition (``instrument@edition``) is called."""
        return self.shelf.law(edition, self)

    def edition(self, key: str) -> str:
        """Of which day ``instrument@edition`` is; a dash where it has no day."""
        return self.day(first_day(key.partition("@")[2]))

    def listed(self, parts: Any) -> str:
        """Several words one after another."""
        return ("、" if self.language == "zh" else ", ").join(parts)
