"""What of a case the papers of one respondent may tell: nothing that was alleged of another organ, and after a notice what it notified."""

from uuid import UUID

from msgspec.structs import replace

from domain.cases.events import EvidenceEntered
from domain.identity import AllegationId, EvidenceId, OrganId
from domain.papers.concern import concerning
from domain.proceedings.events import NoticeIssued, Outcome, ProceedingEvent
from domain.proceedings.proceeding import Proceeding, evolve
from domain.recorded import Event
from tests.domain.papers.material import ALLEGATION, DAY, ENTERED, FOUND, FRAMED, OPENED, recorded, text

ELSEWHERE = AllegationId(UUID(int=0xA1))
FRAMED_ELSEWHERE = replace(FRAMED, allegation=ELSEWHERE, organ=OrganId(UUID(int=0xB2)))
FOUND_ELSEWHERE = replace(FOUND, allegation=ELSEWHERE)
REFUTED = replace(FOUND, fact="application-referred")
CASE = (FRAMED, FRAMED_ELSEWHERE, ENTERED, FOUND, FOUND_ELSEWHERE, REFUTED)
NOTICE = NoticeIssued(
    notice=1,
    outcome=Outcome.MEASURES,
    measures=(),
    findings=((ALLEGATION, FOUND.fact),),
    document=text("纪要"),
    issued_on=DAY,
)


def told(*events: ProceedingEvent) -> tuple[Event, ...]:
    track = Proceeding()
    for event in (OPENED, *events):
        track = evolve(track, event)
    return tuple(one.event for one in concerning(recorded(case=CASE), track))


def test_before_a_notice_every_finding_on_the_own_organ_and_none_on_another() -> None:
    assert told() == (FRAMED, ENTERED, FOUND, REFUTED)


def test_after_a_notice_what_it_notified() -> None:
    assert told(NOTICE) == (FRAMED, ENTERED, FOUND)


def test_a_notice_of_a_fact_of_another_organ_tells_that_fact_alone() -> None:
    notified = replace(NOTICE, findings=((ELSEWHERE, FOUND.fact),))
    assert told(notified) == (FRAMED_ELSEWHERE, ENTERED, FOUND_ELSEWHERE)


def shown(*evidence: EvidenceEntered, cited: tuple[EvidenceId, ...] = ()) -> set[EvidenceId]:
    """The items that a paper may list after the notice, of these beside the one that its finding rests on."""
    track = Proceeding()
    for event in (OPENED, NOTICE):
        track = evolve(track, event)
    case = recorded(case=(*CASE, *evidence))
    found = (one.event for one in concerning(case, track, cited=cited))
    return {one.evidence for one in found if isinstance(one, EvidenceEntered)}


def test_after_a_notice_only_the_evidence_that_concerns_the_respondent_is_listed() -> None:
    ids = [EvidenceId(UUID(int=0xE0 + number)) for number in range(1, 4)]
    bearing = replace(ENTERED, evidence=ids[0], shows=(FOUND.fact, "somebody-elses"))
    of_others, of_nothing = (
        replace(ENTERED, evidence=ids[1], shows=("somebody-elses",)),
        replace(ENTERED, evidence=ids[2]),
    )
    assert shown(bearing, of_others, of_nothing) == {ENTERED.evidence, ids[0]}
    assert shown(bearing, of_others, of_nothing, cited=(ids[1],)) == {ENTERED.evidence, ids[0], ids[1]}
