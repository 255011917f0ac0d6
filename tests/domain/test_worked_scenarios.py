"""The worked scenarios of the procedure, each as data: given, when, then."""

from pathlib import Path

import pytest

from application.adapters.profile_files import packaged_profiles
from tests.support.story import play, story_in
from tests.support.story_of_cases import CASES
from tests.support.story_of_proceedings import PROCEEDINGS

STORIES = sorted((Path(__file__).parents[1] / "golden" / "procedure").glob("*.toml"))
KINDS = {"case": CASES, "proceeding": PROCEEDINGS}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_scenario_goes_as_the_law_has_it(path):
    play(story_in(path), KINDS)


def test_the_scenarios_of_the_procedure_are_there():
    assert {18, 19, 21, 22, 29} <= {story_in(path).scenario for path in STORIES}


@pytest.mark.parametrize("rule", ["heavier-than-notified", "heavier-after-defence"])
def test_a_heavier_measure_after_the_defence_is_refused_by_the_law_that_says_so(rule):
    """Scenario 21 cites the civil-servants law for the measures; each profile cites the law of its own track."""
    cites = {code: profile.rules[rule].source.cites for code, profile in packaged_profiles().items()}
    assert {"GWY18 63¶2"} <= {*cites["P-QYF"]} & {*cites["P-APPOINT"]}
    assert "ZW20 43" in cites["P-SUPERVISE"]
    assert all(cites.values())
