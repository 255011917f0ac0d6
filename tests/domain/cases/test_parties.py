"""Putting a person's particulars right: on record, without saying what they are."""

from msgspec.structs import replace

from domain.cases.commands import AmendParty, CloseCase
from domain.cases.events import Particular, PartyAmended
from domain.identity import AmendmentId, PartyId
from tests.domain.cases.material import TODAY, a_checked_case, a_reported_case, setting_of
from tests.support.made_up import a_document, an_id

AMEND = AmendParty(
    amendment=AmendmentId(an_id("amendment")),
    party=PartyId(an_id("clerk")),
    particulars=(Particular.NAME,),
    reasons=a_document("misspelt"),
)


def test_an_amendment_says_whose_which_and_why_once():
    a_checked_case().when(AMEND).then(
        PartyAmended(
            amendment=AMEND.amendment,
            party=AMEND.party,
            particulars=(Particular.NAME,),
            amended_on=TODAY,
            reasons=a_document("misspelt"),
        )
    )
    amended = a_checked_case().after(AMEND)
    amended.when(AMEND).then_nothing()
    amended.when(replace(AMEND, amendment=AmendmentId(an_id("another")))).then_kinds(PartyAmended)


def test_an_amendment_of_nothing_is_none():
    a_checked_case().when(replace(AMEND, particulars=())).then_refused("party-unchanged")


def test_a_closed_case_still_calls_people_by_their_right_names():
    closed = a_reported_case().under(setting_of(decided=True)).after(CloseCase(report=a_document("closing report")))
    closed.when(AMEND).then_kinds(PartyAmended)
