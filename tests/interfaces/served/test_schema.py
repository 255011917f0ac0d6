"""A fuzzer over the OpenAPI document of a running service: whatever is sent, what is answered is described there."""

import json
import random
import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from interfaces.demo.asking import Said
from interfaces.demo.cast import cast
from tests.interfaces.served.test_bad_input import problem
from tests.support.visitors import Visitors, Walk

pytestmark = pytest.mark.costly

CHANCE = 20261122
LONG = 1000
"""Characters, from which on the generator is not told what a text may not hold (NUL): it then tries that too."""
PAGE = Path(__file__).parents[3] / "docs" / "api.md"
EVERYBODY = (*sorted(account.name for account in cast().accounts), "public")


def entitled() -> dict[tuple[str, str], tuple[str, ...]]:
    """(path, method) -> who may at all: by the access table, everybody where it asks for no account."""
    table = tomllib.loads(files("application").joinpath("access_table.toml").read_text("utf-8"))["actions"]
    found = {}
    for method, path, action in re.findall(
        r"^\| `(GET|POST) (\S+)` \|.*\| `(\S+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE
    ):
        roles = {pair.partition("/")[0] for pair in table.get(action, ["public/any"])}
        those = tuple(one.name for one in cast().accounts if one.role.value in roles)
        if those or roles & {"everyone", "public"}:
            found[path, method] = EVERYBODY if roles & {"everyone", "public"} else those
    return found


@pytest.fixture(scope="module")
def described(visitors: Visitors) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(visitors.ask("public", "GET", "/schema/openapi.json").content)
    return found


@pytest.fixture(scope="module")
def walks(visitors: Visitors) -> tuple[Walk, ...]:
    """A case under investigation, one in the middle of its way, one with an appeal: for the paths to name."""
    return tuple(visitors.walk(upto=step) for step in ("evidence-register", "serve-notice-organ", "accept-appeal"))


def ids(walk: Walk) -> dict[str, str]:
    """What stands in a path: a matter that there is."""
    known = {"report": "report", "case": "case", "proceeding": "proceeding.head", "adoption": "adoption"}
    known |= {"appeal": "appeal"} if "appeal" in walk.names else {}
    return {name: walk.names[saved] for name, saved in known.items()}


@pytest.mark.timeout(7200)  # the long campaign sends thirty times as much
def test_whatever_is_sent_the_answer_is_as_described(
    visitors: Visitors, described: dict[str, Any], walks: tuple[Walk, ...], long: bool
) -> None:
    attack = Attack(visitors, described, walks)
    for path, methods in described["paths"].items():
        for method in methods:
            schema = schemathesis.openapi.from_dict(alone(described, path, method))
            schema.config.base_url = visitors.service.url
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                attack.on(schema[path][method], mode, 60 if long else 2 if mode is GenerationMode.POSITIVE else 1)
    shown = [f"{fault}\n    {how}" for fault, how in attack.wrong.items()]
    assert not shown, "\n".join(shown[:25])
    assert len(attack.asked) > 300
    assert {400, 403, 404, 409} <= set(attack.asked)
    unasked = [f"{method} {path}" for path, method in entitled() if not attack.by_entitled[path, method]]
    assert not unasked, "nobody who may asked for " + ", ".join(unasked)


def alone(described: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    """The document of one operation, with the parts that its request names: the generator weighs all that it is given."""
    operation = {**described["paths"][path][method], "responses": {"200": {"description": "any"}}}
    needed: dict[str, Any] = {}
    waiting = [operation]
    while waiting:
        for name in set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(waiting.pop()))) - set(needed):
            needed[name] = described["components"]["schemas"][name]
            waiting.append(needed[name])
    components = {**described["components"], "schemas": needed, "responses": {}}
    return dict(plainer({**described, "paths": {path: {method: operation}}, "components": components}))


def plainer(node: Any) -> Any:
    """Without the patterns of long texts: the generator puts length and pattern into one expression, a second's work each."""
    if isinstance(node, list):
        return [plainer(one) for one in node]
    if not isinstance(node, dict):
        return node
    left_out = "pattern" if node.get("maxLength", 0) > LONG else None
    return {name: plainer(one) for name, one in node.items() if name != left_out}


class Attack:
    """``asked``: the status of every answer. ``wrong``: what is not as described, and how to see it again.

    Every other request comes from somebody who may make it, with the version that the matter has: it reaches the rules.
    """

    def __init__(self, visitors: Visitors, described: dict[str, Any], walks: tuple[Walk, ...]) -> None:
        self._visitors, self._described, self._walks = visitors, described, walks
        self._chance = random.Random(CHANCE)
        self._entitled = entitled()
        self._versions: dict[str, int] = {}
        self.by_entitled: Counter[tuple[str, str]] = Counter()
        self.asked: list[int] = []
        self.wrong: dict[str, str] = {}

    def on(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        @seed(CHANCE)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def attack(case: Any) -> None:
            self._send(case, mode)

        try:
            attack()
        except Unsatisfiable:  # an operation without anything to get wrong
            assert mode is GenerationMode.NEGATIVE

    def _send(self, case: Any, mode: GenerationMode) -> None:
        asked = (case.operation.path, case.method.upper())
        may = self._entitled.get(asked, ())
        knowing = bool(may) and (not self.by_entitled[asked] or self._chance.random() < 0.5)
        who = self._chance.choice(may if knowing else EVERYBODY)
        matters = real(case, self._chance.choice(self._walks))
        if knowing or self._chance.random() < 0.8:
            case.path_parameters = {**(case.path_parameters or {}), **matters}
        headers = dict(case.headers or {})
        if who in self._visitors.tokens:
            headers["Authorization"] = f"Bearer {self._visitors.tokens[who]}"
        matter = next(iter(matters.values()), None)
        if knowing and matter is not None and "If-Match" in headers:
            headers["If-Match"] = f'"{self._version(matter)}"'
        case.headers = headers
        answer = case.call()
        self.asked.append(answer.status_code)
        self.by_entitled[asked] += knowing
        if answer.status_code == 412 and matter is not None:
            self._versions[matter] = int(answer.json()["version"])
        fault = judged(case, answer, self._described, mode)
        if fault:
            how = f"{who} {case.as_curl_command()[:600]} -> {answer.content[:300]!r}"
            self.wrong.setdefault(f"{case.method} {case.operation.path} {fault}", how)

    def _version(self, matter: str) -> int:
        """The version that the matter had when it was last seen."""
        seen = max(walk.version(matter) for walk in self._walks)
        return max(self._versions.get(matter, 1), seen)


def real(case: Any, walk: Walk) -> dict[str, str]:
    return {name: value for name, value in ids(walk).items() if f"{{{name}}}" in case.operation.path}


def judged(case: Any, answer: Any, described: dict[str, Any], mode: GenerationMode) -> str:
    """What is wrong with the answer; nothing when all is as described."""
    status = answer.status_code
    operation = described["paths"][case.operation.path][case.method.lower()]
    if status >= 500:
        return f"{status}"
    # Methods that the document does not have are tried too.
    if str(status) not in operation["responses"] and status != 405:
        return f"{status} is not described"
    if status >= 400:
        headers = {name.lower(): values[0] for name, values in answer.headers.items()}
        try:
            found = problem(Said(status=status, headers=headers, content=answer.content))
        except AssertionError as error:
            return f"{status} is no whole problem: {str(error)[:100]}"
        if found["code"].startswith("malformed") and not found.get("place"):
            return f"{status} names no place"
    elif mode is GenerationMode.NEGATIVE and case.operation.body:
        try:
            case.validate_response(answer, checks=[negative_data_rejection])
        except AssertionError as error:
            return f"{status} for what is not described: {str(error)[:120]}"
        except BaseExceptionGroup as errors:
            return f"{status} for what is not described: {str(errors.exceptions[0])[:120]}"
    return ""
