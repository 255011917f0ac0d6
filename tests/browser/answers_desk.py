"""Forms of those who work cases: what comes in, what is handed over, what is refused."""

import base64
from typing import Any

from tests.browser.reader import DONE, REFUSED, SEND, SHORT, UNFOLDS, People, Reader

FURTHER = base64.urlsafe_b64encode(b'[null,0,"00000000-0000-0000-0000-000000000000",""]').decode().rstrip("=")
"""Where a list of questions goes on after a first page."""
BEGINNINGS = ("/assessments/new", "/evaluations/new", "/duties/new", "/projects/new", "/consultations/new")


def intake(people: People) -> None:
    reader = people["intake"]
    reader.opens("/inbox/register")
    reader.sends("form[action='/inbox/register'] button", 400, REFUSED)
    registers(reader, "示例：一封来信。")
    reader.sends("form[action='/inbox/register'] button", 200, ".notice")
    reader.sends("button[name=send]", 200, ".receipt")
    registers(reader, "示例：又一封来信。")
    reader.sends("form[action='/inbox/register'] button", 200, ".notice.warn li a")
    reader.opens("/imports/leads")
    reader.sends("button[value=preview]", 422, REFUSED)
    reader.opens("/imports/leads")
    reader.page.set_input_files("#file", _sheet())
    reader.sends("button[value=preview]", 200, "table")
    reader.sends("button[value=import]", 200, "table")
    for who, form in SHEETS:
        people[who].opens(form)
        people[who].sends("button[value=preview]", 422, REFUSED)


SHEETS = (
    ("intake", "/imports/publications"),
    ("manager", "/imports/posts"),
    ("manager", "/assessments/{assessment}/scores"),
    ("admin", "/imports/organs"),
)
"""Who reads in what."""


def registers(reader: Reader, what: str) -> None:
    """Fill in what came by letter."""
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


def inbox(people: People) -> None:
    reader = people["manager"]
    registers(reader, "示例：等着办理的来信。")
    reader.does(SEND)
    reader.does("button[name=send]")
    reader.waits_for("/inbox", "input[name=report]")
    reader.page.locator("input[name=report]").first.check()
    reader.sends("button[value=refer]", 200, REFUSED)
    reader.opens("/inbox")
    reader.page.locator("input[name=report]").first.check()
    reader.sends("button[value=accept]", 200, DONE)
    report = reader.page.locator("main ul a[href^='/reports/']").first.get_attribute("href")
    reader.opens(f"{report}/case")
    reader.sends(SEND, 400, REFUSED)


def supervises(people: People) -> None:
    """Every beginning without anything in it; breaches: none ticked, one of each matter, and one that is answered for."""
    reader = people["manager"]
    reader.asks("/access-log", 403)
    reader.asks("/cases/00000000-0000-4000-8000-000000000000", 404)
    for form in BEGINNINGS:
        reader.opens(form)
        reader.sends(SEND, 400, REFUSED)
    for ticked, seen, shows in ((0, False, ".empty"), (None, False, REFUSED), (1, True, DONE)):
        reader.waits_for("/supervision/breaches", "input[name=breach]")
        reader.page.fill("#account", SHORT)
        reader.page.evaluate(TICKS_ONE_OF_EACH, ticked)
        if seen:
            reader.page.check("[name=unsaid_seen]")
        reader.sends("main form button.primary", 200, shows)


TICKS_ONE_OF_EACH = """most => {
  const matters = new Set();
  for (const box of [...document.querySelectorAll("input[name=breach]")].reverse()) {
    const matter = box.value.split(" ")[2];
    box.checked = !matters.has(matter) && (most === null || matters.size < most);
    matters.add(matter);
  }
}"""
"""Ticks one breach of each matter, the last ones first, or of the first few."""


def hands_over(people: People) -> None:
    """To a colleague who has it already, which a rule refuses, then to one who has not."""
    reader = people["manager"]
    first, second, third = (reader.the(f"account.investigator-{place}") for place in (1, 2, 3))
    reader.opens(f"/hand-over?from={first}&to={third}")
    if not reader.page.locator("input[name=matter]:enabled").count():  # handed over in the other language
        first, third = third, first
    for taker, shows in ((second, REFUSED), (third, ".tag.yes")):
        reader.opens(f"/hand-over?from={first}&to={taker}")
        reader.page.fill("#note", SHORT)
        reader.sends("main form[method=post] button.primary", 200, shows)


def opens_who_reported(people: People) -> None:
    """One asks with reasons, another agrees, and it is opened."""
    asker, second = people["intake"], people["manager"]
    registers(second, "示例：署名的来信。")
    second.page.fill("#name", "示例举报人")
    second.page.fill("#phone", "000-1")
    second.does(SEND)
    second.does("button[name=send]")
    if second.page.locator(".receipt").count():
        second.page.locator("main a.primary").first.click()
    page = f"/reports/{second.page.url.rpartition('/')[2].partition('?')[0]}/reporter"
    asker.opens(page)
    asker.page.click("main a[href$='/ask-identity']")
    asker.sends(SEND, 400, REFUSED)
    asker.page.fill("#reasons", SHORT)
    asker.does(SEND)
    second.opens(page)
    second.page.click("main a[href*='/agree-identity']")
    second.does(SEND)
    asker.opens(page)
    asker.looks("form[action$='/reporter']")
    asker.sends("form[action$='/reporter'] button", 200, "#opened")


def reads_further(people: People) -> None:
    """The words of a document, where the history of a case leads to them; the rest of a list of questions, which may be empty."""
    reader = people["manager"]
    reader.opens("/cases/{case}")
    reader.opens(reader.page.locator("main a[href^='/documents/']").first.get_attribute("href") or "")
    reader.looks(".prose")
    reader.opens(f"/today?questions={FURTHER}")
    reader.looks("h1")


def is_refused(people: People) -> None:
    """Forms of commands: a field is missing, the matter moved meanwhile, a rule stands against it; rows stay filled."""
    reader, form = people["manager"], "/cases/{case}/assign-investigators"
    reader.opens("/reports/{report}/ask-reporter")
    reader.sends(SEND, 400, REFUSED)
    reader.opens(form)
    reader.page.locator("input[name=investigators]").first.check()
    reader.sends(SEND, 409, REFUSED)
    reader.page.evaluate("document.querySelector('main [name=version]').value = '1'")
    reader.sends(SEND, 412, REFUSED)
    _rows_stay(people["intake"], "/assessments/{assessment}/score-organ", "input[inputmode=decimal]", "1.5")
    _rows_stay(people["decider"], "/proceedings/{in-hand.proceeding.head}/decide", "input[name$='.scope']", SHORT)
    _rows_stay(people["clerk"], "/proceedings/{proceeding.clerk}/file-statement", "textarea[name$='.text']", SHORT)


def _rows_stay(reader: Reader, form: str, rows: str, text: str) -> None:
    """Every row of a form is filled in, and nothing else; where it is refused they are filled in as before."""
    reader.opens(form)
    reader.page.evaluate(UNFOLDS)
    found = reader.page.locator(f"main form {rows}")
    for row in found.all():
        row.fill(text)
    assert found.count() > 1, form
    reader.sends(SEND, 400, REFUSED)
    assert {row.input_value() for row in found.all()} == {text}, form
