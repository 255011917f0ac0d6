"""One walk for each group of people in each language: usable, accessible, narrow enough for a phone, and by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD

LANGUAGES = ("zh", "en")
GROUPS = {
    "staff": ("manager", ("/today", "/inbox", "/board", "/statistics", "/deadlines", "/docket?kinds=case"), "/cases/"),
    "investigator": ("investigator-1", ("/docket?kinds=proceeding",), "/proceedings/"),
    "respondent": ("deputy", ("/own",), "/own/"),
    "reviewer": ("province-handler-1", ("/today", "/appeals"), "/appeals/"),
    "administrator": ("admin", ("/administration", "/administration/people"), None),
}


@contextmanager
def opened(chromium: Browser, site: str, language: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what went wrong on it: errors in its console, requests to another host."""
    context = chromium.new_context(
        locale="en-GB" if language == "en" else "zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1440, "height": 900},
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
    """The page as it is: accessible in both schemes, and no wider than a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        # The checker is added by the test, past the page's own policy, which admits no script but ours.
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        violations = [
            (one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found.response["violations"]
        ]
        assert violations == [], (page.url, scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide at 390"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert wrong == [], page.url


def signed_in(page: Page, site: str, name: str) -> None:
    page.goto(urljoin(site, "/sign-in"))
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("main button.primary")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_a_group_walks_its_pages(chromium: Browser, site: str, group: str, language: str) -> None:
    name, paths, follows = GROUPS[group]
    with opened(chromium, site, language) as (page, wrong):
        signed_in(page, site, name)
        for path in paths:
            page.goto(urljoin(site, path))
            looked_at(page, wrong)
        if follows is not None:
            page.locator(f"main a[href^='{follows}']").first.click()
            looked_at(page, wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_reports_within_four_activations_and_three_fields(
    chromium: Browser, site: str, language: str
) -> None:
    with opened(chromium, site, language) as (page, wrong):
        page.goto(site)
        looked_at(page, wrong)
        page.click("a[href='/report?as=anonymous']")
        looked_at(page, wrong)
        page.select_option("#organ", index=1)
        page.fill("#what", "Example: the window took no application.")
        page.fill("#since", "2026-03-05")
        page.click("main button.primary")
        looked_at(page, wrong)
        page.click("main button.primary")
        looked_at(page, wrong)
        code = page.inner_text("#receipt-code")
        page.check("input[name=kept]")
        page.click("main button.primary")
        page.goto(site)
        page.fill("#code", code)
        page.click("main button.primary")
        looked_at(page, wrong)


def test_a_report_is_filed_with_the_keyboard_alone(chromium: Browser, site: str) -> None:
    with opened(chromium, site, "zh") as (page, wrong):
        page.goto(urljoin(site, "/report?as=anonymous"))
        for field, text in (("organ", None), ("what", "示例：窗口不收件。"), ("since", None)):
            reach(page, f"#{field}")
            if text is not None:
                page.keyboard.type(text)
            elif field == "organ":
                page.keyboard.press("ArrowDown")
            else:
                # Whatever the order of day, month and year: the first day of this year.
                for key in ("ArrowUp", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp"):
                    page.keyboard.press(key)
        reach(page, "main button.primary")
        page.keyboard.press("Enter")
        page.wait_for_selector("form[action='/report/send'] button")
        reach(page, "form[action='/report/send'] button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#receipt-code")
        assert wrong == []


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(40):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with Tab")


def test_everything_works_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    signed_in(page, site, "manager")
    page.goto(urljoin(site, "/docket?kinds=case"))
    page.locator("main a[href^='/cases/']").first.click()
    assert page.locator(".milestones li").count() == 5
    context.close()
