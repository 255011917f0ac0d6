"""What a reminder says outside the system: reason, number, kind, day and the matter's number. No name, no content, no id."""

from typing import Literal

from application.reminders.reminder import Reason, Reminder
from domain.calendar.clocks import ClockUses
from domain.papers.days import day

Language = Literal["zh", "en"]

_REASONS = {
    Reason.DUE_SOON: {"zh": "期限即将届满", "en": "a deadline is near"},
    Reason.OVERDUE: {"zh": "期限已过，尚未办理", "en": "a deadline has passed with nothing done"},
    Reason.MOVED: {"zh": "放假安排变动，期限已重新计算", "en": "a calendar notice moved a deadline"},
}


def number_of(reminder: Reminder) -> str:
    """``T-2026-000012``: the year of the due date and the running number."""
    return f"T-{reminder.due_on.year}-{reminder.number or 0:06}"


def subject_of(reminder: Reminder, language: Language) -> str:
    """One line."""
    return f"[{number_of(reminder)}] {_REASONS[reminder.reason][language]}"


def letter_of(reminder: Reminder, uses: ClockUses, *, language: Language, matter: str | None) -> str:
    """The reminder as a letter (催办单). *matter* is the register number of the matter as written; None while it has none."""
    reason, due_on = _REASONS[reminder.reason][language], reminder.due_on
    title = next((use.title for use in uses.clocks if use.kind.value == reminder.kind), None)
    if language == "zh":
        return "\n".join(
            (
                f"催办单 {number_of(reminder)}",
                f"事由：{reason}。事项：{title.zh if title else reminder.kind}。最后一日：{day(due_on).zh}。",
                f"{f'编号：{matter}。' if matter else ''}请登录系统办理；本件不含任何个人信息。",
                "",
            )
        )
    return "\n".join(
        (
            f"Reminder {number_of(reminder)}",
            f"Reason: {reason}. Matter: {title.en if title else reminder.kind}. Last day: {day(due_on).en}.",
            f"{f'Number: {matter}. ' if matter else ''}Please sign in to act; this letter names nobody.",
            "",
        )
    )
