"""Further tasks with a budget, and the other ways that a task can end: in Chinese by the keyboard, in English without any script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.architecture.tree import ROOT
from tests.browser.conftest import Demonstration
from tests.browser.counting import Somebody
from tests.browser.visits import filled

pytestmark = pytest.mark.costly

LANGUAGES = ("zh", "en")
NOTICE = ROOT / "docs" / "examples" / "holiday-notice.toml"


class Hall:
    """The people of a demonstration, who all read one language."""

    def __init__(self, chromium: Browser, demonstration: Demonstration, language: str) -> None:
        self._chromium, self._demonstration, self.language = chromium, demonstration, language
        self._people: dict[str, Somebody] = {}

    def the(self, name: str) -> str:
        """The id of something of the demonstration."""
        return self._demonstration.names[name]

    def __getitem__(self, who: str) -> Somebody:
        if who not in self._people:
            self._people[who] = Somebody(self._chromium, self._demonstration.url, who, self.language)
        return self._people[who]

    def registers(self, what: str, **more: str) -> str:
        """A report that came in by letter; the address of its page."""
        manager = self["manager"]
        manager.begin("/inbox/register")
        manager.page.select_option("#organ", self.the("organ.water"))
        manager.page.fill("#what", f"{what}{self.language}")
        for field, text in more.items():
            manager.page.fill(f"#{field}", text)
        manager.presses("main button.primary")
        manager.presses("main button[name=send]")
        if manager.page.locator(".receipt").count():
            manager.presses("main a.primary")
        assert manager.at.startswith("/reports/")
        return manager.at


def a_report_is_declined(hall: Hall) -> None:
    """Task 5: decided that no case follows, with the reasons."""
    report, manager = hall.registers("示例：对邻居之间的纠纷不满。"), hall["manager"]
    manager.begin(report)
    manager.click("main a[href*='/decline-report']")
    manager.fill("#reasons", "示例：不涉及信息公开。")
    manager.click("main button.primary")
    manager.spent(clicks=2, fields=1)
    assert manager.at == report


def a_report_is_passed_on(hall: Hall) -> None:
    """Task 5: to whom is decided, what the letter says stands there."""
    report, manager = hall.registers("示例：供水工程的招标信息没有公布。"), hall["manager"]
    manager.begin(report)
    manager.click("main a[href*='/refer-report']")
    manager.decide("#to", hall.the("organ.supervision"))
    manager.click("main button.primary")
    manager.spent(clicks=2, fields=1)
    assert manager.at == report


def what_is_alike_is_shown_before_anything_is_sent(hall: Hall) -> None:
    """Task 4: as soon as the organ is chosen where scripts run, else with the first button, which the budget holds."""
    report, manager = hall.registers("示例：又一封来信。"), hall["manager"]
    manager.waits_for("/inbox", f"main a[href='{report}']")
    manager.begin("/inbox/register")
    manager.decide("#organ", hall.the("organ.water"))
    if hall.language == "en":
        manager.fill("#what", "Example: one more letter.")
        manager.click("main button.primary")
    manager.page.wait_for_selector("#alike li a[href^='/reports/']")
    assert manager.clicks == (1 if hall.language == "en" else 0)


def an_old_case_is_found(hall: Hall) -> None:
    """From wherever one is: what its page calls it, typed where every page has it, and Enter."""
    manager, case = hall["manager"], f"/cases/{hall.the('case')}"
    manager.begin(case)
    called = manager.page.inner_text("h1").strip()
    manager.begin("/today")
    manager.fill("form[role=search] input", called)
    manager.enters("form[role=search] input")
    manager.spent(clicks=1, fields=1)
    assert manager.page.locator(f"main a[href='{case}']").count() == 1, called


def the_report_of_a_period_is_taken(hall: Hall) -> None:
    """The statutory tables of a period as a file."""
    manager = hall["manager"]
    manager.begin("/statistics")
    manager.unfolds("#report summary")
    manager.fill("#report-since", "2026-01-05")
    assert manager.takes("#report button[value=xlsx]").endswith(".xlsx")
    manager.spent(clicks=2, fields=1)


def who_reported_is_opened_by_two(hall: Hall) -> None:
    """One asks with reasons, another agrees; then it is opened."""
    page = f"{hall.registers('示例：窗口不收件。', name='示例举报人', phone='000-1')}/reporter"
    asker, second = hall["intake"], hall["manager"]
    asker.begin(page)
    asker.click("main a[href$='/ask-identity']")
    asker.fill("#reasons", "示例：请其补充材料。")
    asker.click("main button.primary")
    asker.spent(clicks=2, fields=1)
    second.begin(page)
    second.click("main a[href*='/agree-identity']")
    second.click("main button.primary")
    second.spent(clicks=2, fields=0)
    asker.begin(page)
    asker.click("main form[action$='/reporter'] button")
    asker.spent(clicks=1, fields=0)
    assert "示例举报人" in asker.page.inner_text("main")


def a_document_is_verified(hall: Hall) -> None:
    """A respondent checks what was served on them: nothing is typed."""
    respondent = hall["head"]
    respondent.begin(filled("/own/{proceeding.head}", {"proceeding.head": hall.the("proceeding.head")}))
    respondent.click("main a[href^='/check?code=']")
    respondent.spent(clicks=1, fields=0)
    assert respondent.page.locator("#checked .tag").count() == 1


def the_holidays_of_a_year_are_put_forward(hall: Hall) -> None:
    """The notice, what it would move, and the proposal."""
    legal = hall["legal"]
    legal.begin("/calendar")
    legal.fill("#notice", NOTICE.read_text("utf-8").replace('id = "', f'id = "{hall.language}-'))
    legal.click("form[action='/calendar/propose'] button")
    legal.click("button[name=send]")
    legal.spent(clicks=2, fields=1)
    assert legal.at == "/calendar"


TASKS: tuple[Callable[[Hall], None], ...] = (
    a_report_is_declined,
    a_report_is_passed_on,
    what_is_alike_is_shown_before_anything_is_sent,
    an_old_case_is_found,
    the_report_of_a_period_is_taken,
    who_reported_is_opened_by_two,
    a_document_is_verified,
    the_holidays_of_a_year_are_put_forward,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_a_task_costs_no_more_than_its_budget(
    chromium: Browser, demonstration: Demonstration, task: Callable[[Hall], None], language: str
) -> None:
    task(Hall(chromium, demonstration, language))
