"""What a person is told when a command cannot start its work: what is wrong, and what to do."""

from importlib.resources import files

import msgspec

from application.errors import ApplicationError, KeyFileRefused
from interfaces.cli.exit_codes import REFUSED, UNAVAILABLE
from interfaces.cli.wording import say
from interfaces.settings import SettingRefused

SENTENCES = msgspec.toml.decode(
    files("interfaces.cli").joinpath("faults.toml").read_bytes(), type=dict[str, dict[str, str]]
)
"""Fault code -> sentence by language; ``{0}`` and so on are filled from the fault."""

_REFUSALS = frozenset({"database-in-use"})


def tell(error: ApplicationError) -> int | None:
    """Say what *error* means and return the exit code; None when it is not one of ours to explain."""
    code, about = error.code, getattr(error, "about", ())
    if isinstance(error, KeyFileRefused):
        code, about = f"{error.code}-{error.reason}", (error.path,)
    sentence = SENTENCES.get(code)
    if sentence is None:
        return None
    say(sentence["zh"].format(*about), sentence["en"].format(*about))
    return REFUSED if code in _REFUSALS else UNAVAILABLE


def tell_setting(error: SettingRefused) -> None:
    """Say which variable is refused and what was meant or is allowed."""
    if not error.unknown:
        say(f"环境变量 {error.name} 的值无效；允许：{error.hint}", f"{error.name} is not valid; allowed: {error.hint}")
        return
    zh, en = (f"；是否指 {error.hint}？", f"; did you mean {error.hint}?") if error.hint else ("。", ".")
    say(f"不认识环境变量 {error.name}{zh}", f"{error.name} is not a known setting{en}")
