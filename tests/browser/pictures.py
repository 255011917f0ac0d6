"""Takes a picture of every page: ``python -m tests.browser.pictures URL PASSWORD FOLDER``. Both languages, two widths, both schemes.

Needs a running demonstration, Chromium and a Chinese font. The pictures go to FOLDER, which is outside the repository.
"""

import sys
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
LANGUAGES = ("zh", "en")
PAGES = {
    None: ("/", "/report?as=anonymous", "/report?as=named", "/my-report", "/figures", "/sign-in"),
    "manager": (
        "/today",
        "/inbox",
        "/docket",
        "/docket?kinds=case",
        "/deadlines",
        "/board",
        "/statistics",
        "/hand-over",
    ),
    "approver": ("/today", "/approvals", "/pattern", "/calendar"),
    "intake": ("/inbox/register", "/imports/leads", "/imports/publications"),
    "auditor": ("/access-log",),
    "decider": ("/docket?kinds=proceeding",),
    "province-handler-1": ("/appeals",),
    "admin": (
        "/administration",
        "/administration/setup",
        "/administration/people",
        "/administration/units",
        "/templates",
    ),
    "deputy": ("/own",),
}
FOLLOWED = {
    "/docket?kinds=case": "case",
    "/deadlines": "case",
    "/docket?kinds=proceeding": "proceeding",
    "/appeals": "appeal",
    "/own": "own",
}
"""From these lists the first matter is opened too."""
FURTHER = {"proceeding": ("what-if",), "case": ("as-of",)}
"""And these pages of it."""


def main() -> None:
    """Take the pictures."""
    url, password, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for who, paths in PAGES.items():
            context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
            if who is not None:
                sign_in(context, url, who, password)
            for path in paths:
                take(context, url, path, f"{who or 'public'}{path}", folder)
            context.close()
        browser.close()


def sign_in(context: BrowserContext, url: str, name: str, password: str) -> None:
    """Sign in as *name*."""
    page = context.new_page()
    page.goto(urljoin(url, "/sign-in"))
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("button.primary")
    page.wait_for_load_state()
    page.close()


def take(context: BrowserContext, url: str, path: str, name: str, folder: Path) -> None:
    """A page in every form, and the first matter that it lists."""
    page = context.new_page()
    page.goto(urljoin(url, path))
    shoot(page, name, folder)
    kind = FOLLOWED.get(path)
    if kind is not None:
        link = page.locator(f"main a[href^='/{kind if kind == 'own' else kind + 's'}/']").first
        if link.count():
            page.goto(urljoin(url, link.get_attribute("href") or "/"))
            shoot(page, f"{name}/one", folder)
            matter = page.url.partition("?")[0]
            for further in FURTHER.get(kind, ()):
                page.goto(f"{matter}/{further}")
                shoot(page, f"{name}/one/{further}", folder)
    page.close()


def shoot(page: Page, name: str, folder: Path) -> None:
    """The page that is open, in both languages, widths and schemes."""
    where = page.url.partition("?")
    for language in LANGUAGES:
        kept = [part for part in where[2].split("&") if part and not part.startswith("lang=")]
        page.goto(f"{where[0]}?{'&'.join([*kept, f'lang={language}'])}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                file = f"{name}-{language}-{width}-{scheme}.png".replace("/", "_").replace("?", "_")
                page.screenshot(path=folder / file, full_page=True)


if __name__ == "__main__":
    main()
