"""Bad input in every field of every route, also in fields that no example fills.

Each route is asked by somebody who may, about a matter that there is and with its version, so that the body is looked at.
"""

import json
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest

from application.casework.instruments import INSTRUMENTS
from interfaces.demo.asking import Said
from interfaces.demo.script import filled
from tests.interfaces.served.test_bad_input import fits, problem
from tests.interfaces.served.test_schema import EVERYBODY, entitled
from tests.support.bad_values import ALWAYS_BAD, EXTREME_DATES, is_day, places, replaced
from tests.support.instruments import instrument_story
from tests.support.visitors import Visitors, Walk
from tests.support.whole_bodies import FORMATS, over, whole

pytestmark = pytest.mark.costly

CHANCE = 20261126
JSON = "application/json"

NOTHING_TO_NAME = {
    "/api/notices/{notice}/read",
    "/api/calendar/notices/{notice}/end",
    "/api/calendar/notices/{notice}/sign",
    "/api/rulebooks/adoptions/{rulebook}/end",
    "/api/rulebooks/adoptions/{rulebook}/sign",
}
"""Routes about things that the walk does not make. Their bodies are empty."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A route as it is reached: by whom, at which address, about which matter; and a body that fills every field."""

    path: str
    who: str
    address: str
    matter: str | None
    body: Any


class Reached:
    """Asks with the version that a matter has."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors
        self._versions = dict[str, int]()

    def ask(self, who: str, address: str, matter: str | None, body: Any) -> Said:
        version = self._versions.get(matter, 1) if matter is not None else None
        said = self._visitors.ask(who, "POST", address, body, version=version)
        if said.status == 412 and matter is not None:
            self._versions[matter] = json.loads(said.content)["version"]
            return self.ask(who, address, matter, body)
        return said


def matters(visitors: Visitors, walk: Walk) -> dict[str, tuple[str, ...]]:
    """What the paths may name, by the name in the path."""
    known = walk.names
    found = {
        "account": (known["account.clerk"],),
        "party": (known["person.bureau.clerk"],),
        **{name: (known[name],) for name in ("report", "case", "appeal", "adoption")},
        **{
            name: tuple(one for saved, one in known.items() if saved.startswith(f"{name}."))
            for name in ("proceeding", "paper")
        },
    }
    saved = visitors.ask("manager", "POST", "/api/me/searches", {"name": "Example", "address": "/docket"})
    found["search"] = (json.loads(saved.content)["search"],)
    for kind in INSTRUMENTS:
        start = instrument_story(kind)[0]
        said = visitors.ask(start.by, "POST", start.post or "", filled(start.body, known))
        assert said.status == 201, (kind, said)
        found[kind] = (json.loads(said.content)["id"],)
    return found


def routes(visitors: Visitors, described: dict[str, Any]) -> Iterator[tuple[str, Route | None]]:
    """Every route that takes JSON, and how it is reached."""
    named, may, reached = matters(visitors, visitors.walk()), entitled(), Reached(visitors)
    for path, methods in described["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if JSON not in content:
            continue
        example = content[JSON].get("examples", {}).get("zh", {}).get("value")
        body = over(whole(content[JSON]["schema"], described["components"]["schemas"]), example)
        wanted = re.findall(r"{(\w+)}", path)
        those = may.get((path, "POST"), EVERYBODY)
        tries = [(who, one) for one in (named.get(wanted[0], ()) if wanted else (None,)) for who in those]
        for who, one in tries:
            address = path.replace(f"{{{wanted[0]}}}", one) if one is not None else path
            said = reached.ask(who, address, one, {"no such field": 1})
            if json.loads(said.content)["code"] == "malformed-body":
                yield path, Route(path=path, who=who, address=address, matter=one, body=body)
                break
        else:
            yield path, None


@pytest.mark.timeout(3000)
def test_bad_input_in_every_field_of_every_route_is_refused_with_the_place(visitors: Visitors, long: bool) -> None:
    described = json.loads(visitors.ask("public", "GET", "/schema/openapi.json").content)
    found = dict(routes(visitors, described))
    assert {path for path, route in found.items() if route is None} == NOTHING_TO_NAME
    chance, reached = random.Random(CHANCE), Reached(visitors)
    asked, wrong = 0, list[str]()
    for route in (one for one in found.values() if one is not None):
        for place, present in places(route.body):
            values = [value for value in ALWAYS_BAD if not fits(present, value)]
            days = EXTREME_DATES if is_day(present) else ()
            for value in (*values, *days) if long else (*chance.sample(values, 1), *days[::3]):
                asked += 1
                said = reached.ask(route.who, route.address, route.matter, replaced(route.body, place, value))
                if not 400 <= said.status < 500:
                    wrong.append(f"{route.path} {place} {value!r:.60}: {said.status} {said.content[:200]!r}")
                elif said.status == 400 and not problem(said).get("place", "").startswith("$"):
                    wrong.append(f"{route.path} {place} {value!r:.60}: no place in {said.content[:300]!r}")
    assert not wrong, "\n".join(wrong[:40])
    assert asked > 800


def test_a_day_out_of_bounds_in_any_query_is_refused_with_its_place(visitors: Visitors) -> None:
    described = json.loads(visitors.ask("public", "GET", "/schema/openapi.json").content)
    parts, may, asked = described["components"]["schemas"], entitled(), set[str]()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            queries = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
            full = {one["name"]: whole(one["schema"], parts) for one in queries}
            needed = {one["name"]: full[one["name"]] for one in queries if one.get("required")}
            address = re.sub(r"{\w+}", FORMATS["uuid"], path)
            for name in (name for name, value in full.items() if is_day(value)):
                for day in EXTREME_DATES:
                    query = urlencode({**needed, name: day})
                    said = visitors.ask(may[path, method.upper()][0], method.upper(), f"{address}?{query}")
                    found = (said.status, problem(said).get("place"))
                    assert found == (400, f"$.{name}"), (path, name, day, said)
                    asked.add(f"{path} {name}")
    assert {"/api/deadline from", "/api/audit/standing-out until"} <= asked
