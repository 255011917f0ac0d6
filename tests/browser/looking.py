"""What every page must be: accessible in both schemes, no wider than a phone, without an error, by itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from interfaces.web.cookies import session_name
from tests.browser.conftest import PASSWORD

Scheme = Literal["light", "dark"]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def opened(chromium: Browser, site: str, language: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what went wrong on it: errors in its console, requests to another host."""
    context = chromium.new_context(
        locale="en-GB" if language == "en" else "zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=DESK,
    )
    page, wrong = context.new_page(), []
    own = urlsplit(site).netloc

    def requested(request: Any) -> None:
        if urlsplit(request.url).netloc != own:
            wrong.append(f"another host: {request.url}")

    def said(message: Any) -> None:
        if message.type == "error":
            wrong.append(f"console: {message.text}")

    page.on("request", requested)
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    yield page, wrong
    context.close()


def looked_at(page: Page, wrong: list[str]) -> None:
    """The page as it is: accessible in both schemes, no wider than a phone, by itself."""
    assert faults_of(page, wrong, ("light", "dark")) == []


def faults_of(page: Page, wrong: list[str], schemes: Sequence[Scheme], narrow: Sequence[Scheme] = ()) -> list[str]:
    """What stands against the page: violations in these schemes, pixels too many on a phone, errors, other hosts.

    *narrow* are the schemes in which the checker looks at it as a phone shows it.
    """
    faults = [one for scheme in schemes for one in _violations(page, scheme)]
    page.set_viewport_size(PHONE)
    faults += [one for scheme in narrow for one in _violations(page, scheme)]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"{page.url} is {wide} pixels too wide at {PHONE['width']}")
    page.set_viewport_size(DESK)
    return [*faults, *(f"{page.url} {one}" for one in wrong)]


def _violations(page: Page, scheme: Scheme) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    # The checker is added by the test, past the page's own policy, which admits no script but ours.
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{page.url} {scheme} {one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found.response["violations"]
    ]


LOST_ON_PAPER = """() => {
  const seen = one => one.checkVisibility() && one.getBoundingClientRect().height > 0;
  const folds = [...document.querySelectorAll("main details")], open = folds.filter(one => one.open);
  folds.forEach(one => { one.open = true; });
  const rows = [...document.querySelectorAll("main details tbody tr")].filter(seen);
  folds.forEach(one => { one.open = open.includes(one); });
  window.foldedRows = rows;
  return rows.length;
}"""
"""How many rows of tables are seen on the screen once every fold is open; they are kept for ``STILL_LOST``."""
STILL_LOST = """() => window.foldedRows
  .filter(one => !one.checkVisibility() || !one.getBoundingClientRect().height).map(one => one.textContent.slice(0, 60))"""


def lost_on_paper(page: Page) -> tuple[int, list[str]]:
    """How many rows the folds of the page hold, and those of them that are not printed: on paper nobody opens a fold."""
    page.emulate_media(media="screen")
    rows = page.evaluate(LOST_ON_PAPER)
    page.emulate_media(media="print")
    lost = page.evaluate(STILL_LOST)
    page.emulate_media(media="screen")
    return rows, lost


SESSIONS: dict[tuple[str, str], Any] = {}
"""The session that somebody has at a site: signing in is limited, and costs more than a page."""


def signed_in(page: Page, site: str, name: str) -> None:
    """Be somebody: in the session that they have already, else in a new one."""
    known = SESSIONS.get((site, name))
    if known is not None:
        page.context.add_cookies([known])
        answer = page.request.get(urljoin(site, "/account"))
        if answer.ok:
            return
    page.goto(urljoin(site, "/sign-in"))
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.click("main button.primary")
    (value,) = [one["value"] for one in page.context.cookies(site) if one["name"] == session_name(secure=False)]
    SESSIONS[site, name] = {"name": session_name(secure=False), "value": value, "url": site, "httpOnly": True}
