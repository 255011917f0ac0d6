"""Histories, earlier recommendations and earlier findings over HTTP, each to those whose matter it is."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from application.reads import ReadKind
from interfaces.demo.cast import cast
from interfaces.demo.script import worked_case
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


async def told(worked: Worked, who: str, path: str, **query: Any) -> list[dict[str, Any]]:
    found = await worked.sees(who, path, **query)
    entries: list[dict[str, Any]] = found["entries"]
    return entries


def test_a_history_is_told_in_both_languages_with_names_for_those_who_may_see_them(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/cases/{worked.the('case')}/history"
        entries = await told(worked, "manager", path)
        assert [entry["position"] for entry in entries] == sorted(entry["position"] for entry in entries)
        assert all(entry["zh"] and entry["en"] for entry in entries)
        assert {entry["kind"] for entry in entries} == {"report", "case", "proceeding", "appeal", "paper"}
        chinese = await told(worked, "manager", path, lang="zh")
        assert all(entry["zh"] and "en" not in entry for entry in chinese)
        sentences = " ".join(entry["zh"] for entry in entries)
        persons = [one.called for one in cast().accounts if one.person is not None]
        assert any(name in sentences for name in persons), "a person's name"
        auditors = await told(worked, "auditor", path) if "auditor" in worked.people else []
        untold = " ".join(entry["zh"] for entry in auditors)
        assert not any(name in untold for name in persons)
        reads = [one for one in await worked.service.audit.entries() if one.purpose == "history.read"]
        assert {str(one.actor) for one in reads} == {worked.account("manager")}
        assert {one.kind for one in reads} == {ReadKind.PERSON}
        reviewer = await told(worked, "reviewer", path)
        assert {entry["kind"] for entry in reviewer} == {"case", "proceeding", "paper"}
        bureau = await told(worked, "bureau-manager", path)
        streams = {entry["stream"] for entry in bureau if entry["kind"] != "paper"}
        assert streams == {worked.the("case"), worked.the("proceeding.clerk")}
        papers = [
            f"/api/cases/{worked.the('case')}/papers",
            f"/api/proceedings/{worked.the('proceeding.clerk')}/papers",
        ]
        seen = [one["id"] for each in papers for one in (await worked.sees("bureau-manager", each))["papers"]]
        assert {entry["stream"] for entry in bureau if entry["kind"] == "paper"} == set(seen), "as papers are listed"
        for who in ("clerk", "head", "custodian"):
            if who in worked.people:
                assert (await worked.people[who].get(path)).status_code == 404
        assert (await worked.people["manager"].get(path, lang="fr")).status_code == 400

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_the_sentences_hold_neither_an_id_nor_a_code(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        entries = await told(worked, "manager", f"/api/cases/{worked.the('case')}/history")
        assert {"appeal.decided.v1", "case.archived.v1"} <= {entry["name"] for entry in entries}
        wrong: list[str] = []
        for entry in entries:
            said = entry["zh"]
            for name in sorted(worked.people, key=len, reverse=True):
                said = said.replace(name, "")
            found = re.search(r"[0-9a-f]{12}|[A-Za-z][a-z]*-?[a-z0-9]+|[A-Z][0-9]", said)
            wrong += [entry["zh"]] if found else []
        assert not wrong, "\n".join(wrong)

    in_worked(database, tmp_path, story)


def test_what_was_entered_a_moment_ago_is_told_without_an_id(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.take(next(one for one in worked_case() if one.name == "open-case"))
        report, case = worked.the("report"), worked.the("case")
        in_case = await told(worked, "manager", f"/api/cases/{case}/history")
        in_report = await told(worked, "manager", f"/api/reports/{report}/history")
        assert "并入本案。" in {one["zh"] for one in in_case}
        assert "并入案件（编号稍后显示）。" in {one["zh"] for one in in_report}
        assert "Became part of case (number follows)." in {one["en"] for one in in_report}
        said = " ".join(one["zh"] + one["en"] for one in (*in_case, *in_report))
        assert not re.search("[0-9a-f]{12}", said)

    in_worked(database, tmp_path, story, until="triage")


def test_a_respondent_is_told_their_own_part(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.head')}/history"
        own = await told(worked, "head", path)
        assert {entry["stream"] for entry in own} == {worked.the("proceeding.head"), worked.the("appeal")}
        names = {entry["name"].split(".")[1] for entry in own}
        assert {"notice-served", "decision-served", "filed"} <= names
        assert not names & {"deliberated", "file-reviewed", "factor-found", "handlers-assigned", "decision-made"}
        assert not any("actor" in entry for entry in own)
        whole = await told(worked, "manager", path)
        assert len(whole) > len(own)
        assert all("actor" in entry for entry in whole)
        for entry in own:
            for reference in entry.get("documents", {}).values():
                answer = await worked.people["head"].get(
                    f"/api/documents/{reference['id']}", sha256=reference["sha256"], purpose="own.read"
                )
                assert answer.status_code == 200, entry["name"]
        for who in ("clerk", "deputy"):
            assert (await worked.people[who].get(path)).status_code == 404

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_report_and_an_appeal_have_a_history_of_their_own(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        of_case = await told(worked, "manager", f"/api/cases/{worked.the('case')}/history")
        every: dict[str, list[dict[str, Any]]] = {}
        for kind in ("report", "appeal"):
            path = f"/api/{kind}s/{worked.the(kind)}/history"
            every[kind] = entries = await told(worked, "manager", path)
            same = [one for one in of_case if one["stream"] == worked.the(kind)]
            if kind == "report":
                linked = next(one for one in entries if one["name"] == "report.linked.v1")
                there = same[entries.index(linked)]
                assert re.fullmatch("并入案件〔[0-9]{4}〕[0-9]+号。", linked["zh"]), linked["zh"]
                assert re.fullmatch("Became part of case [0-9]{4}-[0-9]+.", linked["en"]), linked["en"]
                assert (there["zh"], there["en"]) == ("并入本案。", "Became part of this case.")
                same[entries.index(linked)] = {**there, "zh": linked["zh"], "en": linked["en"]}
            assert entries == same, "as the case has it told"
            assert all("zh" not in one and one["en"] for one in await told(worked, "manager", path, lang="en"))
            for who in ("clerk", "bureau-manager"):
                assert (await worked.people[who].get(path)).status_code == 404
        own = await told(worked, "head", path)
        of_track = await told(worked, "head", f"/api/proceedings/{worked.the('proceeding.head')}/history")
        assert own == [one for one in of_track if one["stream"] == worked.the("appeal")], (
            "their own part, by nobody's name"
        )
        assert {one["name"] for one in own} == {"appeal.filed.v1", "appeal.accepted.v1"}
        at = await signed_in(worked, "manager")  # signing in voids the token
        for kind, entries in every.items():
            page = (await at.get(f"/{kind}s/{worked.the(kind)}")).words
            assert [one["zh"] for one in entries if one["zh"] not in page] == [], "as the page has it"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_what_was_recommended_on_a_day_has_an_answer(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.head')}/recommendations"
        every = (await worked.sees("decider", path))["versions"]
        assert len(every) > 2
        today = (await worked.sees("decider", path, as_of=worked.today.isoformat()))["versions"]
        assert [one["digest"] for one in today] == [every[-1]["digest"]]
        yesterday = worked.today - timedelta(days=1)
        assert (await worked.sees("decider", path, as_of=yesterday.isoformat()))["versions"] == []
        for who in ("head", "clerk", "bureau-decider"):
            assert (await worked.people[who].get(path)).status_code == 404

    in_worked(database, tmp_path, story, until="investigation-report")


def test_earlier_findings_are_told_without_what_the_reader_could_not_open(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}/prior-liability"
        found = await worked.sees("bureau-reviewer", path)
        assert found["situations"] == [], "the case being worked on is no earlier one"
        assert (await worked.people["clerk"].get(path)).status_code == 403
        assert (await worked.people["head"].get(path)).status_code == 404

    in_worked(database, tmp_path, story, until="serve-notice-clerk")
