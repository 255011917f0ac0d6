"""Walks the worked case over HTTP, step by step, and checks what the system answered."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from interfaces.demo.asking import Client
from interfaces.demo.script import Step, days, filled

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One step as it went. ``faults`` is empty when every check held."""

    step: str
    by: str
    request: str
    status: int
    answer: Any
    faults: tuple[str, ...]


class Walker:
    """Takes steps through *client* with the tokens of the accounts. ``names`` grow by what each step saves."""

    def __init__(self, client: Client, tokens: Mapping[str, str], names: Mapping[str, str], today: date) -> None:
        self._client = client
        self._tokens = tokens
        self.names = {**names, **days(today)}
        self._versions: dict[str, int] = {}

    def walk(self, steps: tuple[Step, ...]) -> Iterator[Taken]:
        """Take all steps; stops after the first one whose checks did not hold."""
        for step in steps:
            taken = self.take(msgspec.convert(filled(msgspec.to_builtins(step), self.names), Step))
            yield taken
            if taken.faults:
                return

    def take(self, step: Step) -> Taken:
        """Take one step whose names are filled in."""
        path = step.post or step.get or ""
        status, answer = self._asked(step, path)
        if step.post is not None and status == 412:
            # Another stream's step moved this one: look at it, as a person would, and ask again.
            self._versions[_matter(path)] = int(answer.get("version", 0))
            status, answer = self._asked(step, path)
        if isinstance(answer, dict) and isinstance(answer.get("id"), str) and isinstance(answer.get("version"), int):
            self._versions[answer["id"]] = answer["version"]
        faults = _faults(step, status, answer)
        for name, place in step.save.items():
            found = _at(answer, place)
            self.names[name] = str(found)
        return Taken(
            step=step.name,
            by=step.by,
            request=f"{'POST' if step.post else 'GET'} {path}",
            status=status,
            answer=answer,
            faults=tuple(faults),
        )

    def _asked(self, step: Step, path: str) -> tuple[int, Any]:
        headers = {"Accept-Language": "zh"}
        if step.by in self._tokens:
            headers["Authorization"] = f"Bearer {self._tokens[step.by]}"
        if step.code is not None:
            headers["Reporter-Code"] = step.code
        body = None
        if step.post is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
            body = json.dumps(step.body, ensure_ascii=False).encode()
            matter = _matter(path)
            if matter:
                headers["If-Match"] = f'"{self._versions.get(matter, 1)}"'
        said = self._client.ask("POST" if step.post else "GET", path, headers, body)
        return said.status, json.loads(said.content) if said.content else None


def _matter(path: str) -> str:
    found = _ID.search(path.split("?", maxsplit=1)[0])
    return str(UUID(found[0])) if found else ""


def _at(answer: Any, place: str) -> Any:
    """The value at ``a.b.0.c``; None when there is no such place."""
    for part in place.split(".") if place else ():
        if isinstance(answer, list):
            answer = answer[int(part)] if part.isdigit() and int(part) < len(answer) else None
        elif isinstance(answer, dict):
            answer = answer.get(part)
        else:
            return None
    return answer


def _faults(step: Step, status: int, answer: Any) -> list[str]:
    faults = []
    if status != step.status:
        faults.append(f"status {status}, expected {step.status}")
    for place, expected in step.holds.items():
        found = _at(answer, place)
        if found != expected:
            faults.append(f"{place} is {found!r}, expected {expected!r}")
    faults += [f"{place} is missing" for place in step.present if _at(answer, place) in (None, "", [], {})]
    text = json.dumps(answer, ensure_ascii=False)
    faults += [f"{word!r} must not occur" for word in step.absent if word in text]
    if step.refused_by:
        rules = [reason["rule"] for reason in (answer or {}).get("reasons", [])]
        faults += [f"rule {rule} does not stand against it" for rule in step.refused_by if rule not in rules]
    return faults
