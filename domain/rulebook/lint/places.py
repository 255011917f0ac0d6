"""From a path in a rulebook to the line of its file."""

import re

_TABLE = re.compile(r"^\s*\[\[([A-Za-z_.]+)\]\]")
_CLAUSE = re.compile(r'^\s*\[clauses\."([^"]+)"\]')
_SINGLE = re.compile(r"^\s*\[([A-Za-z_.]+)\]")
_KEY = re.compile(r"^\s*([A-Za-z_]+)\s*=")


class Lines:
    """The lines of one TOML file by path. A path that is not found falls back to what encloses it."""

    def __init__(self, content: bytes) -> None:
        self._lines: dict[str, int] = {}
        counts: dict[str, int] = {}
        here = ""
        for at, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            here = self._heading(line, at, counts) or here
            key = _KEY.match(line)
            if key:
                self._lines.setdefault(f"{here}.{key[1]}" if here else key[1], at)

    def line(self, place: str) -> int | None:
        """The line of *place*, or of the nearest table around it."""
        path = place.removeprefix("$.").replace('."', "[").replace('"', "]")
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def _heading(self, line: str, at: int, counts: dict[str, int]) -> str | None:
        clause = _CLAUSE.match(line)
        if clause:
            return self._set(f"clauses[{clause[1]}]", at)
        table = _TABLE.match(line)
        if table:
            outer, _, inner = table[1].partition(".")
            if inner:
                outer = f"{outer}[{counts.get(outer, 1) - 1}].{inner}"
            counts[outer] = counts.get(outer, 0) + 1
            return self._set(f"{outer}[{counts[outer] - 1}]", at)
        single = _SINGLE.match(line)
        return self._set(single[1], at) if single else None

    def _set(self, path: str, at: int) -> str:
        self._lines.setdefault(path, at)
        return path
