"""Documents over HTTP: uploaded to a matter, read on record, and referred to only where they belong."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

from application.reads import AskedReads, ReadOutcome
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

CONTENT = b"%PDF-1.7 invented"
HEARD = "statement-clerk"


async def sent(
    worked: Worked,
    who: str,
    path: str,
    content: bytes = CONTENT,
    *,
    kind: str = "application/pdf",
    key: str | None = None,
) -> httpx.Response:
    headers = worked.people[who]._headers() | {"Content-Type": kind, "Idempotency-Key": key or str(uuid4())}
    return await worked.client.post(path, content=content, headers=headers)


async def got(worked: Worked, who: str, reference: Any, purpose: str = "case.work") -> httpx.Response:
    return await worked.people[who].get(
        f"/api/documents/{reference['id']}", sha256=reference["sha256"], purpose=purpose
    )


def test_a_document_is_kept_once_and_read_back_by_those_of_the_matter(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path, key = f"/api/cases/{worked.the('case')}/documents", str(uuid4())
        first = await sent(worked, "investigator-1", path, key=key)
        assert first.status_code == 201, first.text
        again = await sent(worked, "investigator-1", path, key=key)
        assert (again.json(), again.headers["Idempotent-Replayed"]) == (first.json(), "true")
        assert (await sent(worked, "investigator-1", path, b"other", key=key)).status_code == 422
        assert (await sent(worked, "manager", path)).json() == first.json()
        reference = first.json()
        for who, status in (
            ("investigator-2", 200),
            ("manager", 200),
            ("decider", 200),
            ("clerk", 404),
            ("head", 404),
            ("custodian", 404),
            ("province-handler-1", 404),
            ("public", 401),
        ):
            if who not in worked.people:
                continue
            answer = await got(worked, who, reference)
            assert answer.status_code == status, (who, answer.text)
        served = await got(worked, "investigator-2", reference)
        assert (served.content, served.headers["Content-Type"]) == (CONTENT, "application/pdf")
        assert served.headers["Content-Disposition"] == f'attachment; filename="{reference["id"]}.pdf"'
        assert served.headers["X-Content-Type-Options"] == "nosniff"

    in_worked(database, tmp_path, story, until=HEARD)


def test_every_read_and_every_refusal_is_on_record(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        reference = (await sent(worked, "investigator-1", f"/api/cases/{worked.the('case')}/documents")).json()
        await got(worked, "manager", reference, "case.prepare")
        await got(worked, "clerk", reference, "curiosity")
        wrong = {"id": reference["id"], "sha256": "0" * 64}
        assert (await got(worked, "manager", wrong)).status_code == 404
        entries = await worked.service.audit.entries(AskedReads(thing=UUID(reference["id"])))
        assert [(str(one.actor), one.purpose, one.outcome) for one in entries] == [
            (worked.account("manager"), "case.prepare", ReadOutcome.SERVED),
            (worked.account("clerk"), "curiosity", ReadOutcome.DENIED),
            (worked.account("manager"), "case.work", ReadOutcome.DENIED),
        ]
        unsaid = await worked.people["manager"].get(f"/api/documents/{reference['id']}", sha256=reference["sha256"])
        assert (unsaid.status_code, unsaid.json()["code"]) == (400, "malformed-query")

    in_worked(database, tmp_path, story, until=HEARD)


def test_a_respondent_reads_what_was_served_and_filed_and_nothing_of_the_bodys_papers(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        own = worked.the("proceeding.clerk")
        notice = (await worked.sees("clerk", f"/api/proceedings/{own}"))["notice"]["document"]
        statement = (await sent(worked, "clerk", f"/api/proceedings/{own}/documents", b"%PDF statement")).json()
        paper = (await sent(worked, "bureau-manager", f"/api/proceedings/{own}/documents", b"%PDF internal")).json()
        assert (await got(worked, "clerk", notice)).status_code == 200
        assert (await got(worked, "clerk", paper)).status_code == 403
        assert (await got(worked, "clerk", statement)).status_code == 403, "uploaded, but filed with nothing yet"
        for other in ("head", "deputy"):
            for reference in (notice, statement, paper):
                assert (await got(worked, other, reference)).status_code == 404

    in_worked(database, tmp_path, story, until=HEARD)


def test_a_command_refers_only_to_documents_of_its_matter(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        own, others = worked.the("proceeding.clerk"), worked.the("proceeding.head")
        mine = (await sent(worked, "clerk", f"/api/proceedings/{own}/documents", b"%PDF mine")).json()
        paper = (await sent(worked, "bureau-manager", f"/api/proceedings/{own}/documents", b"%PDF internal")).json()
        foreign = (await sent(worked, "manager", f"/api/proceedings/{others}/documents", b"%PDF foreign")).json()
        of_case = (await sent(worked, "manager", f"/api/cases/{worked.the('case')}/documents", b"%PDF case")).json()
        nowhere = {"id": str(uuid4()), "sha256": "0" * 64}
        path = f"/api/proceedings/{own}/file-statement"
        version = await worked.sees_version("clerk", f"/api/proceedings/{own}")

        def body(document: Any, point: Any) -> dict[str, Any]:
            return {
                "document": document,
                "points": [{"text": {"text": "第一点"}}, {"text": point}],
            }

        for wrong in (paper, foreign, of_case, nowhere, {**mine, "sha256": "0" * 64}):
            for sent_body, place in (
                (body(wrong, {"text": "略"}), "$.document"),
                (body(mine, wrong), "$.points[1].text"),
            ):
                answer = await worked.people["clerk"].post(path, sent_body, version=version)
                assert (answer.status_code, answer.json()["code"]) == (422, "document-unknown"), answer.text
                assert answer.json()["place"] == place
        answer = await worked.people["clerk"].post(path, body(mine, {"text": "略"}), version=version)
        assert answer.status_code == 200, answer.text
        assert (await got(worked, "clerk", mine)).status_code == 200
        # An officer may use what was uploaded to the case in any of its proceedings.
        checked = await worked.people["bureau-reviewer"].post(
            f"/api/proceedings/{own}/verify-defence", {"opinion": of_case}, version=answer.json()["version"]
        )
        assert checked.json().get("code") != "document-unknown", checked.text

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_only_known_kinds_of_content_are_taken_from_those_who_may_bring_them(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, report = f"/api/cases/{worked.the('case')}", f"/api/reports/{worked.the('report')}"
        assert (await sent(worked, "manager", f"{case}/documents", kind="text/html")).status_code == 415
        assert (await sent(worked, "manager", f"{case}/documents", b"")).status_code == 400
        assert (await sent(worked, "manager", f"{case}/documents", b"\xff\xfe", kind="text/plain")).status_code == 400
        big = await sent(worked, "manager", f"{case}/documents", b"x" * (20 * 1024 * 1024 + 1))
        assert big.status_code == 413
        assert (await sent(worked, "manager", f"{report}/documents")).status_code == 201
        for who, path, status in (
            ("clerk", f"{case}/documents", 404),
            ("clerk", f"{report}/documents", 404),
            ("clerk", f"/api/proceedings/{worked.the('proceeding.head')}/documents", 404),
            ("public", f"{case}/documents", 401),
            ("manager", f"/api/cases/{uuid4()}/documents", 404),
            ("manager", f"/api/cases/{worked.the('report')}/documents", 404),
        ):
            assert (await sent(worked, who, path)).status_code == status, (who, path)

    in_worked(database, tmp_path, story, until=HEARD)
