"""Who is to answer gets the evidence to answer, or is told on which ground an item is withheld."""

from datetime import date

from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import EvidenceEntered, EvidenceExcluded, EvidenceKind, ExclusionGround
from domain.identity import EvidenceId
from domain.proceedings.commands import DiscloseMaterial
from domain.proceedings.disclosure_events import MaterialDisclosed, ShownItem, WithheldItem, WithholdingGround
from domain.proceedings.state import Proceeding
from tests.domain.proceedings.material import (
    EVIDENCE,
    FIRST,
    FOUND,
    SECOND,
    SELF_EXAMINATION,
    TODAY,
    Desk,
    a_case,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document, an_id

OTHER = EvidenceId(an_id("another item"))
LATER = date(2012, 6, 5)
SHOW = DiscloseMaterial(shown=(EVIDENCE,))
WITHHOLD = DiscloseMaterial(withheld=(EVIDENCE,), ground=WithholdingGround.PRIVACY)
NOTICED = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION))
TWO_ITEMS = evolve_case(
    a_case(),
    EvidenceEntered(
        evidence=OTHER,
        kind=EvidenceKind.WITNESS,
        document=a_document("what somebody said"),
        collected_on=TODAY,
        officers=(FIRST, SECOND),
    ),
)
ITEM = ShownItem(evidence=EVIDENCE, kind=EvidenceKind.DOCUMENT, document=a_document("publication log"))


def told(proceeding: Proceeding) -> tuple[list[EvidenceId], list[tuple[EvidenceId, WithholdingGround]]]:
    return (
        [one.evidence for one in proceeding.disclosed],
        [(one.evidence, one.ground) for one in proceeding.undisclosed],
    )


def test_items_of_the_file_are_opened_and_others_withheld_on_a_ground() -> None:
    desk = NOTICED.knowing(case=TWO_ITEMS)
    ask = replace(SHOW, withheld=(OTHER,), ground=WithholdingGround.PROTECTION)
    (event,) = desk.does(ask, on=LATER)
    assert event == MaterialDisclosed(
        shown=(ITEM,),
        withheld=(WithheldItem(evidence=OTHER, ground=WithholdingGround.PROTECTION),),
        disclosed_on=LATER,
    )
    after = desk.and_then(event)
    assert told(after.proceeding) == ([EVIDENCE], [(OTHER, WithholdingGround.PROTECTION)])


def test_disclosures_add_up_and_only_what_is_new_is_said() -> None:
    desk = NOTICED.knowing(case=TWO_ITEMS).after(SHOW).after(replace(WITHHOLD, withheld=(OTHER,)))
    assert desk.does(SHOW) == ()
    otherwise = replace(WITHHOLD, withheld=(OTHER,), ground=WithholdingGround.OF_TRADE)
    assert told(desk.after(otherwise).proceeding) == ([EVIDENCE], [(OTHER, WithholdingGround.OF_TRADE)])
    (shown,) = desk.does(DiscloseMaterial(shown=(EVIDENCE, OTHER, OTHER)))
    assert [one.evidence for one in shown.shown] == [OTHER]
    assert told(desk.and_then(shown).proceeding) == ([EVIDENCE, OTHER], [])


def test_what_stands_against_a_disclosure_is_named() -> None:
    assert Desk(*FOUND, reviewed()).refuses(SHOW) == {"notice-not-issued"}
    assert NOTICED.refuses(DiscloseMaterial()) == {"no-material-named"}
    assert NOTICED.refuses(replace(WITHHOLD, ground=None)) == {"withholding-without-ground"}
    assert NOTICED.refuses(replace(SHOW, ground=WithholdingGround.PRIVACY)) == {"withholding-without-ground"}
    assert NOTICED.refuses(DiscloseMaterial(shown=(OTHER,))) == {"evidence-unknown"}
    assert NOTICED.refuses(replace(WITHHOLD, shown=(EVIDENCE,))) == {"material-shown-and-withheld"}
    assert NOTICED.after(SHOW).refuses(WITHHOLD) == {"material-already-shown"}
    out = EvidenceExcluded(
        evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
    )
    assert NOTICED.knowing(case=evolve_case(a_case(), out)).refuses(SHOW) == {"material-excluded"}
