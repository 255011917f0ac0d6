"""One's own account: the roles in force, and the second factor, which is set up and switched off here."""

from collections.abc import Awaitable, Callable, Iterator, Mapping

import msgspec
from litestar import Response
from litestar.datastructures import Cookie

from application.adapters.press.codes import code_outline
from application.adapters.sessions import SignedIn
from application.casework import gate
from application.errors import ApplicationError, NotAuthenticated, NotAuthorised, NotFound
from interfaces.api.operation import Call
from interfaces.api.second_factor import BothGiven, CodeGiven, PasswordGiven, SecondFactor
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.cookies import session_cookie
from interfaces.web.directory import Directory
from interfaces.web.held import held_by
from interfaces.web.problem_page import ACCOUNT as PATH
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

CONFIRM, SWITCHED_OFF = "confirm", "switched-off"


class OwnAccountPage:
    """The page of whoever is signed in. The API's own routes carry the acts out."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._service, self._directory, self._explain = service, directory, explain
        self._factor = SecondFactor(service)
        self._acts: Mapping[str, Callable[[Visit], Awaitable[Response[bytes]]]] = {
            "begin": self._begin,
            CONFIRM: self._confirm,
            "switch-off": self._switch_off,
        }

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path=PATH, action="account.read-own", show=self.show, submit=self.act, uploads=True, cites=False)

    async def show(self, visit: Visit) -> Response[bytes]:
        """How it stands."""
        return await self._shown(visit, None)

    async def act(self, visit: Visit) -> Response[bytes]:
        """One of the acts; where it is refused, the page says why."""
        act = visit.given("act") or ""
        if act not in self._acts:
            raise Trouble("malformed-body", place="act")
        try:
            return await self._acts[act](visit)
        except (NotFound, NotAuthorised):
            raise
        except (Trouble, ApplicationError) as error:
            return await self._shown(visit, problem_of(error, visit, self._explain), confirming=act == CONFIRM)

    async def _begin(self, visit: Visit) -> Response[bytes]:
        """The secret, shown this once: a page that is sent again gets another."""
        begun = (await self._factor.begin(_call(visit, PasswordGiven))).content
        side, dark = code_outline(begun.address)
        return page(visit, "factor_begun.html", begun=begun, side=side, dark=dark, held=held_by(visit))

    async def _confirm(self, visit: Visit) -> Response[bytes]:
        """The recovery codes, shown this once; the session of before is void, so this goes on in another.

        What was written in a form that the factor held up can be sent from here.
        """
        confirmed = await self._factor.confirmed(_call(visit, CodeGiven))
        visit, cookies = await self._on_from(visit, confirmed.epoch)
        return page(visit, "factor_on.html", cookies=cookies, codes=confirmed.recovery_codes, held=held_by(visit))

    async def _switch_off(self, visit: Visit) -> Response[bytes]:
        epoch = await self._factor.switched_off(_call(visit, BothGiven))
        _, cookies = await self._on_from(visit, epoch)
        return redirect(f"{PATH}?done={SWITCHED_OFF}", cookies=cookies)

    async def _on_from(self, visit: Visit, epoch: int) -> tuple[Visit, tuple[Cookie, ...]]:
        """The visit in a new session, and its cookie; in none where the account was changed again meanwhile."""
        try:
            signed: SignedIn = await self._service.sessions.begin_again(visit.who.account, epoch)
        except NotAuthenticated:
            return msgspec.structs.replace(visit, subject=None, secret=None), ()
        fresh = msgspec.structs.replace(visit, subject=signed.session.subject, secret=signed.secret)
        return fresh, (session_cookie(signed.secret, secure=visit.secure),)

    async def _shown(self, visit: Visit, problem: Problem | None, *, confirming: bool = False) -> Response[bytes]:
        gate.require(visit.who, "account.read-own")
        return page(
            visit,
            "own_account.html",
            status=200 if problem is None else problem.status,
            names=await self._directory.who(visit.texts),
            factor=(await self._factor.own(reading(visit))).content,
            problem=problem,
            confirming=confirming,
            done=visit.asked("done") == SWITCHED_OFF,
            held=held_by(visit),
        )


def _call(visit: Visit, shape: type[msgspec.Struct]) -> Call:
    """The form as a call with a body of *shape*. Raises Trouble."""
    given = {name: value for name in shape.__struct_fields__ if (value := visit.given(name)) is not None}
    try:
        return msgspec.structs.replace(reading(visit), body=msgspec.convert(given, shape))
    except msgspec.ValidationError as error:
        raise from_validation(error) from None
