"""Draws the generated cases: which organ, which ground, how far it got, what was decided. The same on every machine."""

import random
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import msgspec

from interfaces.demo.cast import cast

SEED = 20180206
FOR_ORGANS = ("written-self-examination", "circulated-criticism")


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ground with the facts that make it out, its share, and the measure that the standard suggests for an organ."""

    weight: int
    ground: str
    organ: str
    facts: tuple[str, ...]
    zh: str


class Treatment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done about a respondent: the measure, how often, the facts behind it, and whether it departs."""

    measure: str
    share: int = 0
    facts: tuple[str, ...] = ()
    departs: bool = False


class Mix(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Proportions; per mille unless they are weights."""

    cases: int
    years: int
    measures: tuple[Treatment, ...]
    stages: dict[str, int]
    organs: dict[str, int]
    grounds: tuple[Ground, ...]


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """One case to be told. ``number`` counts from 1; ``treatment`` is what it would come to, however far it got."""

    number: int
    organ: str
    ground: Ground
    begins: date
    stage: str
    against_organ: bool
    treatment: Treatment
    pace: int


def plots(until: date) -> tuple[Plot, ...]:
    """All generated cases, ending before *until*, in the order of their beginning."""
    mix = msgspec.convert(tomllib.loads(files("interfaces.demo").joinpath("mix.toml").read_text("utf-8")), Mix)
    draw = random.Random(SEED)  # noqa: S311 - the same story every time is the point
    first = until - timedelta(days=365 * mix.years)
    drawn = []
    for _ in range(mix.cases):
        stage = _of(draw, mix.stages)
        span = (until - first).days - 130
        # What is still under way began lately; what is closed, at any time.
        days = span + draw.randrange(60) if stage not in {"closed", "declined"} else draw.randrange(span)
        against_organ = draw.randrange(1000) < mix.organs["organ"]
        organ = draw.choice(cast().departments).key
        ground = draw.choices(mix.grounds, [ground.weight for ground in mix.grounds])[0]
        drawn.append(
            (
                first + timedelta(days=days),
                organ,
                ground,
                stage,
                against_organ,
                _of_an_organ(draw, ground, mix.organs["departing"])
                if against_organ
                else draw.choices(mix.measures, [each.share for each in mix.measures])[0],
                draw.randrange(1, 5),
            )
        )
    drawn.sort(key=lambda one: one[:2])
    return tuple(
        Plot(
            number=number,
            organ=organ,
            ground=ground,
            begins=_weekday(begins),
            stage=stage,
            against_organ=against_organ,
            treatment=treatment,
            pace=pace,
        )
        for number, (begins, organ, ground, stage, against_organ, treatment, pace) in enumerate(drawn, start=1)
    )


def _of_an_organ(draw: random.Random, ground: Ground, departing: int) -> Treatment:
    """What the standard suggests on that ground; now and then the other measure."""
    if draw.randrange(1000) >= departing:
        return Treatment(measure=ground.organ)
    other = next(measure for measure in FOR_ORGANS if measure != ground.organ)
    return Treatment(measure=other, departs=True)


def _of(draw: random.Random, shares: dict[str, int]) -> str:
    return draw.choices(list(shares), list(shares.values()))[0]


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
