"""Somebody who sends forms, and looks at what answers: it holds to what every page does."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD, Demonstration
from tests.browser.looking import Scheme, faults_of, opened, signed_in
from tests.browser.visits import filled
from tests.support.authenticator import Authenticator

SIGHTS: dict[str, tuple[tuple[Scheme, ...], tuple[Scheme, ...]]] = {
    "zh": (("light",), ("dark",)),
    "en": (("dark",), ()),
}
"""The schemes in which the checker looks at a page on a desk and on a phone. The width is measured in both languages."""
SIGN = "form[action^='/sign-in'] button"
SEND = "main form.stack button.primary"
REQUIRES = "form:has([value=require-second-factor])"
REFUSED = "[role=alert]"
DONE = ".notice.good"
UNFOLDS = "for (const one of document.querySelectorAll('main details')) one.open = true"
SHORT = "示例：写在表单里的话，可以直接编辑。"


class Reader:
    """Somebody at the pages of a demonstration, and what stands against the pages that they were answered with.

    ``answered``: the addresses whose forms were sent and whose answer was looked at. ``saw``: the pages, as each calls itself.
    """

    def __init__(self, page: Page, wrong: list[str], demonstration: Demonstration, language: str) -> None:
        self.page, self.language, self.faults = page, language, list[str]()
        self.answered, self.saw = set[str](), set[str]()
        self._wrong, self._site = wrong, demonstration

    def the(self, name: str) -> str:
        """The id of something of the demonstration."""
        return self._site.names[name]

    def opens(self, path: str) -> None:
        """Go to a page of the demonstration, which is there."""
        answer = self.page.goto(urljoin(self._site.url, filled(path, self._site.names)))
        assert answer is not None
        assert answer.ok, (path, answer.status)

    def waits_for(self, path: str, shows: str) -> None:
        """Go to a list that a read model keeps, until it shows what was registered."""
        self.opens(path)
        while not self.page.locator(shows).count():
            self.opens(path)

    def asks(self, path: str, status: int) -> None:
        """Go to an address that is answered with an error, and look at the page that says so."""
        answer = self.page.goto(urljoin(self._site.url, filled(path, self._site.names)))
        assert answer is not None
        self._looks(answer.status, status, "h1")

    def does(self, button: str) -> None:
        """Send the form of *button*; nobody looks at the answer, which is a page that others look at."""
        with self.page.expect_navigation() as gone:
            self.page.locator(button).first.click()
        assert gone.value.ok, (self.page.url, self.page.inner_text("main")[:400])

    def sends(self, button: str, status: int, shows: str) -> None:
        """Send the form of *button* as it stands, past the browser's own checks; look at the answer, where *shows* is found."""
        found = self.page.locator(button).first
        found.evaluate("button => { button.form.noValidate = true; }")
        to = urlsplit(found.evaluate("button => button.form.action")).path
        with self.page.expect_navigation() as gone:
            found.evaluate("button => button.click()")
        self._looks(gone.value.status, status, shows)
        self.answered.add(to)

    def was_quiet(self) -> None:
        """Nothing stood in the console of the pages so far."""
        self.faults += self._wrong

    def looks(self, shows: str) -> None:
        """Look at the page as it is, where *shows* is found."""
        self._looks(200, 200, shows)

    def _looks(self, was: int, status: int, shows: str) -> None:
        assert was == status, (self.page.url, was, self.page.inner_text("main")[:400])
        assert self.page.locator(shows).count(), (self.page.url, shows)
        # The browser itself says of the page that it is an error, once.
        of_the_page = [one for one in self._wrong if f"responded with a status of {status}" in one][:1]
        desk, phone = SIGHTS[self.language]
        self.faults += faults_of(self.page, [one for one in self._wrong if one not in of_the_page], desk, phone)
        self._wrong.clear()
        self.saw.add(shown_in(self.page.content()))

    def signs(self, name: str) -> None:
        """Fill in the form of the sign-in."""
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)

    def enrols(self, *, mistyped: bool = False) -> Authenticator:
        """Set up a second factor on one's own page, with a wrong code first where that is to be seen; the phone that has it.

        An account has ten tries in a quarter of an hour, and the walks share their demonstration.
        """
        self.opens("/account")
        self.page.fill("#password", PASSWORD)
        self.sends("form:has([value=begin]) button", 200, "svg[role=img]")
        phone = Authenticator(self.page.inner_text("main code").replace(" ", ""))
        if mistyped:
            self.page.fill("#code", "000000")
            self.sends("form:has([value=confirm]) button", 401, "[role=alert]")
        self.page.fill("#code", phone.code())
        self.sends("form:has([value=confirm]) button", 200, "ol.card code")
        return phone


def shown_in(text: str) -> str:
    """Which page it is, by its own word."""
    found = re.search(r'<main[^>]* data-page="([^"]*)"', text)
    return found[1] if found else ""


class People:
    """The readers of one language, each signed in when first asked for; None is anybody."""

    def __init__(self, chromium: Browser, demonstration: Demonstration, language: str, until: ExitStack) -> None:
        self.language, self._chromium, self._demonstration, self._until = language, chromium, demonstration, until
        self.readers: dict[str | None, Reader] = {}

    def __getitem__(self, who: str | None) -> Reader:
        if who not in self.readers:
            page, wrong = self._until.enter_context(opened(self._chromium, self._demonstration.url, self.language))
            if who is not None:
                signed_in(page, self._demonstration.url, who)
            self.readers[who] = Reader(page, wrong, self._demonstration, self.language)
        return self.readers[who]


@contextmanager
def people(chromium: Browser, demonstration: Demonstration, language: str) -> Iterator[People]:
    """Readers; at the end nothing stands against what they were shown."""
    with ExitStack() as until:
        found = People(chromium, demonstration, language, until)
        yield found
        assert [fault for reader in found.readers.values() for fault in reader.faults] == []
