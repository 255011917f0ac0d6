"""A recommendation against a plain Python function of the same law, in the same run. Prints ratios, asserts no time.

    python -m bench.recommendation [rounds]

The plain function answers the settled question only (liable, weighting, exemption, gates) from a set of facts; it
explains nothing, cites nothing and knows no open fact. The ratio says what the explanation costs.
"""

import sys
import time
from datetime import date

import msgspec

from application.adapters.rulebook_files import packaged
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact
from domain.recommendation.model import model_of
from domain.recommendation.recommend import recommend
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import worlds

HEAVIER = [
    "shifts-responsibility",
    "major-economic-loss",
    "serious-adverse-impact",
    "repeated-within-a-year",
    "retaliates",
    "confirmed-unlawful",
    "other-heavier-circumstance",
]
LIGHTER = ["cooperates", "corrects-in-time", "averts-harm", "other-lighter-circumstance"]
ALONE = [
    "scope-not-released",
    "release-late",
    "guide-stale",
    "catalogue-stale",
    "information-stale",
    "information-withheld",
    "false-information",
    "archive-supply-late",
    "library-supply-late",
    "secrecy-mechanism-missing",
    "secrecy-review-omitted",
    "unlawful-fee",
    "paid-provision-through-others",
    "supervision-obstructed",
    "supervision-decision-ignored",
    "other-disclosure-breach",
]


def plain(facts: frozenset[str]) -> tuple[object, ...]:
    """The same law by hand, for a person, every fact known."""
    triggered = (
        not facts.isdisjoint(ALONE)
        or ("no-proper-reason" in facts and ("application-not-accepted" in facts or "application-delayed" in facts))
        or ("undue-disclosure" in facts and ("procedure-breached" in facts or "coordination-breached" in facts))
    )
    crime = ("crime",) if "suspected-crime" in facts else ()
    if not triggered:
        return (False, "no-trigger", False, False, "none", crime)
    if not {"duty-failure", "consequence", "causation"} <= facts:
        return (False, "elements", False, False, "none", crime)
    heavier = not facts.isdisjoint(HEAVIER) or (
        "harm-occurred-or-grew" in facts and ("obstructs-investigation" in facts or "no-remedial-measures" in facts)
    )
    lighter = not facts.isdisjoint(LIGHTER)
    exempt = "none" if not lighter else "needs_override" if heavier else "available"
    serious = ("serious",) if "serious-circumstances" in facts else ()
    discipline = ("discipline",) if "needs-discipline" in facts else ()
    return (True, None, heavier, lighter, exempt, (*serious, *discipline, *crime))


def sheet(established: frozenset[str], opened: frozenset[str], codes: tuple[str, ...]) -> FactSheet:
    day = date(2012, 3, 12)
    return FactSheet(
        respondent="r",
        subject="person",
        role="direct",
        conduct_from=day,
        conduct_to=day,
        decision_on=day,
        facts=tuple(
            KnownFact(
                code=code,
                status=FactStatus.ESTABLISHED if code in established else FactStatus.REFUTED,
                evidence=("e",) if code in established else (),
            )
            for code in codes
            if code not in opened
        ),
    )


def seconds(work, rounds: int) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(rounds):
            work()
        best = min(best, time.perf_counter() - start)
    return best / rounds


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    catalogue = packaged()
    book = catalogue.get("qingyuan-fault-liability", "2011-05-01")
    if book is None:
        raise SystemExit("the rulebook is not installed")
    day = date(2012, 3, 12)
    known = {fact.code for other in (*catalogue.in_force(day), book) for fact in other.facts if not fact.needs_basis}
    codes = tuple(sorted(known - {book.role_fact}))
    typical = frozenset(
        {"information-withheld", "duty-failure", "consequence", "causation", "retaliates", "cooperates"}
    )
    settled = sheet(typical, frozenset(), codes)
    few = frozenset({"consequence", "retaliates", "suspected-crime"})
    partly = sheet(typical - few, few, codes)
    unknown = sheet(frozenset(), frozenset(codes), codes)

    situation = Situation(settled, book, catalogue, day)
    (world,) = worlds(model_of(situation).features())
    outcome = model_of(situation).result(world)
    by_hand = plain(typical)
    if by_hand != (outcome.liable, outcome.ground, outcome.heavier, outcome.lighter, outcome.exempt, outcome.gates):
        raise SystemExit("the plain function and the rulebook disagree")

    def recommended(given: FactSheet):
        return recommend(given, book, references=catalogue, known_at=day)

    base = seconds(lambda: plain(typical), rounds * 1000)
    rows = [
        ("plain Python function", base),
        ("recommendation, settled, derivation and citations", seconds(lambda: recommended(settled), rounds)),
        ("recommendation, three open facts", seconds(lambda: recommended(partly), rounds)),
        ("recommendation, everything open", seconds(lambda: recommended(unknown), max(1, rounds // 5))),
        ("settled, to JSON", seconds(lambda: msgspec.json.encode(recommended(settled)), rounds)),
    ]
    print(f"{'':52} {'each':>12} {'ratio':>10}")
    for name, each in rows:
        print(f"{name:52} {each * 1e6:10.1f}us {each / base:10.0f}")


if __name__ == "__main__":
    main()
