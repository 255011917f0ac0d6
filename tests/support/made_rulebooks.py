"""Small rulebooks made at random, of every shape that the format knows: readings, negations, gates, exclusions, balances."""

from datetime import date

from domain.rulebook.conditions import Reading, Row
from domain.rulebook.labels import Label, Verification
from domain.rulebook.provisions import Balance, Element, Exclusion, Factor, Gate, MeasureSet, Trigger, Weight
from domain.rulebook.questions import Choice, Question
from domain.rulebook.schema import Rulebook, Scope, Standing
from domain.rulebook.vocabulary import Fact, FactKind, Measure

WORD = Label(zh="造", en="made")
SUBJECT = "person"
FIRST = date(2020, 1, 1)


def made(draw, facts=5, gates=None):
    """One rulebook over *facts* facts, with so many *gates* (at most two unless given); *draw* is a ``random.Random``."""
    codes = [f"f{index}" for index in range(facts)]

    def row():
        named = draw.sample(codes, draw.randint(1, min(3, facts)))
        denied = [code for code in named if draw.random() < 0.25]
        return Row(all_of=tuple(code for code in named if code not in denied), none_of=tuple(denied))

    def rows():
        return tuple(row() for _ in range(draw.randint(1, 3)))

    def read():
        if draw.random() < 0.7:
            return ()
        return (Reading(question=draw.choice(["q-default", "q-open"]), choice="two", when=rows()),)

    def rule(kind, code, **more):
        return kind(code=code, label=WORD, subjects=(SUBJECT,), **more)

    triggers = tuple(rule(Trigger, f"t{n}", when=rows(), readings=read()) for n in range(draw.randint(1, 3)))
    weights = tuple(
        rule(Weight, code, modality=modality, effects=effects)
        for code, modality, effects in (
            ("heavy", "shall", ("heavier",)),
            ("light", "may", draw.choice([("lighter",), ("lighter", "exempt"), ("exempt",)])),
        )
    )
    return Rulebook(
        instrument="made",
        code="MADE",
        title=WORD,
        status=Standing.IN_FORCE,
        rank="normative-document",
        verification=Verification.CONVENTION,
        scope=Scope(subjects=(SUBJECT,), matters=("made",), label=WORD),
        edition=FIRST,
        facts=tuple(Fact(code=code, kind=FactKind.CIRCUMSTANCE, label=WORD, subjects=(SUBJECT,)) for code in codes),
        measures=tuple(Measure(code=code, label=WORD) for code in ("m1", "m2")),
        questions=tuple(
            Question(
                code=code,
                label=WORD,
                choices=(Choice(code="one", label=WORD), Choice(code="two", label=WORD)),
                answered_by="office",
                default=default,
            )
            for code, default in (("q-default", "one"), ("q-open", None))
        ),
        triggers=triggers,
        elements=tuple(rule(Element, f"e{n}", when=rows(), readings=read()) for n in range(draw.randint(0, 2))),
        exclusions=tuple(rule(Exclusion, f"x{n}", when=rows()) for n in range(draw.randint(0, 1))),
        sets=tuple(
            rule(
                MeasureSet,
                f"s{n}",
                measures=("m1", "m2")[: n + 1],
                combine="any",
                triggers=draw.choice([(), (triggers[0].code,)]),
                when=draw.choice([(), rows()]),
            )
            for n in range(draw.randint(0, 2))
        ),
        weights=weights,
        factors=tuple(
            rule(Factor, f"c{n}", group=draw.choice(weights).code, when=rows(), readings=read())
            for n in range(draw.randint(0, 4))
        ),
        balances=(rule(Balance, "b", groups=("heavy", "light"), override=draw.random() < 0.5),),
        gates=tuple(
            rule(Gate, f"g{n}", when=rows(), readings=read(), effect="refer", independent=draw.random() < 0.5)
            for n in range(draw.randint(0, 2) if gates is None else gates)
        ),
    )
