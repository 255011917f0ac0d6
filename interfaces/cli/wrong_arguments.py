"""What a person is told of wrong arguments: the parser's own English, said again in both languages with what to do."""

import re
from importlib.resources import files

import msgspec

from domain.rulebook.labels import Label


class _Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    said: str
    zh: str
    en: str


class _Patterns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    patterns: dict[str, _Pattern]


_FILE = files("interfaces.cli").joinpath("wrong_arguments.toml")
PATTERNS = tuple(msgspec.toml.decode(_FILE.read_bytes(), type=_Patterns).patterns.values())
_ABOUT = re.compile(r"argument (?P<name>[^:]+): (?P<rest>.*)", re.DOTALL)


def told(message: str) -> Label | None:
    """*message* of ``argparse`` in both languages; None where it is no message of its own.

    What a type of ours raised (``ArgumentTypeError``) is in the language being spoken already, as are the names of arguments.
    """
    about = _ABOUT.fullmatch(message)
    name, rest = (about["name"], about["rest"]) if about else (None, message)
    for pattern in PATTERNS:
        match = re.fullmatch(pattern.said, rest, re.DOTALL)
        if match:
            found = Label(zh=pattern.zh.format(*match.groups()), en=pattern.en.format(*match.groups()))
            break
    else:
        if name is None:
            return None
        found = Label(zh=rest, en=rest)
    return found if name is None else Label(zh=f"{name}：{found.zh}", en=f"{name}: {found.en}")
