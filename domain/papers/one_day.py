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
        found = span.search(text)
        if found is not None and words[f"{found[2]}_from"] == words[f"{found[2]}_to"]:
            text = span.sub(once, text)
    return text.format(**words)
