"""How a register number is written in each language."""

from typing import Literal


def written(number: str, language: Literal["zh", "en"]) -> str:
    """``2026-17`` as ``〔2026〕17号`` in Chinese; in English as it is."""
    year, _, serial = number.partition("-")
    return f"〔{year}〕{serial}号" if language == "zh" else number
