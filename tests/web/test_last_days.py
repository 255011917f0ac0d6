"""A last day told to a respondent: that it is provisional and by when to act all the same, on what it rests, how it was counted."""

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from application.adapters.calendar_files import shipped_notices
from application.adapters.profile_files import packaged_profiles
from application.adapters.template_files import packaged_words
from application.casework.around import LEGAL_ZONE
from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind, Whose
from domain.calendar.deadline import Deadline, deadline
from domain.calendar.period import Period
from domain.calendar.signal import Signal
from domain.procedure.basis import Basis
from domain.procedure.track import ForumKind
from interfaces.api.clocks import shown, with_safe_day
from interfaces.api.histories import HistoryEntry
from interfaces.ways_of_review import Remedy
from interfaces.web.counting import counting
from interfaces.web.demands import Demand, demands, moving
from interfaces.web.rendering import environment
from interfaces.web.row_clocks import Due
from interfaces.web.strip import spelled
from interfaces.web.wording import Language, Texts
from projections.deadlines.filter import State
from projections.deadlines.reads import Entry
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

KNOWN = Calendar(shipped_notices(), known_on=date(2026, 6, 1))
"""Its arrangements settle the days to 24 December 2026."""

SERVED, TODAY = date(2026, 11, 27), date(2026, 12, 1)
MONTH = Period.parse("30d")
COUNTED = deadline(MONTH, SERVED, KNOWN)
"""Ends on Monday 28 December: the 27th is a Sunday, and the next arrangement may make it a working day."""

SETTLED = deadline(MONTH, date(2026, 6, 1), KNOWN)
WAY, STEP = next(
    (way, step)
    for profile in packaged_profiles().values()
    for _, way in profile.tracks
    for step in way.steps
    if step.file_within and step.source.basis is Basis.DIRECT
)
TOLD = {
    "zh": (
        "暂定：按已公布的放假调休安排能确定到2026年12月24日，其后的安排公布以后，这一天可能提前或者推后。",
        "为保证不逾期，请在2026年12月27日（含当日）以前办理。",
        "2026年12月27日：",
    ),
    "en": ("Provisional: holidays", "act by the end of 27 December 2026", "27 December 2026: "),
}


def written(macro: str, where: str, language: Language, /, **values: Any) -> str:
    texts = Texts(language)
    source = f'{{% from "{where}" import {macro.partition("(")[0]} with context %}}{{{{ {macro} }}}}'
    given = {"t": texts, "say": texts.say, "day": texts.day, "signal": lambda _: "fine", "today": TODAY}
    page = environment(language).from_string(source).render({**given, **values})
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def way(counted: Deadline, language: Language, unnamed: tuple[ForumKind, ...] = ()) -> str:
    remedy = Remedy(
        way=WAY,
        step=STEP,
        sure=True,
        within=MONTH,
        begun=counted.from_,
        counted=counted,
        after=False,
        bodies=(),
        unnamed=unnamed,
    )
    texts = Texts(language)
    return written(
        "ways([one], none, length)",
        "parts.html",
        language,
        one=remedy,
        length=lambda period: spelled(period, None, texts),
        ways_counted=lambda one: counting(one.counted, KNOWN, texts),
    )


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "向同级公务员主管部门提出"), ("en", "Filed with the civil-service authority")]
)
def test_a_body_that_the_text_names_and_no_register_does_is_named_with_what_it_is(
    language: Language, said: str
) -> None:
    counted = deadline(MONTH, TODAY, KNOWN)
    told = way(counted, language, (ForumKind.CIVIL_SERVICE_AUTHORITY,))
    assert said in told
    assert Texts(language)("own.not_in_registers") in told
    assert Texts(language)("own.not_in_registers") not in way(counted, language)
    kinds = {kind.value: Texts(language)(f"forum_kind.{kind.value}") for kind in ForumKind}
    words = packaged_words()["ForumKind"]
    assert kinds == {code: words[code].zh if language == "zh" else words[code].en for code in kinds}, (
        "as papers call them"
    )


def entry_of(counted: Deadline, kind: ClockKind, matter: UUID | None = None) -> Entry:
    return Entry(
        **{
            **dict.fromkeys(Entry.__struct_fields__),
            "id": uuid4(),
            "matter": matter or uuid4(),
            "matter_kind": "proceeding",
            "kind": kind,
            "key": "",
            "whose": Whose.RESPONDENT,
            "basis": Basis.DIRECT,
            "cites": ("CF07 41",),
            "start": "receipt-of-decision",
            "started_on": counted.from_,
            "due_on": counted.due,
            "provisional": bool(counted.provisional),
            "working": counted,
            "state": State.RUNNING,
            "colour": Signal.GREEN,
        }
    )


def the_demand(counted: Deadline, kind: ClockKind, language: Language = "zh", matter: UUID | None = None) -> Demand:
    (found,) = demands([shown(entry_of(counted, kind, matter))], Texts(language), TODAY, {}, KNOWN)
    return found


def demand(counted: Deadline, language: Language, kind: ClockKind) -> str:
    found = [the_demand(counted, kind, language)]
    return written("asked(found)", "own_parts.html", language, found=found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_provisional_last_day_is_told_with_the_day_to_act_by_its_basis_and_its_working(language: Language) -> None:
    texts = Texts(language)
    for told in (way(COUNTED, language), demand(COUNTED, language, ClockKind.REVIEW_FILING)):
        assert texts.day(COUNTED.due) in told
        for each in (
            *TOLD[language],
            texts("clock.how"),
            texts("deadlines.unsettled"),
            texts("own.days_left", count=27),
        ):
            assert each in told, told
        assert texts.or_code("basis", "direct") in told
        assert not re.search(r"[.。]\s*·", told), "no dot after a sentence that ended"
    for told in (way(SETTLED, language), demand(SETTLED, language, ClockKind.REVIEW_FILING)):
        assert texts("clock.how") in told, "how it was counted stands beside every last day"
        assert texts("deadlines.unsettled") not in told


def test_over_the_api_too_a_provisional_day_has_the_day_to_act_by() -> None:
    told = [with_safe_day(shown(entry_of(each, ClockKind.REVIEW_FILING))).safe_on for each in (COUNTED, SETTLED)]
    assert told == [date(2026, 12, 27), None]


def test_by_when_a_body_decides_is_marked_and_asks_nothing_of_the_respondent() -> None:
    told = demand(COUNTED, "zh", ClockKind.APPEAL_DECISION)
    assert TOLD["zh"][0] in told
    assert "为保证不逾期" not in told


def test_a_row_of_a_list_marks_a_provisional_day_in_a_word_with_what_it_means() -> None:
    due = Due(
        "fine", "期限内", "2026年12月28日", "作出决定", "30日", "通行做法", "/cases/1/clock#c-2", provisional=True
    )
    assert "暂定" in written("clock(one)", "parts.html", "zh", one=due)
    assert "暂定" not in written("clock(one)", "parts.html", "zh", one=due._replace(provisional=False))


def test_the_line_of_the_history_that_told_a_last_day_says_that_it_may_move() -> None:
    entry = HistoryEntry(
        position=7,
        version=3,
        stream=uuid4(),
        kind="proceeding",
        name="proceeding.notice-served.v1",
        on=SERVED,
        recorded_at=datetime(2026, 11, 27, tzinfo=UTC),
        zh="可在2026年12月28日前陈述申辩。",
        en="until 28 December",
    )
    earlier = msgspec.structs.replace(entry, position=5, zh="前一次告知。")
    for counted, moves in ((COUNTED, True), (SETTLED, False)):
        one = the_demand(counted, ClockKind.STATEMENT, matter=entry.stream)
        said = written(
            "story(history, false, {}, moves)",
            "parts.html",
            "zh",
            lang="zh",
            history=[earlier, entry],
            moves=moving([earlier, entry], [one]),
        )
        last, _, first = said.partition("前一次告知")
        for each in (" 暂定 最后一天", *TOLD["zh"][:2], "条文直接规定"):
            assert (each in last) is moves, said
            assert each not in first, "of a notice that fell nothing runs"


def test_a_notice_served_where_the_calendar_is_open_says_so_in_the_history_and_in_the_record(
    database: Database, tmp_path: Path
) -> None:
    settled = Calendar(shipped_notices()).settled_to
    later = 0 if settled is None else max(0, (settled - datetime.now(LEGAL_ZONE).date()).days)

    async def story(worked: Worked) -> None:
        track = worked.the("proceeding.head")
        served = {"mode": "direct", "served_on": worked.today.isoformat(), "proof": {"text": "送达回证"}}
        await worked.sees("manager", f"/api/proceedings/{track}")
        await worked.does("manager", f"/api/proceedings/{track}/serve-notice", served)
        await worked.follow()
        page = await (await signed_in(worked, "head")).get(f"/own/{track}")
        line = page.words.partition("经过")[2].partition("前陈述申辩")[2]
        assert "暂定" in line, page.words
        assert "本系统的设定" in line
        wanted = {"matter": track, "about": "proceeding", "template": "statement-record"}
        made = await worked.people["reviewer"].post("/api/papers", wanted)
        assert made.status_code == 201, made.text
        paper = await worked.sees("reviewer", f"/api/papers/{made.json()['id']}")
        told = "".join(one["zh"] for each in paper["paragraphs"] for one in each["sentences"])
        assert "末日为暂定" in told, told
        assert "办案系统的设定，并非法律规定" in told

    in_worked(database, tmp_path, story, until="notice-head", later=later)
