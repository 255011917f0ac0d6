"""The person part of the Qingyuan fault-liability measures by hand: what everything else is measured against.

Two plain functions of the same law over a set of the facts that hold, all others known not to:

* ``plain`` answers what one packed code answers: liable or on what ground not, the set of forms, weighting, exemption, gates;
* ``explained`` answers the same and says why, as a derivation does: each rule, whether it holds, its articles, and each fact
  that it read with its label in two languages. It names no edition and no evidence and works out no filter or body.
"""

from collections.abc import Mapping

HEAVIER = frozenset(
    {
        "shifts-responsibility",
        "major-economic-loss",
        "serious-adverse-impact",
        "repeated-within-a-year",
        "retaliates",
        "confirmed-unlawful",
        "other-heavier-circumstance",
    }
)
LIGHTER = frozenset({"cooperates", "corrects-in-time", "averts-harm", "other-lighter-circumstance"})
ALONE = frozenset(
    {
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
    }
)
ELEMENTS = frozenset({"has-responsible-role", "duty-failure", "consequence", "causation"})

Answer = tuple[bool, str | None, tuple[str, ...], bool, bool, str, tuple[str, ...]]
"""Liable, ground, sets, heavier, lighter, exempt, gates: a ``Result`` of the recommendation without its names."""


def plain(facts: frozenset[str]) -> Answer:
    crime = ("crime",) if "suspected-crime" in facts else ()
    if (
        facts.isdisjoint(ALONE)
        and not ("undue-disclosure" in facts and ("procedure-breached" in facts or "coordination-breached" in facts))
        and not (
            "no-proper-reason" in facts and ("application-not-accepted" in facts or "application-delayed" in facts)
        )
    ):
        return (False, "no-trigger", (), False, False, "none", crime)
    if not facts >= ELEMENTS:
        return (False, "elements", (), False, False, "none", crime)
    if "acted-on-orders" in facts and "objected-first" in facts and "order-obviously-unlawful" not in facts:
        return (False, "excluded", (), False, False, "none", crime)
    heavier = not facts.isdisjoint(HEAVIER) or (
        "harm-occurred-or-grew" in facts and ("obstructs-investigation" in facts or "no-remedial-measures" in facts)
    )
    lighter = not facts.isdisjoint(LIGHTER)
    exempt = "none" if not lighter else "needs_override" if heavier else "available"
    serious = ("serious",) if "serious-circumstances" in facts else ()
    discipline = ("discipline",) if "needs-discipline" in facts and "contract-staff" not in facts else ()
    return (True, None, ("person-forms",), heavier, lighter, exempt, (*serious, *discipline, *crime))


RULES: dict[str, tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]] = {
    "trigger": (
        (
            "proactive-release",
            ("4/1/1",),
            (
                ("scope-not-released",),
                ("release-late",),
                ("guide-stale",),
                ("catalogue-stale",),
                ("information-stale",),
            ),
        ),
        (
            "application-handling",
            ("4/1/2",),
            (
                ("information-withheld",),
                ("false-information",),
                ("no-proper-reason", "application-not-accepted"),
                ("no-proper-reason", "application-delayed"),
            ),
        ),
        ("archive-and-library-supply", ("4/1/3",), (("archive-supply-late",), ("library-supply-late",))),
        (
            "secrecy-and-coordination",
            ("4/1/4",),
            (
                ("secrecy-mechanism-missing",),
                ("secrecy-review-omitted",),
                ("undue-disclosure", "procedure-breached"),
                ("undue-disclosure", "coordination-breached"),
            ),
        ),
        ("unlawful-charging", ("4/1/5",), (("unlawful-fee",), ("paid-provision-through-others",))),
        ("supervision-resisted", ("4/1/6",), (("supervision-obstructed",), ("supervision-decision-ignored",))),
        ("other-breach", ("4/1/7",), (("other-disclosure-breach",),)),
    ),
    "element": (
        ("responsible-role", ("7/1",), (("has-responsible-role",),)),
        ("duty-failure", ("7/1",), (("duty-failure",),)),
        ("consequence", ("7/1",), (("consequence",),)),
        ("causation", ("7/1",), (("causation",),)),
    ),
    "exclusion": (
        ("obeyed-after-objecting", ("60/1",), (("acted-on-orders", "objected-first", "!order-obviously-unlawful"),)),
    ),
    "heavier": (
        ("shifting-responsibility", ("8/1/1",), (("shifts-responsibility",),)),
        (
            "obstruction-or-no-remedy",
            ("8/1/2",),
            (("harm-occurred-or-grew", "obstructs-investigation"), ("harm-occurred-or-grew", "no-remedial-measures")),
        ),
        ("serious-harm", ("8/1/3",), (("major-economic-loss",), ("serious-adverse-impact",))),
        ("repetition", ("8/1/4",), (("repeated-within-a-year",),)),
        ("retaliation", ("8/1/5",), (("retaliates",),)),
        ("found-unlawful", ("8/1/6",), (("confirmed-unlawful",),)),
        ("other-heavier", ("8/1/7",), (("other-heavier-circumstance",),)),
    ),
    "lighter": (
        ("cooperation", ("9/1/1",), (("cooperates",),)),
        ("correction", ("9/1/2",), (("corrects-in-time",),)),
        ("harm-averted", ("9/1/3",), (("averts-harm",),)),
        ("other-lighter", ("9/1/4",), (("other-lighter-circumstance",),)),
    ),
    "gate": (
        ("serious", ("6/2",), (("serious-circumstances",),)),
        ("discipline", ("6/2",), (("needs-discipline", "!contract-staff"),)),
        ("crime", ("6/2",), (("suspected-crime",),)),
    ),
}

Node = tuple[str, str, bool, tuple[str, ...], tuple[tuple[str, bool, str, str], ...]]


def explained(facts: frozenset[str], labels: Mapping[str, tuple[str, str]]) -> tuple[Answer, list[Node]]:
    nodes: list[Node] = []
    holding: dict[str, list[str]] = {}
    for stage, rules in RULES.items():
        holding[stage] = []
        for rule, articles, rows in rules:
            holds = any(all((f[1:] not in facts) if f[0] == "!" else f in facts for f in row) for row in rows)
            if holds:
                holding[stage].append(rule)
            named = dict.fromkeys(f.lstrip("!") for row in rows for f in row)
            nodes.append((stage, rule, holds, articles, tuple((f, f in facts, *labels[f]) for f in named)))
    ground = (
        "no-trigger"
        if not holding["trigger"]
        else "elements"
        if len(holding["element"]) < len(RULES["element"])
        else "excluded"
        if holding["exclusion"]
        else None
    )
    if ground:
        independent = tuple(gate for gate in holding["gate"] if gate == "crime")
        return (False, ground, (), False, False, "none", independent), nodes
    heavier, lighter = bool(holding["heavier"]), bool(holding["lighter"])
    exempt = "none" if not lighter else "needs_override" if heavier else "available"
    return (True, None, ("person-forms",), heavier, lighter, exempt, tuple(holding["gate"])), nodes
