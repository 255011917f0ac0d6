"""The sentences and code labels, loaded once and checked when loaded: complete in both languages."""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

FILES = (
    "report",
    "case",
    "proceeding",
    "appeal",
    "adoption",
    "paper",
    "consultation",
    "duty",
    "project",
    "assessment",
    "evaluation",
)


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same in both languages; neither may be empty."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError("words are complete in zh and in en")

    def of(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


class Clause(Words, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An addition: said when the field ``when`` is there or true, or when ``unless`` is neither."""

    when: str | None = None
    unless: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.when is None) == (self.unless is None):
            raise ValueError("a clause has either when or unless")


class Sentence(Words, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event is told as."""

    also: tuple[Clause, ...] = ()


@cache
def sentences() -> dict[str, Sentence]:
    """The sentence of each stored name."""
    found: dict[str, Sentence] = {}
    for name in FILES:
        found |= msgspec.toml.decode(_bytes(name), type=dict[str, Sentence])
    return found


@cache
def codes() -> dict[str, dict[str, Words]]:
    """Labels by type (or field) and code."""
    return msgspec.toml.decode(_bytes("codes"), type=dict[str, dict[str, Words]])


def _bytes(name: str) -> bytes:
    return (files("projections.history") / "sentences" / f"{name}.toml").read_bytes()
