"""Whoever does nothing but what the own list names brings a case from its opening into the archive, and is refused nothing."""

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from interfaces.demo.script import Step, worked_case
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

CITY = ("manager", "approver", "investigator-2", "investigator-1", "reviewer", "decider", "legal")
BUREAU = ("bureau-manager", "bureau-approver", "bureau-reviewer", "bureau-decider")
PROVINCE = ("province-manager", "province-approver", "province-handler-2", "province-decider")
RESPONDENTS = ("clerk", "deputy", "head", "bureau")

COMMANDS = {
    "decide-on-filing": ("file-case",),
    "examine-appeal": ("examine-appeal", "answer-grounds"),
    "file-statement": ("file-statement", "waive-statement"),
    "settle-facts": ("find-role", "find-element", "find-factor", "settle-facts"),
}
"""By which commands a step is taken that is no command itself, or that several take."""

UNASKED = frozenset({"appeal", "announce-head"})
"""What nobody waits for: a right that need not be used, and an announcement before all measures are carried out."""

NEEDLESS = frozenset({"answer-question", "rectification-report", "rectification-check"})
"""What the script does though no list names it: nothing waits for it."""


def steps() -> list[Step]:
    """What the script does after the case was opened, papers left out."""
    every = [one for one in worked_case() if one.post is not None and one.status < 300]
    begun = next(place for place, one in enumerate(every) if one.name == "frame-allegation")
    return [one for one in every[begun:] if "/api/papers" not in (one.post or "") and one.name not in NEEDLESS]


def before(step: Step, known: Container[str]) -> Iterator[Step]:
    """What gives *step* the names in it that are not *known* yet: what is read, and the papers that it carries out."""
    script = [one for one in worked_case() if one.status < 300]
    for name in dict.fromkeys(re.findall(r"\{([\w.-]+)\}", str(step.body))):
        if name in known:
            continue
        paper = name.partition(".")[2]
        for one in script:
            of_paper = f"paper.{paper}" in one.save or f"{{paper.{paper}}}" in f"{one.post}{one.get}"
            if of_paper or (one.get is not None and name in one.save):
                yield one


def taking(task: dict[str, Any], name: str, left: Iterable[Step]) -> list[Step]:
    """The steps of the script by which *task* on the matter *name* is done. A case stands for each of its respondents."""
    commands = COMMANDS.get(task["next_step"], (task["next_step"],))
    places = {f"{{{name}}}"} | ({"{proceeding."} if task["next_step"] == "establish-competence" else set())
    return [
        one
        for one in left
        if (one.post or "").rpartition("/")[2] in commands and any(place in (one.post or "") for place in places)
    ]


async def named(worked: Worked, left: list[Step]) -> tuple[str, str, list[Step]] | None:
    """Somebody whose list names something, the step that it names, and how it is taken."""
    known = {identifier: name for name, identifier in worked.names.items()}
    for who in (*CITY, *BUREAU, *PROVINCE, *RESPONDENTS):
        for task in (await worked.sees(who, "/api/work"))["tasks"]:
            if task["id"] in known and (found := taking(task, known[task["id"]], left)):
                return who, task["next_step"], found
    return None


def test_what_the_lists_name_leads_into_the_archive(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        left, seen = steps(), []
        script = {one.name: one for one in worked_case()}
        while left:
            await worked.follow()
            found = await named(worked, left)
            if found is None:
                assert left[0].name in UNASKED, f"nobody's list names {left[0].name}; done: {seen}"
                found = left[0].by, "", left[:1]
            who, step, group = found
            for one in group:
                for earlier in dict.fromkeys(each.name for each in before(one, worked.names)):
                    await worked.take(script[earlier])
                # Whoever is told does it; of several it is one of the others where the script names itself in what it says.
                itself = f"{{account.{one.by}}}" in str(one.body) or one.by in RESPONDENTS
                await worked.take(one if itself else replace(one, by=who))
                left.remove(one)
                seen.append(f"{who}: {step} ({one.name})")
        assert (await worked.sees("auditor", f"/api/cases/{worked.the('case')}"))["case"]["stage"] == "archived"

    in_worked(database, tmp_path, story, until="open-case")
