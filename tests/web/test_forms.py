"""Every form of a command: it opens for somebody, is sent with an example in each field, and is carried out or refused by name."""

from pathlib import Path

import pytest

from application.actions import COMMANDS
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from interfaces.api.commands import PLURAL
from interfaces.web.past import TOWARDS_A_DECISION
from interfaces.web.wording import Texts
from tests.browser.visits import filled
from tests.interfaces.api.test_access_of_every_route import instruments
from tests.support.browsing import Browser, Form, Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules

pytestmark = pytest.mark.costly

PEOPLE = (
    "manager",
    "approver",
    "investigator-1",
    "reviewer",
    "decider",
    "province-approver",
    "province-handler-1",
    "province-decider",
    "intake",
)
"""In this order somebody is found who may open a form."""

BY_THE_SYSTEM = frozenset(
    {
        "report.file-report",
        "report.link-report",
        "report.rate-outcome",
        "proceeding.open-proceeding",
        "proceeding.note-appeal",
        "proceeding.apply-appeal",
        "duty.observe-log",
        "assessment.import-scores",
        *BEGINNINGS.values(),
    }
)
"""Issued with another command, by an import, or begun on a page of their own."""

OVER_AT_THE_END = {
    "competence-clerk": ("case.file-case",),
    "deliberate-head": (
        *sorted(TOWARDS_A_DECISION, key=lambda action: action == "proceeding.decide"),
        "proceeding.close-proceeding",
        "case.close-case",
        "case.archive-case",
    ),
    "execution-goes-on": ("appeal.accept-appeal", "appeal.reject-appeal", "appeal.redirect-appeal"),
    "assign-handlers": ("appeal.decide-appeal",),
}
"""Steps that are taken by the end, and one of the script after which their forms can still be sent."""

LAST = frozenset({"case.name-respondent", "case.note-procedure-defect", "case.raise-recusal", "case.decide-recusal"})
ELSEWHERE = {"case.open-case": "/reports/{report}/case", "appeal.file-appeal": "/own/{proceeding.head}/appeal"}
MATTERS = {"report": "report", "case": "case", "proceeding": "proceeding.head", "appeal": "appeal"}
EXAMPLES = {"date": "2026-03-05", "number": "1", "email": "a@example.org"}
BY_NAME = {
    "seats": "1 人大代表",
    "items": "1 organisation 20",
    "evaluation": "00000000-0000-4000-8000-000000000001",
    "duty": "example|2026-01-01|1",
}
CARRIED_OUT, REFUSED, INCOMPLETE, SHOWN_ONCE_MORE = 303, 409, 400, 200


def example(page: Seen, form: Form) -> dict[str, list[str]]:
    """Something in every field: what is there already, else the first choice, every mark, or an example of its kind."""
    kinds = {given.get("name"): (tag, given.get("type") or "") for tag, given in page.tags if given.get("name")}
    found: dict[str, list[str]] = {}
    for name in form.names:
        tag, kind = kinds[name]
        present = [value for value in form.fields.get(name, ()) if value]
        offered = [value for value in form.options.get(name, ()) if value]
        if present:
            found[name] = present
        elif offered:
            found[name] = offered if kind == "checkbox" else offered[:1]
        elif tag in {"input", "textarea"} and kind not in {"file", "hidden"}:
            found[name] = [BY_NAME.get(name) or EXAMPLES.get(kind, "示例" if tag == "textarea" else "1")]
    return found


class Desk:
    """Whoever may open a form."""

    def __init__(self, office: Worked) -> None:
        self._office, self._at = office, dict[str, Browser]()

    async def opens(self, path: str, people: tuple[str, ...]) -> tuple[Browser, Seen]:
        """The form at *path*, and the browser of the first of *people* to whom it is given."""
        for who in people:
            if who not in self._at:
                self._at[who] = await signed_in(self._office, who)
            at = self._at[who]
            answer = await at.client.get(path, headers={"Accept-Language": at.language})
            if answer.status_code == 200:
                return at, await at.get(path)
            assert answer.status_code in {403, 404}, (path, answer.status_code)
        raise AssertionError(f"nobody opens {path}")

    async def sends(self, path: str, people: tuple[str, ...] = PEOPLE) -> str | None:
        """What is wrong with the form at *path*; None where it is carried out, or refused with the rules that stand against it."""
        at, page = await self.opens(path, people)
        holds_to_the_rules(page, at, path)
        if path not in [one.action for one in page.forms]:  # what leads there stands in its place
            says = 'class="notice warn" role="status"' in page.text
            return None if says else f"{path}: no form, and not what leads there"
        form = page.form(path)
        headers = {"Accept-Language": at.language, "Origin": str(at.client.base_url).rstrip("/")}
        answer = await at.client.post(path, data=example(page, form), headers=headers, follow_redirects=False)
        if answer.status_code == CARRIED_OUT:
            return None
        said = Seen(answer.text)
        again = next((one for one in said.forms if one.action == f"{path}/send"), None)
        if again is not None and answer.status_code == SHOWN_ONCE_MORE:
            answer = await at.client.post(again.action, data=again.fields, headers=headers, follow_redirects=False)
            if answer.status_code == CARRIED_OUT:
                return None
            said = Seen(answer.text)
        if answer.status_code == INCOMPLETE and Texts("zh")("form.nothing_to_choose") in page.words:
            return f"{path}: there is nothing to choose, and it is a form"
        if answer.status_code == REFUSED and any(given.get("class") == "reasons" for given in said.all("ul")):
            return None
        return f"{path}: {answer.status_code} {example(page, form)} {said.words[:600]}"


def commands(kinds: frozenset[str]) -> list[str]:
    """The commands on matters of these kinds that have a form of their own; those after which officers are kept away come last."""
    found = [
        action
        for action, (kind, _) in COMMANDS.items()
        if kind in kinds and action not in BY_THE_SYSTEM and action not in ELSEWHERE
    ]
    return sorted(found, key=lambda action: action in LAST)


def form_of(office: Worked, action: str) -> str:
    """Where the form of a command on one of the worked matters is."""
    kind, _, verb = action.partition(".")
    return f"/{PLURAL[kind]}/{office.the(MATTERS[kind])}/{verb}"


def test_every_form_of_a_case_can_be_sent(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        desk, wrong = Desk(office), []
        over = {action for actions in OVER_AT_THE_END.values() for action in actions}
        for action in commands(frozenset(MATTERS)):
            path = form_of(office, action)
            if action in over:
                _, page = await desk.opens(path, PEOPLE)
                assert path not in [form.action for form in page.forms], "what is over is told, and is no form"
                assert Texts("zh")("command.over.instead") in page.words, path
            else:
                wrong.append(await desk.sends(path))
        wrong += [await desk.sends(filled(path, office.names), ("manager", "head")) for path in ELSEWHERE.values()]
        assert not any(wrong), "\n".join(filter(None, wrong))

    in_worked(database, tmp_path, story)


@pytest.mark.parametrize("stop", OVER_AT_THE_END)
def test_every_form_of_a_step_can_be_sent_before_it_is_over(stop: str, database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        desk = Desk(office)
        wrong = [await desk.sends(form_of(office, action)) for action in OVER_AT_THE_END[stop]]
        assert not any(wrong), "\n".join(filter(None, wrong))

    in_worked(database, tmp_path, story, until=stop)


def test_a_form_opens_with_what_its_command_does_where_nothing_is_said(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        path = f"/proceedings/{office.the('proceeding.organ')}/revoke-decision"
        decider = await signed_in(office, "decider")
        form = (await decider.get(path)).form(path)
        assert form.fields["remake"] == ["yes"], "who says nothing decides anew"

    in_worked(database, tmp_path, story)


def test_every_form_of_an_instrument_can_be_sent(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        desk, wrong, found = Desk(office), [], await instruments(office)
        await office.follow()
        for action in commands(frozenset(INSTRUMENTS)):
            kind, _, verb = action.partition(".")
            wrong.append(await desk.sends(f"/{PLURAL[kind]}/{found[kind]}/{verb}"))
        wrong += [await desk.sends(f"/{PLURAL[kind]}/new") for kind in BEGINNINGS]
        assert not any(wrong), "\n".join(filter(None, wrong))

    in_worked(database, tmp_path, story, until="policy-is-signed")
