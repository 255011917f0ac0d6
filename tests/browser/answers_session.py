"""Forms that come too late for their session, and those of a second factor."""

from collections.abc import Iterator
from contextlib import contextmanager

from interfaces.web.cookies import session_name
from interfaces.web.forms.multipart import LARGEST
from tests.browser.answers_desk import registers
from tests.browser.conftest import PASSWORD
from tests.browser.reader import DONE, REFUSED, REQUIRES, SEND, SHORT, SIGN, People, Reader

WRITTEN = "form p.card.prose"
CHOOSES = """size => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([new Uint8Array(size)], "large.csv"));
  const field = document.querySelector("main input[type=file]");
  field.files = chosen.files;
  field.dispatchEvent(new Event("change"));
  return field.validationMessage;
}"""
"""Chooses a file of so many bytes, made in the page; what the page says of it before anything is sent."""


def comes_too_late(people: People) -> None:
    """A form after its session, in another session, and with a file that is too large."""
    reader = people["intake"]
    registers(reader, SHORT)
    reader.page.context.clear_cookies(name=session_name(secure=False))
    reader.sends(SEND, 401, ".notice.warn")
    reader.signs("intake")
    reader.sends(SIGN, 200, WRITTEN)
    registers(reader, SHORT)
    reader.page.evaluate("document.querySelector('main [name=token]').value = 'of another session'")
    reader.sends(SEND, 403, WRITTEN)
    reader.opens("/imports/leads")
    assert not reader.page.evaluate(CHOOSES, LARGEST)
    assert f"{LARGEST // 1024 // 1024} MiB" in reader.page.evaluate(CHOOSES, LARGEST + 1)
    reader.sends("button[value=preview]", 413, REFUSED)


def has_a_second_factor(people: People) -> None:
    """Set up, asked for at the sign-in, and asked for once more."""
    who = {"zh": "province-handler-2", "en": "bureau-decider-2"}[people.language]
    reader = people[who]
    reader.enrols(mistyped=True)
    reader.page.context.clear_cookies(name=session_name(secure=False))
    reader.opens("/sign-in")
    reader.signs(who)
    reader.sends(SIGN, 200, "#code")
    reader.page.fill("#code", "000000")
    reader.sends(SIGN, 401, REFUSED)


def owes_a_second_factor(people: People) -> None:
    """What was written before it was owed is shown."""
    chief, keeper = people["admin"], people["auditor"]
    keeper.opens("/search?q=土地")
    keeper.page.eval_on_selector("#saved-name", "(field, text) => { field.value = text; }", SHORT)
    with owed(chief, "auditor"):
        keeper.sends("form[action='/searches'] button", 403, ".notice.warn")


@contextmanager
def owed(chief: Reader, role: str) -> Iterator[None]:
    """While whoever holds *role* must have a second factor. An administrator asks for one who has one."""
    phone = chief.enrols()
    chief.opens("/administration/people")
    chief.page.select_option(f"{REQUIRES} #role", role)
    chief.sends(f"{REQUIRES} button", 200, "[value=waive-second-factor]")
    yield
    chief.sends("form:has([value=waive-second-factor]) button", 200, REQUIRES)
    chief.opens("/account")
    chief.page.fill("#password", PASSWORD)
    chief.page.fill("#code", phone.code(1))
    chief.sends("form:has([value=switch-off]) button", 200, DONE)
