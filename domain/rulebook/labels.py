"""Our own short wording in both languages. Never the text of an instrument."""

from enum import StrEnum

import msgspec


def chinese(text: str) -> str:
    """*text* with brackets of full width, as Chinese is written; titles come with either."""
    return text.replace("(", "（").replace(")", "）")


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A short label, complete in Chinese and in English."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError("a label is complete in zh and in en")


class Basis(StrEnum):
    """What a rule rests on. Law is never invented: each rule says which of these it is."""

    DIRECT = "direct"
    BORROWED = "borrowed"
    PRACTICE = "practice"
    LOCAL_POLICY = "local_policy"
    ASSUMED = "assumed"


class Verification(StrEnum):
    """How far a cited text was read: whole here (S), whole elsewhere (V), in part (P), from memory (M), a convention (D)."""

    READ_HERE = "S"
    READ = "V"
    PARTIAL = "P"
    MEMORY = "M"
    CONVENTION = "D"
