"""Somebody at a browser, over HTTP in this process: cookies, forms with their hidden fields, and what a page says."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import httpx

from application.actors import LOCAL_OPERATOR
from domain.identity import ActorId
from interfaces.api.routes import application
from tests.support.office import Office
from tests.support.worked_matter import Worked

BASE = "http://localhost"
PASSWORD = "Invented-Password-2026"


class Form:
    """A form of a page: where it goes, and what its fields hold when it is shown."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self.options: dict[str, list[str]] = {}


class Seen(HTMLParser):
    """A page taken apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._select: str | None = None
        self._area: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        name, form = given.get("name"), self.forms[-1] if self.forms else None
        if tag == "form":
            self.forms.append(Form(given.get("action") or "", given.get("method") or "get"))
        elif tag == "a":
            self.links.append(given.get("href") or "")
        elif form is None or (name is None and tag != "option"):
            return
        elif tag == "input" and name is not None:
            form.names.add(name)
            if given.get("type") in {"checkbox", "radio"}:
                form.options.setdefault(name, []).append(given.get("value") or "on")
                if "checked" not in given:
                    return
            form.fields.setdefault(name, []).append(given.get("value") or "")
        elif tag == "select":
            self._select = name
            form.names.add(str(name))
        elif tag == "option" and self._select is not None:
            form.options.setdefault(self._select, []).append(given.get("value") or "")
            if "selected" in given:
                form.fields[self._select] = [given.get("value") or ""]
        elif tag == "textarea":
            self._area = name
            form.names.add(str(name))

    def handle_data(self, data: str) -> None:
        if self._area is not None and self.forms:
            self.forms[-1].fields[self._area] = [data]

    def handle_endtag(self, tag: str) -> None:
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def form(self, action: str) -> Form:
        """The form that goes to *action*."""
        found = [form for form in self.forms if form.action == action]
        assert found, f"no form goes to {action}; there are {[form.action for form in self.forms]}"
        return found[0]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every *tag*."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def words(self) -> str:
        """What can be read, blanks folded."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text))


class Browser:
    """One person's browser."""

    def __init__(self, client: httpx.AsyncClient, language: str = "zh") -> None:
        self.client, self.language = client, language
        self.page: Seen | None = None
        self.answer: httpx.Response | None = None

    async def get(self, path: str, *, status: int = 200) -> Seen:
        """Open a page."""
        return self._seen(await self.client.get(path, headers={"Accept-Language": self.language}), status)

    async def send(self, action: str, fields: Mapping[str, Any] | None = None, *, status: int = 200) -> Seen:
        """Fill in and send the form of the present page that goes to *action*; redirects are followed."""
        assert self.page is not None
        form = self.page.form(action)
        given = dict(form.fields)
        for name, value in (fields or {}).items():
            assert name in form.names, f"{action} has no field {name}: {sorted(form.names)}"
            given[name] = value if isinstance(value, list) else [value]
        return await self.post(action, given, status=status)

    async def upload(
        self, action: str, fields: Mapping[str, Any], files: Mapping[str, tuple[str, bytes, str]], *, status: int = 200
    ) -> Seen:
        """Send the form of the present page with files: by field, each a file name, its content and what it is said to be."""
        assert self.page is not None
        given = {**self.page.form(action).fields, **fields}
        sent = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
        headers = {"Accept-Language": self.language, "Origin": BASE}
        return self._seen(await self.client.post(action, data=sent, files=files, headers=headers), status)

    async def post(self, path: str, fields: Mapping[str, Any], *, status: int = 200, origin: str | None = BASE) -> Seen:
        """Send fields to an address, whatever page is open."""
        headers = {"Accept-Language": self.language} | ({"Origin": origin} if origin else {})
        sent = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
        return self._seen(await self.client.post(path, data=sent, headers=headers), status)

    async def sign_in(self, name: str, password: str = PASSWORD) -> Seen:
        """Sign in."""
        await self.get("/sign-in")
        return await self.send("/sign-in", {"name": name, "password": password})

    def _seen(self, answer: httpx.Response, status: int) -> Seen:
        assert answer.status_code == status, f"{answer.request.url}: {answer.status_code}\n{Seen(answer.text).words}"
        self.answer, self.page = answer, Seen(answer.text)
        return self.page


def browser(office: Office, language: str = "zh") -> Browser:
    """A fresh browser in front of *office*."""

    async def shown(answer: httpx.Response) -> None:
        """Bring the read models on before a redirect is followed: the page waits for what was just recorded."""
        if answer.is_redirect and isinstance(office, Worked):
            await office.follow()

    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=application(office.service)),
        base_url=BASE,
        follow_redirects=True,
        event_hooks={"response": [shown]},
    )
    return Browser(client, language)


async def signed_in(office: Office, name: str, language: str = "zh") -> Browser:
    """A browser of somebody of the office."""
    account = ActorId(office.people[name].account)
    await office.service.accounts.set_password(account, PASSWORD, by=LOCAL_OPERATOR)
    found = browser(office, language)
    await found.sign_in(name)
    return found
