"""A rulebook of 18 facts, which is 262,144 states, and the same law as a plain function: for measuring its whole check."""

from datetime import date

from domain.rulebook.clauses import Clause
from domain.rulebook.conditions import Row, Rows
from domain.rulebook.labels import Label, Verification
from domain.rulebook.provisions import Balance, Element, Factor, Gate, MeasureSet, Trigger, Weight
from domain.rulebook.schema import Rulebook, Scope, Standing
from domain.rulebook.vocabulary import Fact, FactKind, Measure

WORD = Label(zh="量", en="measured")
SUBJECT = "person"
FACTS = tuple(f"f{number}" for number in range(18))
CITE = ("1/1",)


def _any(*codes: str) -> Rows:
    return tuple(Row(all_of=(code,)) for code in codes)


BOOK = Rulebook(
    instrument="measured",
    code="MSR",
    title=WORD,
    status=Standing.IN_FORCE,
    rank="normative-document",
    verification=Verification.CONVENTION,
    scope=Scope(subjects=(SUBJECT,), matters=("measured",), label=WORD, cite=CITE),
    edition=date(2020, 1, 1),
    commencement=CITE,
    clauses={"1": Clause(label=WORD), "1/1": Clause(label=WORD)},
    facts=tuple(
        Fact(code=code, kind=FactKind.CIRCUMSTANCE, label=WORD, subjects=(SUBJECT,), cite=CITE) for code in FACTS
    ),
    measures=(Measure(code="talk", label=WORD), Measure(code="criticism", label=WORD)),
    triggers=(
        Trigger(code="late", label=WORD, cite=CITE, subjects=(SUBJECT,), when=_any("f0", "f1", "f2")),
        Trigger(
            code="refused",
            label=WORD,
            cite=CITE,
            subjects=(SUBJECT,),
            when=(Row(all_of=("f3", "f4")), Row(all_of=("f3", "f5"))),
        ),
        Trigger(code="other", label=WORD, cite=CITE, subjects=(SUBJECT,), when=_any("f6")),
    ),
    elements=(
        Element(code="duty", label=WORD, cite=CITE, subjects=(SUBJECT,), when=_any("f7")),
        Element(code="cause", label=WORD, cite=CITE, subjects=(SUBJECT,), when=_any("f8")),
    ),
    sets=(
        MeasureSet(
            code="light", label=WORD, cite=CITE, subjects=(SUBJECT,), measures=("talk",), combine="any",
            when=(Row(none_of=("f17",)),),
        ),
        MeasureSet(
            code="grave", label=WORD, cite=CITE, subjects=(SUBJECT,), measures=("talk", "criticism"), combine="any",
            when=_any("f17"),
        ),
    ),
    weights=(
        Weight(code="heavier", label=WORD, cite=CITE, subjects=(SUBJECT,), modality="shall", effects=("heavier",)),
        Weight(code="lighter", label=WORD, cite=CITE, subjects=(SUBJECT,), modality="may", effects=("lighter", "exempt")),
    ),
    factors=(
        *(
            Factor(code=f"h{number}", label=WORD, cite=CITE, subjects=(SUBJECT,), group="heavier", when=_any(f"f{number}"))
            for number in (9, 10, 11, 12)
        ),
        *(
            Factor(code=f"l{number}", label=WORD, cite=CITE, subjects=(SUBJECT,), group="lighter", when=_any(f"f{number}"))
            for number in (13, 14, 15)
        ),
    ),
    balances=(
        Balance(code="both", label=WORD, cite=CITE, subjects=(SUBJECT,), groups=("heavier", "lighter"), override=True),
    ),
    gates=(Gate(code="crime", label=WORD, cite=CITE, subjects=(SUBJECT,), when=_any("f16"), effect="transfer", independent=True),),
)  # fmt: skip


def plain(state: int) -> tuple[object, ...]:
    """The same law; bit *i* of the state is fact *i*."""
    gates = ("crime",) if state & 1 << 16 else ()
    if not state & 0b1000111 and not (state & 0b1000 and state & 0b110000):
        return (False, "no-trigger", (), False, False, "none", gates)
    if state & 0b110000000 != 0b110000000:
        return (False, "elements", (), False, False, "none", gates)
    heavier, lighter = bool(state & 0b1111 << 9), bool(state & 0b111 << 13)
    exempt = "none" if not lighter else "needs_override" if heavier else "available"
    return (True, None, ("grave",) if state & 1 << 17 else ("light",), heavier, lighter, exempt, gates)
