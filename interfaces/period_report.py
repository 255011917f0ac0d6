"""The report of a period: figures with the matters behind each, worded as a document or listed in a workbook.

A full calendar year gives the section on accountability of an annual report. With ``as_of`` the figures are those of the
log as it stood at the end of that day: the same day gives the same bytes, whatever was recorded since.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Literal
from uuid import UUID

import msgspec

from application.access import Subject, scope_of
from application.adapters.template_files import packaged_words
from application.adapters.transactions import Connection
from application.adapters.workbooks import Cell, workbook
from application.casework.around import LEGAL_ZONE
from application.casework.writing import DOCX, PDF
from application.reads import EVERYTHING, ReadKind, ReadOutcome
from domain.papers.days import day, month
from domain.papers.sheet import Sheet, SheetParagraph
from domain.papers.template import Form
from domain.procedure.profile import Label
from domain.reports.events import OutcomeRating
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.numerals import written
from domain.rulebook.sources import label_of
from interfaces.api.docket import as_officer
from interfaces.problems import Trouble
from interfaces.rounding import rounded
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.dashboard.behind import Behind, behind, in_parts
from projections.dashboard.figures import months
from projections.dashboard.ratings import BY_RATING, rated_behind
from projections.dashboard.reads import median_days
from projections.docket.as_it_stood import SCHEMA, docket_as_it_stood
from projections.numbers.projection import NUMBERS
from projections.numbers.reads import numbers
from projections.numbers.written import written as number_written
from projections.scope import Scope

ACTION = "dashboard.read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RATED = "rated"
"""How many reports were rated, in whatever way."""
BY_MONTH = "_by_month"
_MONTH = re.compile(r"\d{4}-\d{2}")
MEDIA_TYPES = {"xlsx": XLSX, "pdf": PDF, "docx": DOCX}


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heading: Label
    figures: tuple[str, ...]


class _Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Label
    said: Label
    define: Label


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    titles: dict[str, Label]
    words: dict[str, Label]
    sections: tuple[_Section, ...]
    figures: dict[str, _Figure]
    closing: dict[str, Label]
    ratings: dict[str, Label]


WORDS = msgspec.toml.decode((files("interfaces") / "period_report.toml").read_bytes(), type=_Words)


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both days are included; a full calendar year is reported as a year. ``form``: a workbook, or the worded document.

    ``as_of``: the figures as recorded up to and including that day (in Asia/Shanghai), not later than today. Without it, as
    recorded up to now.
    """

    since: date
    until: date
    as_of: date | None = None
    form: Literal["xlsx", "pdf", "docx"] = "xlsx"

    @property
    def year(self) -> int | None:
        """The calendar year that it is, None when it is another period."""
        year = self.since.year
        return year if (self.since, self.until) == (date(year, 1, 1), date(year, 12, 31)) else None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, of one thing where it has several. ``count`` is None for a median of nothing."""

    figure: str
    of: Label | None
    count: int | float | None


async def period_report(service: Service, subject: Subject, period: Period) -> bytes:
    """The report of the matters that *subject* may see; that it was taken away is on record.

    Raises:
        NotAuthorised: they may not ask for figures.
        Trouble: the period ends before it begins, or its ``as_of`` has not come yet.
        PressRefused: a typeface or a character is missing.
    """
    if period.until < period.since:
        raise Trouble("malformed-query", place="until")
    if period.as_of is not None and period.as_of > service.around.today():
        raise Trouble("malformed-query", place="as_of")
    scope = scope_for(subject, ACTION, await service.around.aside(subject))
    reports = await rated_scope(service, subject)
    await service.audit.note(
        by=subject.account, kind=ReadKind.EXPORT, thing=EVERYTHING, purpose=ACTION, outcome=ReadOutcome.SERVED
    )
    async with service.read() as connection:
        if period.as_of is None:
            listed, median, numbered = await _read(connection, scope, period, "read_models")
            rated = await _rated(connection, reports, period, "read_models")
        else:
            end = datetime.combine(period.as_of + timedelta(days=1), time(), LEGAL_ZONE)
            async with docket_as_it_stood(connection, end, others=(NUMBERS,)):
                listed, median, numbered = await _read(connection, scope, period, SCHEMA)
                rated = await _rated(connection, reports, period, SCHEMA)
    catalogue = await service.around.catalogue()
    lines = tuple(_lines(listed, median, rated, catalogue))
    head = _head(period, await _bodies(service, scope))
    if period.form == "xlsx":
        return _workbook(head, lines, _matters(listed, numbered, catalogue))
    return await service.writing.printed(_sheet(period, head, lines), office=period.form == "docx")


async def _read(
    connection: Connection, scope: Scope, period: Period, schema: str
) -> tuple[tuple[Behind, ...], float | None, Mapping[UUID, str]]:
    listed = await behind(connection, scope, since=period.since, until=period.until, schema=schema)
    days = await median_days(connection, scope, since=period.since, until=period.until, schema=schema)
    return listed, days[1], await numbers(connection, {one.matter for one in listed}, schema=schema)


async def rated_scope(service: Service, subject: Subject) -> Scope | None:
    """The reports whose ratings *subject* may count; None for whoever lists none."""
    if scope_of(subject, "report.list") is None:
        return None
    return as_officer(scope_for(subject, "report.list", await service.around.aside(subject)))


async def _rated(
    connection: Connection, reports: Scope | None, period: Period, schema: str
) -> Mapping[str, int] | None:
    """Reports by rating, rounded as what is published; None for whoever lists none.

    The report leaves the office: whoever reads it must not find one reporter's word in it.
    """
    if reports is None:
        return None
    found = await rated_behind(connection, reports, since=period.since, until=period.until, schema=schema)
    counts = Counter(one.code for one in found)
    return {RATED: rounded(counts.total()), **{one.value: rounded(counts[one.value]) for one in OutcomeRating}}


async def _bodies(service: Service, scope: Scope) -> Label:
    """Whose matters these are."""
    if scope.everything:
        return WORDS.words["everything"]
    snapshot, today = await service.around.registers(), service.around.today()
    names = sorted(organ.name for organ in snapshot.organs(today) if organ.organ in scope.bodies)
    return Label(zh="、".join(names), en=", ".join(names))


def _head(period: Period, bodies: Label) -> dict[str, Label]:
    """What the figures are of: the period, the day up to which they were recorded, the bodies."""
    since, until = day(period.since), day(period.until)
    head = {"period": Label(zh=f"{since.zh}至{until.zh}", en=f"{since.en} to {until.en}")}
    if period.as_of is not None:
        head["as_of"] = day(period.as_of)
    return head | {"scope": bodies}


def _lines(
    listed: tuple[Behind, ...], median: float | None, rated: Mapping[str, int] | None, catalogue: Catalogue
) -> Iterator[Line]:
    counts: dict[tuple[str, str], int] = {}
    for one in listed:
        counts[one.figure, one.code] = counts.get((one.figure, one.code), 0) + 1
    for section in WORDS.sections:
        for figure in section.figures:
            if figure == "median":
                yield Line(figure=figure, of=None, count=median)
            elif figure == RATED:
                yield from (Line(figure=figure, of=None, count=count) for count in _of(rated, (RATED,)).values())
            elif figure == BY_RATING:
                for code, count in _of(rated, (one.value for one in OutcomeRating)).items():
                    yield Line(figure=figure, of=label_of_part(code, catalogue), count=count)
            elif not in_parts(figure):
                yield Line(figure=figure, of=None, count=counts.get((figure, ""), 0))
            else:
                for code in _codes(figure, counts):
                    yield Line(figure=figure, of=label_of_part(code, catalogue), count=counts.get((figure, code), 0))


def _codes(figure: str, counts: Mapping[tuple[str, str], int]) -> Iterable[str]:
    """What a figure is told by, as the statistics have it: of months each in which any figure by month counts something."""
    if not figure.endswith(BY_MONTH):
        return [code for name, code in counts if name == figure]
    of = [code for name, code in counts if name.endswith(BY_MONTH)]
    return months(min(of), max(of)) if any(name == figure for name, _ in counts) else ()


def _of(rated: Mapping[str, int] | None, codes: Iterable[str]) -> dict[str, int]:
    """Those of *codes* that were counted: none for whoever lists no reports."""
    return {} if rated is None else {code: rated[code] for code in codes}


def label_of_part(code: str, catalogue: Catalogue) -> Label:
    """A ground, measure, instrument, outcome or month in words, several one after another."""
    if _MONTH.fullmatch(code):
        return month(code)
    if " " in code:
        parts = [label_of_part(one, catalogue) for one in code.split(" ")]
        return Label(zh="，".join(one.zh for one in parts), en=", ".join(one.en for one in parts))
    said = packaged_words()["Outcome"].get(code) or WORDS.ratings.get(code)
    if said is not None:
        return said
    for book in catalogue.rulebooks:
        if book.instrument == code:
            return Label(zh=f"《{book.title.zh}》", en=book.title.en)
        words = label_of(book, code)
        if words is not None:
            return Label(zh=words.zh, en=words.en)
    return Label(zh=code, en=code)


def _sheet(period: Period, head: Mapping[str, Label], lines: tuple[Line, ...]) -> Sheet:
    """The worded document: sections, then how each figure was counted."""
    paragraphs: list[SheetParagraph] = []

    def headed(number: int, heading: Label) -> None:
        paragraphs.append(SheetParagraph(text=f"{written(number)}、{heading.zh}", heading=1))

    counted = {line.figure for line in lines}
    left_out = {name for name in (RATED, BY_RATING) if name not in counted}  # of whoever lists no reports
    sections = [section for section in WORDS.sections if not left_out.issuperset(section.figures)]
    for number, section in enumerate(sections, 1):
        headed(number, section.heading)
        said = [
            WORDS.figures[line.figure].said.zh.format(
                period=head["period"].zh, of=line.of.zh if line.of is not None else "", count=f"{line.count:g}"
            )
            for line in lines
            if line.figure in section.figures and line.count is not None
        ]
        overview = section == WORDS.sections[0]
        paragraphs += [SheetParagraph(text=text) for text in (["".join(said)] if overview else said)]
        if not said:
            paragraphs.append(SheetParagraph(text=WORDS.closing["none"].zh))
    headed(len(sections) + 1, WORDS.closing["how"])
    told = [f"{WORDS.words[name].zh}：{label.zh}。" for name, label in head.items()]
    told += [f"{one.name.zh}：{one.define.zh}" for name, one in WORDS.figures.items() if name not in left_out]
    paragraphs += [SheetParagraph(text=text) for text in (*told, WORDS.closing["trace"].zh)]
    title = WORDS.titles["period"].zh if period.year is None else WORDS.titles["annual"].zh.format(year=period.year)
    return Sheet(
        form=Form.RECORD, issuer=head["scope"].zh, title=title, number=head["period"].zh, paragraphs=tuple(paragraphs)
    )


def _matters(listed: Iterable[Behind], numbered: Mapping[UUID, str], catalogue: Catalogue) -> Iterator[list[Cell]]:
    """The matters behind the figures, as people call them: what has no number yet by the end of its id."""
    parts = {"": Label(zh="", en="")}
    for one in listed:
        figure, kind = WORDS.figures[one.figure].name, WORDS.words[one.kind]
        of = parts[one.code] = parts.get(one.code) or label_of_part(one.code, catalogue)
        number = numbered.get(one.matter)
        said = Label(zh=str(one.matter)[-12:], en=str(one.matter)[-12:])
        if number is not None:
            said = Label(zh=number_written(number, "zh"), en=number_written(number, "en"))
        yield [
            *(figure.zh, figure.en, of.zh, of.en),
            *(f"{kind.zh}{said.zh}", f"{kind.en.capitalize()} {said.en}"),
            one.day.isoformat(),
        ]


def _workbook(head: Mapping[str, Label], lines: tuple[Line, ...], listed: Iterable[list[Cell]]) -> bytes:
    """Two sheets: the figures with their definitions, and the matters behind them."""
    words = WORDS.words
    figures: list[list[Cell]] = [[words[name].zh, words[name].en, label.zh, label.en] for name, label in head.items()]
    figures.append([*(cell for name in ("figure", "of") for cell in (words[name].zh, words[name].en))])
    figures[-1] += [words["count"].zh, words["definition"].zh, words["definition"].en]
    for line in lines:
        of, figure = line.of or Label(zh="", en=""), WORDS.figures[line.figure]
        figures.append([figure.name.zh, figure.name.en, of.zh, of.en, line.count, figure.define.zh, figure.define.en])
    head_of_matters = (cell for name in ("figure", "of", "matter") for cell in (words[name].zh, words[name].en))
    matters: list[list[Cell]] = [[*head_of_matters, words["day"].zh], *listed]
    return workbook({words["figures"].zh: figures, words["matters"].zh: matters})
