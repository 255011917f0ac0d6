"""What a demonstration holds so that every page has something to show: brought about with the API's own commands, as its accounts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from application.adapters.rulebook_files import packaged, packaged_file
from application.casework.around import LEGAL_ZONE
from application.casework.instruments import INSTRUMENTS
from interfaces.demo.asking import Client
from interfaces.demo.names import names
from interfaces.demo.script import Step, filled, worked_case
from interfaces.demo.walking import Walker
from tests.support.instruments import instrument_story
from tests.support.served_office import walked
from tests.support.toy_rulebook import toy

NOTICE = {
    "id": "example-notice",
    "title": {"zh": "示例放假安排", "en": "Example notice"},
    "known_from": "2026-01-01",
    "known_from_basis": "notice",
    "festivals": [{"code": "example", "title": {"zh": "示例假日", "en": "Example"}, "off": ["2031-06-03"]}],
}
ALIKE, CONFLICT = "lead-alike-not-answered", 409
LAW = "qingyuan-fault-liability"
ANY_ONE, ONE_ONLY = 'combine = "any"\nquestion = "AMB-06"', 'combine = "one"\nquestion = "AMB-06"'
"""Of an article's measures any may be combined, or one alone is chosen: a change that everybody's recommendation shows."""


def _seen(name: str, by: str, path: str, place: str) -> Step:
    return Step(name=name, by=by, zh="", en="", get=path, save={name: place})


def _made(name: str, by: str, path: str, body: dict[str, Any]) -> Step:
    return Step(name=name, by=by, zh="", en="", post=path, body=body, status=201, save={name: "id"})


def _done(by: str, path: str, body: dict[str, Any]) -> Step:
    return Step(name=path, by=by, zh="", en="", post=path, body=body)


def _drafted(name: str, by: str, matter: str, about: str, template: str, **slots: str) -> Step:
    own = [{"slot": slot, "text": {"text": text}} for slot, text in slots.items()]
    body = {"matter": matter, "about": about, "template": template, "statements": own}
    return _made(name, by, "/api/papers", body)


WAITING = (
    _made("calendar", "legal", "/api/calendar/notices", {"body": "{organ.city}", "notice": NOTICE}),
    _seen("notice", "legal", "/api/calendar/notices", "notices.0.id"),
    _made("law", "legal", "/api/rulebooks/adoptions", {"body": "{organ.city}", "file": toy()}),
    _seen("rulebook", "legal", "/api/rulebooks/adoptions", "entries.0.id"),
    _made(
        "asked",
        "intake",
        "/api/consultations",
        {
            "kind": "inter-organ",
            "body": "{organ.city}",
            "releasing": "{organ.water}",
            "consulted": ["{organ.bureau}"],
            "information": {"text": "示例：拟发布的检查情况"},
            "letter": {"text": "示例：征求意见函"},
            "sent_on": "{today}",
        },
    ),
)
"""A calendar notice and a rulebook that wait for a second signature, and a consultation of the bureau."""


def _edition() -> str:
    """The shipped rulebook of the fault-liability measures with one change that has effects."""
    (book,) = packaged().editions(LAW)
    file = packaged_file(book)
    if file is None:
        raise FileNotFoundError(LAW)
    return file.read_text("utf-8").replace(ANY_ONE, ONE_ONLY)


def _report(name: str, what: str, organ: str = "{organ.water}") -> Step:
    return _made(name, "public", "/api/reports", {"what": what, "organ": organ, "since": "2026-01-12"})


LISTS = (
    ("土地局在办案件", "/docket?kinds=case&organ={organ.bureau}&open=true"),
    ("涉及公开收费的线索", "/search?q=收费"),
)

DESKS = (
    _report("report.asked", "示例：申请公开的材料超过期限没有答复，窗口说不清由谁办理。"),
    _done("manager", "/api/reports/{report.asked}/ask-reporter", {"message": {"text": "示例：请补充申请回执的编号。"}}),
    _report("report.referred", "示例：供水工程的招标信息没有公布。", "{organ.county}"),
    _done(
        "manager",
        "/api/reports/{report.referred}/refer-report",
        {"to": "{organ.supervision}", "letter": {"text": "示例：该线索不属于本机关管辖，现移送你机关。"}},
    ),
    _report("report.declined", "示例：对邻居之间的纠纷不满。"),
    _done("manager", "/api/reports/{report.declined}/decline-report", {"reasons": {"text": "示例：不涉及信息公开。"}}),
    *(_made("search", "manager", "/api/me/searches", {"name": name, "address": to}) for name, to in LISTS),
    _made(
        "target",
        "admin",
        "/api/reminder-targets",
        {"body": "{organ.city}", "channel": "webhook", "address": "https://reminders.example.invalid/wenze"},
    ),
    _made("edition", "legal", "/api/rulebooks/adoptions", {"body": "{organ.city}", "file": _edition()}),
    _seen("rulebook.edition", "legal", "/api/rulebooks/adoptions", "entries.1.id"),
    _made(
        "policy",
        "legal",
        "/api/adoptions",
        {
            "body": "{organ.city}",
            "what": "policy",
            "instrument": LAW,
            "name": "sample/1",
            "content": "{policy.sample}",
            "applies_from": "{due}",
        },
    ),
)
"""What lies on the desks: reports asked about, referred and declined, kept searches, a program that cannot be reached, drafts of law."""

DRAFTS = (
    _drafted(
        "paper.attached",
        "reviewer",
        "{proceeding.organ}",
        "proceeding",
        "circular",
        addressee="各县（市、区）人民政府（演示），市政府各部门（演示）",
        requirements="各单位应当引以为戒，依法办理公开申请。",
        attachments="示例整改任务清单\n示例公开事项自查表",
    ),
    _drafted("paper.returned", "reviewer", "{proceeding.deputy}", "proceeding", "decision"),
    _done("approver", "/api/papers/{paper.returned}/return-paper", {"reasons": {"text": "示例：请写明减轻情节。"}}),
)
"""Papers of a case under way: one with attachments, and one sent back."""

TO_ANSWER = "statement-clerk"
UNDER_WAY = "read-draft-head"
IN_HAND = "two-investigators"
"""Where the second case stops: everybody was heard, one decision is drafted and waits to be approved, one was sent back; a third is in two officers' hands."""

WORKED = ("2012-03-05", "2012-03-30")
ACTED = {
    "worked": ("2013-03-11", "2013-03-29"),
    "under-way": ("2014-04-01", "2014-04-18"),
    "to-answer": ("2011-06-07", "2011-06-24"),
    "in-hand": ("2011-09-05", "2011-09-23"),
}
"""The days of the conduct in the worked case, and in those like it: none within a year after what is decided in another."""

ASSESSED = (
    _made(
        "assessment.open",
        "intake",
        "/api/assessments",
        {
            "kind": "regular",
            "body": "{organ.city}",
            "organs": ["{organ.bureau}", "{organ.water}", "{organ.education}"],
            "period_from": "2025-01-01",
            "period_to": "2025-12-31",
            "plan": {"text": "示例：年度考核计划"},
            "group": {"text": "示例：考核组名单"},
            "planned_on": "{today}",
        },
    ),
    _done(
        "intake",
        "/api/assessments/{assessment.open}/issue-scheme",
        {
            "scheme": {"text": "示例：方案"},
            "rules": {"text": "示例：细则"},
            "items": [
                {"code": str(place), "group": group, "points": points}
                for place, (group, points) in enumerate(
                    (
                        ("organisation", "20"),
                        ("disclosure", "40"),
                        ("carriers", "15"),
                        ("systems", "15"),
                        ("supervision", "10"),
                    ),
                    1,
                )
            ],
            "issued_on": "{today}",
        },
    ),
    _done(
        "intake",
        "/api/assessments/{assessment.open}/take-self-assessment",
        {
            "organ": "{organ.bureau}",
            "document": {"text": "示例：自评材料"},
            "handed_in_on": "{today}",
            "total": "91.5",
        },
    ),
)
"""An assessment of three organs that has begun."""


def told_among_others(client: Client, tokens: dict[str, str], name: str) -> str:
    """The story of an instrument where other reports are: each is said to be about other facts. The matter's id."""
    walker = Walker(client, tokens, names(), datetime.now(LEGAL_ZONE).date())
    for step in instrument_story(name):
        now = msgspec.convert(filled(msgspec.to_builtins(step), walker.names), Step)
        taken = walker.take(now)
        if taken.status == CONFLICT and now.status != CONFLICT:
            alike = [one for reason in taken.answer["reasons"] for one in reason["about"] if reason["rule"] == ALIKE]
            taken = walker.take(
                msgspec.structs.replace(now, body=now.body | {"apart_from": alike, "unsaid_seen": True})
            )
        if taken.faults:
            raise AssertionError((taken.step, taken.faults, taken.answer))
    return walker.names["matter"]


def furnished(client: Client, tokens: dict[str, str]) -> dict[str, str]:
    """All that the walks need, each instrument and the worked case among it: the ids by the names that the visits use."""
    found: dict[str, str] = {}
    for name in (*INSTRUMENTS, "questionnaire"):
        found[name] = told_among_others(client, tokens, name)
    # The demonstration has worked the case itself: this one is about another act.
    found |= walked(client, tokens, (*_on_other_days("worked", worked_case()), *WAITING))
    return found | _named("in-hand", walked(client, tokens, _begun("in-hand", IN_HAND, through=True)))


def _begun(which: str, until: str, *, through: bool = False, besides: str | None = None) -> tuple[Step, ...]:
    """A case like the worked one up to a step, which is taken *through* too, without the step *besides*; its policy is signed already."""
    case = worked_case()
    end = next(place for place, step in enumerate(case) if step.name == until)
    return _on_other_days(which, [step for step in case[2 : end + 1 if through else end] if step.name != besides])


def _on_other_days(which: str, steps: Iterable[Step]) -> tuple[Step, ...]:
    """*steps* about the days of another act: one that is found twice would be counted as its own repetition."""
    told = msgspec.json.encode(list(steps)).decode()
    for day, own in zip(WORKED, ACTED[which], strict=True):
        assert day in told
        told = told.replace(day, own)
    return msgspec.json.decode(told, type=tuple[Step, ...])


def _named(prefix: str, found: dict[str, str]) -> dict[str, str]:
    """What the steps of a case saved, by names of its own."""
    return {f"{prefix}.{name}": value for name, value in found.items() if name not in names()}


def furnished_further(client: Client, tokens: dict[str, str]) -> dict[str, str]:
    """What only the pictures need: matters under way, named ``under-way.``, one whose respondents are to answer the notice
    (``to-answer.``), and what lies on the desks."""
    # The deputy is not decided on yet: what is decided is not drafted afterwards.
    begun = _begun("under-way", UNDER_WAY, besides="decide-deputy")
    to_answer = _begun("to-answer", TO_ANSWER)
    found = walked(client, tokens, (*DESKS, *ASSESSED))
    for prefix, steps in (("under-way", (*begun, *DRAFTS)), ("to-answer", to_answer)):
        found |= _named(prefix, walked(client, tokens, steps))
    return found


def actors() -> Iterable[str]:
    """The accounts that act in it."""
    stories = [step for name in (*INSTRUMENTS, "questionnaire") for step in instrument_story(name)]
    steps = (*stories, *worked_case(), *WAITING, *DESKS, *DRAFTS, *ASSESSED)
    return dict.fromkeys(step.by for step in steps if step.by != "public")
