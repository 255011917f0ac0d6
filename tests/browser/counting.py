"""Somebody at a page whose activations and fields are counted: what a task costs.

A click is any activation: a button, a link, a choice that opens something. A field is what the person types or decides; what is
already filled in costs nothing. Signing in is not counted.
"""

from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page

from interfaces.web.cookies import LANGUAGE
from tests.browser.conftest import PASSWORD

ATTEMPTS, PAUSE = 60, 250.0
"""How often a list is opened until it shows what just happened, and milliseconds between."""


class Somebody:
    """One person's browser, signed in; ``clicks`` and ``fields`` count since ``begin``."""

    def __init__(self, chromium: Browser, site: str, name: str | None) -> None:
        self._site = site
        self._context: BrowserContext = chromium.new_context(locale="zh-CN")
        self.page: Page = self._context.new_page()
        self.clicks = self.fields = 0
        if name is not None:
            self.begin("/sign-in")
            self.page.fill("#name", name)
            self.page.fill("#password", PASSWORD)
            self.page.click("main button.primary")

    def speak(self, language: str) -> None:
        """Go on in that language."""
        self._context.add_cookies([{"name": LANGUAGE, "value": language, "url": self._site}])

    def begin(self, path: str) -> None:
        """Stand on a page, and count from here."""
        self.page.goto(urljoin(self._site, path))
        self.clicks = self.fields = 0

    def waits_for(self, path: str, selector: str) -> None:
        """Stand on a list that a read model keeps, once it shows *selector*, and count from here."""
        for _ in range(ATTEMPTS):
            self.begin(path)
            if self.page.locator(selector).count():
                return
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(f"{path} never shows {selector}")

    def click(self, selector: str) -> None:
        """Activate the first of these."""
        self.clicks += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def fill(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.fields += 1
        self.page.fill(selector, text)

    def decide(self, selector: str, value: str | None = None, *, index: int | None = None) -> None:
        """Choose one of a list."""
        self.fields += 1
        self.page.select_option(selector, value, index=index)

    def tick(self, selector: str) -> None:
        """Choose one mark: the answer to a question."""
        self.fields += 1
        self.page.check(selector)

    def goes_back_and_finds(self, field: str, text: str) -> None:
        """Press the browser's own Back: the form is there with what was written in it."""
        self.page.go_back()
        assert self.page.input_value(field) == text, self.page.url

    def spent(self, *, clicks: int, fields: int) -> None:
        """The task is done and cost no more than this; nothing stands against it."""
        refused = self.page.locator("[role=alert]")
        assert refused.count() == 0, f"{self.page.url}: {refused.first.inner_text()}"
        assert self.clicks <= clicks, f"{self.clicks} clicks of {clicks}"
        assert self.fields <= fields, f"{self.fields} fields of {fields}"

    @property
    def at(self) -> str:
        """The path of the page."""
        return "/" + self.page.url.partition("://")[2].partition("/")[2].partition("?")[0]
