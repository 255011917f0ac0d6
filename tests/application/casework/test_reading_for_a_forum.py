"""Whoever decides an appeal, or approves for its forum, reads the whole record as its handlers do; nobody else for it."""

from pathlib import Path
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from domain.identity import ActorId, BodyId, OrganId, PartyId, PostId
from domain.proceedings.events import RoleFound
from domain.registers.records import Holding, PostKind, PostTerm, Relation
from tests.application.casework.test_standing_aside import counted, listed, opened
from tests.support.office import EARLY, called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

KIN, COLLEAGUE = PartyId(called("some relative")), PartyId(called("some colleague"))
READERS = ("province-decider", "province-approver")


async def bound(worked: Worked) -> None:
    """Deciders of the forum who may not decide: a relative of the respondent, one who serves in the respondent's organ, and
    one who decided the case before for the city.
    """
    service, province = worked.service, BodyId(UUID(worked.the("organ.province")))
    for party in (KIN, COLLEAGUE):
        details = Details(name="Example Officer")
        await service.parties.register(details, kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=party)
    head, bureau = PartyId(UUID(worked.the("person.bureau.head"))), OrganId(UUID(worked.the("organ.bureau")))
    post = PostId(called("a post in the bureau"))
    await service.registers.add(
        by=LOCAL_OPERATOR,
        relations=[Relation(one=KIN, other=head, kind="close-relative", valid_from=EARLY)],
        posts=[PostTerm(post=post, organ=bureau, valid_from=EARLY, title="副局长", kind=PostKind.OTHER)],
        holdings=[Holding(post=post, person=COLLEAGUE, valid_from=EARLY)],
    )
    await worked.newcomer("kin", Role.DECIDER, province, party=str(KIN))
    await worked.newcomer("colleague", Role.APPROVER, province, party=str(COLLEAGUE))
    moved = ActorId(UUID(worked.account("decider")))
    (account,) = [one for one in await service.accounts.all() if one.id == moved]
    (held,) = account.roles
    await service.accounts.withdraw(held.id, by=LOCAL_OPERATOR)
    await service.accounts.grant(moved, NewGrant(role=Role.DECIDER, body=province), by=LOCAL_OPERATOR)


def test_whoever_may_decide_an_appeal_that_was_admitted_reads_what_its_handlers_read(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        case, track, appeal = worked.the("case"), worked.the("proceeding.head"), worked.the("appeal")
        for who in READERS:
            assert await opened(worked, who) == {appeal}, "before it is admitted"
        await worked.does("province-approver", f"/api/appeals/{appeal}/accept-appeal", {})
        handlers = [worked.account(f"province-handler-{number}") for number in (1, 2)]
        await worked.does("province-manager", f"/api/appeals/{appeal}/assign-handlers", {"handlers": handlers})
        await worked.follow()
        examined = await opened(worked, "province-handler-1")
        assert examined == {case, track, appeal}
        recorded = await worked.service.events.read(UUID(track))
        found = next(one.event for one in recorded if isinstance(one.event, RoleFound))
        paper = {"sha256": found.reasons.sha256, "purpose": "appeal.decide"}
        handler = worked.people["province-handler-1"]
        papers = (await handler.get(f"/api/proceedings/{track}/papers")).json()["papers"]
        for who in READERS:
            reader = worked.people[who]
            assert await opened(worked, who) == examined, who
            for path in (f"/api/cases/{case}", f"/api/cases/{case}/clock", f"/api/cases/{case}/history"):
                assert (await reader.get(path)).json() == (await handler.get(path)).json(), path
            assert (await reader.get(f"/api/proceedings/{track}/papers")).json()["papers"] == papers
            assert (await reader.get(f"/api/proceedings/{track}/like-cases")).status_code == 200
            assert (await reader.get(f"/api/documents/{found.reasons.id}", **paper)).status_code == 200
            assert await listed(worked, who) == {appeal}, "its own list is that of appeals"
            assert await counted(worked, who) == 0, "and no figure of the body counts the case of another one"
            refused = await reader.post(f"/api/cases/{case}/close-case", {"report": {"text": "结案"}}, version=1)
            assert refused.status_code == 403, "it reads, and changes nothing"
        reads = (await worked.sees("auditor", "/api/audit/reads", thing=str(found.reasons.id)))["entries"]
        opened_by = {one["actor"] for one in reads if one["outcome"] == "served"}
        assert opened_by >= {worked.account(who) for who in READERS}
        assert await opened(worked, "province-manager") == {appeal}, "who allocates it reads no more than before"
        await bound(worked)
        for who in ("kin", "colleague", "decider"):
            assert {case, track}.isdisjoint(await opened(worked, who)), who
        officer = {"officer": worked.account("province-decider"), "ground": "other-doubt", "source": "body"}
        raised = await worked.does(
            "manager", f"/api/cases/{case}/raise-recusal", officer | {"reasons": {"text": "与当事人相识"}}
        )
        given = {"recusal": raised["created"]["recusal"], "granted": True, "reasons": {"text": "准予"}}
        await worked.does("approver", f"/api/cases/{case}/decide-recusal", given)
        assert await opened(worked, "province-decider") == set(), "who stands aside reads nothing of it"
        assert await opened(worked, "province-approver") == examined

    in_worked(database, tmp_path, story, until="appeal")
