"""Somebody at a page whose activations and fields are counted: what a task costs.

A click is any activation: a button, a link, a choice that opens something. A field is what the person types or decides; what is
already filled in costs nothing. Signing in is not counted.
"""

from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from interfaces.web.cookies import LANGUAGE
from tests.browser.looking import signed_in

ATTEMPTS, PAUSE = 60, 250.0
"""How often a list is opened until it shows what just happened, and milliseconds between."""
STOPS = 200
"""Stops of the Tab key within which everything on a page is reached."""


class Somebody:
    """One person's browser, signed in; ``clicks`` and ``fields`` count since ``begin``.

    The Chinese pages are worked by the keyboard alone, the English ones with the mouse and without any script.
    """

    def __init__(self, chromium: Browser, site: str, name: str | None, language: str) -> None:
        self._site, self._keys = site, language == "zh"
        self._context: BrowserContext = chromium.new_context(locale="zh-CN", java_script_enabled=language == "zh")
        self._context.add_cookies([{"name": LANGUAGE, "value": language, "url": site}])
        self.page: Page = self._context.new_page()
        self.clicks = self.fields = 0
        if name is not None:
            signed_in(self.page, site, name)

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
        self.presses(selector)

    def presses(self, selector: str) -> None:
        """Activate the first of these once more, for the test's own sake: it is not counted."""
        found = self.page.locator(selector).first
        if self._keys:
            self._reach(found)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            found.click()
            self.page.wait_for_load_state()

    def enters(self, selector: str) -> None:
        """Send a form from a field of it: the Enter key, which is one activation."""
        self.clicks += 1
        found = self.page.locator(selector).first
        if self._keys:
            self._reach(found)
        with self.page.expect_navigation():
            found.press("Enter")

    def unfolds(self, selector: str) -> None:
        """Open what is folded away."""
        self.clicks += 1
        found = self.page.locator(selector).first
        if self._keys:
            self._reach(found)
            self.page.keyboard.press("Enter")
        else:
            found.click()

    def takes(self, selector: str) -> str:
        """Activate what gives a file; its name."""
        self.clicks += 1
        found = self.page.locator(selector).first
        if self._keys:
            self._reach(found)
        with self.page.expect_download() as given:
            found.press("Enter")
        return given.value.suggested_filename

    def fill(self, selector: str, text: str) -> None:
        """Type into a field. A date is put in whole: the order of its parts is the browser's own."""
        self.fields += 1
        field = self.page.locator(selector).first
        if self._keys and field.get_attribute("type") != "date":
            self._reach(field)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)
        else:
            field.fill(text)

    def decide(self, selector: str, value: str | None = None, *, index: int | None = None) -> None:
        """Choose one of a list."""
        self.fields += 1
        field = self.page.locator(selector).first
        if not self._keys:
            field.select_option(value, index=index)
            return
        options = [option.get_attribute("value") for option in field.locator("option").all()]
        self._reach(field)
        self.page.keyboard.press("Home")
        for _ in range(options.index(value) if index is None else index):
            self.page.keyboard.press("ArrowDown")
        assert field.input_value() == (options[index] if index is not None else value)

    def tick(self, selector: str, place: int) -> None:
        """Choose one mark of a group, the answer to a question: the one at *place* from 0."""
        self.fields += 1
        mark = self.page.locator(selector).nth(place)
        if not self._keys:
            mark.check()
            return
        self._reach(self.page.locator(selector).first)
        self.page.keyboard.press("Space")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        assert mark.is_checked()

    def _reach(self, found: Locator) -> None:
        """Press Tab until the element has the focus."""
        for _ in range(STOPS):
            if found.evaluate("element => document.activeElement === element"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{found} is not reached with Tab on {self.page.url}")

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
