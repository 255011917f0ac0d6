"""Every page, and the routes made from them."""

from collections.abc import Sequence

from interfaces.api.explaining import Explanations
from interfaces.api.operation import Operation
from interfaces.api.routing import Handle, Route
from interfaces.service import Service
from interfaces.web.assets import assets
from interfaces.web.citing import Shelves
from interfaces.web.directory import Directory
from interfaces.web.matter import Matters
from interfaces.web.pages.administration import Administration
from interfaces.web.pages.appealing import Appealing
from interfaces.web.pages.approvals import ApprovalPage
from interfaces.web.pages.as_of import AsOf
from interfaces.web.pages.beginning import Beginning
from interfaces.web.pages.board import Board
from interfaces.web.pages.breaches import BreachPages
from interfaces.web.pages.calendars import Calendars
from interfaces.web.pages.checking import CheckPages
from interfaces.web.pages.clocks import ClockPages
from interfaces.web.pages.commanding import Commanding
from interfaces.web.pages.deliveries import Deliveries
from interfaces.web.pages.documents import DocumentPages
from interfaces.web.pages.files import Files
from interfaces.web.pages.handing_over import HandingOver
from interfaces.web.pages.identity import IdentityPage
from interfaces.web.pages.importing import ImportPages
from interfaces.web.pages.like_cases import LikeCasePage
from interfaces.web.pages.lists import Lists
from interfaces.web.pages.live import Live
from interfaces.web.pages.my_report import MyReport
from interfaces.web.pages.oversight import OversightPages
from interfaces.web.pages.own import Own
from interfaces.web.pages.own_account import OwnAccountPage
from interfaces.web.pages.own_consulting import OwnConsulting
from interfaces.web.pages.papers import PaperPages
from interfaces.web.pages.patterns import PatternPage
from interfaces.web.pages.people import People
from interfaces.web.pages.public import Public
from interfaces.web.pages.questionnaires import QuestionnairePages
from interfaces.web.pages.registering import Registering
from interfaces.web.pages.reminders import ReminderPages
from interfaces.web.pages.replaying import Replaying
from interfaces.web.pages.retention import RetentionPage
from interfaces.web.pages.rulebooks import Rulebooks
from interfaces.web.pages.saved_searches import SavedSearchPages
from interfaces.web.pages.searching import Searching
from interfaces.web.pages.signing_in import SigningIn
from interfaces.web.pages.standing_aside import StandingAside
from interfaces.web.pages.stating import Stating
from interfaces.web.pages.statistics import Statistics
from interfaces.web.pages.supervision import SupervisionPages
from interfaces.web.pages.supervision_figures import SupervisionFigurePages
from interfaces.web.pages.supposing import SupposingPage
from interfaces.web.pages.taking_in import TakingIn
from interfaces.web.routing import Page, handlers


def pages(service: Service, operations: Sequence[Operation]) -> tuple[Page, ...]:
    """All declared pages. Commands are carried out by the API's own *operations*."""
    explain = Explanations(service.around.profiles)
    directory = Directory(service)
    matters = Matters(service, directory)
    commands = {operation.action: operation for operation in operations if operation.changes}
    files = Files(service, matters)
    return (
        *assets(),
        *Public(service).pages(),
        *MyReport(service, explain).pages(),
        *SigningIn(service).pages(),
        *OwnAccountPage(service, directory, explain).pages(),
        *Lists(service, directory).pages(),
        *ApprovalPage(service, directory).pages(),
        *Live(service).pages(),
        *ClockPages(service, directory, matters).pages(),
        *Board(service, directory).pages(),
        *ReminderPages(service).pages(),
        *HandingOver(service, directory, matters, commands, explain).pages(),
        *Statistics(service, directory).pages(),
        *PatternPage(service, directory).pages(),
        *files.pages(),
        *DocumentPages(service, directory).pages(),
        *SupposingPage(service, matters).pages(),
        *Replaying(service, matters).pages(),
        *LikeCasePage(service, directory, matters).pages(),
        *QuestionnairePages(service).pages(),
        *CheckPages(service).pages(),
        *IdentityPage(service, directory, matters, explain).pages(),
        *SupervisionPages(service, directory, matters, files, commands, explain).pages(),
        *SupervisionFigurePages(service, directory).pages(),
        *BreachPages(service, directory, commands).pages(),
        *TakingIn(service, matters, commands, explain).pages(),
        *Registering(service, directory, explain).pages(),
        *ImportPages(service, directory, explain).pages(),
        *Searching(service, directory).pages(),
        *SavedSearchPages(service, explain).pages(),
        *Calendars(service, directory, explain).pages(),
        *Rulebooks(service, directory, explain).pages(),
        *OversightPages(service, directory, operations).pages(),
        *AsOf(service, matters).pages(),
        *Commanding(service, matters, commands, explain).pages(),
        *Beginning(service, matters, commands, explain).pages(),
        *PaperPages(service, matters, commands, explain).pages(),
        *Own(service, matters, directory).pages(),
        *OwnConsulting(service, directory, matters).pages(),
        *Stating(service, matters, commands, explain).pages(),
        *Appealing(service, matters, commands, explain).pages(),
        *StandingAside(service, matters, commands, explain).pages(),
        *Administration(service, directory).pages(),
        *People(service, directory, explain).pages(),
        *Deliveries(service, directory, explain).pages(),
        *RetentionPage(service, directory).pages(),
    )


def web(service: Service, operations: Sequence[Operation]) -> list[tuple[Route, Handle]]:
    """The routes of all pages, each with what answers there."""
    return handlers(
        pages(service, operations),
        service.sessions,
        Explanations(service.around.profiles),
        Shelves(service),
        service.limits,
    )
