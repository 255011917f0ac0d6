"""What a golden scenario must and must not contain: paths into the JSON, never sentences.

A path is made of dotted names; ``name[key=value]`` keeps the members of a list with that value, ``name[*]`` all of them.
A selection spreads: what follows is read from every member kept, so the path gives the values found.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

_STEP = re.compile(r"(?P<name>[a-z_]+)(?:\[(?:(?P<all>\*)|(?P<key>[a-z_]+)=(?P<value>[^\]]*))\])?")


class Expectation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim. Without ``respondent`` it holds for each. Exactly one comparison is given."""

    path: str
    respondent: str | None = None
    equals: Any = msgspec.UNSET
    contains: list[Any] | None = None
    same_set: list[Any] | None = None
    anywhere: list[str] | None = None
    has_key: list[str] | None = None
    exists: bool | None = None

    def __post_init__(self) -> None:
        given = [self.contains, self.same_set, self.anywhere, self.has_key, self.exists]
        if sum(each is not None for each in given) + (self.equals is not msgspec.UNSET) != 1:
            raise ValueError(f"{self.path}: exactly one comparison")

    def holds(self, whole: Any) -> bool:
        """Whether the claim is true of the recommendation *whole* (decoded JSON)."""
        values = found(whole, self.path)
        flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
        if self.exists is not None:
            return any(value is not None for value in values) is self.exists
        if self.contains is not None:
            return bool(self.contains) and all(each in flat for each in self.contains)
        if self.same_set is not None:
            return bool(flat) and all(each in flat for each in self.same_set) and all(e in self.same_set for e in flat)
        if self.anywhere is not None:
            return any(each in strings(value) for each in self.anywhere for value in values)
        if self.has_key is not None:
            return any(each in keys(value) for each in self.has_key for value in values)
        return bool(values) and all(value == self.equals for value in values)


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All claims of one scenario."""

    must: tuple[Expectation, ...]
    must_not: tuple[Expectation, ...]

    def broken(self, respondents: dict[str, Any]) -> list[str]:
        """The claims that do not hold, as text for the test report."""
        failures = []
        for claims, wanted in ((self.must, True), (self.must_not, False)):
            for claim in claims:
                who = [claim.respondent] if claim.respondent else list(respondents)
                failures += [
                    f"{each}: {'must' if wanted else 'must not'} {claim.path}: found {found(respondents[each], claim.path)}"
                    for each in who
                    if claim.holds(respondents[each]) is not wanted
                ]
        return failures


def expected(path: Path) -> Expected:
    """The expectations of one file."""
    return msgspec.toml.decode(path.read_bytes(), type=Expected, dec_hook=None)


def found(whole: Any, path: str) -> list[Any]:
    """The values that *path* leads to."""
    values = [whole]
    for step in _split(path):
        match = _STEP.fullmatch(step)
        if match is None:
            raise ValueError(f"not a path: {path}")
        values = [value[match["name"]] for value in values if isinstance(value, dict) and match["name"] in value]
        if match["all"] or match["key"]:
            members = [each for value in values if isinstance(value, list) for each in value]
            values = [
                each
                for each in members
                if match["all"] or str(each.get(match["key"])).lower() == match["value"].lower()
            ]
    return values


def strings(value: Any) -> set[str]:
    """Every string value below *value*."""
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {each for one in inner for each in strings(one)}


def keys(value: Any) -> set[str]:
    """Every key below *value*."""
    if isinstance(value, dict):
        return set(value) | {each for one in value.values() for each in keys(one)}
    return {each for one in value for each in keys(one)} if isinstance(value, list) else set()


def _split(path: str) -> list[str]:
    return re.findall(r"[^.\[]+(?:\[[^\]]*\])?", path)
