"""The case file as one archive: complete, without the reporter, and the same bytes each time."""

import hashlib
import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from tests.support.postgres import Database
from tests.support.worked_matter import END, Worked, in_worked


def test_an_archive_holds_index_events_documents_and_digests_and_is_the_same_each_time(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/cases/{worked.the('case')}/archive"
        first = await worked.people["manager"].get(path)
        assert first.status_code == 200, first.text
        again = await worked.people["manager"].get(path)
        assert first.content == again.content
        with zipfile.ZipFile(BytesIO(first.content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        sums = dict(reversed(line.split("  ", 1)) for line in files.pop("sha256sums.txt").decode().splitlines())
        assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        index = json.loads(files["index.json"])
        kinds = {one["kind"] for one in index["streams"]}
        assert {"case", "proceeding", "appeal", "paper"} <= kinds
        assert "report" not in kinds
        assert sum(one["events"] for one in index["streams"]) == sum(
            content.count(b"\n") for name, content in files.items() if name.startswith("events/")
        )
        held = [one for one in index["documents"] if one["file"] is not None]
        assert held
        assert {one["file"] for one in held} == {name for name in files if name.startswith("documents/")}
        appeal = f"events/appeal-{worked.the('appeal')}.jsonl"
        events = [json.loads(line) for line in files[appeal].splitlines()]
        (filed,) = [one["state"]["points"] for one in events if one["name"] == "appeal.filed.v1"]
        answers = {
            one["state"]["text"]["id"]: one["state"] for one in events if one["name"] == "appeal.ground-answered.v1"
        }
        file_of = {one["id"]: one["file"] for one in held}
        assert [one["against"] for one in filed] == ["facts", "measure"]
        for point, words in zip(filed, ("口径不是由我提出", "处理畸重"), strict=True):
            said = answers[point["text"]["id"]]
            assert words in files[file_of[point["text"]["id"]]].decode(), "each ground with its words"
            assert said["holding"] in {"holds", "does-not-hold"}
            assert files[file_of[said["reasons"]["id"]]].decode().strip(), "and with the reasons of its answer"
        assert files["evidence.csv"].decode("utf-8-sig").count("\r\n") == 3
        report = worked.the("report").encode()
        assert not any(name.startswith("events/report") for name in files)
        assert b"\xe7\xaa\x97\xe5\x8f\xa3\xe4\xb8\x8d\xe6\x94\xb6\xe4\xbb\xb6" not in b"".join(files.values())
        assert report not in b"".join(content for name, content in files.items() if name.startswith("documents/"))

    in_worked(database, tmp_path, story, until=END)


def test_an_archive_as_of_a_day_holds_what_was_recorded_by_then(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path, manager = f"/api/cases/{worked.the('case')}/archive", worked.people["manager"]
        today, before = worked.today.isoformat(), (worked.today - timedelta(days=1)).isoformat()
        assert (await manager.get(path, until=before)).status_code == 404
        whole, dated = await manager.get(path), await manager.get(path, until=today)
        with zipfile.ZipFile(BytesIO(whole.content)) as one, zipfile.ZipFile(BytesIO(dated.content)) as other:
            assert one.namelist() == other.namelist()

    in_worked(database, tmp_path, story, until="two-investigators")


def test_only_who_keeps_the_case_takes_it_along_and_each_document_opened_is_on_record(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/cases/{worked.the('case')}/archive"
        for who, status in {
            "manager": 200,
            "reviewer": 403,
            "decider": 403,
            "bureau-manager": 404,
            "clerk": 404,
        }.items():
            answer = await worked.people[who].get(path)
            assert answer.status_code == status, (who, answer.text[:300])
        seen = (await worked.sees("auditor", "/api/audit/reads", limit=500))["entries"]
        opened = [one for one in seen if one["purpose"] == "case.export"]
        assert opened

        def who(outcome: str) -> set[str]:
            return {one["actor"] for one in opened if one["outcome"] == outcome}

        assert who("served") == {str(worked.people["manager"].account)}
        others = ("reviewer", "decider", "bureau-manager", "clerk")
        assert who("denied") == {str(worked.people[one].account) for one in others}

    in_worked(database, tmp_path, story, until="name-head")
