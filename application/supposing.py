"""'What if?': the same facts file with some findings as supposed, and what would change for each respondent."""

from collections.abc import Mapping

import msgspec

from application.assessing import Assessment, FactsFile, FactsRefused, assess
from domain.recommendation.changes import Change, changes
from domain.recommendation.facts import FactStatus
from domain.rulebook.catalogue import Catalogue


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """What was supposed, what changes by respondent, and the recommendations that would follow."""

    facts: dict[str, FactStatus]
    changes: dict[str, tuple[Change, ...]]
    supposed: Assessment


def supposing(file: FactsFile, facts: Mapping[str, str], actual: Assessment, catalogue: Catalogue) -> Supposed:
    """*file* once more with *facts* (code to status) in place of what it says of them, against *actual*.

    Raises FactsRefused for a code that no rulebook knows, or a status that is none.
    """
    known = {status.value: status for status in FactStatus}
    for code, status in facts.items():
        if status not in known:
            raise FactsRefused("status-unknown", code, status, ", ".join(known))
    statuses = {code: known[status] for code, status in facts.items()}
    respondents = tuple(msgspec.structs.replace(each, facts={**each.facts, **statuses}) for each in file.respondents)
    supposed = assess(msgspec.structs.replace(file, respondents=respondents), catalogue)
    pairs = zip(actual.recommendations, supposed.recommendations, strict=True)
    return Supposed(
        facts=statuses,
        changes={before.respondent: changes(before, after) for before, after in pairs},
        supposed=supposed,
    )
