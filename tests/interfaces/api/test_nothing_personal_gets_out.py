"""The whole worked case with a canary in every text and name: what is stored, logged, backed up and read, by whom.

Nothing that a person wrote or is called is anywhere in the clear but in the answers to those who may see it.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from application.adapters.backup import back_up
from interfaces import log_setup
from interfaces.api import app
from interfaces.api.authentication import Authentication
from interfaces.api.routes import operations
from interfaces.demo.script import worked_case
from interfaces.web.pages import live
from interfaces.web.routes import pages
from tests.support.planting import PASSWORD, PEOPLE, Visitor, planted
from tests.support.postgres import Database
from tests.support.printing import only_unprintable, printable

pytestmark = pytest.mark.costly

CORE = re.compile(rb"[0-9a-f]{24}")
BLANK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RESPONDENTS = ("clerk", "head")
HANDLERS = ("manager", "investigator-1", "reviewer", "approver", "decider", "legal", "province-handler-1")
"""One of each role that handles the case or its appeal."""
AUDIENCES = ("public", "investigator-3", "bureau", *RESPONDENTS, "intake", *HANDLERS, "custodian", "auditor", "admin")
"""Nobody, an officer outside the case, the organ that answers, those who answer in person, and one of each role of the staff."""
FILES = (
    *("/cases/-", "/api/cases/-/history", "/proceedings/-", "/api/proceedings/-/history"),
    *("/papers/-", "/api/papers/-"),
    "/appeals/-",
)
"""Where whoever handles a case reads the names of its persons; on an appeal's page in the decision's own sentences."""
REPORTS = ("/reports/-", "/api/reports/-")
"""Where the intake reads what a reporter wrote."""
KEEPERS = ("manager", "approver")
ARCHIVE = ("/api/cases/-/archive", "/cases/-/archive")
PAPERS_READ = {step.name for step in worked_case() if (step.get or "").startswith("/api/papers/")}
"""Steps in which whoever drafts or signs a document reads it whole."""

OPENED = {"read-document", "read-parties", "read-reporter"}
"""Routes that open something sealed, for a purpose and on record: asked by their own tests."""


def addresses(visitor: Visitor, turn: int, *, long: bool) -> Iterator[str]:
    """Every address that is read without opening something sealed, each with a matter of the walk in it.

    With every matter where the file itself is read, and everywhere with *long*; else, as for the form of a command on it,
    with the one whose *turn* it is, so that the audiences between them read all.
    """
    declared = operations(visitor.service, Authentication(visitor.service.tokens))
    paths = {one.path for one in declared if one.method == "GET" and one.name not in OPENED}
    paths |= {one.path for one in pages(visitor.service, declared) if one.show is not None}
    forms = {one.path.removeprefix("/api") for one in declared if one.changes}
    ids = {
        "report": ("report", "named"),
        "case": ("case",),
        "appeal": ("appeal",),
        "adoption": ("adoption",),
        "proceeding": ("proceeding.organ", *(f"proceeding.{who}" for who in PEOPLE)),
        "paper": tuple(name for name in visitor.names if name.startswith("paper.")),
        "organ": ("organ.city", "organ.bureau"),
    }
    for index, path in enumerate(sorted(paths)):
        wanted = re.findall(r"{(\w+)}", path)
        if not wanted:
            yield path
        elif len(wanted) == 1 and wanted[0] in ids:
            known = ids[wanted[0]]
            file = path not in forms and path.replace(f"{{{wanted[0]}}}", "-").startswith((*FILES, *REPORTS, "/own/-"))
            for name in known if file or long else (known[(turn + index) % len(known)],):
                yield path.replace(f"{{{wanted[0]}}}", visitor.names[name])


async def everything_read(visitor: Visitor, who: str, *, long: bool) -> dict[str, bytes | str]:
    """What *who* is answered at every address, by token or without one, and on the pages by session."""
    headers = {"Authorization": f"Bearer {visitor.tokens[who]}"} if who in visitor.tokens else {}
    if who in visitor.tokens:
        headers["Cookie"] = f"sid={(await visitor.sessions.sign_in(who, PASSWORD)).secret}"
    said: dict[str, bytes | str] = {}
    for path in addresses(visitor, AUDIENCES.index(who), long=long):
        answer = await visitor.client.get(path, headers=headers)
        assert answer.status_code < 500 or only_unprintable(answer), (who, path, answer.text)
        said[path] = answer.content + repr(answer.headers).encode()
    return said


def kinds(visitor: Visitor, said: dict[str, bytes | str]) -> set[tuple[str, str]]:
    """What was found in the clear: of which field, and at which address, ids left out."""
    planted = {text[2:-1].encode(): field for field, text in visitor.canary.planted.items() if text.startswith("某甲")}
    return {
        (re.sub(r"#\d+( again)?", "", planted[core]), BLANK.sub("-", place))
        for place, content in said.items()
        for core in CORE.findall(content if isinstance(content, bytes) else content.encode())
        if core in planted
    }


async def story(database: Database, folder: Path, *, long: bool) -> tuple[Visitor, dict[str, set[tuple[str, str]]]]:
    async with planted(database, folder) as visitor:
        read = {who: kinds(visitor, await everything_read(visitor, who, long=long)) for who in AUDIENCES}
        return visitor, read


@pytest.mark.timeout(1500)
def test_nothing_that_people_wrote_or_are_called_gets_out(
    database: Database, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    monkeypatch.setattr(app, "DEADLINE_SECONDS", 300)  # what is said counts here, however busy the machine is
    monkeypatch.setattr(live, "LASTS_SECONDS", 0.0)  # a stream of changes ends at once: nothing changes any more
    log_setup.configure()
    visitor, read = asyncio.run(story(database, tmp_path, long=long))
    canary = visitor.canary
    assert len(canary.planted) > 60
    assert len(visitor.answers) > 80

    # Stored: nothing in the clear in any table of any schema; of a secret its hash, where it is looked up.
    texts = [field for field in canary.planted if not field.startswith("secret ")]
    secrets = [field for field in canary.planted if field.startswith("secret wenze")]
    assert canary.leaks_in_database(database.administrator, of=texts) == ()
    stored = {(leak.place, leak.disguise) for leak in canary.leaks_in_database(database.administrator, of=secrets)}
    assert stored == {("vault.tokens", "sha256 bytes")}

    # Logged: nothing, neither by the service nor by its projectors.
    shown = capfd.readouterr()
    assert "report" in shown.err + shown.out
    assert canary.leaks({"log": shown.err, "output": shown.out}) == ()

    # Backed up: nothing in the clear, in either file.
    back_up(database.owner, tmp_path / "copy", tmp_path / "copy.keys")
    copies = {path.name: path.read_bytes() for path in tmp_path.glob("copy*")}
    assert canary.leaks(copies, of=texts) == ()

    # Answered to the steps: what was written to the reporter, by the reporter; a decision, by whoever signs it.
    answered = {(leak.field.partition("#")[0], leak.place.partition("#")[0]) for leak in canary.leaks(visitor.answers)}
    assert {pair for pair in answered if not pair[0].startswith("secret ") and pair[1] not in PAPERS_READ} == {
        ("inform-reporter", "reporter-reads-the-outcome")
    }
    assert canary.leaks(visitor.answers, of=secrets) == ()

    # Read by an audience, at every address that opens nothing sealed.
    fields = {who: {field for field, _ in found} for who, found in read.items()}
    assert not any(".reporter." in field for found in fields.values() for field in found)
    blind = {"public", "investigator-3", "custodian", "auditor", "admin"}
    # Of the notice that was served on it the organ reads whom to turn to; where nothing is printed it is a text, read whole.
    notice = "draft-notice-organ.statements.1.text.text" if printable() else "notice-organ.document.text"
    assert read["bureau"] == {(notice, "/own/-")}
    assert {who for who in AUDIENCES if not fields[who]} == blind
    said = {("clerk", f"statement-clerk.points.{place}.text.text") for place in range(2)}
    said |= {("head", f"appeal.points.{place}.text.text") for place in range(2)}
    said |= {("head", f"{step}.answers.0.reasons.text") for step in ("answer-grounds", "answer-the-other-ground")}
    for who in RESPONDENTS:
        own = {(f"notice-{who}.document.text", "/own/-"), *((field, "/own/-") for of, field in said if of == who)}
        own |= {(field, "/own/-/statement") for of, field in said if of == who and field.startswith("statement-")}
        named = {(field, place) for field, place in read[who] if field == f"person.{who}"}
        assert all(place.startswith("/own/-") for _, place in named), "their own name, on what they may print"
        assert read[who] - named == own, "what was served on them and what they said themselves, and no more"
    assert {field.partition(".")[0] for field in fields["intake"]} == {"report", "named report"}
    for who in HANDLERS:
        assert {f"person.{one}" for one in PEOPLE} <= fields[who], who
        outside = sorted(
            {place for field, place in read[who] if field.startswith("person.") and not place.startswith(FILES)}
        )
        assert not outside, (who, outside)
    stated = {(who, place) for who in AUDIENCES for field, place in read[who] if field.startswith("statement-")}
    taken_along = {(who, place) for who in KEEPERS for place in ARCHIVE}
    assert stated == taken_along | {("clerk", "/own/-"), ("clerk", "/own/-/statement")}, (
        "in the file that its keepers take along, and on their own pages"
    )
