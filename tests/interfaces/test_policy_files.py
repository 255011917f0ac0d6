"""What a policy would have suggested in a closed proceeding, beside what was suggested there."""

from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from application.adapters.rulebook_files import packaged
from application.assessing import fact_sheet, read
from domain.recommendation.compiled.compiler import Compilers
from domain.rulebook.catalogue import parse_policy
from interfaces.policy_files import Suggested, judged
from projections.recommendations.closed import Closed
from tests.support.made_policy import policy

CATALOGUE = packaged()
(BOOK,) = CATALOGUE.editions("qingyuan-fault-liability")
EXAMPLE = Path(__file__).parents[2] / "docs/examples/assess-policy.toml"
BODY = UUID(int=7)


def closed_with(suggestion: Suggested | None) -> Closed:
    sheet = fact_sheet(read(EXAMPLE.read_bytes()), 0, BOOK, CATALOGUE)
    return Closed(
        proceeding_id=UUID(int=1),
        case_id=UUID(int=2),
        instrument=BOOK.instrument,
        body=BODY,
        facts=msgspec.json.encode(sheet).decode(),
        known_on=date(2013, 6, 1),
        policy=None,
        suggestion=msgspec.json.encode(suggestion).decode(),
    )


def under(start: int, suggestion: Suggested | None) -> tuple[Suggested, Suggested] | None:
    tried = parse_policy(policy(str(BODY), start=start).encode())
    found = judged(closed_with(suggestion), tried, CATALOGUE, Compilers(CATALOGUE))
    return None if found is None else (found.before, found.after)


def test_another_suggestion_is_named_beside_what_was_said() -> None:
    found = under(4, None)
    assert found is not None
    assert found[0] == Suggested()
    assert found[1].measures == ("transfer-from-post",)
    assert under(4, found[1]) is None, "the same suggestion affects nobody"
    lower = under(0, found[1])
    assert lower is not None
    assert (lower[0], lower[1].measures == found[1].measures) == (found[1], False)
