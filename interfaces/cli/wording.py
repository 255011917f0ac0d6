"""The two languages of the command line. Chinese first; English when asked for or when the terminal is English."""

import sys
from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_chosen: Language = "zh"


def choose(language: Language) -> None:
    """Speak *language* from now on in this process."""
    global _chosen  # noqa: PLW0603 - one terminal, one reader, one language a process
    _chosen = language


def language() -> Language:
    """The language being spoken."""
    return _chosen


def from_environment(environment: Mapping[str, str]) -> Language:
    """``en`` for an English terminal; Chinese for every other, also one that says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def text(zh: str, en: str) -> str:
    """The sentence in the language being spoken."""
    return zh if _chosen == "zh" else en


def say(zh: str, en: str) -> None:
    """Tell the person something, on standard error: standard output is for results."""
    print(text(zh, en), file=sys.stderr, flush=True)
