"""The working of a deadline in words of both languages."""

from collections.abc import Iterator
from datetime import date

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, Step, StepKind
from domain.calendar.errors import CalendarError
from domain.calendar.notice import NATIONAL, Title
from domain.calendar.period import Period
from domain.calendar.rules import CountingRules, DeadlineRule, DeadlineRules, Seen
from interfaces.calendar_faults import of_fault
from interfaces.cli.wording import language, say
from interfaces.counted import Counted
from interfaces.deadline_words import WORDS


def tell(wrong: CalendarError) -> None:
    """Say what cannot be answered and what to do."""
    sentence = of_fault(wrong)
    say(sentence.zh, sentence.en)


def listing(rules: DeadlineRules) -> Iterator[str]:
    """One line a rule: id, length, basis, title."""
    for rule in rules.rules:
        length = rule.period or "/".join(rule.days) or "—"
        yield f"{rule.id:<28}{length:<8}{rule.basis.value:<10}{_in(rule.title)}"


def working(
    found: Deadline,
    rule: DeadlineRule | None,
    calendar: Calendar,
    rules: DeadlineRules,
    counting: CountingRules,
) -> Iterator[str]:
    """How *found* was worked out, a line a fact."""
    if rule is not None:
        yield from _rule_lines(rule, rules)
    yield _frame("start", found.from_, _weekday(found.from_), found.day_one)
    yield _frame("period", _length(found.period)) if found.period else _frame("fixed")
    for pause in found.pauses:
        yield _frame("pause", pause.from_, pause.to)
    if found.extension is not None:
        ground = _frame("ground", found.extension.ground) if found.extension.ground else ""
        cap = _frame("cap", _length(found.extension.cap)) if found.extension.cap else ""
        yield _frame("extension", _length(found.extension.period)) + ground + cap
    for step in found.working:
        yield f"  {step.on} {_weekday(step.on)}  {_step(step, calendar)}"
    if found.ends_on == found.due and not calendar.is_working(found.due):
        yield "  " + _frame("no-roll")
    yield _frame("end", found.due, _weekday(found.due))
    yield from _counting_lines(found, counting)
    for doubt in found.provisional:
        yield _frame("provisional", _in(WORDS.doubts[doubt]))
    known = _frame("known-on", found.known_on) if found.known_on else ""
    local = any(n.jurisdiction != NATIONAL for n in calendar.notices) or found.jurisdiction == NATIONAL
    yield _frame("calendar", found.jurisdiction, found.calendar_version) + known + ("" if local else _frame("no-local"))


def _rule_lines(rule: DeadlineRule, rules: DeadlineRules) -> Iterator[str]:
    yield _frame("rule", rule.id, _in(rule.title), _in(WORDS.bases[rule.basis]))
    yield _frame("event", _in(rules.starts[rule.start]))
    for source in rule.sources:
        caution = "" if source.seen is Seen.FULL else _frame(source.seen.value)
        yield _frame("source", f"{source.citation}") + caution
    if rule.remark is not None:
        yield _frame("remark", _in(rule.remark))


def _counting_lines(found: Deadline, counting: CountingRules) -> Iterator[str]:
    kinds = {step.kind for step in found.working}
    told = ["event-day"]
    if StepKind.MONTH_END in kinds:
        told.append("month-end")
    if StepKind.ROLLED in kinds:
        told.append("rolling")
    for name in (*told, "cut-off"):
        rule = counting.rule(name)
        places = ", ".join(str(source.citation) for source in rule.sources)
        yield _frame("counting", _in(rule.title), _in(WORDS.bases[rule.basis]), places)


def _step(step: Step, calendar: Calendar) -> str:
    said = _in(WORDS.steps[step.kind])
    ruling = calendar.ruling(step.on) if step.notice else None
    if ruling is None:
        return said
    named = (ruling.festival.title, ruling.notice.title) if ruling.festival else (ruling.notice.title,)
    separator = "；" if language() == "zh" else "; "
    return f"{said} — {separator.join(map(_in, named))}"


def _length(period: Period) -> str:
    return _in(WORDS.units[period.unit]).format(Counted(period.count))


def _weekday(day: date) -> str:
    return _in(WORDS.frame["days"]).split()[day.weekday()]


def _frame(name: str, *about: object) -> str:
    return _in(WORDS.frame[name]).format(*about)


def _in(title: Title) -> str:
    return title.zh if language() == "zh" else title.en
