"""Every page, and the handlers made from them."""

from litestar.handlers import HTTPRouteHandler

from interfaces.api.explaining import Explanations
from interfaces.service import Service
from interfaces.web.assets import assets
from interfaces.web.pages.my_report import MyReport
from interfaces.web.pages.public import Public
from interfaces.web.pages.signing_in import SigningIn
from interfaces.web.routing import Page, handlers


def pages(service: Service) -> tuple[Page, ...]:
    """All declared pages."""
    return (
        *assets(),
        *Public(service).pages(),
        *MyReport(service).pages(),
        *SigningIn(service).pages(),
    )


def web(service: Service) -> list[HTTPRouteHandler]:
    """The handlers of all pages."""
    return handlers(pages(service), service.sessions, Explanations(service.around.profiles))
