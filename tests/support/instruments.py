"""The stories of the supervision instruments as requests: from the start of each to a lead and a case."""

import tomllib
from pathlib import Path

import msgspec

from interfaces.demo.script import Step

STORIES = Path(__file__).parents[1] / "golden" / "instruments"


def instrument_story(name: str) -> tuple[Step, ...]:
    """The steps of one of them."""
    return msgspec.convert(tomllib.loads((STORIES / f"{name}.toml").read_text("utf-8"))["steps"], tuple[Step, ...])
