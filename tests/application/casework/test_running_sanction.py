"""Whoever still serves a sanction of an earlier decision is notified and decided on like anybody else."""

from copy import copy
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from application.actors import LOCAL_OPERATOR
from application.casework.advice import gather, sheet_of
from application.casework.file import file_of
from application.ports import AppendRequest, Change
from domain.cases.events import AllegationFramed, CaseOpened
from domain.identity import ActorId, AllegationId, BodyId, CaseId, OrganId, PartyId, ProceedingId
from domain.proceedings.events import (
    DecisionMade,
    MeasureTaken,
    Outcome,
    ProceedingOpened,
    RecommendationSeen,
    Subject,
)
from tests.support.made_up import a_document
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


async def decided_earlier(worked: Worked, measure: str) -> None:
    """An earlier case in which *measure* was imposed on the clerk, a month ago."""
    case, track, act = CaseId(uuid4()), uuid4(), AllegationId(uuid4())
    bureau, day = UUID(worked.the("organ.bureau")), worked.today - timedelta(days=30)
    opened = CaseOpened(
        body=BodyId(bureau), opened_on=day, instrument="qingyuan-fault-liability", summary=a_document("summary")
    )
    framed = AllegationFramed(
        allegation=act,
        ground="proactive-release",
        organ=OrganId(bureau),
        conduct_from=day - timedelta(days=30),
        conduct_to=day - timedelta(days=29),
        description=a_document("what is alleged"),
        facts=("release-late",),
    )
    named = ProceedingOpened(
        case=case,
        subject=Subject.PERSON,
        organ=OrganId(bureau),
        person=PartyId(UUID(worked.the("person.bureau.clerk"))),
        profile="P-APPOINT",
        opened_on=day,
        role="direct",
    )
    made = DecisionMade(
        body=BodyId(bureau),
        decider=ActorId(UUID(worked.account("bureau-decider"))),
        number="示例〔2026〕1号",
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure=measure),),
        findings=((act, "release-late"),),
        decided_on=day,
        effective_on=day,
        reasons=a_document("reasons"),
        document=a_document("decision"),
        seen=RecommendationSeen(rulebook="", facts="", digest="", permitted=()),
        departure=None,
        tracks=(),
    )
    changes = (
        Change(stream=case, kind="case", expected=0, events=(opened, framed)),
        Change(stream=track, kind="proceeding", expected=0, events=(named, made)),
    )
    request = AppendRequest(changes=changes, actor=LOCAL_OPERATOR, correlation=uuid4())
    await worked.service.events.append(request)
    await worked.follow()


async def running(worked: Worked) -> str | None:
    """The sanction that the clerk still serves, as the recommendation takes it."""
    service, proceeding = worked.service, ProceedingId(UUID(worked.the("proceeding.clerk")))
    file = await file_of(service.events, proceeding)
    sheet = await sheet_of(service.around, file, proceeding, file.track(proceeding).state)
    return sheet.running.measure if sheet is not None and sheet.running is not None else None


def test_a_sanction_that_still_runs_keeps_no_notice_back(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await decided_earlier(worked, "warning")
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}"
        notice = {
            "outcome": "measures",
            "measures": [{"measure": "written-self-examination"}],
            "findings": [[worked.the("allegation"), fact] for fact in ("application-not-accepted", "no-proper-reason")],
            "document": {"text": "告知书（经办）"},
        }
        version = await worked.sees_version("bureau-reviewer", path)
        answer = await worked.people["bureau-reviewer"].post(f"{path}/issue-notice", notice, version=version)
        assert answer.status_code == 200, answer.text
        assert await running(worked) == "warning", "the law was asked about somebody who serves a sanction"
        service, proceeding = worked.service, ProceedingId(UUID(worked.the("proceeding.clerk")))
        file = await file_of(service.events, proceeding)
        without = copy(service.around)
        without.priors = None
        found = [
            await gather(each, file, proceeding, file.track(proceeding).state) for each in (service.around, without)
        ]
        assert [each is not None and each.running_searched for each in found] == [True, False]

    in_worked(database, tmp_path, story, until="review-clerk")
