"""Whoever made a statement as a witness takes no part in the case, as far as the register knows them."""

from application.casework.file import CASE, REPORT, CaseFile, ReportFile
from application.streams import Loaded
from domain.cases.case import evolve
from domain.cases.events import EvidenceEntered, EvidenceKind, RecusalGround
from domain.identity import EvidenceId, PartyId
from domain.registers.lockout import locked_out
from domain.registers.snapshot import Snapshot
from domain.reports.report import Report
from tests.domain.proceedings.material import FIRST, SECOND, TODAY, a_case
from tests.support.made_up import a_document, an_id

WITNESS, SOMEBODY = PartyId(an_id("某戊 the witness")), PartyId(an_id("somebody else"))
STATEMENT = EvidenceEntered(
    evidence=EvidenceId(an_id("statement")),
    kind=EvidenceKind.WITNESS,
    document=a_document("statement"),
    collected_on=TODAY,
    officers=(FIRST, SECOND),
    witness=WITNESS,
)


def test_a_witness_in_the_case_is_kept_away_from_it_and_from_its_reports() -> None:
    case = CaseFile(case=Loaded(kind=CASE, id=an_id("case"), version=1, state=evolve(a_case(), STATEMENT)))
    report = ReportFile(report=Loaded(kind=REPORT, id=an_id("report"), version=1, state=Report()), case=case)
    for concerned in (case.concerned(TODAY), report.concerned(TODAY)):
        assert [lock.ground for lock in locked_out(WITNESS, concerned, TODAY, Snapshot(version=1))] == [
            RecusalGround.WITNESS
        ]
        assert locked_out(SOMEBODY, concerned, TODAY, Snapshot(version=1)) == ()
