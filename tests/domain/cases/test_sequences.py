"""Whatever is asked in whatever order: the protections of the procedure hold."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.cases import commands as c
from domain.cases.case import Case, CaseSetting, Standing, decide, evolve
from domain.cases.events import (
    CaseEvent,
    CaseFiled,
    CheckResult,
    Defect,
    EvidenceEntered,
    EvidenceKind,
    ExclusionGround,
    FindingMade,
    FindingStatus,
    InvestigationReported,
    InvestigatorsAssigned,
    LightForm,
    RecusalGround,
    RecusalSource,
    ReopeningCause,
    Signature,
)
from domain.cases.state import established
from domain.identity import AllegationId, BodyId, EvidenceId, OrganId, PartyId, ProceedingId, RecusalId, ReportId
from domain.occasion import Lockout, Occasion
from domain.refusal import Refused
from tests.domain.cases.material import (
    ALLEGATION,
    AUTHORISE,
    BODY,
    BY_HEAD,
    FILE,
    FIRST,
    FRAME,
    HEAD,
    NAME_CLERK,
    NAME_ORGAN,
    OF_CLERK,
    OF_ORGAN,
    OPEN,
    SECOND,
    SUPPORTED,
    THIRD,
    TODAY,
)
from tests.support.campaign import examples
from tests.support.made_up import a_document, an_id

ELSEWHERE = BodyId(an_id("body of another county"))
words = st.sampled_from(["one", "two", "three"])
documents = words.map(a_document)
officers = st.sampled_from([FIRST, SECOND, THIRD, HEAD])
groups = st.lists(officers, max_size=3).map(tuple)
days = st.integers(-1, 2).map(lambda n: TODAY + timedelta(days=n))
evidence = words.map(lambda w: EvidenceId(an_id(f"evidence {w}")))
allegations = st.sampled_from([ALLEGATION, AllegationId(an_id("unknown"))])
recusals = words.map(lambda w: RecusalId(an_id(f"recusal {w}")))
facts = st.sampled_from(["not-published-in-time", "undeclared"])
statuses = st.sampled_from(list(FindingStatus))

commands = st.one_of(
    st.sampled_from([OPEN, FRAME, AUTHORISE, SUPPORTED, NAME_ORGAN, NAME_CLERK, FILE]),
    st.builds(c.AddReport, report=words.map(lambda w: ReportId(an_id(w)))),
    st.builds(c.AuthorisePreliminaryCheck, checkers=groups, plan=documents),
    st.builds(
        c.ReportPreliminaryCheck,
        results=st.lists(st.tuples(allegations, st.sampled_from(list(CheckResult))), max_size=2).map(tuple),
        report=documents,
    ),
    st.builds(c.DecideNotToFile, reasons=documents, false_accusation=st.booleans()),
    st.builds(c.ClarifyReputation, scope=documents, letter=documents),
    st.builds(
        c.HandleLightly,
        person=words.map(lambda w: PartyId(an_id(w))),
        form=st.sampled_from(list(LightForm)),
        record=documents,
        heard=documents,
        circumstances=st.none() | documents,
    ),
    st.builds(c.TransferCase, to=words.map(lambda w: BodyId(an_id(w))), letter=documents),
    st.builds(c.ExtendTime, until=st.dates(date(2012, 9, 1), date(2013, 4, 1)), ground=documents),
    st.builds(
        c.NameRespondent,
        proceeding=words.map(lambda w: ProceedingId(an_id(w))),
        organ=st.none() | words.map(lambda w: OrganId(an_id(w))),
        person=st.none() | words.map(lambda w: PartyId(an_id(w))),
    ),
    st.builds(
        c.ExtendFiling, proceeding=words.map(lambda w: ProceedingId(an_id(w))), approval=documents, notice=documents
    ),
    st.builds(c.AssignInvestigators, investigators=groups),
    st.builds(
        c.RaiseRecusal,
        recusal=recusals,
        officer=officers,
        ground=st.just(RecusalGround.INTEREST),
        source=st.sampled_from([RecusalSource.SELF, RecusalSource.RESPONDENT]),
    ),
    st.builds(
        c.DecideRecusal, recusal=recusals, granted=st.booleans(), reasons=documents, by_next_higher=st.booleans()
    ),
    st.builds(
        c.EnterEvidence,
        evidence=evidence,
        kind=st.sampled_from([EvidenceKind.DOCUMENT, EvidenceKind.RECORD_OF_TALK, EvidenceKind.WITNESS]),
        document=documents,
        collected_on=days,
        officers=groups,
        system_fetched=st.booleans(),
        signature=st.none() | st.just(Signature.SIGNED),
        taken_over_from=st.sampled_from([None, None, BODY, ELSEWHERE]),
    ),
    st.builds(c.ExcludeEvidence, evidence=evidence, ground=st.just(ExclusionGround.ILLEGAL_MEANS), reasons=documents),
    st.builds(
        c.MakeFinding,
        allegation=allegations,
        fact=facts,
        status=statuses,
        evidence=st.lists(evidence, max_size=2).map(tuple),
        reasons=documents,
    ),
    st.builds(c.ReportInvestigation, report=documents, unit_opinions=documents),
    st.builds(c.ReopenInvestigation, because=st.sampled_from(list(ReopeningCause)), items=documents),
    st.builds(
        c.NoteProcedureDefect,
        defect=st.sampled_from(list(Defect)),
        description=documents,
        concerning=st.none() | officers,
    ),
    st.builds(c.CloseCase, report=documents),
    st.builds(c.ArchiveCase, index=documents, retention=st.just("30-years")),
)
standings = st.tuples(
    *(
        st.builds(
            Standing,
            proceeding=st.just(proceeding),
            competent=st.just(BODY),
            decided=st.booleans(),
            closed=st.booleans(),
            reviewers=st.sampled_from([(), (THIRD,)]),
        )
        for proceeding in (OF_ORGAN, OF_CLERK)
    )
)
settings_of = st.builds(
    CaseSetting,
    occasion=st.builds(Occasion, today=days, actor=officers, body=st.sampled_from([BODY, BodyId(an_id("other"))])),
    profile=st.just(BY_HEAD.profile),
    calendar=st.just(BY_HEAD.calendar),
    locked_out=st.sampled_from([(), (Lockout(actor=THIRD, ground="interest"),)]),
    heads=st.sampled_from([(), (HEAD,)]),
    respondents=standings,
)
FREE = replace(BY_HEAD, heads=())
AS_FIRST = replace(FREE, occasion=replace(BY_HEAD.occasion, actor=FIRST))
BEGUN = [(OPEN, FREE), (FRAME, FREE), (AUTHORISE, FREE), (SUPPORTED, AS_FIRST), (NAME_ORGAN, FREE), (FILE, FREE)]
"""A lawful beginning, so that most sequences get as far as an investigation."""

ASSIGNED = (c.AssignInvestigators(investigators=(FIRST, SECOND)), FREE)
PIECE = EvidenceId(an_id("evidence one"))
FOUND = [
    *BEGUN,
    ASSIGNED,
    (
        c.EnterEvidence(
            evidence=PIECE,
            kind=EvidenceKind.DOCUMENT,
            document=a_document("one"),
            collected_on=TODAY,
            officers=(FIRST, SECOND),
        ),
        AS_FIRST,
    ),
    (
        c.MakeFinding(
            allegation=ALLEGATION,
            fact="not-published-in-time",
            status=FindingStatus.ESTABLISHED,
            evidence=(PIECE,),
            reasons=a_document("one"),
        ),
        AS_FIRST,
    ),
]
"""As far as a finding that a decision may rest on, so that what comes next can take its support away."""


def is_record_fetched(item: EvidenceEntered) -> bool:
    """Fetched by a system, which takes no statement from anybody."""
    return item.system_fetched and item.kind is EvidenceKind.DOCUMENT


def was_taken_soundly(case: Case, item: EvidenceEntered) -> bool:
    """By two officers who never had to stand aside, wherever they worked."""
    return is_record_fetched(item) or len({*item.officers} - {*case.recused}) >= 2


def check(before: Case, event: CaseEvent, setting: CaseSetting) -> None:
    actor = setting.occasion.actor
    if not isinstance(event, EvidenceEntered | FindingMade | InvestigationReported | CaseFiled | InvestigatorsAssigned):
        return
    assert not before.stands_aside(actor)
    assert not any(lock.actor == actor for lock in setting.locked_out)
    match event:
        case EvidenceEntered():
            assert is_record_fetched(event) or len(set(event.officers)) >= 2
            assert not any(before.stands_aside(officer) for officer in event.officers)
            assert event.taken_over_from == ELSEWHERE or set(event.officers) <= set(before.former)
            assert event.taken_over_from != BODY
        case FindingMade():
            assert before.was_filed
            assert actor in before.investigators
            assert not set(event.evidence) & set(before.excluded)
            assert event.status is not FindingStatus.ESTABLISHED or event.evidence
        case InvestigatorsAssigned():
            assert len(set(event.investigators)) >= 2
            assert not set(event.investigators) & {r for s in setting.respondents for r in s.reviewers}
        case CaseFiled():
            assert before.respondents
            assert before.check_results
        case _:
            assert before.was_filed


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([[], BEGUN, [*BEGUN, ASSIGNED], FOUND]), st.lists(st.tuples(commands, settings_of), max_size=25))
def test_the_protections_hold_and_the_log_tells_the_whole_story(begun, asked):
    case, log = Case(), []
    for command, setting in [*begun, *asked]:
        try:
            events = decide(case, command, setting)
        except Refused:
            continue
        for event in events:
            check(case, event, setting)
            case = evolve(case, event)
            log.append(event)
        for finding in established(case, setting.profile):
            left = [e for e in case.evidence if e.evidence in finding.evidence and e.evidence not in case.excluded]
            assert any(was_taken_soundly(case, e) for e in left)
    again = Case()
    for event in log:
        again = evolve(again, event)
    assert again == case


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(commands, settings_of), max_size=12))
def test_asking_again_never_doubles(asked):
    case = Case()
    for command, setting in [*BEGUN, ASSIGNED, *asked]:
        try:
            for event in decide(case, command, setting):
                case = evolve(case, event)
            again = decide(case, command, setting)
        except Refused:
            continue
        assert again == ()


def test_the_lawful_beginning_is_lawful():
    case = Case()
    for command, setting in FOUND:
        for event in decide(case, command, setting):
            case = evolve(case, event)
    assert case.was_filed
    assert case.investigators == (FIRST, SECOND)
    assert established(case, BY_HEAD.profile)
