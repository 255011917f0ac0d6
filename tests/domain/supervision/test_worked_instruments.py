"""The worked scenarios of the supervision instruments, each as data: given, when, then, which breaches stand."""

from pathlib import Path

import pytest

from tests.support.story import play, story_in
from tests.support.story_of_instruments import INSTRUMENT_STORIES

STORIES = sorted((Path(__file__).parents[2] / "golden" / "supervision").glob("*.toml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_instrument_goes_as_the_law_has_it(path):
    play(story_in(path), INSTRUMENT_STORIES)


def test_the_scenarios_of_the_instruments_are_there():
    assert {1, 9, 10, 25, 26, 27} <= {story_in(path).scenario for path in STORIES}
