"""What single kinds of paper state, each from the record or at a place of the drafter's own; and which day a paper bears."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.adapters.profile_files import packaged_profiles
from application.adapters.template_files import packaged_templates, packaged_words
from domain.appeals.events import AppealOutcomeRecorded, OutsideResult
from domain.cases.events import CaseFiled, RecusalDecided, RecusalGround, RecusalRaised, RecusalSource, RespondentNamed
from domain.identity import ActorId, AppealId, PartyId, ProceedingId, RecusalId
from domain.papers.content import Content
from domain.papers.dating import day_of
from domain.papers.filling import fill, persons_wanted
from domain.papers.terms import About
from domain.proceedings.events import (
    DecisionMade,
    DecisionVaried,
    MeasureCarriedOut,
    MeasureTaken,
    Outcome,
    RecommendationSeen,
)
from domain.proceedings.execution_events import MeasuresNotCarriedOut
from domain.recorded import Event
from projections.history.catalogue import codes
from tests.domain.papers.material import (
    APPEALED,
    BODY,
    DAY,
    FRAMED,
    OFFICERS,
    OPENED,
    ORGAN,
    PERSON,
    TRACK,
    deliberated,
    material,
    recorded,
    text,
)
from tests.domain.papers.test_contents import own, said

TEMPLATES = packaged_templates()
LATER = date(2012, 6, 20)
FILED = CaseFiled(filed_on=DAY, approval=text("登记为证。"), decide_by=LATER, decide_by_at_most=LATER)
DECIDED = DecisionMade(
    body=BODY,
    decider=OFFICERS[0],
    number="某责决〔2012〕1号",
    outcome=Outcome.MEASURES,
    measures=(MeasureTaken(measure="circulated-criticism"),),
    findings=(),
    decided_on=DAY,
    effective_on=DAY,
    reasons=text("登记为证。"),
    document=text("登记为证。"),
    seen=RecommendationSeen(rulebook="", facts="", digest="", permitted=()),
)


def filled(template: str, *statements: str, case: tuple[Event, ...], track: tuple[Event, ...] = ()) -> Content:
    given = material(recorded(case=case, track=track))
    names = {**given.wording.names, OFFICERS[0]: "批准人甲（虚构）", OFFICERS[1]: "调查人乙（虚构）"}
    own_words = tuple(own(slot, "我方的说明。") for slot in statements)
    return fill(TEMPLATES[template], replace(given, wording=replace(given.wording, names=names)), own_words)


def test_the_decision_to_file_names_the_respondents_and_who_approved() -> None:
    named = (
        RespondentNamed(proceeding=ProceedingId(TRACK), organ=ORGAN),
        RespondentNamed(proceeding=ProceedingId(UUID(int=2)), person=PERSON),
    )
    content = filled("filing-decision", case=(FRAMED, *named, FILED))
    assert "被调查单位：某局（虚构）。被调查人员：某甲（虚构）。" in said(content)
    assert "批准人：批准人甲（虚构）。" in said(content)
    assert persons_wanted(TEMPLATES["filing-decision"], recorded(case=named)) == {PERSON}
    stranger = RespondentNamed(proceeding=ProceedingId(TRACK), person=PartyId(UUID(int=3)))
    erased = filled("filing-decision", case=(FRAMED, stranger, FILED))
    assert any(one.gap and "被调查人员" in one.zh for one in erased.sentences)


def test_the_notice_of_filing_is_complete_before_the_case_is_filed() -> None:
    content = filled("filing-notice", "contact", case=(FRAMED,), track=(OPENED,))
    assert (content.gaps, content.unsupported) == ((), ())


def raised(recusal: int, officer: ActorId, ground: RecusalGround) -> RecusalRaised:
    return RecusalRaised(
        recusal=RecusalId(UUID(int=recusal)),
        officer=officer,
        ground=ground,
        source=RecusalSource.RESPONDENT,
        raised_on=DAY,
    )


def test_a_decision_on_a_recusal_tells_of_the_request_that_it_decides_and_not_of_the_last_one() -> None:
    decided = RecusalDecided(
        recusal=RecusalId(UUID(int=1)), granted=False, decided_on=LATER, by_next_higher=True, reasons=text("登记为证。")
    )
    first, second = (
        raised(1, OFFICERS[0], RecusalGround.WITNESS),
        raised(2, OFFICERS[1], RecusalGround.CLOSE_RELATIVE),
    )
    content = filled("recusal-decision", case=(first, second, decided))
    assert said(content).startswith(
        "2012年6月1日，被调查对象提出批准人甲（虚构）回避，理由：是本案证人。2012年6月20日，经审查：登记为证。决定驳回"
    )
    assert said(content).endswith("本决定由上一级作出。")
    assert content.sentences[0].sources[1].version == 1


def test_a_rejection_says_that_it_rejects_before_it_is_on_record() -> None:
    appeal = replace(APPEALED, in_time=False)
    content = filled("appeal-rejection", "ground", "reasons", case=(FRAMED,), track=(OPENED, appeal))
    assert "二、决定经审查，决定对某甲（虚构）的申请不予受理。我方的说明。" in said(content)
    assert len(filled("appeal-rejection", case=(), track=(OPENED, appeal)).gaps) == 2


def test_the_investigation_report_has_its_places_for_role_causation_and_circumstances() -> None:
    places = {slot: kind for slot in ("roles", "causation", "circumstances") for kind in ("fact",)}
    lines = {line.slot: line for line in TEMPLATES["investigation-report"].lines if line.slot in places}
    assert {slot: line.kind.value for slot, line in lines.items()} == places
    assert all(line.required for line in lines.values())


def test_a_circular_without_a_circle_cannot_be_signed() -> None:
    content = filled("circular", "requirements", case=(FRAMED,), track=(OPENED, DECIDED))
    assert [one.zh for one in content.sentences if one.gap and "范围" in one.zh] == ["本通报的范围：〔待补〕。"]


@pytest.mark.parametrize("about", [About.PROCEEDING, About.APPEAL])
def test_every_other_document_that_is_served_has_a_proof_of_service(about: About) -> None:
    code = "paper-service-proof" if about is About.PROCEEDING else "appeal-paper-service-proof"
    assert TEMPLATES[code].about is about
    content = filled(code, "served", case=(FRAMED,), track=(OPENED,))
    assert content.gaps == ()
    assert said(content).startswith("送达文书：我方的说明。受送达人：某甲（虚构），所在单位：")


def test_a_decision_bears_the_day_of_the_deliberation_and_other_papers_that_of_their_approval() -> None:
    events = recorded(case=(FRAMED,), track=(OPENED, deliberated("admonition-talk")))
    assert day_of(TEMPLATES["decision"], events, LATER) == DAY
    assert day_of(TEMPLATES["notice"], events, LATER) == LATER
    assert day_of(TEMPLATES["decision"], events[:1], LATER) == LATER
    by = TEMPLATES["appeal-decision"].dated_by
    assert by is not None
    assert (by.of, by.field) == ("appeal.deliberated.v1", "deliberated_on")


def test_a_report_of_execution_says_what_could_not_be_carried_out_and_why() -> None:
    measures = tuple(MeasureTaken(measure=code) for code in ("order-to-correct", "admonition-talk"))
    made = replace(DECIDED, measures=measures)
    nothing = filled("execution-report", case=(FRAMED,), track=(OPENED, made))
    assert [one.zh for one in nothing.sentences if one.gap], "nobody can sign a report of nothing"
    died = MeasuresNotCarriedOut(
        measure=None,
        measures=tuple(one.measure for one in measures),
        impediment="died",
        arose_on=LATER,
        recorded_on=LATER,
        document=text("登记为证。"),
    )
    for template in ("execution-report", "closing-report"):
        content = filled(template, case=(FRAMED,), track=(OPENED, made, died))
        assert "未能执行：被处理人死亡" in said(content)
    report = filled("execution-report", case=(FRAMED,), track=(OPENED, made, died))
    assert not [one.zh for one in report.sentences if one.gap]


def test_an_impediment_spares_a_report_of_execution_only_what_it_settled_of_the_decision_that_stands() -> None:
    measures = tuple(MeasureTaken(measure=code) for code in ("order-to-correct", "admonition-talk"))
    made = replace(DECIDED, measures=measures)
    both = tuple(one.measure for one in measures)
    varied = DecisionVaried(
        appeal=AppealId(UUID(int=7)),
        outcome=Outcome.MEASURES,
        measures=measures[1:],
        varied_on=LATER,
        reasons=text("纪要"),
    )
    done = MeasureCarriedOut(measure=both[0], carried_out_on=LATER, proof=text("登记为证。"))

    def impossible(*codes: str) -> MeasuresNotCarriedOut:
        return MeasuresNotCarriedOut(
            measure=None,
            measures=codes,
            impediment="left-office",
            arose_on=LATER,
            recorded_on=LATER,
            document=text("登记为证。"),
        )

    whole, first, second = impossible(*both), impossible(both[0]), impossible(both[1])
    for events, lacks in (
        ((made, whole), False),
        ((made, first, second), False),
        ((made, first), True),
        ((made, whole, made), True),
        ((made, whole, made, whole), False),
        ((made, done, made), True),
        ((made, whole, varied), True),
        ((made, whole, varied, second), False),
        ((made, done, varied), False),
    ):
        content = filled("execution-report", case=(FRAMED,), track=(OPENED, *events))
        assert bool(content.gaps) is lacks, [type(one).__name__ for one in events]
        told = filled("closing-report", case=(FRAMED,), track=(OPENED, *events))
        for paper in (content, told):
            since = [type(one) for one in events]
            fell = MeasuresNotCarriedOut in since and since[-1] is not MeasuresNotCarriedOut
            assert ("未能执行" in said(paper)) is (MeasuresNotCarriedOut in since and not fell)
            assert ("变更为" in said(paper)) is (varied in events)


def test_every_impediment_has_words_in_papers_and_in_the_history() -> None:
    known = {one.code for profile in packaged_profiles().values() for one in profile.impediments}
    assert known == set(packaged_words()["impediment"]) == set(codes()["impediment"])


def test_an_outcome_that_came_by_letter_is_served_with_a_proof_that_names_the_letter() -> None:
    letter = AppealOutcomeRecorded(
        result=OutsideResult.UPHELD,
        by=BODY,
        number="示复〔2012〕9号",
        ground="facts-clear",
        document=text("纪要"),
        decided_on=DAY,
        recorded_on=LATER,
    )
    told = fill(TEMPLATES["appeal-service-proof"], material(recorded(case=(FRAMED,), track=(OPENED, letter))))
    assert "送达文书：某市人民政府（虚构）2012年6月1日的示复〔2012〕9号。" in said(told)
    assert told.gaps == ()
    assert fill(TEMPLATES["appeal-service-proof"], material(recorded(track=(OPENED,)))).gaps, "nothing to serve yet"


def test_a_record_of_a_talk_has_place_time_and_talkers_or_says_that_they_lack() -> None:
    lacking, given = (
        fill(TEMPLATES["admonition-record"], material(recorded(track=(OPENED,))), statements)
        for statements in ((), (own("arrangement", "纪要"),))
    )
    assert len(lacking.gaps) == len(given.gaps) + 1
