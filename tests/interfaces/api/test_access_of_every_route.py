"""Every route, asked by every role in every relation, answers as the table written by hand says: open, forbidden, hidden.

Changes are asked for with a version that is never right, so that nobody's request changes what the next one finds.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from application.access import ACTIONS, Role
from application.accounts import NewGrant
from application.actions import COMMANDS
from application.adapters.rate_limits import RateClass
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from domain.identity import BodyId
from interfaces.api.authentication import Authentication
from interfaces.api.commands import PLURAL
from interfaces.api.examples import SAMPLE_IDS, example
from interfaces.api.operation import PUBLIC, Nothing, Operation
from interfaces.api.routes import operations
from tests.application.access.expected import COLUMNS, Cell, cells
from tests.projections.deadlines.calendars import days_off
from tests.support.made_policy import policy
from tests.support.office import called
from tests.support.postgres import Database
from tests.support.printing import only_unprintable
from tests.support.toy_rulebook import toy
from tests.support.worked_matter import Worked, in_worked

pytestmark = pytest.mark.costly

CELLS: Mapping[tuple[str, str], Cell] = {(cell.action, cell.column): cell for cell in cells()}
COLUMN = {role: column for column, role in COLUMNS.items() if role is not None} | {Role.RESPONDENT: "res"}
MATTERS = {"report", "case", "proceeding", "appeal", "adoption", *INSTRUMENTS}
NOTICE = msgspec.to_builtins(days_off("example-notice", date(2026, 6, 2)))
NEVER_RIGHT = '"999999999"'
OF_NONE = {"kind": "duty", "id": str(uuid4()), "version": 0, "breaches": ["none"]}

OPEN_TO_ALL = {
    "live": "health.read",
    "ready": "health.read",
    "file-report": "report.file-report",
    "work-out-deadline": "calendar.read",
    "list-deadline-rules": "calendar.read",
    "read-figures": "figures.read",
    "check-paper": "paper.check",
    "read-questionnaire": "evaluation.answer",
    "answer-questionnaire": "evaluation.answer",
    "list-calendar-notices": "calendar.read",
    "list-rulebooks": "rulebook.read",
    "read-rulebook": "rulebook.read",
    "list-official-texts": "rulebook.read",
    "read-words": "rulebook.read",
}
"""Routes without sign-in, and the action that gives them to everybody."""

BY_SECRET = {"sign-in"}
"""Routes that a password opens, whoever asks; their own tests say what they answer."""

OF_LISTS = {
    "docket.read",
    "dashboard.read",
    "work.read",
    "report.import",
    "duty.import",
    "consultation.list-own",
    *(f"{kind}.list" for kind in (*INSTRUMENTS, "report", "proceeding", "appeal", "paper")),
}
"""Actions of a kind of matter that concern no single one."""

ANSWERS_MISSING = {
    "read-words",
    "erase-reporter",
    "read-reporter",
    "revoke-own-token",
    "account-revoke-role",
    "search-rename",
    "search-delete",
    "reminder-target-withdraw",
    "reminder-target-retry",
    "read-reminder-target-secret",
    "mark-notice-read",
    "read-questionnaire",
    "check-paper",
    "answer-questionnaire",
}
"""Open routes that answer 404 here, as the thing itself is not there: no reporter gave a name, no such token, no text."""


ASKING_FOR_LETTERS = {"public", "intake-b", "lead-manager-f", "custodian-b", "head"}
"""Each code is costly to look at, and nobody's token counts beside one: these stand for the rest."""


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who asks, the column they stand in, and how they stand to each kind of matter."""

    name: str
    column: str
    letters: Mapping[str, str]


EVERYWHERE = dict.fromkeys(MATTERS, "F")


async def askers(worked: Worked) -> list[Asker]:
    found = [Asker(name="public", column="nob", letters=EVERYWHERE)]
    city, elsewhere = UUID(worked.the("organ.city")), called("elsewhere")
    for role in Role:
        for place, body in (("B", city), ("F", elsewhere)):
            name = f"{role.value}-{place.lower()}"
            await worked.person(name, NewGrant(role=role, body=BodyId(body)))
            found.append(Asker(name=name, column=COLUMN[role], letters=dict.fromkeys(MATTERS, place)))
    assigned = {**EVERYWHERE, "case": "A", "proceeding": "A", "report": "A"}
    found.append(Asker(name="investigator-1", column="inv", letters=assigned))
    handling = {**EVERYWHERE, "case": "H", "proceeding": "H", "appeal": "H"}
    found.append(Asker(name="province-handler-1", column="aph", letters=handling))
    answering = {**EVERYWHERE, "case": "O"}
    examining = {**EVERYWHERE, "case": "E", "proceeding": "E", "appeal": "B"}
    for column, name in (("dec", "province-decider"), ("app", "province-approver")):
        found.append(Asker(name=name, column=column, letters=examining))
    found.append(Asker(name="head", column="res", letters={**answering, "proceeding": "O", "appeal": "O"}))
    found.append(Asker(name="clerk", column="res", letters=answering))
    await worked.person("asked-organ", NewGrant(role=Role.RESPONDENT, body=BodyId(UUID(SAMPLE_IDS["other_body"]))))
    found.append(Asker(name="asked-organ", column="res", letters={**EVERYWHERE, "consultation": "C"}))
    return found


def expected(operation: Operation, asker: Asker) -> str:
    """``open``, ``forbidden``, ``hidden`` or ``unknown`` (nobody is signed in)."""
    action, kind = action_of(operation)
    if operation.action != PUBLIC and asker.column == "nob":
        return "unknown"
    letter = "N" if kind is None else asker.letters[kind]
    if action == "case.open-case" and letter in {"A", "H", "E"}:
        letter = "F"  # nobody is assigned to a case that is not there yet
    if action in BEGINNINGS.values() and letter == "C":
        letter = "F"  # nobody is asked in a consultation that is not there yet
    cell = CELLS[action, asker.column]
    if letter in cell.allowed:
        return "open"
    return "forbidden" if letter in cell.forbidden else "hidden"


def action_of(operation: Operation) -> tuple[str, str | None]:
    """The row of the table, and the kind of matter whose relation counts."""
    if operation.name in OPEN_TO_ALL:
        return OPEN_TO_ALL[operation.name], None
    if operation.name == "read-document":
        return "case.read-document", "case"
    if operation.name == "read-parties":
        return "party.read", "case"
    action = operation.action
    if action == "appeal.file-appeal":
        return action, "proceeding"
    kind = action.partition(".")[0]
    if kind == "paper":  # it stands to everybody as its matter does
        of = operation.path.split("/")[2].removesuffix("s")
        return action, of if of in MATTERS else "proceeding"
    return action, kind if kind in MATTERS and action not in OF_LISTS and operation.name != "read-adoptions" else None


def answered(response: httpx.Response, operation: Operation) -> str:
    match response.status_code:
        case 401 if response.json()["code"] == "not-authenticated":
            return "unknown"
        case 403:
            return "forbidden"
        case 404:
            return "open or hidden" if operation.name in ANSWERS_MISSING else "hidden"
        case _:
            known = operation.name == "ready" or only_unprintable(response)
            assert response.status_code < 500 or known, (operation.path, response.text)
            return "open"


async def a_notice(worked: Worked) -> str:
    """The id of a calendar notice that the city put forward."""
    body = {"body": worked.the("organ.city"), "notice": NOTICE}
    proposed = await worked.people["legal"].post("/api/calendar/notices", body)
    assert proposed.status_code == 201, proposed.text
    (entry,) = (await worked.sees("public", "/api/calendar/notices"))["notices"]
    return str(entry["id"])


async def instruments(worked: Worked) -> dict[str, str]:
    """One supervision instrument of each kind, kept by the city."""
    found = {}
    for kind, begins in BEGINNINGS.items():
        ids = {**SAMPLE_IDS, "body": worked.the("organ.city"), "organ": worked.the("organ.bureau")}
        begun = await worked.people["manager"].post(f"/api/{PLURAL[kind]}", example(begins, "zh", ids))
        assert begun.status_code == 201, begun.text
        found[kind] = str(begun.json()["id"])
    return found


async def a_rulebook(worked: Worked) -> str:
    """The id of a rulebook that the city put forward."""
    proposed = await worked.people["legal"].post(
        "/api/rulebooks/adoptions", {"body": worked.the("organ.city"), "file": toy()}
    )
    assert proposed.status_code == 201, proposed.text
    (entry,) = (await worked.sees("legal", "/api/rulebooks/adoptions"))["entries"]
    return str(entry["id"])


class Requests:
    """One request for each route, well formed, on the matters of the worked case."""

    def __init__(
        self, worked: Worked, document: Mapping[str, str], victim: str, notice: str, watched: Mapping[str, str]
    ) -> None:
        self._worked, self._document, self._victim, self._notice = worked, document, victim, notice
        self._watched = watched
        self._ids = {
            **SAMPLE_IDS,
            "body": worked.the("organ.city"),
            "organ": worked.the("organ.bureau"),
            "proceeding": worked.the("proceeding.head"),
            "case": worked.the("case"),
            "report": worked.the("report"),
            "content": worked.the("policy.sample"),
        }
        self._queries: dict[str, dict[str, Any]] = {
            "read-period-report": {"since": "2026-01-01", "until": "2026-12-31"},
            "work-out-deadline": {"period": "5wd", "from": "2026-01-05"},
            "list-numbered-papers": {"number": "2026"},
            "read-rulebook": {"id": "qingyuan-fault-liability"},
            "list-policy-adoptions": {"body": self._ids["body"]},
            "read-words": {"id": "qingyuan-fault-liability"},
            "read-adoptions": {"body": self._ids["body"], "instrument": "qingyuan-fault-liability"},
            "read-document": {"sha256": document["sha256"], "purpose": "access.walk"},
            "read-parties": {
                "in": self._ids["case"],
                "ids": worked.the("person.bureau.head"),
                "purpose": "access.walk",
            },
            "read-reporter": {"purpose": "access.walk"},
        }
        self._bodies: dict[str, Any] = {
            "register-party": {"name": "Example Person"},
            "reminder-target-add": {"body": self._ids["body"], "channel": "mail", "address": "walk@example.invalid"},
            "search-save": {"name": "walk", "address": "/docket"},
            "search-rename": {"name": "walk"},
            "account-add": {"name": "made-by-the-walk"},
            "account-grant-role": {"role": "auditor"},
            "account-revoke-role": {"id": str(uuid4())},
            "account-set-display-name": {"name": "Example Officer"},
            "account-set-password": {"password": "correct horse battery staple"},
            "change-own-password": {"old": "x", "new": "y"},
            "issue-own-token": {"days": 1},
            "assess": {
                "case": {
                    "id": "walk",
                    "instrument": "none-such",
                    "conduct": {"from": "2012-03-05"},
                    "decision_on": "2012-06-01",
                },
                "respondents": [],
            },
            "preview-calendar-notice": {"notice": NOTICE},
            "propose-calendar-notice": {"body": self._ids["body"], "notice": NOTICE},
            "check-rulebook": {"file": toy()},
            "preview-rulebook-impact": {"file": toy()},
            "propose-rulebook": {"body": self._ids["body"], "file": toy()},
            "check-policy": {"file": policy(self._ids["body"])},
            "preview-policy-impact": {"file": policy(self._ids["body"])},
            "propose-policy": {"body": self._ids["body"], "file": policy(self._ids["body"])},
            "raise-leads-of-several": {"matters": [OF_NONE], "account": {"text": "示例"}},
            "answer-questionnaire": {"organ": self._ids["organ"], "marks": {"content": "satisfied"}},
        }

    def _path(self, operation: Operation) -> str:
        ids = {
            **self._watched,
            "case": self._worked.the("case"),
            "report": self._worked.the("report"),
            "proceeding": self._worked.the("proceeding.head"),
            "appeal": self._worked.the("appeal"),
            "adoption": self._worked.the("adoption"),
            "paper": self._worked.the("paper.head"),
            "document": self._document["id"],
            "organ": self._worked.the("organ.bureau"),
            "party": str(called("somebody to erase")),
            "account": self._victim,
            "token": str(uuid4()),
            "target": str(uuid4()),
            "search": str(uuid4()),
            "notice": self._notice,
        }
        return operation.path.format(**ids)

    async def ask(self, client: httpx.AsyncClient, operation: Operation, headers: Mapping[str, str]) -> httpx.Response:
        sent = {**headers, "Idempotency-Key": str(uuid4()), "If-Match": NEVER_RIGHT}
        path, query = self._path(operation), self._queries.get(operation.name, {})
        if operation.method == "GET":
            return await client.get(path, params=query, headers=sent)
        if operation.body is bytes:
            sent["Content-Type"] = operation.media_types[0]
            return await client.post(path, content=b"a,b\n1,2\n", headers=sent)
        shown = operation.examples.get("zh", {} if operation.body is Nothing else None)
        body = self._bodies.get(operation.name, shown)
        action = OPEN_TO_ALL.get(operation.name, operation.action)
        if body is None and action in COMMANDS:
            body = example(action, "zh", self._ids)
        assert body is not None or operation.body is None, f"no body is written down for {operation.name}"
        return await client.post(path, json=body if body is not None else {}, headers=sent)


def asked(declared: tuple[Operation, ...]) -> Iterator[Operation]:
    for operation in declared:
        if operation.name not in BY_SECRET and not operation.by_code:
            yield operation


@pytest.mark.parametrize("part", range(4))
def test_every_route_answers_every_role_as_the_table_says(part: int, database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        declared = operations(worked.service, Authentication(worked.service.tokens))
        everybody = await askers(worked)
        victim = (await worked.newcomer("victim", None)).account
        headers = worked.people["manager"]._headers()
        headers |= {"Content-Type": "application/pdf", "Idempotency-Key": str(uuid4())}
        path = f"/api/cases/{worked.the('case')}/documents"
        document = (await worked.client.post(path, content=b"%PDF walk", headers=headers)).json()
        things = {**await instruments(worked), "rulebook": await a_rulebook(worked)}
        requests = Requests(worked, document, str(victim), await a_notice(worked), things)
        wrong = []
        for operation in list(asked(declared))[part::4]:
            if operation.name == "erase-party":
                await worked.follow()  # nobody is erased while the lists of files are behind
            for asker in everybody:
                if asker.column != "nob" and asker.letters == EVERYWHERE and action_of(operation)[1] is None:
                    continue  # where no matter is asked about, nobody stands outside of it
                response = await requests.ask(worked.client, operation, worked.people[asker.name]._headers())
                should, did = expected(operation, asker), answered(response, operation)
                if should != did and not (did == "open or hidden" and should in {"open", "hidden"}):
                    wrong.append(f"{operation.method} {operation.path} {asker.name}: {did}, not {should}")
        assert wrong == [], "\n".join(wrong)

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_reporters_code_opens_its_own_report_and_no_token_does(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        declared = operations(worked.service, Authentication(worked.service.tokens))
        by_code = [operation for operation in declared if operation.by_code]
        actions = {"report.read-status", "report.read-message", "report.supplement-report", "report.rate-outcome"}
        assert {operation.action for operation in by_code} == actions
        body = {"what": "另一件事。", "organ": worked.the("organ.bureau"), "protection": "anonymous"}
        filed = (await worked.people["public"].post("/api/reports", body)).json()
        asked, report = {"message": {"text": "请补充材料。"}}, filed["id"]
        written = await worked.people["manager"].post(f"/api/reports/{report}/ask-reporter", asked, version=1)
        assert written.status_code == 200, written.text
        letter_id = (await worked.service.events.read(UUID(report)))[-1].event.message.id
        declined = {"reasons": {"text": "不属于责任追究的情形。"}}  # so that there is an outcome to rate
        await worked.people["manager"].post(f"/api/reports/{report}/decline-report", declined, version=2)
        codes = {"R": filed["code"], "-": "0" * 20, "none": None}
        for asker in await askers(worked):
            for operation in by_code:
                assert CELLS[operation.action, "rep"].allowed >= {"R"}
                if operation.action == "report.read-message" and asker.name not in ASKING_FOR_LETTERS:
                    continue
                for letter, code in codes.items():
                    headers = worked.people[asker.name]._headers() | {"Idempotency-Key": str(uuid4())}
                    sent = headers if code is None else headers | {"Reporter-Code": code}
                    response = await worked.client.request(
                        operation.method,
                        operation.path.format(document=letter_id),
                        headers=sent,
                        json={"rating": "partly"} if operation.action == "report.rate-outcome" else {"text": "补充。"},
                    )
                    await worked.service.limits.give_back(RateClass.REPORTER_CODE, "127.0.0.1")
                    assert (response.status_code < 300) is (letter == "R"), (asker.name, operation.path, letter)
        status = (await worked.client.get("/api/reporter/report", headers={"Reporter-Code": filed["code"]})).json()
        assert [one["text"] for one in status["messages"]] == ["请补充材料。"]

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_no_route_and_no_cell_is_left_out(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        declared = operations(worked.service, Authentication(worked.service.tokens))
        for operation in asked(declared):
            action, _ = action_of(operation)
            assert action in ACTIONS, operation.name
            assert {column for name, column in CELLS if name == action} == set(COLUMNS), action
        assert {one.name for one in declared if one.action == PUBLIC} == set(OPEN_TO_ALL) | BY_SECRET

    in_worked(database, tmp_path, story, until="policy-is-signed")
