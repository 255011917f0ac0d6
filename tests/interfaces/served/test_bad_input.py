"""Bad input at every place of every body that the worked case sends: a problem that names the place, never a defect."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from interfaces.demo.asking import Said
from interfaces.demo.script import Step
from tests.support.bad_values import ALWAYS_BAD, EXTREME_DATES, is_day, places, replaced
from tests.support.served_office import staged
from tests.support.visitors import Visitors, Walk

pytestmark = pytest.mark.costly


def send(walk: Walk, step: Step, body: Any) -> Said:
    path = step.post or ""
    matter = next((part for part in path.split("/") if len(part) == 36), None)
    version = walk.version(matter) if matter is not None else None
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = walk.visitors.headers(step.by, version=version)
    if step.code:
        headers["Reporter-Code"] = step.code
    return walk.visitors.client.ask("POST", path, headers, content)


class Diverged(Exception):
    """Something made up was accepted: the case is no longer the script's."""


def walk_on(visitors: Visitors, before: Callable[[Walk, Step], None]) -> None:
    """Walk with *before*, with a new case after each that diverged."""
    while True:
        try:
            visitors.walk(before=before)
        except Diverged:
            visitors.tokens = staged(visitors.data)
            continue
        return


def problem(said: Said) -> dict[str, Any]:
    """The problem that was answered, complete."""
    assert said.headers["content-type"].startswith("application/problem+json"), said
    found: dict[str, Any] = json.loads(said.content)
    assert found["status"] == said.status
    for member in ("type", "title", "code", "zh", "en", "remedy_zh", "remedy_en"):
        assert found[member], found
    return found


@pytest.mark.timeout(3000)
def test_bad_input_at_any_place_is_refused_with_the_place(visitors: Visitors, long: bool) -> None:
    chance = random.Random(20261122)
    asked, wrong, seen = 0, list[str](), set[str]()

    def bad(walk: Walk, step: Step) -> None:
        nonlocal asked
        if step.post is None or step.by == "public":
            return
        for place, present in places(step.body):
            known = f"{step.post.rsplit('/', 1)[1]} {place}"
            if known in seen and not long:
                continue
            seen.add(known)
            values = [value for value in ALWAYS_BAD if not fits(present, value)]
            for value in values if long else chance.sample(values, 3):
                asked += 1
                said = send(walk, step, replaced(step.body, place, value))
                if said.status < 300:
                    wrong.append(f"{step.name} {place} {value!r:.60}: accepted")
                    raise Diverged
                if not 400 <= said.status < 500:
                    wrong.append(f"{step.name} {place} {value!r:.60}: {said.status} {said.content[:200]!r}")
                    continue
                found = problem(said)
                if not found.get("place", "").startswith("$"):
                    wrong.append(f"{step.name} {place} {value!r:.60}: no place in {found}")

    walk_on(visitors, bad)
    assert not wrong, "\n".join(wrong[:40])
    assert asked > 300


def fits(present: Any, value: Any) -> bool:
    """Whether *value* may be right where *present* is: a switch takes no text, but a number may stand for a number."""
    return isinstance(present, int) and not isinstance(present, bool) and isinstance(value, int)


BODIES = {
    "nothing": b"",
    "half": b'{"a": ',
    "no JSON": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "a number": b"1e400",
    "twice": b'{"body": 1, "body": 2}',
    "surrogate": b'{"text": "\\ud800"}',
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_no_body_is_refused(visitors: Visitors, name: str) -> None:
    found = problem(visitors.ask("manager", "POST", "/api/cases", BODIES[name]))
    assert (found["status"], found["code"], found["place"][0]) == (400, "malformed-body", "$")


@pytest.mark.timeout(3000)
def test_a_day_out_of_bounds_is_refused_at_any_place(visitors: Visitors, long: bool) -> None:
    wrong, taken = list[str](), set[str]()

    def extreme(walk: Walk, step: Step) -> None:
        if step.post is None or step.by == "public":
            return
        for place, _ in filter(lambda one: is_day(one[1]), places(step.body)):
            for day in EXTREME_DATES if long else EXTREME_DATES[::3]:
                known = f"{step.post.rsplit('/', 1)[1]} {place} {day}"
                if known in taken:
                    continue
                taken.add(known)
                said = send(walk, step, replaced(step.body, place, day))
                if said.status != 400 or problem(said).get("place") != place:
                    wrong.append(f"{step.name} {place} {day}: {said.status} {said.content[:300]!r}")

    visitors.walk(before=extreme)
    assert not wrong, "\n".join(wrong)
    assert len(taken) > 20
