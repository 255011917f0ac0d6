"""Takes a picture of every page: ``python -m tests.browser.pictures URL PASSWORD FOLDER [WHO]``. Both languages, two widths, both schemes, print.

Needs a running demonstration, Chromium and a Chinese font. The pictures go to FOLDER, which is outside the repository. The
pages are those that the tests walk (``visits.py``); of what the demonstration does not have, a line is printed. WHO: of one
person's pages only.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from application.casework.instruments import INSTRUMENTS
from interfaces.api.commands import PLURAL
from interfaces.demo.names import names
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.visits import VISITS

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
LANGUAGES = ("zh", "en")
PRINTED = 800
"""Pixels across of a page as it is printed."""


def main() -> None:
    """Take the pictures."""
    url, password, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    wanted = sys.argv[4] if len(sys.argv) > 4 else None
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        known = {**names(), **found(browser, url, password)}
        for who, paths in VISITS.items():
            if wanted is not None and wanted != (who or "public"):
                continue
            context = opened(browser, url, who, password)
            page = context.new_page()
            for path in paths:
                there = put_in(path, known)
                if "{" in there:
                    sys.stdout.write(f"{who} {path}: the demonstration has none\n")
                    continue
                shoot(page, urljoin(url, there), f"{who or 'public'}{path}", folder)
            context.close()
        browser.close()


def opened(browser: Browser, url: str, who: str | None, password: str) -> BrowserContext:
    """A context of its own, signed in as *who*."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    if who is not None:
        page = context.new_page()
        page.goto(urljoin(url, "/sign-in"))
        page.fill("#name", who)
        page.fill("#password", password)
        page.click("main button.primary")
        page.wait_for_load_state()
        page.close()
    return context


def found(browser: Browser, url: str, password: str) -> dict[str, str]:
    """The matters of the demonstration by the names that the visits use, as far as links lead to them."""
    ids: dict[str, str] = {}

    def look(page: Page, path: str, name: str, link: str) -> None:
        page.goto(urljoin(url, put_in(path, ids)))
        seen = re.search(rf'href="/{link}/([0-9a-f-]{{36}})', page.content())
        if seen is not None:
            ids[name] = seen[1]

    def as_(who: str, walk: Callable[[Page], None]) -> None:
        context = opened(browser, url, who, password)
        walk(context.new_page())
        context.close()

    for respondent in ("head", "deputy", "clerk"):
        as_(respondent, lambda page, who=respondent: look(page, "/own", f"proceeding.{who}", "own"))  # type: ignore[misc]
    track = "/proceedings/{proceeding.head}"

    def manager(page: Page) -> None:
        for name, link in (("case", "cases"), ("appeal", "appeals")):
            look(page, track, name, link)
        look(page, f"{track}/papers", "paper.head", "papers")
        look(page, "/inbox", "report", "reports")
        for kind in INSTRUMENTS:
            look(page, "/supervision", kind, PLURAL[kind])
        look(page, "/evaluations/{evaluation}", "questionnaire", "questionnaires")

    as_("manager", manager)

    def legal(page: Page) -> None:
        look(page, "/rulebooks", "adoption", "rulebooks/policies")
        look(page, "/rulebooks", "rulebook", "rulebooks/adoptions")
        look(page, "/calendar", "notice", "calendar/notices")

    as_("legal", legal)
    return ids


def put_in(path: str, known: dict[str, str]) -> str:
    """*path* with the ids that are known."""
    for name, value in known.items():
        path = path.replace("{" + name + "}", value)
    return path


def shoot(page: Page, address: str, name: str, folder: Path) -> None:
    """The page at *address* in both languages, widths and schemes, and as it is printed."""
    for language in LANGUAGES:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(media="screen", color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
                page.screenshot(path=folder / _file(name, language, f"{width}-{scheme}"), full_page=True)
        page.set_viewport_size({"width": PRINTED, "height": 900})
        page.emulate_media(media="print", color_scheme="light")
        page.screenshot(path=folder / _file(name, language, "print"), full_page=True)


def _file(name: str, language: str, form: str) -> str:
    return re.sub(r"[^\w.=-]+", "_", f"{name}-{language}-{form}") + ".png"


if __name__ == "__main__":
    main()
