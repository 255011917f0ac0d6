"""Takes a picture of every page: ``python -m tests.browser.pictures FOLDER``. Both languages, two widths, both schemes, print.

Starts a demonstration of its own, or takes the one ``--at URL PASSWORD``, and furnishes it so that no page is empty. Needs
Chromium and a Chinese font. The pictures go to FOLDER, which is outside the repository. The pages are those that the tests walk
and some of them in further states (``visits.py``), and the form of every command that they offer. ``--of manager`` takes one
person's pages only (``public``: of nobody signed in), ``--as zh-1440-light`` or ``en-print`` one form of picture only.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import msgspec
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from application.actions import COMMANDS
from interfaces.api.commands import PLURAL
from tests.browser.chromium import executable, speaking
from tests.browser.shown import own_demonstration, stocked
from tests.browser.visits import STATES, VISITS

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

A_FORM = re.compile(
    "|".join(f"/{PLURAL[kind]}/[0-9a-f-]{{36}}/{verb}" for kind, verb in (action.split(".") for action in COMMANDS))
)
"""The address of a command's form; ``kind`` and verb are what it is known by."""


class Asked(msgspec.Struct, frozen=True):
    """What pictures are wanted."""

    folder: Path
    of: Collection[str]
    forms: Collection[str]


def main() -> None:
    """Take the pictures."""
    asked = argparse.ArgumentParser(prog="python -m tests.browser.pictures")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--at", nargs=2, metavar=("URL", "PASSWORD"))
    asked.add_argument("--of", action="append", choices=[who or "public" for who in visited()])
    asked.add_argument("--as", action="append", choices=FORMS, dest="forms")
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    wanted = Asked(given.folder, given.of or [who or "public" for who in visited()], given.forms or FORMS)
    with ExitStack() as until_the_end:
        if given.at is None:
            data = Path(until_the_end.enter_context(tempfile.TemporaryDirectory())) / "data"
            given.at = until_the_end.enter_context(own_demonstration(data))
        url, password = given.at
        take(url, password, wanted)


def visited() -> dict[str | None, tuple[str, ...]]:
    """Every page and state, by who opens it."""
    return {who: (*VISITS.get(who, ()), *STATES.get(who, ())) for who in (*VISITS, *STATES)}


def take(url: str, password: str, wanted: Asked) -> None:
    """Furnish the demonstration at *url* where that was not done, and take what is *wanted*."""
    known = stocked(url, password, wanted.folder)
    for language in LANGUAGES:
        if any(form.startswith(language) for form in wanted.forms):
            _take(url, password, wanted, known, language)


def _take(url: str, password: str, wanted: Asked, known: dict[str, str], language: str) -> None:
    """What is *wanted* of the pages in *language*, in a browser that speaks it too."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=speaking(language), env={**os.environ, "LANGUAGE": language}
        )
        for who, paths in visited().items():
            if (who or "public") not in wanted.of:
                continue
            context = opened(browser, url, who, password, language)
            page, shot = context.new_page(), set[str]()
            for path in paths:
                there = put_in(path, known)
                if "{" in there:
                    sys.stdout.write(f"{who} {path}: the demonstration has none\n")
                    continue
                shoot(page, urljoin(url, there), f"{who or 'public'}{path}", wanted, language)
                for form in forms_offered(page):
                    if (name := re.sub("[0-9a-f-]{36}", "one", form)) not in shot:
                        shot.add(name)
                        shoot(page, urljoin(url, form), f"{who}_form{name}", wanted, language)
            context.close()
        browser.close()


def forms_offered(page: Page) -> list[str]:
    """The addresses of the forms of commands that the page offers."""
    offered = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href').split('?')[0])")
    return [one for one in dict.fromkeys(offered) if A_FORM.fullmatch(one)]


def opened(browser: Browser, url: str, who: str | None, password: str, language: str = "zh") -> BrowserContext:
    """A context of its own, signed in as *who*."""
    context = browser.new_context(locale="zh-CN" if language == "zh" else "en-GB", timezone_id="Asia/Shanghai")
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


def put_in(path: str, known: dict[str, str]) -> str:
    """*path* with the ids that are known."""
    for name, value in known.items():
        path = path.replace("{" + name + "}", value)
    return path


def shoot(page: Page, address: str, name: str, wanted: Asked, language: str) -> None:
    """The page at *address* in *language*, in those of FORMS that are *wanted*."""
    answer = page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    if answer is None or not answer.ok:
        sys.stdout.write(f"{name}: {answer and answer.status}\n")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            if (form := f"{language}-{width}-{scheme}") in wanted.forms:
                page.emulate_media(media="screen", color_scheme=scheme)
                page.screenshot(path=wanted.folder / _file(name, form), full_page=True)
    if (form := f"{language}-print") in wanted.forms:
        page.set_viewport_size({"width": PRINTED, "height": 900})
        page.emulate_media(media="print", color_scheme="light")
        page.screenshot(path=wanted.folder / _file(name, form), full_page=True)


def _file(name: str, form: str) -> str:
    return re.sub(r"[^\w.=-]+", "_", f"{name}-{form}") + ".png"


if __name__ == "__main__":
    main()
