"""One appeal against the decision of the invented matter."""

from datetime import date
from typing import Any

from application.adapters.calendar_files import deadline_rules, national_calendar, service_modes
from application.adapters.profile_files import packaged_profiles
from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.appeal import Appeal, AppealSetting, Forums, decide, evolve
from domain.appeals.events import AppealResult
from domain.appeals.grounds import GroundAnswer, Holding
from domain.cases.case import Case
from domain.identity import ActorId, AppealId, BodyId
from domain.occasion import Occasion
from domain.proceedings.proceeding import Proceeding
from domain.refusal import Reason, Refused
from tests.domain.proceedings import material as matter
from tests.domain.proceedings.test_way import SERVE, SERVE_UNIT
from tests.support.made_up import a_document, an_id

BODY, ABOVE, SUPERVISION = matter.BODY, matter.ABOVE, BodyId(an_id("supervision organ"))
HANDLER, SECOND_HANDLER, THIRD_HANDLER, CHIEF, OTHER_CHIEF, THIRD_CHIEF = (
    ActorId(an_id(f"appeal officer {n}")) for n in range(6)
)
TODAY = matter.TODAY
DECIDED = matter.Desk(*matter.READY).after(matter.DECIDE)
SERVED = DECIDED.after(SERVE, SERVE_UNIT)

FILE = ask.FileAppeal(proceeding=matter.PROCEEDING, track="T3", grounds=a_document("grounds"), forum=ABOVE)
FILED = happened.AppealFiled(
    case=matter.CASE,
    proceeding=matter.PROCEEDING,
    decision=matter.DECIDE.number,
    decided_by=BODY,
    track="T3",
    step="first",
    forum=ABOVE,
    filed_on=TODAY,
    grounds=a_document("grounds"),
    in_time=None,
    by_officer=True,
)
ACCEPTED = happened.AppealAccepted(accepted_on=TODAY)
ASSIGNED = happened.HandlersAssigned(handlers=(HANDLER, SECOND_HANDLER), assigned_on=TODAY)
EXAMINED = happened.AppealExamined(examined_on=TODAY, opinion=a_document("opinion"))
DISCUSSED = happened.AppealDeliberated(
    present=(CHIEF, OTHER_CHIEF, THIRD_CHIEF), minutes=a_document("minutes"), deliberated_on=TODAY
)
ANSWERED = happened.GroundAnswered(
    text=FILED.grounds, holding=Holding.FAILS, reasons=a_document("why it does not hold"), answered_on=TODAY
)
ANSWER = ask.AnswerGrounds(
    answers=(GroundAnswer(ground=FILED.grounds.id, holding=ANSWERED.holding, reasons=ANSWERED.reasons),)
)
READY = (FILED, ACCEPTED, ASSIGNED, EXAMINED, DISCUSSED, ANSWERED)
DECIDE = ask.DecideAppeal(
    result=AppealResult.UPHELD,
    number="示例复字2012-1",
    ground="decision-sound",
    reasons=a_document("reasons of the review"),
    document=a_document("decision of the review"),
)


class Registry:
    """An appeal where it stands, and what surrounds it. Immutable."""

    def __init__(
        self,
        *events: Any,
        proceeding: Proceeding = SERVED.proceeding,
        case: Case | None = None,
        profile: str = "P-QYF",
        **setting: Any,
    ) -> None:
        self.events, self.proceeding, self.case, self.profile, self.kept = events, proceeding, case, profile, setting
        self.appeal = Appeal()
        for event in events:
            self.appeal = evolve(self.appeal, event)

    def and_then(self, *events: Any) -> "Registry":
        """After further events."""
        return Registry(
            *self.events, *events, proceeding=self.proceeding, case=self.case, profile=self.profile, **self.kept
        )

    def setting(self, by: ActorId, on: date, body: BodyId | None) -> AppealSetting:
        """What the application would gather."""
        return AppealSetting(
            occasion=Occasion(today=on, actor=by, body=body),
            profile=packaged_profiles()[self.profile],
            proceeding=self.proceeding,
            case=self.case or matter.a_case(),
            calendar=national_calendar(),
            modes=service_modes(),
            deadlines=deadline_rules(),
            **(
                {"own": AppealId(an_id("appeal")), "forums": Forums(bodies=(BODY, ABOVE, SUPERVISION))}
                | {"rulebooks": matter.BOOKS}
                | self.kept
            ),
        )

    def answer(self, command: Any, *, by: ActorId = CHIEF, on: date = TODAY, body: BodyId | None = ABOVE) -> Any:
        """The events, or the refusal."""
        try:
            return decide(self.appeal, command, self.setting(by, on, body))
        except Refused as refusal:
            return refusal

    def does(self, command: Any, **how: Any) -> tuple[Any, ...]:
        """What the command leads to; it must be lawful."""
        found = self.answer(command, **how)
        assert not isinstance(found, Refused), f"refused: {found}"
        return found

    def after(self, *commands: Any, **how: Any) -> "Registry":
        """After lawful commands."""
        now = self
        for command in commands:
            now = now.and_then(*now.does(command, **how))
        return now

    def reasons(self, command: Any, **how: Any) -> tuple[Reason, ...]:
        """Every reason; there must be one."""
        found = self.answer(command, **how)
        assert isinstance(found, Refused), f"accepted: {found}"
        return found.reasons

    def refuses(self, command: Any, **how: Any) -> set[str]:
        """Every rule that stands against the command."""
        return {reason.rule for reason in self.reasons(command, **how)}
