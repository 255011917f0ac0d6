"""Each supervision instrument from its start to a lead and on into a case, once through the API and once typed."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from application.adapters.profile_files import packaged_profiles
from application.casework.instruments import INSTRUMENTS
from interfaces.demo.asking import Client
from interfaces.demo.names import names
from tests.interfaces.api.test_publication_logs import LOG
from tests.interfaces.api.test_score_sheets import HEADINGS
from tests.support.instruments import instrument_story
from tests.support.postgres import copy_of
from tests.support.served import served, wenze
from tests.support.served_office import walk
from tests.support.spreadsheets import csv_bytes
from tests.support.typed import Typed, typed
from tests.support.visitors import Visitors

pytestmark = pytest.mark.costly


@pytest.fixture(scope="module", params=["api", "cli"])
def office(
    request: pytest.FixtureRequest, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Client, Visitors]]:
    """The demonstration's people before a service of their own, and the means by which they ask.

    Of their own, since what is found twice about one organ is asked about: by both means on one record nothing would run
    as it does at first.
    """
    folder = tmp_path_factory.mktemp(request.param)
    data = copy_of(prepared_data, folder / "data")
    with served(data) as service:
        people = Visitors(service, data)
        people.walk("report")
        client = people.client if request.param == "api" else Typed(service.url, folder)
        with closing(people), closing(client):
            yield client, people


@pytest.mark.parametrize("kind", sorted(INSTRUMENTS))
def test_an_instrument_runs_from_its_start_into_a_case(kind: str, office: tuple[Client, Visitors]) -> None:
    client, people = office
    taken = walk(client, people.tokens, instrument_story(kind))
    assert [one.step for one in taken][-2:] == ["in-case", "history"]
    if isinstance(client, Typed):
        assert {"open-case", f"{kind}-raise-lead", f"read-{kind}"} <= set(client.typed)


@pytest.mark.parametrize("story", ["early", "network", "draft"])
def test_a_variant_runs_into_a_case_too(story: str, office: tuple[Client, Visitors]) -> None:
    client, people = office
    taken = walk(client, people.tokens, instrument_story(story))
    assert [one.step for one in taken][-2:] == ["in-case", "history"]
    if isinstance(client, Typed) and story == "network":
        assert {"list-breaches", "raise-leads-of-several"} <= set(client.typed)
    if story == "draft":
        said = next(json.dumps(one.answer, ensure_ascii=False) for one in taken if one.step == "no-lead")
        rule = packaged_profiles()["P-QYF"].rules["lead-without-basis"]
        assert rule.zh in said or rule.en in said


def test_what_is_typed_wrong_is_told_with_a_remedy(visitors: Visitors, tmp_path: Path) -> None:
    here = ("--url", visitors.service.url)
    token = tmp_path / "token"
    token.write_text(visitors.tokens["manager"] + "\n", "utf-8")
    signed = (*here, "--token-file", str(token))
    code, out, _ = typed("call", *here)
    assert code == 0
    assert b"consultation-note-reply  POST  /api/consultations/{consultation}/note-reply" in out
    code, out, _ = typed("call", "start-consultation", "--describe", *here)
    assert code == 0
    assert "  kind=… *\n" in out.decode()
    for words, expected, part in (
        (("call", "no-such-thing", *here), 2, "no-such-thing"),
        (("call", "read-duty", *signed), 2, "duty=编号"),
        (("call", "start-consultation", "kind", *signed), 2, "kind"),
        (("call", "start-consultation", "kind:=[", *signed), 2, "kind"),
        (("call", "start-consultation", "--body", str(tmp_path / "none.json"), *signed), 2, "none.json"),
        (("call", "import-publications", *signed), 2, "--body"),
        (("call", "read-duty", "duty=00000000-0000-4000-8000-000000000001", *signed), 1, "not-found"),
        (("call", "list-duties", *here), 1, "处理办法"),
        (("call", "start-consultation", "kind=inter-organ", *signed), 1, "Idempotency-Key"),
        (("call", "list-duties", "--url", "http://127.0.0.1:9"), 3, "127.0.0.1:9"),
    ):
        code, out, told = typed(*words, "--lang", "zh")
        assert (code, out) == (expected, b""), words
        assert part in told, words
    code, out, _ = typed("call", "list-duties", "limit=1", *signed, "--lang", "en")
    assert code == 0
    assert b'"entries"' in out


def test_whoever_reported_types_what_the_code_opens(visitors: Visitors, tmp_path: Path) -> None:
    here = ("--url", visitors.service.url, "--lang", "en")
    code, out, _ = typed(
        "call", "file-report", "what=窗口不收件。", "organ_named=示例机关", "protection=anonymous", *here
    )
    assert code == 0
    answer = tmp_path / "report.json"
    answer.write_bytes(out)
    held = (*here, "--code-file", str(answer))
    code, out, _ = typed("call", "read-report-status", *held)
    assert (code, json.loads(out)["messages"]) == (0, [])
    assert typed("call", "supplement-as-reporter", "text=补充情况。", *held)[0] == 0
    code, out, told = typed("call", "rate-as-reporter", "rating=partly", *held)
    assert (code, out) == (1, b""), "there is no outcome yet"
    assert "Idempotency-Key" in told
    answer.write_text("00000 00000 00000 00000\n", "utf-8")
    code, _, told = typed("call", "read-report-status", *held)
    assert code == 1
    assert "reporter-code-wrong" in told


def imported(people: Visitors, file: Path, *words: str) -> tuple[int, dict[str, Any]]:
    done = wenze(people.data, "import", *words[:1], str(file), *words[1:], "--json", "--lang", "en")
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return done.returncode, found


def test_publication_logs_and_score_sheets_are_imported_by_typing(visitors: Visitors, tmp_path: Path) -> None:
    visitors.walk("report")
    file, city = tmp_path / "sheet.csv", names()["organ.city"]
    file.write_text(LOG, "utf-8")
    watched = ("publications", "--body", city, "--duty", "xiangtan-portal")
    seen = imported(visitors, file, *watched, "--preview")
    assert (seen[0], seen[1]["created"], seen[1]["refused"]) == (1, 3, 1)
    code, taken = imported(visitors, file, *watched)
    assert (code, taken["created"], taken["unchanged"], taken["refused"]) == (1, 3, 0, 1)
    assert [fault["code"] for fault in taken["faults"]] == ["organ-unknown"]
    assert taken["breaches"] > 0
    assert imported(visitors, file, *watched)[1]["unchanged"] == 3
    none = wenze(visitors.data, "import", "publications", str(file))
    assert (none.returncode, "--body" in none.stderr) == (2, True)

    checked = next(place for place, step in enumerate(instrument_story("assessment")) if step.name == "score")
    taken_steps = walk(visitors.client, visitors.tokens, instrument_story("assessment")[:checked])
    matter = next(one.answer["id"] for one in taken_steps if one.step == "plan")
    bureau = LOG.splitlines()[1].split(",")[0]
    file.write_bytes(csv_bytes([(bureau, "12.5", "25", "9", "8", "5")], HEADINGS))
    scored = ("scores", "--assessment", matter)
    assert imported(visitors, file, *scored, "--preview")[1]["created"] == 1
    code, taken = imported(visitors, file, *scored)
    assert (code, taken["created"], taken["unchanged"]) == (0, 1, 0)
    assert imported(visitors, file, *scored)[1]["unchanged"] == 1
    wrong = wenze(visitors.data, "import", "scores", str(file), "--assessment", city, "--lang", "en")
    assert wrong.returncode != 0
    assert wrong.stderr
