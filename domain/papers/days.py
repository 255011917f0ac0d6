"""A day as papers write it, in both languages."""

from datetime import date

from domain.procedure.profile import Label

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads as a list


def day(value: date) -> Label:
    """A day as papers write it: Arabic numerals, the year in full, no leading zero."""
    return Label(
        zh=f"{value.year}年{value.month}月{value.day}日", en=f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    )


def month(code: str) -> Label:
    """A month (``YYYY-MM``) as papers write it."""
    year, number = (int(part) for part in code.split("-"))
    return Label(zh=f"{year}年{number}月", en=f"{_MONTHS[number - 1]} {year}")
