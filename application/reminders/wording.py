"""What a reminder says outside the system: reason, number, kind, day and ids, in both languages. No name, no content."""

from application.reminders.reminder import Reason, Reminder
from domain.calendar.clocks import ClockUses

_REASONS = {
    Reason.DUE_SOON: ("期限即将届满", "a deadline is near"),
    Reason.OVERDUE: ("期限已过，尚未办理", "a deadline has passed with nothing done"),
    Reason.MOVED: ("放假安排变动，期限已重新计算", "a calendar notice moved a deadline"),
}


def number_of(reminder: Reminder) -> str:
    """``T-2026-000012``: the year of the due date and the running number."""
    return f"T-{reminder.due_on.year}-{reminder.number or 0:06}"


def subject_of(reminder: Reminder) -> str:
    """One line."""
    zh, en = _REASONS[reminder.reason]
    return f"[{number_of(reminder)}] {zh} / {en}"


def letter_of(reminder: Reminder, uses: ClockUses) -> str:
    """The reminder as a letter (催办单)."""
    zh, en = _REASONS[reminder.reason]
    title = next((use.title for use in uses.clocks if use.kind.value == reminder.kind), None)
    named_zh, named_en = (title.zh, title.en) if title else (reminder.kind, reminder.kind)
    return "\n".join(
        (
            f"催办单 {number_of(reminder)}",
            f"事由：{zh}。事项：{named_zh}。最后一日：{reminder.due_on.isoformat()}。",
            f"事项编号：{reminder.matter}。请登录系统办理；本件不含任何个人信息。",
            "",
            f"Reminder {number_of(reminder)}",
            f"Reason: {en}. Matter: {named_en}. Last day: {reminder.due_on.isoformat()}.",
            f"Id of the matter: {reminder.matter}. Please sign in to act; this letter names nobody.",
            "",
        )
    )
