"""Every route of the API, and the application made from them."""

from interfaces.api.accounts import AccountAdministration
from interfaces.api.amending import Amending
from interfaces.api.amending_reporters import AmendingReporters
from interfaces.api.app import create_app
from interfaces.api.approvals import ApprovalList
from interfaces.api.authentication import Authentication
from interfaces.api.beginning import Beginning
from interfaces.api.breaches import Breaches
from interfaces.api.calendar_notices import CalendarNotices
from interfaces.api.clocks import Clocks
from interfaces.api.commands import command_operations
from interfaces.api.deadlines import Deadlines
from interfaces.api.docket import Docket
from interfaces.api.documents import MatterDocuments
from interfaces.api.explaining import Explanations
from interfaces.api.exports import Exports
from interfaces.api.filing import Filing
from interfaces.api.finding_people import FindingPeople
from interfaces.api.health import Health
from interfaces.api.histories import Histories
from interfaces.api.imports import Imports
from interfaces.api.instruments import InstrumentRoutes
from interfaces.api.law import Law
from interfaces.api.like_cases import LikeCaseRoute
from interfaces.api.matters import Matters
from interfaces.api.notices import Notices
from interfaces.api.numbered_papers import PapersByNumber
from interfaces.api.official_texts import OfficialTextRoutes
from interfaces.api.open_figures import OpenFiguresRoute
from interfaces.api.open_questions import OpenQuestionList
from interfaces.api.operation import Operation
from interfaces.api.oversight import Oversight
from interfaces.api.own_account import OwnAccount
from interfaces.api.own_consultations import OwnConsultations
from interfaces.api.paper_checks import PaperChecks
from interfaces.api.papers import Papering
from interfaces.api.patterns import Patterns
from interfaces.api.people import Parties
from interfaces.api.period_reports import PeriodReports
from interfaces.api.persons_concerned import PersonsConcerned
from interfaces.api.policy_adoptions import PolicyAdoptions
from interfaces.api.questionnaires import Questionnaires
from interfaces.api.reconciliation import Reconciling
from interfaces.api.registers import RegisterReading
from interfaces.api.reminder_targets import ReminderTargetRoutes
from interfaces.api.reporter_identity import ReporterIdentity
from interfaces.api.reporting import Reporting
from interfaces.api.respondents import AroundRespondent
from interfaces.api.retention import Retention
from interfaces.api.routing import Asgi
from interfaces.api.rulebook_adoptions import RulebookAdoptions
from interfaces.api.rulebook_impacts import RulebookImpacts
from interfaces.api.saved_searches import SavedSearchRoutes
from interfaces.api.score_sheets import ScoreSheets
from interfaces.api.second_factor import SecondFactor
from interfaces.api.setup import Setup
from interfaces.api.signing_in import SigningIn
from interfaces.api.supervision_figures import SupervisionFiguresRoute
from interfaces.api.supposing import Supposing
from interfaces.api.templates import Templates
from interfaces.api.workload import Workloads
from interfaces.service import Service
from interfaces.web.routes import web
from interfaces.web.routing import outside_pages


def operations(service: Service, authentication: Authentication) -> tuple[Operation, ...]:
    """All declared routes."""
    return (
        *Health(service).operations(),
        *SigningIn(service).operations(),
        *Filing(service, authentication).operations(),
        *Reporting(service).operations(),
        *Beginning(service).operations(),
        *Imports(service).operations(),
        *RegisterReading(service).operations(),
        *Deadlines(service.book).operations(),
        *CalendarNotices(service).operations(),
        *Clocks(service).operations(),
        *Notices(service).operations(),
        *ReminderTargetRoutes(service).operations(),
        *Matters(service).operations(),
        *Supposing(service).operations(),
        *LikeCaseRoute(service).operations(),
        *InstrumentRoutes(service).operations(),
        *Breaches(service).operations(),
        *OwnConsultations(service).operations(),
        *SupervisionFiguresRoute(service).operations(),
        *Questionnaires(service).operations(),
        *PaperChecks(service).operations(),
        *ScoreSheets(service).operations(),
        *command_operations(service),
        *MatterDocuments(service).operations(),
        *Papering(service).operations(),
        *PapersByNumber(service).operations(),
        *Templates(service).operations(),
        *Exports(service).operations(),
        *PeriodReports(service).operations(),
        *Reconciling(service).operations(),
        *Docket(service).operations(),
        *FindingPeople(service).operations(),
        *OpenFiguresRoute(service).operations(),
        *Patterns(service).operations(),
        *ApprovalList(service).operations(),
        *OpenQuestionList(service).operations(),
        *Workloads(service).operations(),
        *Histories(service).operations(),
        *AroundRespondent(service).operations(),
        *Parties(service).operations(),
        *ReporterIdentity(service).operations(),
        *Amending(service).operations(),
        *AmendingReporters(service).operations(),
        *PersonsConcerned(service).operations(),
        *AccountAdministration(service).operations(),
        *OwnAccount(service).operations(),
        *SecondFactor(service).operations(),
        *SavedSearchRoutes(service).operations(),
        *Oversight(service).operations(),
        *Setup(service).operations(),
        *Retention(service).operations(),
        *Law(service).operations(),
        *RulebookAdoptions(service).operations(),
        *PolicyAdoptions(service).operations(),
        *OfficialTextRoutes(service).operations(),
        *RulebookImpacts(service).operations(),
    )


def application(service: Service) -> Asgi:
    """The API and the pages on *service*."""
    authentication = Authentication(service.tokens)
    declared = operations(service, authentication)
    return create_app(
        declared,
        authenticate=authentication,
        explain=Explanations(service.around.profiles),
        metrics=service.metrics,
        limits=service.limits,
        extra=web(service, declared),
        page=outside_pages,
    )
