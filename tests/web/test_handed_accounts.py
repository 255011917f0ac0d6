"""An account for a person of the register: the case office hands over an address without a name, and the administrator opens it."""

from pathlib import Path
from uuid import uuid4

import pytest

from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from interfaces.web import directory
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

PEOPLE = "/administration/people"


def test_an_administrator_opens_an_account_for_a_person_whose_name_they_never_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "FRESH_SECONDS", 0.0)

    async def story(worked: Worked) -> None:
        track, person = f"/proceedings/{worked.the('proceeding.head')}", worked.the("person.bureau.head")
        address = f"{PEOPLE}?party={person}"
        asked = {"in": worked.the("case"), "ids": person, "purpose": "own.test"}
        name = (await worked.sees("manager", "/api/parties", **asked))["persons"][0]["details"]["name"]
        office, admin = await signed_in(worked, "manager"), await signed_in(worked, "admin", "en")
        assert address not in (await office.get(track)).words, "who has an account needs none"
        old = ActorId(worked.people["head"].account)
        await worked.service.accounts.disable(old, by=LOCAL_OPERATOR)
        handed = await office.get(track)
        assert address in handed.words
        assert name in handed.words
        assert address not in (await (await signed_in(worked, "auditor")).get(track)).words, (
            "nor who may not read names"
        )

        await admin.get(PEOPLE)
        wrong = await admin.send(PEOPLE, {"name": "somebody", "party": str(uuid4())}, status=422)
        assert "no person of that number" in wrong.words
        await admin.get(f"{PEOPLE}?party=nobody", status=400)
        page = await admin.get(address)
        assert person[-12:] in page.words
        assert name not in page.words
        (form,) = [one for one in page.forms if "party" in one.fields]
        assert form.fields["party"] == [person], "nothing is typed"
        made = await admin.post(
            PEOPLE, {**form.fields, "name": "head-again", "party": f"http://localhost{address}#add"}
        )
        assert "head-again" in made.words
        assert name not in made.words
        again = await admin.get(address)
        assert "head-again" in again.words, "and whoever opens the address once more is told"

    in_worked(database, tmp_path, story, until="assign-handlers")
