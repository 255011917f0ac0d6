"""Signing in with a name and a password, then a code where the account has a second factor, and signing out."""

from collections.abc import Iterator
from urllib.parse import urlencode

import msgspec
from litestar import Response

from application.adapters.sessions import CodeAwaited, SignedIn
from application.errors import (
    ApplicationError,
    CredentialsWrong,
    NotAuthenticated,
    SecondFactorMissing,
    SecondFactorWrong,
    TooManyRequests,
)
from interfaces.api.operation import PUBLIC
from interfaces.problems import problem
from interfaces.service import Service
from interfaces.web.cookies import awaited_cookie, session_cookie
from interfaces.web.held import held_by, own_address
from interfaces.web.landing import OWN_START, landing, start_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

CODE = "/sign-in/code"


class SigningIn:
    """The session's beginning and end."""

    def __init__(self, service: Service) -> None:
        self._sessions = service.sessions

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/sign-in", action=PUBLIC, show=self.ask, submit=self.sign_in, uploads=True)
        yield Page(path="/sign-in/code", action=PUBLIC, show=self.ask_code, submit=self.finish, uploads=True)
        yield Page(path="/sign-out", action=PUBLIC, submit=self.sign_out)
        yield Page(path=OWN_START, action=PUBLIC, show=self.home)

    async def home(self, visit: Visit) -> Response[bytes]:
        """To where whoever asks begins."""
        return redirect(start_of(visit.subject))

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The form."""
        return page(visit, "sign_in.html", problem=None, name="", next=own_address(visit.asked("next")), held=None)

    async def sign_in(self, visit: Visit) -> Response[bytes]:
        """A new session, the question for a code, or the form again with one answer for every failure.

        What was written in a form before goes on from here.
        """
        name, password = visit.given("name") or "", (visit.form.get("password") or [""])[-1]
        to = own_address(visit.given("next"))
        try:
            signed = await self._sessions.begin(name, password[:1024], replacing=visit.secret)
        except (CredentialsWrong, TooManyRequests) as error:
            return self._again(visit, error, name, to)
        if isinstance(signed, CodeAwaited):
            cookies = (awaited_cookie(signed.secret, secure=visit.secure),)
            held = held_by(visit)
            if held is not None:  # no redirect can carry it
                return page(visit, "sign_in_code.html", cookies=cookies, problem=None, next=to, held=held)
            return redirect(f"{CODE}?{urlencode({'next': to})}" if to else CODE, cookies=cookies)
        return _begun(visit, signed, to, name)

    async def ask_code(self, visit: Visit) -> Response[bytes]:
        """The form for the code, for whoever gave a right password just now."""
        try:
            await self._sessions.awaited(visit.awaited or "")
        except NotAuthenticated:
            return redirect("/sign-in")
        return page(visit, "sign_in_code.html", problem=None, next=own_address(visit.asked("next")), held=None)

    async def finish(self, visit: Visit) -> Response[bytes]:
        """A new session, or the form again; too late, the first form."""
        to, awaited = own_address(visit.given("next")), visit.awaited or ""
        try:
            name = await self._sessions.awaited(awaited)
            signed = await self._sessions.finish(awaited, visit.given("code") or "", replacing=visit.secret)
        except NotAuthenticated:
            found = problem("sign-in-too-late", language=visit.language)
            held = held_by(visit)
            return page(visit, "sign_in.html", status=found.status, problem=found, name="", next=to, held=held)
        except (SecondFactorMissing, SecondFactorWrong, TooManyRequests) as error:
            found, held = problem(error.code, language=visit.language), held_by(visit)
            return page(visit, "sign_in_code.html", status=found.status, problem=found, next=to, held=held)
        return _begun(visit, signed, to, name)

    async def sign_out(self, visit: Visit) -> Response[bytes]:
        """End the session and clear what the browser kept."""
        if visit.secret is not None:
            await self._sessions.end(visit.secret)
        return redirect("/", cookies=(session_cookie("", secure=visit.secure),), clear=True)

    def _again(self, visit: Visit, error: ApplicationError, name: str, to: str) -> Response[bytes]:
        found = problem(error.code, language=visit.language)
        return page(visit, "sign_in.html", status=found.status, problem=found, name=name, next=to, held=held_by(visit))


def _begun(visit: Visit, signed: SignedIn, to: str, name: str) -> Response[bytes]:
    roles = {grant.role for grant in signed.session.subject.grants}
    cookies = [session_cookie(signed.secret, secure=visit.secure)]
    if visit.awaited is not None:
        cookies.append(awaited_cookie("", secure=visit.secure))
    held = held_by(visit)
    if held is None:
        return redirect(to or landing(roles), cookies=tuple(cookies))
    here = msgspec.structs.replace(visit, subject=signed.session.subject, secret=signed.secret)
    return page(here, "carry_on.html", cookies=tuple(cookies), held=held, name=name, leave=landing(roles), large=None)
