"""Write the national holiday arrangements as our own data, from the chinesecalendar and holidays packages.

``python -m tests.support.calendar_seed`` rewrites ``domain/calendar/data/cn-*.toml``. Facts only: days off, days made up,
statutory days. The packages hold the final state of each year; what an amendment changed is in ``AMENDMENTS`` and
``ORIGINAL``, and the amended year's first edition is made by taking it back.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

import holidays
from chinese_calendar import constants

from interfaces.web.wording import Texts

DATA = Path(__file__).parents[2] / "domain/calendar/data"
YEARS = range(2007, 2027)

NAMES = {
    "New Year's Day": ("new-year", "元旦", "New Year's Day"),
    "Spring Festival": ("spring-festival", "春节", "Spring Festival"),
    "Tomb-sweeping Day": ("qingming", "清明节", "Tomb-sweeping Day"),
    "Labour Day": ("labour-day", "劳动节", "Labour Day"),
    "Dragon Boat Festival": ("dragon-boat", "端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": ("mid-autumn", "中秋节", "Mid-autumn Festival"),
    "National Day": ("national-day", "国庆节", "National Day"),
}
ONE_OFF = "Anti-Fascist 70th Day"  # stands in an amendment, not in the arrangement of its year

# Dates of the official pages that carry the notices; a month alone is given as its last day.
PAGES = {
    2009: "2008-12-10", 2010: "2009-12-08", 2011: "2010-12-10", 2012: "2011-12-06", 2013: "2012-12-10",
    2014: "2013-12-11", 2015: "2014-12-16", 2016: "2015-12-10", 2017: "2016-12-01", 2018: "2017-11-30",
    2019: "2018-12-06", 2020: "2019-11-21", 2021: "2020-11-25", 2022: "2021-10-25", 2023: "2022-12-08",
    2024: "2023-10-31", 2025: "2024-11-30", 2026: "2025-11-30",
}  # fmt: skip
NUMBERS = {2011: "国办发明电〔2010〕40号", 2025: "国办发明电〔2024〕12号"}

# What stood in the first edition of a year before it was amended: festival -> (off, work).
ORIGINAL = {
    (2019, "Labour Day"): (["2019-05-01"], []),
    (2020, "Spring Festival"): ([f"2020-01-{d}" for d in range(24, 31)], ["2020-01-19", "2020-02-01"]),
}
AMENDMENTS = (
    {"year": 2015, "published": "2015-05-13", "code": "victory-70", "zh": "抗战胜利70周年纪念日",
     "en": "70th anniversary of victory", "off": ["2015-09-03", "2015-09-04", "2015-09-05"], "work": ["2015-09-06"]},
    {"year": 2019, "published": "2019-03-22", "code": "labour-day", "zh": "劳动节", "en": "Labour Day",
     "off": ["2019-05-01", "2019-05-02", "2019-05-03", "2019-05-04"], "work": ["2019-04-28", "2019-05-05"]},
    {"year": 2020, "published": "2020-01-27", "code": "spring-festival", "zh": "春节", "en": "Spring Festival",
     "off": ["2020-01-31", "2020-02-01", "2020-02-02"], "work": []},
)  # fmt: skip


def arrangement(year: int) -> str:
    """The TOML of one year's first edition."""
    off, work = _days(constants.holidays, year), _days(constants.workdays, year)
    statutory = {
        day
        for day, name in holidays.China(years=[year], language="en_US").items()
        if "Day off" not in name and "(observed)" not in name and "70th" not in name
    }
    known_from, basis = (PAGES[year], "page") if year in PAGES else (f"{year}-01-01", "assumed")
    number = NUMBERS.get(year)
    lines = _head(
        f"cn-{year}",
        f"{year}年部分节假日安排" + (f"（{number}）" if number else "（通知文号未记录）"),
        f"Holiday arrangement for {year}" + (f" ({number})" if number else " (notice not recorded)"),
        known_from,
        basis,
    )
    if number:
        lines.append(f'number = "{number}"')
    lines += [f"covers_from = {year}-01-01", f"covers_to = {year}-12-31"]
    lines.append(
        f"settled_to = {year}-12-24  # assumed: no later arrangement has touched an earlier day of the year before"
    )
    for name, (code, zh, en) in NAMES.items():
        o, w = ORIGINAL.get((year, name), (off[name], work[name]))
        if o or w:
            named = [d for d in o if date.fromisoformat(d) in statutory]
            lines += _festival((code, zh, en), o, w, named)
    return "\n".join(lines) + "\n"


def amendment(*, year: int, published: str, code: str, zh: str, en: str, off: list[str], work: list[str]) -> str:
    """The TOML of one amendment."""
    lines = _head(
        f"cn-{year}-amended-{published}",
        f"{Texts('zh').day(date.fromisoformat(published))}对{year}年{zh}放假安排的通知（通知文号未记录）",
        f"Notice of {Texts('en').day(date.fromisoformat(published))} on {en} {year} (number not recorded)",
        published,
        "notice",
    )
    lines += [f"published = {published}", f'amends = "cn-{year}"']
    lines += _festival((code, zh, en), off, work, ["2019-05-01"] if year == 2019 else [])
    return "\n".join(lines) + "\n"


def files() -> dict[str, str]:
    """Every data file by name."""
    made = {f"cn-{year}.toml": arrangement(year) for year in YEARS}
    made |= {f"cn-{a['year']}-amended-{a['published']}.toml": amendment(**a) for a in AMENDMENTS}
    return made


def _days(source: dict[date, str], year: int) -> dict[str, list[str]]:
    """Days by festival; a New Year's day off or made up in December belongs to the next year's arrangement."""
    found: dict[str, list[str]] = defaultdict(list)
    for day, name in sorted(source.items()):
        belongs = day.year + 1 if name == "New Year's Day" and day.month == 12 else day.year
        if belongs == year and name != ONE_OFF:
            found[name].append(day.isoformat())
    return found


def _head(notice: str, zh: str, en: str, known_from: str, basis: str) -> list[str]:
    return [
        f'id = "{notice}"',
        f'title = {{ zh = "{zh}", en = "{en}" }}',
        f"known_from = {known_from}",
        f'known_from_basis = "{basis}"',
    ]


def _festival(name: tuple[str, str, str], off: list[str], work: list[str], statutory: list[str]) -> list[str]:
    code, zh, en = name
    lines = ["", "[[festivals]]", f'code = "{code}"', f'title = {{ zh = "{zh}", en = "{en}" }}']
    for key, days in (("off", off), ("work", work), ("statutory", statutory)):
        if days:
            lines.append(f"{key} = [{', '.join(days)}]")
    return lines


if __name__ == "__main__":
    for name, text in files().items():
        (DATA / name).write_text(text, encoding="utf-8")
