"""What a person is told when a command cannot start its work: what is wrong, and what to do."""

from importlib.resources import files

import msgspec

from application.errors import KeyFileRefused
from domain.refusal import Refused
from interfaces.cli.exit_codes import REFUSED, UNAVAILABLE
from interfaces.cli.wording import say
from interfaces.settings import SettingRefused


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a fault; ``{0}`` and so on are filled from it. ``refused``: it stands until somebody acts."""

    zh: str
    en: str
    refused: bool = False


SENTENCES = msgspec.toml.decode(files("interfaces.cli").joinpath("faults.toml").read_bytes(), type=dict[str, Sentence])
"""By fault code."""


def tell(error: Exception) -> int | None:
    """Say what *error* means and return the exit code; None when its code has no sentence here."""
    if isinstance(error, Refused):
        return _tell_reasons(error)
    code, about = str(getattr(error, "code", "")), error.args
    if isinstance(error, KeyFileRefused):
        code, about = f"{error.code}-{error.reason}", (error.path,)
    sentence = SENTENCES.get(code)
    if sentence is None:
        return None
    say(sentence.zh.format(*about), sentence.en.format(*about))
    return REFUSED if sentence.refused else UNAVAILABLE


def _tell_reasons(refused: Refused) -> int:
    """Every rule that stands against it, in its words and with its remedy."""
    from application.adapters.profile_files import packaged_profiles  # noqa: PLC0415 - read only when something is refused
    from interfaces.api.explaining import Explanations, called  # noqa: PLC0415 - as above

    explain = Explanations(packaged_profiles())
    for reason in refused.reasons:
        told, about = explain(reason, refused.under), [called(code) for code in reason.about]
        unsaid = "、".join(one.zh for one in about if one.zh not in told.zh)
        zh = f"（{unsaid}）" if unsaid else ""
        unsaid = ", ".join(one.en for one in about if one.en not in told.en)
        en = f" ({unsaid})" if unsaid else ""
        say(f"{told.zh}{told.remedy_zh or ''}{zh}", f"{told.en} {told.remedy_en or ''}{en}".rstrip())
    return REFUSED


def tell_setting(error: SettingRefused) -> None:
    """Say which variable is refused and what was meant or is allowed."""
    if not error.unknown:
        say(f"环境变量 {error.name} 的值无效；允许：{error.hint}", f"{error.name} is not valid; allowed: {error.hint}")
        return
    zh, en = (f"；是否指 {error.hint}？", f"; did you mean {error.hint}?") if error.hint else ("。", ".")
    say(f"不认识环境变量 {error.name}{zh}", f"{error.name} is not a known setting{en}")
