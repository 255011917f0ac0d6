"""A sentence filled with its words; a span of days that begins and ends on one day is said as that day."""

import re
from collections.abc import Mapping

_SPANS = (
    (re.compile(r"(\{(\w+)_from\})至\{\2_to\}"), r"\1"),
    (re.compile(r"From (\{(\w+)_from\}) to \{\2_to\}"), r"On \1"),
    (re.compile(r"from (\{(\w+)_from\}) to \{\2_to\}"), r"on \1"),
)


def put_in(text: str, words: Mapping[str, str]) -> str:
    """*text* of a line with *words* in its places."""
    for span, once in _SPANS:

        def shorter(found: re.Match[str], once: str = once) -> str:
            one_day = words[f"{found[2]}_from"] == words[f"{found[2]}_to"]
            return found.expand(once) if one_day else found[0]

        text = span.sub(shorter, text)
    return text.format(**words)
