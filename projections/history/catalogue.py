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
    """An addition: said when the field ``when`` is there or true, when ``unless`` is neither, or when two fields are the ``same``
    (or, where it ``differs``, are not).
    """

    when: str | None = None
    unless: str | None = None
    same: tuple[str, str] | None = None
    differs: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if [self.when, self.unless, self.same].count(None) != 2:
            raise ValueError("a clause has either when or unless or same")

    @property
    def fields(self) -> frozenset[str]:
        """Those it depends on."""
        return frozenset({one for one in (self.when, self.unless, *(self.same or ())) if one is not None})


class Sentence(Words, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event is told as. ``found``: the words of the one fact that it found, where it is such a finding."""

    also: tuple[Clause, ...] = ()
    found: Words | None = None


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
