"""The ten most frequent tasks in a real browser: none costs more activations or fields than its budget.

One demonstration is walked over the API from step to step; at the place of each task a person does it on the pages instead: for
one respondent in Chinese by the keyboard alone, and for another in English with the mouse and without any script.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser

from application.casework.around import LEGAL_ZONE
from interfaces.demo.asking import Client
from interfaces.demo.names import names
from interfaces.demo.script import Step, worked_case
from interfaces.demo.walking import Walker
from tests.browser.conftest import engaged
from tests.browser.counting import Somebody
from tests.browser.looking import faults_of, opened, signed_in
from tests.support.postgres import copy_of
from tests.support.printing import typefaces
from tests.support.served import served

pytestmark = pytest.mark.costly


class Case:
    """The worked case on a running service, as far as it was walked."""

    def __init__(self, url: str, client: Client, tokens: dict[str, str]) -> None:
        self.url = url
        self._walker = Walker(client, tokens, names(), datetime.now(LEGAL_ZONE).date())
        self._steps = list(worked_case())

    def the(self, name: str) -> str:
        """The id of something of the script."""
        return self._walker.names[name]

    def later(self, days: int) -> str:
        """So many days after the case must be decided as the profile says."""
        clocks = self.take(Step(name="", by="approver", zh="", en="", get="/api/cases/{case}/clock"))["entries"]
        (due,) = {one["deadline"]["first_due_on"] for one in clocks if one["deadline"]["kind"] == "decision"}
        return (date.fromisoformat(due) + timedelta(days=days)).isoformat()

    def name(self, **found: str) -> None:
        """Give ids to what a person made on a page in place of a step."""
        self._walker.names |= found

    def until(self, name: str, *, without: tuple[str, ...] = ()) -> None:
        """Take every step up to *name*; those of *without* were done on a page."""
        while True:
            step = self._steps.pop(0)
            if step.name not in without:
                self.take(step)
            if step.name == name:
                return

    def take(self, step: Step) -> Any:
        """One step; what was answered."""
        (taken,) = self._walker.walk((step,))
        assert not taken.faults, (taken.step, taken.faults, taken.answer)
        return taken.answer

    def take_all(self, like: str, **changed: Any) -> Any:
        """The step of that name, changed."""
        step = next(one for one in worked_case() if one.name == like)
        return self.take(msgspec.structs.replace(step, save={}, holds={}, present=(), **changed))


@pytest.fixture(scope="module")
def case(program: str, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The demonstration with nothing in it but its people and its law."""
    assert program
    data = copy_of(prepared_data, tmp_path_factory.mktemp("tasks") / "data")
    tokens = engaged(data)
    with served(data) as service:
        client = Client(service.url)
        yield Case(service.url, client, tokens)
        client.close()


@pytest.fixture(scope="module")
def site(case: Case) -> str:
    """Where it answers."""
    return case.url


LANGUAGES = ("zh", "en")
DEPARTURE = "示例：较基准从严，理由如上。"
"""Why a decision departs from the policy."""


@pytest.mark.timeout(600)  # every key press is one of its own
def test_the_ten_tasks_meet_their_budgets(chromium: Browser, case: Case) -> None:
    typefaces()
    desk = Desk(chromium, case)
    case.until("policy-is-signed")
    for language in LANGUAGES:
        desk.report_and_follow(language)
        desk.register_and_triage(language)
        desk.open_the_most_urgent(language)
    case.until("two-investigators")
    for who, language in zip(("investigator-1", "investigator-2"), LANGUAGES, strict=True):
        desk.add_evidence(who, language)
        desk.extend_the_clock(language)
    case.until("notice-head")
    served_by_hand = ("serve-notice-deputy", "serve-notice-head")
    for respondent, language in zip(("deputy", "head"), LANGUAGES, strict=True):
        desk.serve_the_notice(respondent, language)
    case.until("respondent-does-not-see-report", without=served_by_hand)
    for respondent, language in zip(("clerk", "deputy"), LANGUAGES, strict=True):
        desk.state(respondent, language)
    desk.name_the_points("clerk", "bureau-reviewer")
    case.until("point-2", without=("statement-clerk", "waive-deputy"))
    desk.answer_the_points("clerk", "bureau-reviewer", after=2)
    case.until("verify-clerk")
    desk.answer_the_points("deputy", "reviewer")
    desk.verify_the_defence("deputy", "reviewer")
    case.until("deliberate-head")
    desk.approve_it(desk.draft_the_decision("clerk", "zh", "bureau-", departs=False), "zh", "bureau-")
    desk.decide("clerk", "zh", "bureau-")
    case.until("decide-organ", without=("decide-clerk",))
    for respondent, language in zip(("head", "deputy"), LANGUAGES, strict=True):
        paper = desk.draft_the_decision(respondent, language, departs=True)
        desk.return_it(paper, language)
        why = {"statements": [{"slot": "departure", "text": {"text": DEPARTURE}}]}
        case.take_all("draft-decision-head", post=f"/api/papers/{paper}/revise-paper", body=why, status=200)
        desk.approve_it(paper, language)
        desk.decide(respondent, language, departs=True)
    skipped = ("departing-without-reasons-is-refused", "decide-deputy", "draft-decision-head", "read-draft-head")
    skipped += ("approving-ones-own-draft-is-refused", "approve-decision-head", "approved-decision-head", "decide-head")
    case.until("heavier-on-appeal-is-refused", without=skipped)
    approved_outcome(case)
    desk.decide_the_appeal("en", reasons="示例：一项理由成立，处理仍适当。")
    desk.read_an_appeal_once_more("deputy")
    again = {"proceeding": "{proceeding.deputy}", "track": "T3", "forum": "{organ.province}"}
    filed = case.take_all("appeal", by="deputy", body={**again, "grounds": {"text": "处理过重。"}})
    case.name(appeal=filed["id"])
    for step in ("accept-appeal", "assign-handlers", "examine-appeal"):
        case.take_all(step)
    desk.answer_the_ground("zh")
    case.take_all("deliberate-appeal")
    approved_outcome(case)
    desk.decide_the_appeal("zh")


def approved_outcome(case: Case) -> None:
    """A paper that upholds the decision appealed against, drafted and approved over the API."""
    upheld = [{"slot": "outcome", "text": {"text": "维持原处理。"}}]
    body = {"matter": "{appeal}", "about": "appeal", "template": "appeal-decision", "statements": upheld}
    made = case.take_all("draft-appeal-decision", body=body)
    unsupported = case.take(Step(name="", by="province-approver", zh="", en="", get=f"/api/papers/{made['id']}"))
    accepted = {"accepted": unsupported["unsupported"]}
    case.take_all("approve-appeal-decision", post=f"/api/papers/{made['id']}/approve-paper", body=accepted)


class Desk:
    """Whoever is at a page, one task after another; each says what it may cost."""

    def __init__(self, chromium: Browser, case: Case) -> None:
        self._chromium, self._case = chromium, case
        self._people: dict[tuple[str | None, str], Somebody] = {}

    def _at(self, who: str | None, language: str) -> Somebody:
        if (who, language) not in self._people:
            self._people[who, language] = Somebody(self._chromium, self._case.url, who, language)
        return self._people[who, language]

    def report_and_follow(self, language: str) -> None:
        """Task 2 and 3: the public reports without a name, and looks after it with the code."""
        public = self._at(None, language)
        public.begin("/")
        public.click("a[href='/report?as=anonymous']")
        public.decide("#organ", index=1)
        public.fill("#what", "示例：窗口不收件。")
        public.fill("#since", "2026-03-05")
        public.click("main button.primary")
        public.goes_back_and_finds("#what", "示例：窗口不收件。")
        public.presses("main button.primary")
        public.click("form[action='/report/send'] button")
        code = public.page.inner_text("#receipt-code")
        public.spent(clicks=4, fields=3)
        public.begin("/")
        public.fill("#code", code)
        public.click("main button.primary")
        assert public.page.locator("main .story").count() == 1
        public.spent(clicks=1, fields=1)

    def register_and_triage(self, language: str) -> None:
        """Task 4 and 5: what came on paper is registered, then taken up."""
        manager = self._at("manager", language)
        manager.begin("/inbox")
        manager.click("a[href='/inbox/register']")
        manager.decide("#organ", index=1)
        manager.fill("#what", f"示例：来信反映逾期未答复。{language}")
        manager.click("main button.primary")
        manager.click("main button[name=send]")
        manager.spent(clicks=3, fields=5)
        if manager.page.locator(".receipt").count():
            manager.click("main a.primary")
        assert manager.at.startswith("/reports/")
        manager.begin(manager.at)
        manager.click("main a[href*='/accept-report']")
        manager.click("main button.primary")
        manager.spent(clicks=2, fields=0)
        assert manager.page.locator("main a[href$='/case']").count() == 1

    def open_the_most_urgent(self, language: str) -> None:
        """Task 1: today's work, and the most urgent of it opened."""
        manager = self._at("manager", language)
        manager.waits_for("/today", "main td a.primary")
        manager.click("main td a.primary")
        manager.spent(clicks=1, fields=0)
        assert manager.at.count("/") == 2

    def add_evidence(self, who: str, language: str) -> None:
        """Task 6: evidence to a fact of the case."""
        investigator = self._at(who, language)
        investigator.begin(f"/cases/{self._case.the('case')}")
        investigator.click("main a[href*='enter-evidence?shows=']")
        investigator.fill("#document", "示例：收件登记复印件。")
        investigator.click("main button.primary")
        investigator.spent(clicks=2, fields=1)

    def extend_the_clock(self, language: str) -> None:
        """From the case to its clock, to the form beside the day, and done: the ground and the new day are decided."""
        case = f"/cases/{self._case.the('case')}"
        approver = self._at("approver", language)
        approver.begin(case)
        approver.click(f"main a[href='{case}/clock']")
        approver.click(f"main a[href='{case}/extend-time']")
        approver.fill("#until", self._case.later(5 if language == "zh" else 10))
        approver.fill("#ground", "示例：调查需要。")
        approver.click("main button.primary")
        approver.spent(clicks=3, fields=2)
        assert approver.at == case

    def serve_the_notice(self, respondent: str, language: str) -> None:
        """Task 7: the notice is served."""
        track = f"/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        manager = self._at("manager", language)
        manager.waits_for("/today", f"main a[href='{track}']")
        manager.click(f"main a[href='{track}']")
        manager.click(f"main a[href='{track}/serve-notice']")
        manager.click("main button.primary")
        manager.spent(clicks=3, fields=0)

    def state(self, respondent: str, language: str) -> None:
        """Task 8: a statement in defence, one answer for each finding, and its receipt."""
        own = f"/own/{self._case.the(f'proceeding.{respondent}')}"
        person = self._at(respondent, language)
        person.waits_for("/own", f"main a[href='{own}']")
        person.click(f"main a[href='{own}']")
        person.click(f"main a[href='{own}/statement']")
        self._looked_at(person, respondent, language)
        person.presses("main button[value=review]")
        assert person.page.locator("[role=alert]").count() == 1, "nothing was said yet"
        self._looked_at(person, respondent, language)
        person.page.goto(person.page.url)
        findings = person.page.locator("fieldset .stances").count()
        for place in range(findings):
            person.tick(f"fieldset:nth-of-type({place + 1}) .stances input", 1)
        assert findings
        person.click("main button[value=review]")
        person.page.go_back()
        assert person.page.locator("fieldset .stances input:checked").count() == findings, "it was saved"
        person.page.go_forward()
        assert person.at == f"{own}/statement/review"
        self._looked_at(person, respondent, language)
        person.page.reload()
        person.click("main button[value=send]")
        person.spent(clicks=4, fields=findings)
        assert person.at == f"{own}/statement/receipt"

    def _looked_at(self, person: Somebody, who: str, language: str) -> None:
        """A page that the walks find only when it is over; the checker needs scripts, which the English ones do without."""
        if language == "zh":
            assert faults_of(person.page, [], ("light", "dark"), ("light", "dark")) == []
            return
        with opened(self._chromium, self._case.url, language) as (page, wrong):
            signed_in(page, self._case.url, who)
            page.goto(person.page.url)
            assert faults_of(page, wrong, ("light",), ("dark",)) == []

    def read_an_appeal_once_more(self, respondent: str) -> None:
        """What was written in an appeal is there on the way back, and what is read once more on the way forth."""
        own, grounds = f"/own/{self._case.the(f'proceeding.{respondent}')}/appeal", "示例：事实不清。"
        person = self._at(respondent, "zh")
        person.begin(own)
        person.fill("textarea[name='points.0.text']", grounds)
        for select in person.page.locator("main form select[required]").all():
            select.select_option(index=1)
        person.page.get_by_text("已自动保存").wait_for()
        person.page.goto(person.page.url)
        assert person.page.input_value("textarea[name='points.0.text']") == grounds, "it was kept while it was written"
        person.click("main button.primary")
        assert grounds in person.page.inner_text("main dl")
        person.goes_back_and_finds("textarea[name='points.0.text']", grounds)
        person.page.go_forward()
        assert grounds in person.page.inner_text("main dl")

    def name_the_points(self, respondent: str, reviewer: str) -> None:
        """What the steps after a statement call its points."""
        for place, point in enumerate(self._points(respondent, reviewer), 1):
            self._case.name(**{f"point.{place}": point})

    def answer_the_points(self, respondent: str, reviewer: str, *, after: int = 0) -> None:
        """Every point but the first *after*, which the script answers, over the API."""
        track = f"/api/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        for point in self._points(respondent, reviewer)[after:]:
            body = {"point": point, "adoption": "not-adopted", "reasons": {"text": "登记为证。"}}
            self._case.take_all("point-1", by=reviewer, post=f"{track}/answer-point", body=body)

    def verify_the_defence(self, respondent: str, reviewer: str) -> None:
        """The verification is closed, over the API."""
        track = f"/api/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        self._case.take_all("verify-clerk", by=reviewer, post=f"{track}/verify-defence")

    def _points(self, respondent: str, reviewer: str) -> list[str]:
        path = f"/api/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        seen = self._case.take(Step(name="", by=reviewer, zh="", en="", get=path))
        return [point["id"] for point in seen["proceeding"]["hearing"]["points"]]

    def draft_the_decision(self, respondent: str, language: str, body: str = "", *, departs: bool) -> str:
        """Task 9, of whoever drafts: the decision is filled from the record and goes to whoever approves it; departing has its reasons.

        With the one field of whoever decides it costs one field as the policy suggests, and two of the three where it departs.
        """
        track = f"/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        reviewer = self._at(f"{body}reviewer", language)
        reviewer.begin(track)
        reviewer.click(f"main a[href='{track}/papers']")
        reviewer.click(f"main a[href='{track}/papers/draft?template=decision']")
        if departs:
            reviewer.fill("textarea[name='text.departure']", DEPARTURE)
        reviewer.click("main button.primary")
        reviewer.spent(clicks=3, fields=1 if departs else 0)
        return reviewer.at.rpartition("/")[2]

    def return_it(self, paper: str, language: str) -> None:
        """Task 10: a draft is sent back."""
        approver = self._at("approver", language)
        approver.waits_for("/approvals", f"main a[href='/papers/{paper}']")
        approver.click(f"main a[href='/papers/{paper}']")
        approver.fill("form[action$='/return-paper'] textarea", "示例：请补充。")
        approver.click("form[action$='/return-paper'] button")
        approver.spent(clicks=2, fields=1)

    def approve_it(self, paper: str, language: str, body: str = "") -> None:
        """Task 10: a draft is approved."""
        approver = self._at(f"{body}approver", language)
        approver.waits_for("/approvals", f"main a[href='/papers/{paper}']")
        approver.click(f"main a[href='/papers/{paper}']")
        approver.click("form[action$='/approve-paper'] button")
        approver.spent(clicks=2, fields=0)

    def decide(self, respondent: str, language: str, body: str = "", *, departs: bool = False) -> None:
        """Task 9, of whoever decides: the decision is made on the approved paper, which says why it departs."""
        track = f"/proceedings/{self._case.the(f'proceeding.{respondent}')}"
        decider = self._at(f"{body}decider", language)
        decider.waits_for("/today", f"main a[href='{track}']")
        decider.click(f"main a[href='{track}']")
        decider.click(f"main a[href^='{track}/decide']")
        assert decider.page.input_value("#departure") == (DEPARTURE if departs else ""), "nothing is typed twice"
        decider.fill("#reasons", "示例：应当追究。")
        decider.click("main button.primary")
        decider.spent(clicks=3, fields=1)
        assert decider.at == track

    def answer_the_ground(self, language: str) -> None:
        """Before task 10: the one ground of an appeal is answered by whoever examines it."""
        appeal = f"/appeals/{self._case.the('appeal')}"
        handler = self._at("province-handler-1", language)
        handler.waits_for("/appeals", f"main a[href='{appeal}']")
        handler.click(f"main a[href='{appeal}']")
        handler.click(f"main a[href='{appeal}/answer-grounds']")
        handler.decide("select[name$='.holding']", "does-not-hold")
        handler.fill("textarea[name$='.reasons']", "示例：处理与情节相当。")
        handler.click("main button.primary")
        handler.spent(clicks=3, fields=2)
        assert handler.at == appeal

    def decide_the_appeal(self, language: str, reasons: str | None = None) -> None:
        """Task 10: an appeal is decided, each of its grounds being answered; with *reasons* as a whole where it takes them."""
        appeal = f"/appeals/{self._case.the('appeal')}"
        decider = self._at("province-decider", language)
        decider.waits_for("/appeals", f"main a[href='{appeal}']")
        decider.click(f"main a[href='{appeal}']")
        decider.click(f"main a[href='{appeal}/decide-appeal']")
        decider.decide("#result", "upheld|decision-sound")
        if reasons is not None:
            decider.fill("#reasons", reasons)
        decider.click("main button.primary")
        decider.spent(clicks=3, fields=1 if reasons is None else 2)
        assert decider.at == appeal
