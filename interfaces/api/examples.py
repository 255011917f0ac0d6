"""Examples of request bodies in both languages, for the description of the API and for whoever tries it."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid5

LANGUAGES = ("zh", "en")

NAMED = [
    "body",
    "other_body",
    "organ",
    "person",
    "officer",
    "other_officer",
    "report",
    "case",
    "proceeding",
    "appeal",
    "other_appeal",
    "allegation",
    "evidence",
    "recusal",
    "point",
    "ground",
]
"""What the examples name by id."""

SAMPLE_IDS: Mapping[str, str] = {name: str(uuid5(NAMESPACE_URL, f"urn:wenze:example:{name}")) for name in NAMED} | {
    "content": "0" * 64
}


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(files("interfaces.api").joinpath("examples.toml").read_text("utf-8"))


def example(action: str, language: str, ids: Mapping[str, str] = SAMPLE_IDS) -> Any:
    """A body for the command *action* with its texts in *language*. Raises KeyError when there is none."""
    kind, _, verb = action.partition(".")
    return _filled(_written()[kind][verb], language, ids)


def examples(action: str) -> dict[str, Any]:
    """The example of a command in each language; none when it is no command."""
    kind, _, verb = action.partition(".")
    if verb not in _written().get(kind, {}):
        return {}
    return {language: example(action, language) for language in LANGUAGES}


def _filled(value: Any, language: str, ids: Mapping[str, str]) -> Any:
    match value:
        case dict():
            return {
                key: one[LANGUAGES.index(language)]
                if key in {"text", "what", "words"} and _in_both(one)
                else _filled(one, language, ids)
                for key, one in value.items()
            }
        case list():
            return [_filled(one, language, ids) for one in value]
        case date():
            return value.isoformat()
        case str() if value.startswith("{"):
            return ids[value.strip("{}")]
        case _:
            return value


def _in_both(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len(LANGUAGES) and all(isinstance(one, str) for one in value)
