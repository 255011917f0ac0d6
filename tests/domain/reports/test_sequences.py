"""Whatever is asked in whatever order: a refusal or events, and never two endings."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from application.adapters.profile_files import packaged_profiles
from domain.identity import ActorId, BodyId, CaseId, OrganId, ReportId
from domain.occasion import Occasion
from domain.refusal import Refused
from domain.reports.commands import (
    AcceptReport,
    AskReporter,
    DeclineReport,
    FileReport,
    IdentifyOrgan,
    InformReporter,
    LinkReport,
    MergeReport,
    NoteDuplicate,
    RateOutcome,
    ReferReport,
    SupplementReport,
)
from domain.reports.events import (
    Channel,
    OutcomeRating,
    Protection,
    ReportAccepted,
    ReportDeclined,
    ReportLinked,
    ReportMerged,
    ReportReferred,
    SourceKind,
)
from domain.reports.report import Report, ReportSetting, decide, evolve
from tests.support.campaign import examples
from tests.support.made_up import a_document, an_id

BEGIN = date(2012, 3, 12)
words = st.sampled_from(["one", "two"])
documents = words.map(a_document)
days = st.integers(-1, 3).map(lambda n: BEGIN + timedelta(days=n))
bodies = words.map(lambda w: BodyId(an_id(f"body {w}")))
reports = words.map(lambda w: ReportId(an_id(f"report {w}")))
organs = bodies.map(OrganId)

commands = st.one_of(
    st.builds(
        FileReport,
        received_on=days,
        source=st.sampled_from([SourceKind.COMPLAINT, SourceKind.INSPECTION]),
        channel=st.just(Channel.LETTER),
        protection=st.sampled_from([Protection.ANONYMOUS, Protection.NONE]),
        account=documents,
        disclosure_complaint=st.booleans(),
        organ=organs,
    ),
    st.builds(SupplementReport, received_on=days, account=documents, by_reporter=st.booleans()),
    st.builds(IdentifyOrgan, organ=organs),
    st.builds(NoteDuplicate, of=reports),
    st.builds(AskReporter, message=documents),
    st.builds(AcceptReport, body=bodies),
    st.builds(DeclineReport, reasons=documents, complaint_answer=st.none() | documents),
    st.builds(ReferReport, to=bodies, letter=documents),
    st.builds(MergeReport, into=reports, reasons=documents),
    st.builds(LinkReport, case=words.map(lambda w: CaseId(an_id(f"case {w}")))),
    st.builds(InformReporter, message=documents),
    st.builds(RateOutcome, rating=st.sampled_from(OutcomeRating), words=st.none() | documents),
)
settings_of = st.builds(
    ReportSetting,
    occasion=st.builds(Occasion, today=days, actor=words.map(lambda w: ActorId(an_id(w))), body=st.none() | bodies),
    profile=st.just(packaged_profiles()["P-QYF"]),
    report=st.just(ReportId(an_id("report one"))),
    other=st.none() | st.just(Report()),
    case_ended=st.booleans(),
)
ENDS = (ReportDeclined, ReportReferred, ReportMerged, ReportLinked)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.tuples(commands, settings_of), max_size=25))
def test_a_report_ends_once_and_the_log_tells_the_whole_story(asked):
    report, log = Report(), []
    for command, setting in asked:
        try:
            events = decide(report, command, setting)
        except Refused:
            continue
        for event in events:
            report = evolve(report, event)
            log.append(event)
        assert decide(report, command, setting) == ()
    again = Report()
    for event in log:
        again = evolve(again, event)
    assert again == report
    final = [event for event in log if isinstance(event, ENDS) and not isinstance(event, ReportReferred)]
    assert len(final) <= 1
    assert not final or report.end is not None
    if final:
        assert not any(isinstance(event, (*ENDS, ReportAccepted)) for event in log[log.index(final[0]) + 1 :])
