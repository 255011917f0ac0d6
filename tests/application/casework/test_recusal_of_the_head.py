"""Whether the head stands aside is decided one level up, and that body is let in for as long as it must decide."""

from pathlib import Path
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from domain.identity import ActorId, OrganId, PartyId, PostId
from domain.registers.records import Holding, PostKind, PostTerm
from tests.interfaces.api.test_whole_matter import to_case
from tests.support.office import CITY, EARLY, PROVINCE, Office, called, in_office
from tests.support.postgres import Database

MAYOR = PartyId(called("某市长"))


async def the_approver_heads_the_city(office: Office) -> None:
    service, post = office.service, PostId(called("post 市长"))
    await service.parties.register(
        Details(name="Example Mayor"), kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=MAYOR
    )
    await service.registers.add(
        by=LOCAL_OPERATOR,
        posts=[PostTerm(post=post, organ=OrganId(CITY), valid_from=EARLY, title="市长", kind=PostKind.HEAD)],
        holdings=[Holding(post=post, person=MAYOR, valid_from=EARLY)],
    )
    await office.person("mayor", NewGrant(role=Role.APPROVER, body=CITY), party=MAYOR)
    await office.person("province-approver", NewGrant(role=Role.APPROVER, body=PROVINCE))


def test_the_next_higher_body_decides_on_the_head_and_is_let_in_only_for_that(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        await the_approver_heads_the_city(office)
        case = await to_case(office)
        await office.sees("province-approver", f"/api/cases/{case}", status=404)
        raised = await office.does(
            "manager",
            f"/api/cases/{case}/raise-recusal",
            {"officer": office.account("mayor"), "ground": "other-doubt", "source": "body", "reasons": {"text": "略"}},
        )
        decision = {"recusal": raised["created"]["recusal"], "granted": True, "reasons": {"text": "准予"}}
        path = f"/api/cases/{case}/decide-recusal"
        refused = await office.people["approver"].post(path, decision, version=raised["version"])
        assert refused.status_code == 409
        assert "recusal-of-head-decided-below" in {reason["rule"] for reason in refused.json()["reasons"]}
        seen = await office.sees("province-approver", f"/api/cases/{case}")
        office.versions[seen["id"]] = seen["version"]
        above = await office.service.accounts.subject(ActorId(office.people["province-approver"].account))
        openable = await office.service.reading.openable(above, UUID(case))
        assert openable.streams == {UUID(case)}, "who decides reads what happened in the case, and no more"
        answer = await office.people["province-approver"].post(
            path, decision | {"by_next_higher": True}, version=seen["version"]
        )
        assert answer.status_code == 200, answer.text
        await office.sees("province-approver", f"/api/cases/{case}", status=404)

    in_office(database, tmp_path, story)
