"""The pages that answer a form: what is read once more, refused, kept or shown only once. No address leads to them."""

import re
from urllib.parse import urljoin

import pytest
from litestar.status_codes import HTTP_204_NO_CONTENT
from playwright.sync_api import Browser

from interfaces.web.pages.live import RETRY
from tests.architecture.tree import committed, text_of
from tests.browser.answers import WALKS
from tests.browser.conftest import Demonstration
from tests.browser.looking import signed_in
from tests.browser.reader import people, shown_in
from tests.browser.visits import VISITS, filled, like

pytestmark = pytest.mark.costly

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", WALKS)
def test_what_answers_a_form_is_accessible_and_fits_a_phone(
    chromium: Browser, demonstration: Demonstration, walk: str, language: str
) -> None:
    """And the walk answers at the addresses, and sees the pages, of which it is said that it does."""
    said = WALKS[walk]
    with people(chromium, demonstration, language) as found:
        said.goes(found)
        answered = {to for reader in found.readers.values() for to in reader.answered}
        assert [path for path in said.answers if not any(re.fullmatch(like(path), to) for to in answered)] == []
        assert set(said.shows) <= {sheet for reader in found.readers.values() for sheet in reader.saw}


def test_an_open_list_stops_asking_once_its_session_is_over(chromium: Browser, demonstration: Demonstration) -> None:
    """Signed out in another window. That a second factor which is owed ends it alike is seen in tests/web/test_second_factor.py."""
    with people(chromium, demonstration, "zh") as found:
        keeper = found["auditor"]
        keeper.opens("/docket")
        asked, ended = list[str](), list[str]()
        keeper.page.on("request", lambda one: asked.append(one.url))
        keeper.page.on("response", lambda one: ended.append(one.url) if one.status == HTTP_204_NO_CONTENT else None)
        window = keeper.page.context.new_page()
        window.goto(urljoin(demonstration.url, "/docket"))
        window.click("form[action='/sign-out'] button")
        window.close()
        for _ in range(30):
            if not ended:
                keeper.page.wait_for_timeout(RETRY)
        assert ended
        asked.clear()
        keeper.page.wait_for_timeout(5 * RETRY)
        assert asked == []
        keeper.was_quiet()


def test_every_page_is_looked_at(chromium: Browser, demonstration: Demonstration) -> None:
    """Each template of a page is shown at an address that the walks visit, or to whoever sends a form."""
    seen = {sheet for said in WALKS.values() for sheet in said.shows} | ELSEWHERE.keys()
    page = chromium.new_page()
    for who, paths in VISITS.items():
        if who is not None:
            signed_in(page, demonstration.url, who)
        for path in paths:
            answer = page.request.get(urljoin(demonstration.url, filled(path, demonstration.names)))
            assert answer.ok, (who, path, answer.status)
            seen.add(shown_in(answer.text()))
    page.context.close()
    assert WHOLE_PAGES - seen == set(), "visit these in tests/browser/visits.py, or send their forms in answers.py"


ELSEWHERE = {"statement_review": "test_tasks.py: it is there only while a statement can be made"}
WHOLE_PAGES = {
    path.stem
    for path in committed()
    if path.suffix == ".html" and '{% extends "layout.html" %}' in (text_of(path) or "")
}
"""The templates that are a page, not a part of one."""
