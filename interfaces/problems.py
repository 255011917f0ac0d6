"""The one table: error -> RFC 9457 problem, with a stable code, a place, a remedy, and both languages."""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

import msgspec


class ProblemKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of ``problems.toml``."""

    status: int
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


KINDS: Mapping[str, ProblemKind] = msgspec.convert(
    tomllib.loads(files("interfaces").joinpath("problems.toml").read_text("utf-8")), dict[str, ProblemKind]
)


class ReasonShown(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that stands against a command: where it comes from and what helps.

    ``act`` is the command by which that is done, where it is another one (``proceeding.serve-notice``).
    """

    rule: str
    about: tuple[str, ...]
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    basis: str
    cites: tuple[str, ...]
    act: str | None = None


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened after the version that the person saw."""

    name: str
    recorded_at: datetime
    zh: str
    en: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457 problem details. ``title`` is in the language asked for; ``zh`` and ``en`` hold both."""

    type: str
    title: str
    status: int
    code: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    detail: str | None = None
    place: str | None = None
    reference: str | None = None
    reasons: tuple[ReasonShown, ...] = ()
    version: int | None = None
    changed: tuple[Changed, ...] = ()


class Trouble(Exception):
    """Raised in the interfaces for what only they can see: a header missing, a body that does not decode."""

    def __init__(
        self,
        code: str,
        *,
        place: str | None = None,
        detail: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.code, self.place, self.detail = code, place, detail
        self.headers = dict(headers or {})
        super().__init__(code)


def problem(code: str, *, language: str = "zh", **extra: Any) -> Problem:
    """The problem of this code. *extra* are the optional members of ``Problem``."""
    kind = KINDS[code]
    return Problem(
        type=f"urn:wenze:problem:{code}",
        title=kind.en if language == "en" else kind.zh,
        status=kind.status,
        code=code,
        zh=kind.zh,
        en=kind.en,
        remedy_zh=kind.remedy_zh,
        remedy_en=kind.remedy_en,
        **extra,
    )


_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<place>.+)`)?$", re.DOTALL)
_IN_CHINESE = (
    (re.compile(r"Object missing required field `(.+)`"), r"缺少必填项 \1"),
    (re.compile(r"Object contains unknown field `(.+)`"), r"有不认识的项 \1"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), r"应为 \1，实为 \2"),
    (re.compile(r"Invalid enum value (.+)"), r"不在可选值之内：\1"),
    (re.compile(r"Expected `(.+)` of length >= (\d+)"), r"长度至少 \2"),
    (re.compile(r"Expected `(.+)` of length <= (\d+)"), r"长度至多 \2"),
    (re.compile(r"Expected `(.+)` matching regex (.+)"), r"格式应符合 \2"),
    (re.compile(r"Invalid UUID"), "不是有效的 UUID"),
    (re.compile(r"Invalid RFC3339 encoded date"), "不是有效的日期（应为 YYYY-MM-DD）"),
    (
        re.compile(r"The day `(.+)` is not within `(.+)` and `(.+)`:.*"),
        r"日期 \1 不在 \2 至 \3 之内，请更正；没有终日的请留空",
    ),
    (re.compile(r"give either text, or id and sha256.*"), "或写 text，或写已上传文件的 id 与 sha256"),
    (re.compile(r"Input data was truncated|JSON is malformed.*"), "不是完整的 JSON"),
)


def from_validation(error: Exception, code: str = "malformed-body") -> Trouble:
    """What the decoder found, with its place; the sentence in both languages where the decoder's is known."""
    found = _PLACE.match(str(error))
    what = found["what"] if found else str(error)
    place = (found["place"] if found else None) or "$"
    chinese = next((pattern.sub(text, what) for pattern, text in _IN_CHINESE if pattern.search(what)), "")
    return Trouble(code, place=place, detail=f"{chinese} / {what}" if chinese else what)
