"""A fuzzer over the OpenAPI document of a running service: whatever is sent, what is answered is described there."""

import json
import random
import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from interfaces.demo.asking import Said
from tests.interfaces.served.test_bad_input import problem
from tests.support.visitors import Visitors, Walk

ROLES = ("investigator-1", "manager", "approver", "decider", "reviewer", "legal", "auditor", "admin", "clerk", "public")
CHANCE = 20261122


@pytest.fixture(scope="module")
def described(visitors: Visitors) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(visitors.ask("public", "GET", "/schema/openapi.json").content)
    return found


@pytest.fixture(scope="module")
def walk(visitors: Visitors) -> Walk:
    """A case in the middle of its way, for the paths to name."""
    return visitors.walk(upto="serve-notice-organ")


def ids(walk: Walk) -> dict[str, str]:
    """What stands in a path: a matter that there is."""
    known = {"report": "report", "case": "case", "proceeding": "proceeding.head", "adoption": "adoption"}
    return {name: walk.names[saved] for name, saved in known.items()}


def test_whatever_is_sent_the_answer_is_as_described(
    visitors: Visitors, described: dict[str, Any], walk: Walk, long: bool
) -> None:
    attack = Attack(visitors, described, walk)
    for path, methods in described["paths"].items():
        for method in methods:
            schema = schemathesis.openapi.from_dict(alone(described, path, method))
            schema.config.base_url = visitors.service.url
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                attack.on(schema[path][method], mode, 60 if long else 2)
    shown = [f"{fault}\n    {how}" for fault, how in attack.wrong.items()]
    assert not shown, "\n".join(shown[:25])
    assert len(attack.asked) > 300
    assert {400, 403, 404} <= set(attack.asked)


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
    return {**described, "paths": {path: {method: operation}}, "components": components}


class Attack:
    """``asked``: the status of every answer. ``wrong``: what is not as described, and how to see it again."""

    def __init__(self, visitors: Visitors, described: dict[str, Any], walk: Walk) -> None:
        self._visitors, self._described, self._walk = visitors, described, walk
        self._chance = random.Random(CHANCE)
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
        who = self._chance.choice(ROLES)
        if self._chance.random() < 0.9:
            case.path_parameters = {**(case.path_parameters or {}), **real(case, self._walk)}
        headers = dict(case.headers or {})
        if who in self._visitors.tokens:
            headers["Authorization"] = f"Bearer {self._visitors.tokens[who]}"
        case.headers = headers
        answer = case.call()
        self.asked.append(answer.status_code)
        fault = judged(case, answer, self._described, mode)
        if fault:
            how = f"{who} {case.as_curl_command()[:600]} -> {answer.content[:300]!r}"
            self.wrong.setdefault(f"{case.method} {case.operation.path} {fault}", how)


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
