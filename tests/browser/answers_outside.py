"""Forms of whoever reports, answers a questionnaire, or answers for themselves; and pages that are none."""

from tests.browser.reader import DONE, REFUSED, SEND, SHORT, People, Reader


def asks_as_anybody(people: People) -> None:
    reader = people[None]
    reader.asks("/no-such-page", 404)
    reader.asks("/docket", 401)
    reader.asks("/check?code=not-a-code", 404)
    reader.opens("/sign-in")
    reader.page.fill("#name", "nobody")
    reader.page.fill("#password", "wrong wrong wrong wrong")
    reader.sends("main form button", 401, REFUSED)


def reports(people: People) -> None:
    """A report with a mistake, one that is sent and looked after, with what is added and rated."""
    reader = people[None]
    reader.opens("/report?as=named")
    reader.sends("form[action='/report'] button", 422, "p.wrong")
    reader.opens("/report?as=anonymous")
    reader.page.select_option("#organ", reader.the("organ.education"))
    reader.page.fill("#what", SHORT)
    reader.page.fill("#since", "2026-03-05")
    reader.sends("form[action='/report'] button", 200, "form[action='/report/send']")
    reader.sends("form[action='/report/send'] button", 200, "#receipt-code")
    reader.sends("form[action='/report/kept'] button", 422, "p.wrong")
    code = reader.page.inner_text("#receipt-code")
    reader.opens("/my-report")
    reader.page.fill("#code", "00000 00000 00000 00000")
    reader.sends("form[action='/my-report'] button", 404, "#code-wrong")
    reader.page.fill("#code", code)
    reader.sends("form[action='/my-report'] button", 200, "form[action='/my-report/add']")
    reader.page.fill("#text", SHORT)
    reader.sends("form[action='/my-report/add'] button", 200, DONE)


def rates(people: People) -> None:
    """The reporter of the worked case reads its outcome; nothing is sent, for it is not changed afterwards."""
    reader = people[None]
    reader.opens("/my-report")
    reader.page.fill("#code", reader.the("code"))
    reader.sends("form[action='/my-report'] button", 200, "input[name=rating]")
    reader.sends("form[action='/my-report/rate'] button", 400, "#rating-wrong")
    reader.page.locator("input[name=rating]").first.check()
    reader.page.fill("#words", SHORT)
    reader.sends("form[action='/my-report/rate'] button", 200, "button[name=sure]")


def answers_the_questionnaire(people: People) -> None:
    reader = people[None]
    reader.opens("/questionnaires/{questionnaire}")
    reader.sends("main form button.primary", 422, REFUSED)
    reader.page.select_option("#organ", index=1)
    reader.page.check("input[name='mark.content'][value='satisfied']")
    reader.sends("main form button.primary", 200, "p.lead")


def answers_for_themselves(people: People) -> None:
    """An appeal without its grounds, one that is read once more, one that was filed already; a recusal without reasons."""
    reader = people["deputy"]
    reader.opens("/own/{proceeding.deputy}/appeal")
    reader.page.fill("textarea[name='points.0.text']", "")  # what was written in the other language was kept
    reader.sends(SEND, 400, REFUSED)
    _writes_an_appeal(reader)
    reader.opens("/own/{proceeding.deputy}/recusal")
    reader.sends(SEND, 400, REFUSED)
    reader = people["head"]
    reader.opens("/own/{proceeding.head}/appeal")
    _writes_an_appeal(reader)
    reader.sends("form[action$='/appeal/send'] button.primary", 409, REFUSED)


def _writes_an_appeal(reader: Reader) -> None:
    reader.page.fill("textarea[name='points.0.text']", SHORT)
    for select in reader.page.locator("main form select[required]").all():
        select.select_option(index=1)
    reader.sends(SEND, 200, "form[action$='/appeal/send']")
