"""Takes a picture of every page: ``python -m tests.browser.pictures URL PASSWORD FOLDER``. Both languages, two widths, both schemes, print.

Needs a running demonstration, Chromium and a Chinese font. The pictures go to FOLDER, which is outside the repository. The
pages are those that the tests walk (``visits.py``); of what the demonstration does not have, a line is printed. ``--of
manager`` takes one person's pages only (``public``: of nobody signed in), ``--as zh-1440-light`` or ``en-print`` one form only.
"""

import argparse
import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from application.casework.instruments import INSTRUMENTS
from interfaces.api.commands import PLURAL
from interfaces.demo.names import names
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.visits import VISITS

WIDTHS = (1440, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("zh", "en")
FORMS = tuple(
    f"{language}-{form}"
    for language in LANGUAGES
    for form in (*(f"{width}-{scheme}" for width in WIDTHS for scheme in SCHEMES), "print")
)
PATIENCE = 180_000
"""Milliseconds for a page or a picture: a machine that does other things is slow, and no picture is about that."""

PRINTED = 800
"""Pixels across of a page as it is printed."""


def main() -> None:
    """Take the pictures."""
    asked = argparse.ArgumentParser(prog="python -m tests.browser.pictures")
    asked.add_argument("url")
    asked.add_argument("password")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--of", action="append", choices=[who or "public" for who in VISITS])
    asked.add_argument("--as", action="append", choices=FORMS, dest="forms")
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        known = {**names(), **found(browser, given.url, given.password)}
        for who, paths in VISITS.items():
            if given.of is not None and (who or "public") not in given.of:
                continue
            context = opened(browser, given.url, who, given.password)
            page = context.new_page()
            for path in paths:
                there = put_in(path, known)
                if "{" in there:
                    sys.stdout.write(f"{who} {path}: the demonstration has none\n")
                    continue
                shoot(page, urljoin(given.url, there), f"{who or 'public'}{path}", given.folder, given.forms or FORMS)
            context.close()
        browser.close()


def opened(browser: Browser, url: str, who: str | None, password: str) -> BrowserContext:
    """A context of its own, signed in as *who*."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(PATIENCE)
    if who is not None:
        page = context.new_page()
        page.goto(urljoin(url, "/sign-in"))
        page.fill("#name", who)
        page.fill("#password", password)
        page.click("main button.primary")
        page.wait_for_load_state()
        page.close()
    return context


LEADS: tuple[tuple[str, str, str, str], ...] = (
    *((who, "/own", f"proceeding.{who}", "own") for who in ("head", "deputy", "clerk")),
    ("bureau", "/own/consultations", "asked", "own/consultations"),
    ("manager", "/proceedings/{proceeding.head}", "case", "cases"),
    ("manager", "/proceedings/{proceeding.head}", "appeal", "appeals"),
    ("manager", "/proceedings/{proceeding.head}/papers", "paper.head", "papers"),
    ("manager", "/inbox", "report", "reports"),
    *(("manager", "/supervision", kind, PLURAL[kind]) for kind in INSTRUMENTS),
    ("manager", "/evaluations/{evaluation}", "questionnaire", "questionnaires"),
    ("legal", "/rulebooks", "adoption", "rulebooks/policies"),
    ("legal", "/rulebooks", "rulebook", "rulebooks/adoptions"),
    ("legal", "/calendar", "notice", "calendar/notices"),
)
"""On whose page a link leads to a matter of the demonstration: who, the page, what the visits call it, how its address begins."""


def found(browser: Browser, url: str, password: str) -> dict[str, str]:
    """The matters of the demonstration by the names that the visits use, as far as links lead to them."""
    ids: dict[str, str] = {}
    contexts = {who: opened(browser, url, who, password) for who in dict.fromkeys(who for who, _, _, _ in LEADS)}
    for who, path, name, link in LEADS:
        page = contexts[who].new_page()
        page.goto(urljoin(url, put_in(path, ids)))
        seen = re.search(rf'href="/{link}/([0-9a-f-]{{36}})', page.content())
        if seen is not None:
            ids[name] = seen[1]
        page.close()
    for context in contexts.values():
        context.close()
    return ids


def put_in(path: str, known: dict[str, str]) -> str:
    """*path* with the ids that are known."""
    for name, value in known.items():
        path = path.replace("{" + name + "}", value)
    return path


def shoot(page: Page, address: str, name: str, folder: Path, forms: Collection[str]) -> None:
    """The page at *address* in those of FORMS that *forms* names."""
    for language in LANGUAGES:
        if not any(form.startswith(language) for form in forms):
            continue
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                if (form := f"{language}-{width}-{scheme}") in forms:
                    page.emulate_media(media="screen", color_scheme=scheme)
                    page.screenshot(path=folder / _file(name, form), full_page=True)
        if (form := f"{language}-print") in forms:
            page.set_viewport_size({"width": PRINTED, "height": 900})
            page.emulate_media(media="print", color_scheme="light")
            page.screenshot(path=folder / _file(name, form), full_page=True)


def _file(name: str, form: str) -> str:
    return re.sub(r"[^\w.=-]+", "_", f"{name}-{form}") + ".png"


if __name__ == "__main__":
    main()
