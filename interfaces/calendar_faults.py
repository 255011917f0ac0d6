"""What a calendar or a deadline cannot answer, in words of both languages with the remedy."""

from importlib.resources import files

import msgspec

from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title

SENTENCES = msgspec.toml.decode(
    files("interfaces").joinpath("calendar_faults.toml").read_bytes(), type=dict[str, Title]
)


def of_fault(wrong: CalendarError) -> Title:
    """What is wrong and what to do; a fault of the calendar's own data is named by its code."""
    said = SENTENCES.get(wrong.code, Title(zh="{0}", en="{0}"))
    about = wrong.about if wrong.code in SENTENCES else (str(wrong),)
    return Title(zh=said.zh.format(*about), en=said.en.format(*about))
