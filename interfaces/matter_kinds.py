"""What a matter is called where its number stands alone: a number is of its kind, and three kinds share ``〔2012〕1号``."""

from importlib.resources import files
from typing import Literal

import msgspec

from domain.calendar.notice import Title
from projections.numbers.written import written

KINDS = msgspec.toml.decode((files("interfaces") / "matter_kinds.toml").read_bytes(), type=dict[str, Title])


def called(kind: str, number: str, language: Literal["zh", "en"]) -> str:
    """``线索〔2026〕17号``, ``Report 2026-17``."""
    given = written(number, language)
    return f"{KINDS[kind].zh}{given}" if language == "zh" else f"{KINDS[kind].en} {given}"
