"""The pages that answer a form: what is read once more, refused, kept or shown only once. No address leads to them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from litestar.status_codes import HTTP_204_NO_CONTENT
from playwright.sync_api import Browser, Page

from interfaces.web.cookies import session_name
from interfaces.web.forms.multipart import LARGEST
from interfaces.web.pages.live import RETRY
from tests.architecture.tree import ROOT
from tests.browser.conftest import PASSWORD, Demonstration
from tests.browser.looking import Scheme, faults_of, opened, signed_in
from tests.browser.visits import filled
from tests.support.authenticator import Authenticator
from tests.support.toy_rulebook import toy

pytestmark = pytest.mark.costly

LANGUAGES = ("zh", "en")
SIGHTS: dict[str, tuple[tuple[Scheme, ...], tuple[Scheme, ...]]] = {
    "zh": (("light",), ("dark",)),
    "en": (("dark",), ("light",)),
}
"""The schemes in which the checker looks at a page on a desk and on a phone: what one language leaves out the other has."""
SEND = "main form.stack button.primary"
SIGN = "form[action^='/sign-in'] button"
REQUIRES = "form:has([value=require-second-factor])"
WRITTEN = "form p.card.prose"
BEGINNINGS = ("/assessments/new", "/evaluations/new", "/duties/new", "/projects/new", "/consultations/new")
EXAMPLE_NOTICE = ROOT / "docs" / "examples" / "holiday-notice.toml"
CHOOSES = """size => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([new Uint8Array(size)], "large.csv"));
  document.getElementById("file").files = chosen.files;
}"""
"""Chooses a file of so many bytes, made in the page."""
SHORT = "示例：写在表单里的话，可以直接编辑。"


class Reader:
    """Somebody at the pages of a demonstration, and what stands against the pages that they were answered with."""

    def __init__(self, page: Page, wrong: list[str], demonstration: Demonstration, language: str) -> None:
        self.page, self.faults = page, list[str]()
        self._wrong, self._site, self._language = wrong, demonstration, language

    def the(self, name: str) -> str:
        """The id of something of the demonstration."""
        return self._site.names[name]

    def opens(self, path: str) -> None:
        """Go to a page of the demonstration, which is there."""
        answer = self.page.goto(urljoin(self._site.url, filled(path, self._site.names)))
        assert answer is not None
        assert answer.ok, (path, answer.status)

    def asks(self, path: str, status: int) -> None:
        """Go to an address that is answered with an error, and look at the page that says so."""
        answer = self.page.goto(urljoin(self._site.url, filled(path, self._site.names)))
        assert answer is not None
        self._looks(answer.status, status, "h1")

    def sends(self, button: str, status: int, shows: str) -> None:
        """Send the form of *button* as it stands, past the browser's own checks; look at the answer, where *shows* is found."""
        found = self.page.locator(button).first
        found.evaluate("button => { button.form.noValidate = true; }")
        with self.page.expect_navigation() as gone:
            found.evaluate("button => button.click()")
        self._looks(gone.value.status, status, shows)

    def was_quiet(self) -> None:
        """Nothing stood in the console of the pages so far."""
        self.faults += self._wrong

    def _looks(self, was: int, status: int, shows: str) -> None:
        assert was == status, (self.page.url, was, self.page.inner_text("main")[:400])
        assert self.page.locator(shows).count(), (self.page.url, shows)
        # The browser itself says of the page that it is an error, once.
        of_the_page = [one for one in self._wrong if f"responded with a status of {status}" in one][:1]
        desk, phone = SIGHTS[self._language]
        self.faults += faults_of(self.page, [one for one in self._wrong if one not in of_the_page], desk, phone)
        self._wrong.clear()


@contextmanager
def reading(chromium: Browser, demonstration: Demonstration, who: str | None, language: str) -> Iterator[Reader]:
    """A reader, signed in; at the end nothing stands against what they were shown."""
    with opened(chromium, demonstration.url, language) as (page, wrong):
        if who is not None:
            signed_in(page, demonstration.url, who)
        reader = Reader(page, wrong, demonstration, language)
        yield reader
        assert reader.faults == []


Walk = Callable[[Reader], None]


def _public(reader: Reader) -> None:
    reader.asks("/no-such-page", 404)
    reader.opens("/report?as=named")
    reader.sends("form[action='/report'] button", 422, "p.wrong")
    reader.opens("/my-report")
    reader.page.fill("#code", "00000 00000 00000 00000")
    reader.sends("form[action='/my-report'] button", 404, "#code-wrong")
    reader.opens("/sign-in")
    reader.page.fill("#name", "nobody")
    reader.page.fill("#password", "wrong wrong wrong wrong")
    reader.sends("main form button", 401, "[role=alert]")
    reader.asks("/docket", 401)
    reader.asks("/check?code=not-a-code", 404)


def _intake(reader: Reader) -> None:
    reader.opens("/inbox/register")
    reader.sends("form[action='/inbox/register'] button", 400, "[role=alert]")
    _registers(reader, "示例：一封来信。")
    reader.sends("form[action='/inbox/register'] button", 200, ".notice")
    reader.sends("button[name=send]", 200, ".receipt")
    _registers(reader, "示例：又一封来信。")
    reader.sends("form[action='/inbox/register'] button", 200, ".notice.warn li a")
    reader.opens("/imports/leads")
    reader.sends("button[value=preview]", 422, "[role=alert]")
    reader.opens("/imports/leads")
    reader.page.set_input_files("#file", _sheet())
    reader.sends("button[value=preview]", 200, "table")


def _registers(reader: Reader, what: str) -> None:
    reader.opens("/inbox/register")
    reader.page.select_option("#organ", reader.the("organ.education"))
    reader.page.fill("#what", what)


def _sheet() -> Any:
    lines = (
        "来源文件,通报日期,地区,网站或单位,问题类型,问题说明",
        "示例抽查通报,2026-07-18,示例甲县,示例甲县教育局（虚构）,长期不更新,栏目超过两年未更新（虚构）",
        "示例抽查通报,not-a-day,示例甲县,示例乙局（虚构）,长期不更新,日期写错的一行（虚构）",
    )
    return {"name": "leads.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def _manager(reader: Reader) -> None:
    reader.asks("/access-log", 403)
    reader.asks("/cases/00000000-0000-4000-8000-000000000000", 404)
    _registers(reader, "示例：等着办理的来信。")
    reader.sends(SEND, 200, ".notice")
    reader.sends("button[name=send]", 200, ".receipt")
    while not reader.page.locator("input[name=report]").count():  # the list follows what was registered
        reader.opens("/inbox")
    reader.page.locator("input[name=report]").first.check()
    reader.sends("button[value=refer]", 200, "[role=alert]")
    for form in BEGINNINGS:
        reader.opens(form)
        reader.sends(SEND, 400, "[role=alert]")
    reader.opens("/cases/{case}/add-report")
    reader.page.evaluate("document.querySelector('[name=version]').value = '1'")
    reader.sends(SEND, 400, "[role=alert]")


def _deputy(reader: Reader) -> None:
    reader.opens("/own/{proceeding.deputy}/appeal")
    reader.sends(SEND, 400, "[role=alert]")
    reader.page.fill("textarea[name=grounds]", SHORT)
    for select in reader.page.locator("main form select[required]").all():
        select.select_option(index=1)
    reader.sends(SEND, 200, "form[action$='/appeal/send']")
    reader.opens("/own/{proceeding.deputy}/recusal")
    reader.sends(SEND, 400, "[role=alert]")


def _decider(reader: Reader) -> None:
    reader.opens("/proceedings/{proceeding.head}/decide")
    reader.sends(SEND, 400, "[role=alert]")


def _legal(reader: Reader) -> None:
    for form, field, status in (
        ("/calendar/propose", "#notice", 400),
        ("/rulebooks/propose", "#file", 422),
        ("/rulebooks/add-text", "#text", 422),
    ):
        reader.opens(form)
        reader.page.fill(field, "id = nothing")
        reader.sends(SEND, status, "[role=alert]")
    reader.opens("/calendar/propose")
    reader.page.fill("#notice", EXAMPLE_NOTICE.read_text("utf-8"))
    reader.sends(SEND, 200, "button[name=send]")
    reader.opens("/rulebooks/propose")
    reader.page.fill("#file", toy())
    reader.sends(SEND, 200, "button[name=send]")


def _admin(reader: Reader) -> None:
    reader.opens("/administration/people")
    reader.page.fill("#name", "Not A Name")
    reader.sends("form:has(#name) button", 400, "[role=alert]")
    reader.page.select_option(f"{REQUIRES} #role", "custodian")
    reader.sends(f"{REQUIRES} button", 409, "[role=alert]")
    reader.opens("/account")
    reader.page.fill("#password", "wrong wrong wrong wrong")
    reader.sends("form:has([value=begin]) button", 401, "[role=alert]")
    reader.opens("/administration/deliveries")
    reader.sends("form:has(#address) button", 400, "[role=alert]")


ANSWERS: dict[str | None, Walk] = {
    None: _public,
    "intake": _intake,
    "manager": _manager,
    "deputy": _deputy,
    "decider": _decider,
    "legal": _legal,
    "admin": _admin,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ANSWERS)
def test_what_answers_a_form_is_accessible_and_fits_a_phone(
    chromium: Browser, demonstration: Demonstration, who: str | None, language: str
) -> None:
    with reading(chromium, demonstration, who, language) as reader:
        ANSWERS[who](reader)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_and_came_too_late_is_shown_on_pages_that_hold_to_the_same(
    chromium: Browser, demonstration: Demonstration, language: str
) -> None:
    """A form after its session, in another session, and with a file that is too large."""
    with reading(chromium, demonstration, "intake", language) as reader:
        _registers(reader, SHORT)
        reader.page.context.clear_cookies(name=session_name(secure=False))
        reader.sends(SEND, 401, ".notice.warn")
        _signs(reader, "intake")
        reader.sends(SIGN, 200, WRITTEN)
        _registers(reader, SHORT)
        reader.page.evaluate("document.querySelector('main [name=token]').value = 'of another session'")
        reader.sends(SEND, 403, WRITTEN)
        reader.opens("/imports/leads")
        reader.page.evaluate(CHOOSES, LARGEST + 1)
        reader.sends("button[value=preview]", 413, "[role=alert]")


@pytest.mark.parametrize(("who", "language"), [("province-handler-2", "zh"), ("bureau-decider-2", "en")])
def test_the_pages_of_a_second_factor_hold_to_the_same(
    chromium: Browser, demonstration: Demonstration, who: str, language: str
) -> None:
    """Set up, asked for at the sign-in, asked for with something written, and switched off again."""
    with reading(chromium, demonstration, who, language) as reader:
        _enrols(reader)
        reader.page.context.clear_cookies(name=session_name(secure=False))
        reader.opens("/sign-in")
        _signs(reader, who)
        reader.sends(SIGN, 200, "#code")
        reader.page.fill("#code", "000000")
        reader.sends(SIGN, 401, "[role=alert]")


def _signs(reader: Reader, name: str) -> None:
    reader.page.fill("#name", name)
    reader.page.fill("#password", PASSWORD)


def _enrols(reader: Reader) -> Authenticator:
    """Set up a second factor on one's own page; the phone that has it."""
    reader.opens("/account")
    reader.page.fill("#password", PASSWORD)
    reader.sends("form:has([value=begin]) button", 200, "svg[role=img]")
    phone = Authenticator(reader.page.inner_text("main code").replace(" ", ""))
    reader.page.fill("#code", "000000")
    reader.sends("form:has([value=confirm]) button", 401, "[role=alert]")
    reader.page.fill("#code", phone.code())
    reader.sends("form:has([value=confirm]) button", 200, "ol.card code")
    return phone


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_before_a_second_factor_was_owed_is_shown_on_a_page_that_holds_to_the_same(
    chromium: Browser, demonstration: Demonstration, language: str
) -> None:
    with (
        reading(chromium, demonstration, "admin", language) as chief,
        reading(chromium, demonstration, "auditor", language) as keeper,
    ):
        keeper.opens("/search?q=土地")
        keeper.page.eval_on_selector("#saved-name", "(field, text) => { field.value = text; }", SHORT)
        with _owed(chief, "auditor"):
            keeper.sends("form[action='/searches'] button", 403, ".notice.warn")


def test_an_open_list_stops_asking_once_a_second_factor_is_owed_and_says_so_when_it_is_opened_again(
    chromium: Browser, demonstration: Demonstration
) -> None:
    with (
        reading(chromium, demonstration, "admin", "zh") as chief,
        reading(chromium, demonstration, "auditor", "zh") as keeper,
    ):
        keeper.opens("/docket")
        asked, ended = list[str](), list[str]()
        keeper.page.on("request", lambda one: asked.append(one.url))
        keeper.page.on("response", lambda one: ended.append(one.url) if one.status == HTTP_204_NO_CONTENT else None)
        with _owed(chief, "auditor"):
            for _ in range(30):
                if not ended:
                    keeper.page.wait_for_timeout(RETRY)
            assert ended
            asked.clear()
            keeper.page.wait_for_timeout(5 * RETRY)
            assert asked == []
            keeper.opens("/docket")
            assert urlsplit(keeper.page.url).path == "/account"
        keeper.was_quiet()


@contextmanager
def _owed(chief: Reader, role: str) -> Iterator[None]:
    """While whoever holds *role* must have a second factor. An administrator asks for one who has one."""
    phone = _enrols(chief)
    chief.opens("/administration/people")
    chief.page.select_option(f"{REQUIRES} #role", role)
    chief.sends(f"{REQUIRES} button", 200, "[value=waive-second-factor]")
    yield
    chief.sends("form:has([value=waive-second-factor]) button", 200, REQUIRES)
    chief.opens("/account")
    chief.page.fill("#password", PASSWORD)
    chief.page.fill("#code", phone.code(1))
    chief.sends("form:has([value=switch-off]) button", 200, ".notice.good")
