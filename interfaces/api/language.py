"""The language that a client prefers."""

from collections.abc import Mapping


def language_of(headers: Mapping[str, str]) -> str:
    """``zh`` unless the client prefers English."""
    for part in headers.get("accept-language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith("en"):
            return "en"
        if tag.startswith("zh"):
            return "zh"
    return "zh"
