"""The worked scenarios of the procedure, each as data: given, when, then."""

from pathlib import Path

import pytest

from tests.support.story import play, story_in
from tests.support.story_of_cases import CASES
from tests.support.story_of_proceedings import PROCEEDINGS

STORIES = sorted((Path(__file__).parents[1] / "golden" / "procedure").glob("*.toml"))
KINDS = {"case": CASES, "proceeding": PROCEEDINGS}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_scenario_goes_as_the_law_has_it(path):
    play(story_in(path), KINDS)


def test_the_scenarios_of_the_procedure_are_there():
    assert {19, 21, 22, 29} <= {story_in(path).scenario for path in STORIES}
