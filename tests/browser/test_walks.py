"""One walk for each group of people in each language: usable, accessible, narrow enough for a phone, and by itself."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Demonstration
from tests.browser.looking import Scheme, faults_of, looked_at, lost_on_paper, opened, signed_in
from tests.browser.pictures import forms_offered
from tests.browser.visits import VISITS, filled

pytestmark = pytest.mark.costly

LANGUAGES = ("zh", "en")
AT_ONCE = 12
"""Pages of one person that one walk opens."""

STRETCHES = [
    pytest.param(who, paths[place : place + AT_ONCE], id=f"{who or 'public'}-{place // AT_ONCE + 1}")
    for who, paths in VISITS.items()
    for place in range(0, len(paths), AT_ONCE)
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "paths"), STRETCHES)
def test_every_page_is_accessible_fits_a_phone_and_asks_no_other_host(
    chromium: Browser, demonstration: Demonstration, who: str | None, paths: tuple[str, ...], language: str
) -> None:
    """Every page of every group, and each form of a command that they offer, in Chinese.

    Contrast does not depend on the words: the dark scheme is checked in Chinese alone, and of forms in the light one.
    """
    schemes: tuple[Scheme, ...] = ("light", "dark") if language == "zh" else ("light",)
    faults: list[str] = []
    with opened(chromium, demonstration.url, language) as (page, wrong):
        if who is not None:
            signed_in(page, demonstration.url, who)
        for path in paths:
            answer = page.goto(urljoin(demonstration.url, filled(path, demonstration.names)))
            if answer is None or not answer.ok:
                faults.append(f"{path}: {answer and answer.status}")
            offered = new_forms(page) if language == "zh" else []
            faults += faults_of(page, wrong, schemes)
            wrong.clear()
            if language == "zh":
                faults += [f"{path} is printed without the row {row}" for row in lost_on_paper(page)[1]]
            for form in offered:
                page.goto(urljoin(demonstration.url, form))
                faults += faults_of(page, wrong, ("light",))
                wrong.clear()
    assert faults == []


LOOKED_AT: set[str] = set()
"""The forms that this worker looked at, by the address of their command without ids."""


def new_forms(page: Page) -> list[str]:
    """The forms of commands that the page offers and that were not looked at yet."""
    found = {re.sub("[0-9a-f-]{36}", "one", form): form for form in forms_offered(page)}
    new = {name: form for name, form in found.items() if name not in LOOKED_AT}
    LOOKED_AT.update(new)
    return list(new.values())


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


@pytest.mark.parametrize("path", ["/today", "/cases/{case}", "/inbox/register"])
def test_whoever_has_a_keyboard_alone_sees_where_they_are_and_need_not_pass_the_head(
    chromium: Browser, demonstration: Demonstration, path: str
) -> None:
    """The first stop leads past the head; every stop is on the page, drawn around, and later in it than the one before."""
    with opened(chromium, demonstration.url, "zh") as (page, _):
        signed_in(page, demonstration.url, "manager")
        page.goto(urljoin(demonstration.url, filled(path, demonstration.names)))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('a.skip')")
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        page.keyboard.press("Enter")
        for _ in range(STOPS_LOOKED_AT):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:  # past the last one
                break
            assert stop["within"], stop
            assert stop["drawn"], stop
            assert stop["later"], stop


STOPS_LOOKED_AT = 25
STOP = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const before = window.stopBefore;
  window.stopBefore = here;
  const drawn = getComputedStyle(here);
  return {
    what: here.outerHTML.slice(0, 120),
    within: document.querySelector("main").contains(here) || Boolean(here.closest("footer")),
    // The parts of a date are one element, and the browser draws around its part itself.
    drawn: before === here || (drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) > 0),
    later: !before || before === here || Boolean(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""
"""Where the focus is: inside the page's own part, drawn around, and after the stop before; nothing where it is on no element."""


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(40):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with Tab")


UNSEEN = """selector => [...document.querySelectorAll(selector)]
  .filter(one => !one.checkVisibility() || !one.getBoundingClientRect().height).map(one => one.outerHTML.slice(0, 120))"""
"""Of all that a selector finds, what takes no place on the page."""
ROW_TICKS = "main .rows input[type=checkbox]"
FOLDED = "main details:not([open]):not(:has(form, .actions)) > :not(summary, .act)"


def test_on_paper_folded_parts_and_ticks_are_printed_and_what_is_for_the_screen_is_not(
    chromium: Browser, demonstration: Demonstration
) -> None:
    with opened(chromium, demonstration.url, "zh") as (page, _):
        signed_in(page, demonstration.url, "manager")
        page.goto(urljoin(demonstration.url, filled("/cases/{case}/clock", demonstration.names)))
        folded = page.locator(FOLDED).count()
        assert folded > 0
        assert len(page.evaluate(UNSEEN, FOLDED)) == folded, "on the screen they are folded"
        page.emulate_media(media="print")
        assert page.evaluate(UNSEEN, FOLDED) == []
        for screen in ("nav", ".side", "footer", ".crumb"):
            assert len(page.evaluate(UNSEEN, screen)) == page.locator(screen).count() > 0, screen
        page.goto(urljoin(demonstration.url, filled("/cases/{case}/assign-investigators", demonstration.names)))
        ticks = "main input[type=checkbox]"
        assert page.evaluate(UNSEEN, ticks) == []
        assert page.locator(ticks).count() > 1
        assert len(page.evaluate(UNSEEN, "main .actions")) == page.locator("main .actions").count() > 0
        for path, chosen in (
            ("/cases/{case}/as-of", "main :is(input, output)"),
            ("/hand-over?from={account.investigator-1}&to={account.investigator-3}", ROW_TICKS),
        ):
            page.goto(urljoin(demonstration.url, filled(path, demonstration.names)))
            assert len(page.evaluate(UNSEEN, chosen)) == page.locator(chosen).count() > 0, path


@pytest.mark.parametrize("path", ["/projects/{project}", "/cases/{case}/clock"])
def test_every_row_in_a_fold_is_printed(chromium: Browser, demonstration: Demonstration, path: str) -> None:
    """Also where the fold holds a form: the breaches beyond the first twelve stand in one."""
    with opened(chromium, demonstration.url, "zh") as (page, _):
        signed_in(page, demonstration.url, "manager")
        page.goto(urljoin(demonstration.url, filled(path, demonstration.names)))
        rows, lost = lost_on_paper(page)
        assert rows > 0
        assert lost == []


def test_everything_works_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    signed_in(page, site, "manager")
    page.goto(urljoin(site, "/docket?kinds=case"))
    page.locator("main a[href^='/cases/']").first.click()
    assert page.locator(".milestones li").count() == 5
    context.close()
