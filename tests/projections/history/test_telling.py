"""Every event has its sentence, complete in both languages, and says nothing that the reader may not know."""

import re
import string
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, get_args
from uuid import UUID

import msgspec
import pytest

from domain.appeals.events import GroundAnswered
from domain.appeals.grounds import Holding
from domain.cases.events import AllegationFramed, CaseOpened, FindingStatus
from domain.identity import OrganId
from domain.proceedings.events import Deliberated, ElementFound, FactorFound, MeasureTaken, Outcome
from domain.recorded import Event, Recorded
from domain.registry import EVENTS
from domain.reports.events import Channel, OrganIdentified, Protection, ReportAccepted, ReportFiled, SourceKind
from projections.history.catalogue import LANGUAGES, Clause, Words, codes, sentences
from projections.history.naming import Naming
from projections.history.telling import WITHHELD, Found, days_named, sentence, told
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter
from tests.support.weaving import recorded, woven

DAY = date(2026, 3, 2)


def test_the_catalogue_has_exactly_the_events_of_the_registry() -> None:
    assert set(sentences()) == set(EVENTS)


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_sentences_name_only_fields_of_their_event(name: str) -> None:
    fields = set(EVENTS[name].__struct_fields__) - WITHHELD
    wording = sentences()[name]
    for words in (wording, *wording.also, *([wording.found] if wording.found is not None else [])):
        asked = {language: placeholders(words.of(language)) for language in LANGUAGES}
        assert asked["zh"] == asked["en"], "both languages say the same"
        assert asked["zh"] <= fields
    for clause in wording.also:
        assert clause.fields
        assert clause.fields <= fields


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_what_says_the_day_can_be_left_out(name: str) -> None:
    """A log has a column for the day: its sentences do not repeat it, and read well without."""
    day = next(iter(days_named(EVENTS[name])), None)
    for words in (sentences()[name], *sentences()[name].also):
        for language in LANGUAGES:
            without = re.sub(r"\[[^\]]*\]", "", words.of(language))
            assert day not in placeholders(without), words
            assert not re.search(r"[\[\]]|\s[,.;:]|\s\s|^[\s，：；。]", without), without


def shown_types() -> dict[str, type[Enum]]:
    found: dict[str, type[Enum]] = {}
    for name, cls in EVENTS.items():
        wording = sentences()[name]
        asked = set().union(*(placeholders(words.zh) for words in (wording, *wording.also)))
        for field in msgspec.structs.fields(cls):
            if field.name in asked:
                found |= {enum.__name__: enum for enum in enums(field.type)}
    return found


def enums(kind: Any) -> list[type[Enum]]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [kind]
    return [enum for inner in get_args(kind) for enum in enums(inner)]


def test_every_code_that_a_sentence_shows_has_a_label_in_both_languages() -> None:
    missing = [
        (name, member.value)
        for name, enum in shown_types().items()
        for member in enum
        if member.value not in codes()[name]
    ]
    assert missing == []
    assert len(shown_types()) > 12


def test_words_without_one_language_are_refused() -> None:
    with pytest.raises(ValueError, match="complete"):
        Words(zh="有", en=" ")
    with pytest.raises(ValueError, match="either"):
        Clause(zh="有", en="there", when="a", unless="b")


def test_a_whole_matter_reads_through_in_both_languages() -> None:
    entries = told(recorded(Matter("示例一", seed=3).moves()))
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    for entry in entries:
        for text in (entry.zh, entry.en):
            assert not re.search(r"[{}]|None|unknown|UUID|datetime|True|False", text), text
        assert re.search(r"[\u4e00-\u9fff]", entry.zh)
        assert entry.en[-1] == "."


def test_a_clause_is_said_only_when_it_holds() -> None:
    with_organ, without = a_report(organ=an_id("organ")), a_report(organ=None)
    assert "登记册中尚未找到" not in sentence(with_organ, "zh")
    assert "登记册中尚未找到" in sentence(without, "zh")
    assert "It concerns" in sentence(with_organ, "en")
    assert "It concerns" not in sentence(without, "en")


def test_a_noun_and_what_stands_around_a_list_follow_what_the_field_holds() -> None:
    opened = {"body": an_id("body"), "opened_on": DAY, "instrument": "x", "summary": a_document("s"), "reports": ()}
    one_report, two = (CaseOpened(**opened | {"reports": (an_id("a"), an_id("b"))[:count]}) for count in (1, 2))
    assert " From report " in sentence(one_report, "en")
    assert " From reports " in sentence(two, "en")
    assert "From" not in sentence(CaseOpened(**opened), "en")
    talk = {"present": (), "voting": (), "recused": (), "quorum": 0, "minutes": a_document("m"), "deliberated_on": DAY}
    measures = (MeasureTaken(measure="x"), MeasureTaken(measure="y"))
    resolved = Deliberated(**talk, outcome=Outcome.MEASURES, measures=measures)
    assert sentence(resolved, "en").endswith(" Resolved: measures (x, y).")
    assert sentence(resolved, "zh").endswith("形成意见：予以处理（x、y）。")
    spared = Deliberated(**talk, outcome=Outcome.EXEMPT)
    assert sentence(spared, "en").endswith(" Resolved: exempt.")
    assert sentence(Deliberated(**talk), "en").endswith(" Views only, nothing was resolved.")


def test_conduct_of_one_day_is_no_period() -> None:
    framed = {"allegation": an_id("a"), "ground": "x", "organ": an_id("o"), "description": a_document("d")}
    one_day, days = (AllegationFramed(**framed, conduct_from=DAY, conduct_to=DAY + timedelta(n)) for n in (0, 1))
    assert "Conduct of 2 March 2026." in sentence(one_day, "en")
    assert "行为期间" not in sentence(one_day, "zh")
    assert "Conduct from 2 March 2026 to 3 March 2026." in sentence(days, "en")
    assert "行为期间2026年3月2日至2026年3月3日。" in sentence(days, "zh")


def test_what_was_found_of_a_fact_is_there_apart_from_its_sentence() -> None:
    """So that like answers can be told together, nothing of the sentence is lost with it."""
    rest = {"evidence": (), "found_on": DAY, "reasons": a_document("r"), "status": FindingStatus.REFUTED}
    (element,) = told([one(ElementFound(fact="x", **rest))])
    assert element.found == Found(status="refuted", zh="x", en="x")
    (factor,) = told([one(FactorFound(factor="x", phase="y", basis="z", **rest))])
    assert factor.found == Found(status="refuted", zh="x（所属阶段：y）（依据：z）", en="x (phase: y) (basis: z)")
    (other,) = told([one(a_report(organ=None))])
    assert other.found is None


def test_an_answer_names_the_ground_that_it_answers() -> None:
    ground = a_document("second ground")
    event = GroundAnswered(text=ground, holding=Holding.HOLDS, reasons=a_document("r"), answered_on=DAY)
    naming = Naming(name=lambda field, id_, _: "第2项" if (field, id_) == ("text", ground.id) else None)
    assert sentence(event, "zh", naming, dated=False) == "答复申诉理由第2项：理由成立。"


def a_report(*, organ: Any) -> ReportFiled:
    return ReportFiled(
        received_on=date(2026, 3, 2),
        intake=None,
        source=SourceKind.COMPLAINT,
        channel=Channel.WEB,
        protection=Protection.ANONYMOUS,
        account=a_document("account"),
        organ=organ,
        reporter=an_id("Example Person"),
        origin="0" * 64,
    )


def one(event: Event, at: datetime = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)) -> Recorded[Any]:
    return Recorded(
        stream=an_id("stream"),
        version=1,
        event=event,
        event_id=an_id("event"),
        actor=an_id("actor"),
        recorded_at=at,
        correlation=an_id("command"),
        position=1,
    )


def test_nothing_leads_to_the_reporter() -> None:
    (entry,) = told([one(a_report(organ=None))])
    assert str(an_id("Example Person")) not in msgspec.json.encode(entry).decode()
    assert not WITHHELD & set(entry.parameters)


def test_documents_are_ids_only() -> None:
    (entry,) = told([one(a_report(organ=None))])
    assert entry.documents == {"account": a_document("account").id}
    assert a_document("account").sha256 not in msgspec.json.encode(entry).decode()


def test_the_page_gives_names_and_labels() -> None:
    naming = Naming(
        name=lambda field, _, language: (
            {"zh": "示例市局", "en": "Example Bureau"}[language] if field == "body" else None
        )
    )
    event = ReportAccepted(body=an_id("body"), accepted_on=date(2026, 3, 4))
    assert sentence(event, "zh", naming) == "2026年3月4日分办：由示例市局受理核查。"
    assert sentence(event, "en", naming) == "Triage on 4 March 2026: Example Bureau takes the matter up."


def test_an_event_without_a_day_of_its_own_has_the_day_of_its_recording_in_china() -> None:
    event = OrganIdentified(organ=OrganId(an_id("organ")))
    (entry,) = told([one(event, datetime(2026, 3, 2, 20, 0, tzinfo=UTC))])
    assert entry.on == date(2026, 3, 3)


def test_the_day_of_an_event_is_its_own() -> None:
    (entry,) = told([one(ReportAccepted(body=an_id("body"), accepted_on=date(2025, 7, 1)))])
    assert entry.on == date(2025, 7, 1)


def test_events_of_several_streams_come_in_the_order_of_the_log() -> None:
    events = recorded(woven([Matter(f"示例{n}", seed=n) for n in range(3)]))
    assert told(reversed(events)) == told(events)
    assert isinstance(told(events)[0].stream, UUID)
