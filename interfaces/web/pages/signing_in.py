"""Signing in with a name and a password, and signing out."""

from collections.abc import Iterator

import msgspec
from litestar import Response

from application.access import Role
from application.errors import ApplicationError, CredentialsWrong, TooManyRequests
from interfaces.api.operation import PUBLIC
from interfaces.problems import problem
from interfaces.service import Service
from interfaces.web.cookies import session_cookie
from interfaces.web.held import held_by, own_address
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class SigningIn:
    """The session's beginning and end."""

    def __init__(self, service: Service) -> None:
        self._sessions = service.sessions

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/sign-in", action=PUBLIC, show=self.ask, submit=self.sign_in, uploads=True)
        yield Page(path="/sign-out", action=PUBLIC, submit=self.sign_out)

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The form."""
        return page(visit, "sign_in.html", problem=None, name="", next=own_address(visit.asked("next")), held=None)

    async def sign_in(self, visit: Visit) -> Response[bytes]:
        """A new session, or the form again with one answer for every failure. What was written in a form before goes on from here."""
        name, password = visit.given("name") or "", (visit.form.get("password") or [""])[-1]
        to = own_address(visit.given("next"))
        try:
            signed = await self._sessions.sign_in(name, password[:1024], replacing=visit.secret)
        except (CredentialsWrong, TooManyRequests) as error:
            return self._again(visit, error, name, to)
        roles = {grant.role for grant in signed.session.subject.grants}
        cookies = (session_cookie(signed.secret, secure=visit.secure),)
        held = held_by(visit)
        if held is None:
            return redirect(to or landing(roles), cookies=cookies)
        here = msgspec.structs.replace(visit, subject=signed.session.subject, secret=signed.secret)
        return page(here, "carry_on.html", cookies=cookies, held=held, name=name, leave=landing(roles))

    async def sign_out(self, visit: Visit) -> Response[bytes]:
        """End the session and clear what the browser kept."""
        if visit.secret is not None:
            await self._sessions.end(visit.secret)
        return redirect("/", cookies=(session_cookie("", secure=visit.secure),), clear=True)

    def _again(self, visit: Visit, error: ApplicationError, name: str, to: str) -> Response[bytes]:
        found = problem(error.code, language=visit.language)
        return page(visit, "sign_in.html", status=found.status, problem=found, name=name, next=to, held=held_by(visit))


def landing(roles: set[Role]) -> str:
    """Where somebody with these roles begins."""
    if Role.RESPONDENT in roles:
        return "/own"
    if roles <= {Role.ADMINISTRATOR}:
        return "/administration"
    if roles <= {Role.INTAKE, Role.CUSTODIAN}:
        return "/inbox"
    return "/today"
