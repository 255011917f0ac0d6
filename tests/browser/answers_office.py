"""Forms of those who write papers, keep the law, search, and administer."""

from tests.architecture.tree import ROOT
from tests.browser.reader import DONE, REFUSED, REQUIRES, SEND, SHORT, UNFOLDS, People
from tests.support.toy_rulebook import toy

EXAMPLE_NOTICE = ROOT / "docs" / "examples" / "holiday-notice.toml"
OVERFLOWS = "(field, size) => { field.value = '示'.repeat(size); }"
LONGEST = 100_000
"""Characters of a field."""


def writes_papers(people: People) -> None:
    """A place of a paper is too full, as it is drafted and as it is revised; it is sent back without reasons, signed too late, and withdrawn."""
    drafter, signer = people["manager"], people["approver"]
    drafter.opens("/cases/{in-hand.case}/papers/draft?template=file-note")
    drafter.page.eval_on_selector("main form textarea", OVERFLOWS, LONGEST + 1)
    drafter.sends(SEND, 400, REFUSED)
    drafter.opens("/cases/{in-hand.case}/papers/draft?template=file-note")
    drafter.page.locator("main form textarea").first.fill(SHORT)
    drafter.does(SEND)
    paper = drafter.page.url
    drafter.page.evaluate(UNFOLDS)
    drafter.page.eval_on_selector("form[action$='/revise-paper'] textarea", OVERFLOWS, LONGEST + 1)
    drafter.sends("form[action$='/revise-paper'] button", 400, REFUSED)
    signer.opens(paper)
    signer.sends("form[action$='/return-paper'] button", 400, REFUSED)
    signer.opens(paper)
    signer.page.evaluate("for (const one of document.querySelectorAll('main [name=version]')) one.value = '7'")
    signer.sends("form[action$='/approve-paper'] button", 412, REFUSED)
    signer.opens(paper)
    signer.page.evaluate(UNFOLDS)
    signer.sends("form[action$='/withdraw-paper'] button", 400, REFUSED)
    signer.page.fill("form[action$='/withdraw-paper'] textarea", SHORT)
    signer.does("form[action$='/withdraw-paper'] button")


def legal(people: People) -> None:
    reader = people["legal"]
    for form, field, status in (
        ("/calendar/propose", "#notice", 400),
        ("/rulebooks/propose", "#file", 422),
        ("/rulebooks/add-text", "#text", 422),
    ):
        reader.opens(form)
        reader.page.fill(field, "id = nothing")
        reader.sends(SEND, status, REFUSED)
    reader.opens("/calendar/propose")
    reader.page.fill("#notice", EXAMPLE_NOTICE.read_text("utf-8"))
    reader.sends(SEND, 200, "button[name=send]")
    reader.opens("/rulebooks/propose")
    reader.page.fill("#file", toy())
    reader.sends(SEND, 200, "button[name=send]")


def signs(people: People) -> None:
    """What others put forward has moved since it was read."""
    reader = people["approver"]
    for waiting, act in (
        ("/calendar/notices/{notice}", "sign"),
        ("/rulebooks/adoptions/{rulebook}", "sign"),
        ("/rulebooks/policies/{adoption}", "end"),
    ):
        reader.opens(waiting)
        reader.page.evaluate("document.querySelector('main [name=version]').value = '7'")
        reader.sends(f"button[value={act}]", 412, REFUSED)


def searches(people: People) -> None:
    reader = people["manager"]
    reader.opens("/search/person")
    reader.sends("main form[method=post] button", 400, "main")
    reader.page.fill("main [name=name]", "没有这样的人")
    reader.sends("main form[method=post] button", 200, ".empty")
    reader.opens("/search?q=土地")
    reader.page.evaluate(UNFOLDS)
    reader.sends("form[action='/searches'] button", 422, REFUSED)
    reader.page.fill("#saved-name", f"{SHORT}{people.language}")
    reader.does("form[action='/searches'] button")
    reader.page.evaluate(UNFOLDS)
    reader.page.fill("input[id^=name-]", "")
    reader.sends("form:has([value=rename]) button", 422, REFUSED)
    reader.page.evaluate(UNFOLDS)
    reader.does("form:has([value=delete]) button")


def admin(people: People) -> None:
    reader = people["admin"]
    reader.opens("/administration/people")
    reader.page.fill("#name", "Not A Name")
    reader.sends("form:has(#name) button", 400, REFUSED)
    reader.page.select_option(f"{REQUIRES} #role", "custodian")
    reader.sends(f"{REQUIRES} button", 409, REFUSED)
    reader.opens("/administration/accounts/{account.manager}")
    reader.sends("form:has([value=grant-role]) button", 400, REFUSED)
    reader.opens("/account")
    reader.page.fill("#password", "wrong wrong wrong wrong")
    reader.sends("form:has([value=begin]) button", 401, REFUSED)
    reader.opens("/administration/deliveries")
    reader.sends("form:has(#address) button", 400, REFUSED)
    reader.page.select_option("#body", reader.the("organ.education"))
    reader.page.select_option("#channel", "webhook")
    reader.page.fill("#address", f"https://{people.language}.example.invalid/reminders")
    reader.sends("form:has(#address) button", 200, DONE)
    reader.sends("form:has([value=secret]) button", 200, "p.card code")
