"""Two people at once, and one person twice: one wins and the other is told; one effect and the same answer."""

import json
import threading
from typing import Any
from uuid import UUID, uuid4

import pytest

from interfaces.demo.asking import Client, Said
from tests.support.served_office import looked_into
from tests.support.visitors import Visitors, Walk

TODAY = "{today}"


@pytest.fixture(scope="module")
def case(visitors: Visitors) -> Walk:
    """A case with investigators: evidence can be entered."""
    return visitors.walk(upto="evidence-register")


def evidence(case: Walk, words: str) -> dict[str, Any]:
    officers = [case.names["account.investigator-1"], case.names["account.investigator-2"]]
    return {
        "kind": "document",
        "document": {"text": words},
        "collected_on": case.names["today"],
        "officers": officers,
        "shows": ["application-not-accepted"],
    }


def at_once(visitors: Visitors, path: str, asked: list[tuple[str, Any, dict[str, Any]]]) -> list[Said]:
    """Everybody asks at the same moment, each over a connection of their own."""
    gate, said = threading.Barrier(len(asked)), {}

    def go(number: int, who: str, body: Any, given: dict[str, Any]) -> None:
        client = Client(visitors.service.url)
        client.ask("GET", "/health/live", {}, None)
        gate.wait(60)
        said[number] = visitors.ask(who, "POST", path, body, client=client, **given)
        client.close()

    threads = [threading.Thread(target=go, args=(number, *one)) for number, one in enumerate(asked)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[number] for number in range(len(asked))]


def present(visitors: Visitors, case: Walk) -> int:
    said = visitors.ask("investigator-1", "GET", f"/api/cases/{case.names['case']}")
    return int(json.loads(said.content)["version"])


def stored(visitors: Visitors, stream: str) -> int:
    with looked_into(visitors.data) as connection:
        row = connection.execute("SELECT count(*) FROM log.events WHERE stream_id = %s", [UUID(stream)]).fetchone()
    assert row is not None
    return int(row[0])


def test_of_two_who_decide_on_the_same_version_one_wins_and_the_other_is_told(
    visitors: Visitors, case: Walk, long: bool
) -> None:
    path = f"/api/cases/{case.names['case']}/enter-evidence"
    for turn in range(40 if long else 5):
        version = present(visitors, case)
        people = ("investigator-1", "investigator-2")
        asked = [(who, evidence(case, f"证据 {turn} {who}"), {"version": version}) for who in people]
        answers = sorted(at_once(visitors, path, asked), key=lambda said: said.status)
        assert [said.status for said in answers] == [200, 412]
        won, told = (json.loads(said.content) for said in answers)
        assert won["version"] > version
        assert told["code"] == "changed-meanwhile"
        assert told["version"] == won["version"] == present(visitors, case)
        assert told["zh"]
        assert told["en"]
        assert told["remedy_en"]


def test_the_same_command_many_times_at_once_has_one_effect_and_one_answer(
    visitors: Visitors, case: Walk, long: bool
) -> None:
    path = f"/api/cases/{case.names['case']}/enter-evidence"
    for turn in range(40 if long else 5):
        version, events = present(visitors, case), stored(visitors, case.names["case"])
        given = {"version": version, "key": uuid4()}
        body = evidence(case, f"同一证据 {turn}")
        answers = at_once(visitors, path, [("investigator-1", body, given)] * 4)
        assert [said.status for said in answers] == [200] * 4, [said.content for said in answers]
        assert len({said.content for said in answers}) == 1
        assert stored(visitors, case.names["case"]) == events + 1
        late = visitors.ask("investigator-1", "POST", path, body, **given)
        assert late.content == answers[0].content
        assert late.headers["idempotent-replayed"] == "true"


def test_a_report_filed_twice_at_once_under_one_key_is_one_report(visitors: Visitors) -> None:
    body = {"what": "重复提交", "organ_named": "示例单位", "protection": "anonymous"}
    answers = at_once(visitors, "/api/reports", [("intake", body, {"key": key}) for key in [uuid4()] * 4])
    assert [said.status for said in answers] == [201] * 4, [said.content for said in answers]
    assert len({json.loads(said.content)["id"] for said in answers}) == 1


def test_a_key_that_served_another_request_is_refused(visitors: Visitors, case: Walk) -> None:
    path, key = f"/api/cases/{case.names['case']}/enter-evidence", uuid4()
    version = present(visitors, case)
    assert visitors.ask("investigator-1", "POST", path, evidence(case, "一"), version=version, key=key).status == 200
    other = visitors.ask("investigator-1", "POST", path, evidence(case, "二"), version=version + 1, key=key)
    assert (other.status, json.loads(other.content)["code"]) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("missing", "status", "code"),
    [("Idempotency-Key", 400, "idempotency-key-missing"), ("If-Match", 428, "version-missing")],
)
def test_a_command_says_its_key_and_the_version_that_was_seen(
    visitors: Visitors, case: Walk, missing: str, status: int, code: str
) -> None:
    path = f"/api/cases/{case.names['case']}/enter-evidence"
    headers = visitors.headers("investigator-1", version=present(visitors, case))
    del headers[missing]
    said = visitors.client.ask("POST", path, headers, json.dumps(evidence(case, "三")).encode())
    problem = json.loads(said.content)
    assert (said.status, problem["code"], problem["place"]) == (status, code, missing)
