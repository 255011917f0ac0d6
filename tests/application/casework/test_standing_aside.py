"""Whoever answers in a matter, is bound to somebody who does, or serves in the organ concerned: lists and matters alike."""

from pathlib import Path
from typing import Any
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from application.actors import LOCAL_OPERATOR
from application.adapters.parties import Details, PartyKind
from application.reminders.reminder import Reason, Reminder
from domain.identity import ActorId, BodyId, OrganId, PartyId, PostId
from domain.registers.records import Holding, PostKind, PostTerm, Relation
from tests.support.office import EARLY, called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

KIN, COLLEAGUE = PartyId(called("some relative")), PartyId(called("some colleague"))
STAGE = "assign-handlers"


async def listed(worked: Worked, who: str) -> set[str]:
    """Every row that *who* finds in any list."""
    found: set[str] = set()
    for path in ("/api/docket", "/api/proceedings", "/api/appeals", "/api/reports"):
        answer = await worked.people[who].get(path, limit=200)
        if answer.status_code == 200:
            found |= {row["id"] for row in answer.json()["entries"]}
    return found


async def opened(worked: Worked, who: str) -> set[str]:
    """Every matter of the worked case that *who* can open."""
    matters = {worked.the(name): "proceedings" for name in worked.names if name.startswith("proceeding.")}
    matters |= {worked.the("case"): "cases", worked.the("appeal"): "appeals", worked.the("report"): "reports"}
    found = set()
    for matter, kind in matters.items():
        answer = await worked.people[who].get(f"/api/{kind}/{matter}")
        if answer.status_code == 200:
            found.add(matter)
    return found


async def counted(worked: Worked, who: str) -> Any:
    board = await worked.sees(who, "/api/dashboard")
    return sum(figure["count"] for figure in board["open"])


async def remind(worked: Worked, matter: str, who: tuple[str, ...]) -> None:
    """One reminder about *matter* on the desk of each of them."""
    today = worked.service.around.today()
    reminder = Reminder(
        id=called("a reminder"),
        reason=Reason.OVERDUE,
        deadline=called("some deadline"),
        matter=UUID(matter),
        case_id=UUID(matter),
        kind="decision",
        due_on=today,
        body=BodyId(UUID(worked.the("organ.city"))),
    )
    accounts = [ActorId(UUID(worked.account(name))) for name in who]
    await worked.service.outbox.keep("tests", 1, today, [(reminder, accounts)], worked.service.clock.now())


async def reminded(worked: Worked, who: str) -> list[Any]:
    found: list[Any] = (await worked.sees(who, "/api/notices"))["notices"]
    return found


def test_a_decider_who_answers_in_a_matter_or_is_bound_to_it_finds_it_nowhere(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, service = BodyId(UUID(worked.the("organ.city"))), worked.service
        head = PartyId(UUID(worked.the("person.bureau.head")))
        await service.parties.register(
            Details(name="Example Relative"), kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=KIN
        )
        await service.registers.add(
            by=LOCAL_OPERATOR, relations=[Relation(one=KIN, other=head, kind="close-relative", valid_from=EARLY)]
        )
        for name, party in (("insider", head), ("kin", KIN)):
            grants = (NewGrant(role=Role.DECIDER, body=city), NewGrant(role=Role.LEAD_MANAGER, body=city))
            await worked.person(name, *grants, party=party)
            await worked.person(f"auditing-{name}", NewGrant(role=Role.AUDITOR), party=party)
        await worked.person("colleague", NewGrant(role=Role.DECIDER, body=city))
        assert await listed(worked, "colleague") >= {worked.the("case"), worked.the("proceeding.head")}
        assert await counted(worked, "colleague") > 0
        for who in ("insider", "kin", "auditing-insider", "auditing-kin"):
            assert await opened(worked, who) == set(), who
            assert await listed(worked, who) == set(), who
            assert await counted(worked, who) == 0, who
        await remind(worked, worked.the("case"), ("colleague", "insider", "kin"))
        assert [len(await reminded(worked, who)) for who in ("colleague", "insider", "kin")] == [1, 0, 0]

    in_worked(database, tmp_path, story, until=STAGE)


def test_who_serves_in_the_organ_acts_only_for_what_the_organ_itself_decides(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, bureau = (BodyId(UUID(worked.the(f"organ.{name}"))) for name in ("city", "bureau"))
        service, post = worked.service, PostId(called("some post in the bureau"))
        await service.parties.register(
            Details(name="Example Colleague"), kind=PartyKind.OFFICIAL, by=LOCAL_OPERATOR, party=COLLEAGUE
        )
        await service.registers.add(
            by=LOCAL_OPERATOR,
            posts=[PostTerm(post=post, organ=OrganId(bureau), valid_from=EARLY, title="科长", kind=PostKind.OTHER)],
            holdings=[Holding(post=post, person=COLLEAGUE, valid_from=EARLY)],
        )
        # The organ decides on its own clerk: whoever decides there holds a post there.
        await worked.person("at-the-bureau", NewGrant(role=Role.DECIDER, body=bureau), party=COLLEAGUE)
        assert await opened(worked, "at-the-bureau") == {worked.the("case"), worked.the("proceeding.clerk")}
        assert await listed(worked, "at-the-bureau") == await opened(worked, "at-the-bureau")
        # For another body they stand aside, whether the register of posts says that they serve there or their account does.
        await worked.person("at-the-city", NewGrant(role=Role.DECIDER, body=city), party=COLLEAGUE)
        grants = (NewGrant(role=Role.DECIDER, body=city), NewGrant(role=Role.CUSTODIAN, body=bureau))
        await worked.person("two-hats", *grants)
        for who in ("at-the-city", "two-hats"):
            assert await opened(worked, who) == set(), who
            assert await listed(worked, who) == set(), who

    in_worked(database, tmp_path, story, until=STAGE)


def test_whose_ties_nobody_knows_is_a_question_to_whoever_assigns(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        shown = await worked.sees("manager", f"/api/cases/{worked.the('case')}/locked-out")
        assert {worked.account("investigator-1"), worked.account("reviewer")} <= set(shown["unchecked"])
        kept = {one["account"]: one for one in shown["officers"]}
        bureau = worked.the("organ.bureau")
        assert kept[worked.account("bureau-decider")]["but_for"] == bureau
        assert "but_for" not in kept[worked.account("head")]
        assert kept[worked.account("head")]["ground"] == "is-respondent"
        assert "post-in-respondent-organ" in kept[worked.account("head")]["others"], "each once, with every reason"
        assert len(kept) == len(shown["officers"])
        assert not set(kept) & set(shown["unchecked"]), "nobody stands in both lists"
        assert kept[worked.account("bureau-decider")]["unchecked"] is True
        assert "unchecked" not in kept[worked.account("head")], "the register knows this one"

    in_worked(database, tmp_path, story, until="verify-clerk")
