"""Supervision in a real browser, in both languages: each instrument, the forms that begin one, the figures, the questionnaire."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from application.casework.instruments import INSTRUMENTS
from interfaces.api.commands import PLURAL
from tests.browser.test_walks import LANGUAGES, looked_at, opened, signed_in

PAGES = ("/supervision", "/supervision/figures", "/supervision/grades", "/reminders")


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_walk_every_page_of_supervision(chromium: Browser, site: str, language: str) -> None:
    with opened(chromium, site, language) as (page, wrong):
        signed_in(page, site, "manager")
        for path in (*PAGES, *(f"/{PLURAL[kind]}/new" for kind in INSTRUMENTS)):
            page.goto(urljoin(site, path))
            looked_at(page, wrong)
        for kind in INSTRUMENTS:
            page.goto(urljoin(site, "/supervision"))
            page.locator(f"main a[href^='/{PLURAL[kind]}/']:not([href$='/new'])").first.click()
            looked_at(page, wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_answers_the_questionnaire(chromium: Browser, site: str, language: str) -> None:
    with opened(chromium, site, language) as (page, wrong):
        signed_in(page, site, "manager")
        page.goto(urljoin(site, "/supervision"))
        links = page.locator("main a[href^='/evaluations/']:not([href$='/new'])")
        addresses = [links.nth(place).get_attribute("href") or "" for place in range(links.count())]
        asked = ""
        for address in addresses:
            page.goto(urljoin(site, address))
            found = page.locator("main a[href^='/questionnaires/']")
            if found.count():
                asked = found.first.get_attribute("href") or ""
        assert asked
    with opened(chromium, site, language) as (page, wrong):
        page.goto(urljoin(site, asked))
        looked_at(page, wrong)
        page.select_option("#organ", index=1)
        page.check("input[name='mark.content'][value='satisfied']")
        page.click("main button.primary")
        looked_at(page, wrong)
        assert page.url.startswith(urljoin(site, asked))
        page.goto(urljoin(site, asked))
        page.select_option("#organ", index=1)
        page.click("main button.primary")
        assert page.locator("[role=alert]").count() == 1, "an answer without a mark is none"
        wrong.clear()  # the browser itself reports the status 422
        looked_at(page, wrong)
