"""The outcome of an appeal reaches the one who filed it by service, and not before."""

from datetime import date

from application.access import Relation, Subject
from application.casework.papers import own_papers
from application.casework.reading import Opened
from domain.appeals.events import AppealNotAccepted
from domain.identity import ActorId
from interfaces.api.matters import own_appeal
from tests.domain.appeals.material import DECIDE, FILED, READY, Registry
from tests.domain.appeals.test_outcome import SERVE
from tests.support.made_up import a_document, an_id

REFUSED = AppealNotAccepted(decided_on=date(2012, 6, 4), ground="filed-late", reasons=a_document("why"))
FILER = Subject(account=ActorId(an_id("an account of the respondent")))


def test_reasons_for_not_accepting_are_read_once_served() -> None:
    (served,) = Registry(FILED, REFUSED).does(SERVE)
    assert REFUSED.reasons.id not in own_papers((FILED, REFUSED))
    assert REFUSED.reasons.id in own_papers((FILED, REFUSED, served))


def test_the_result_is_shown_once_served() -> None:
    decided = Registry(*READY).after(DECIDE)
    for known, result in ((decided, None), (decided.after(SERVE), "upheld")):
        opened = Opened(
            id=an_id("appeal"),
            version=1,
            state=known.appeal,
            roles=frozenset(),
            subject=FILER,
            relation=Relation(own=True),
        )
        seen = own_appeal(opened)
        assert (seen.result, seen.ended) == (result, "decided" if result else None)
