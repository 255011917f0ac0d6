"""The next step of every matter is said in words."""

import pytest

from interfaces.web.pages.lists import verb_in
from interfaces.web.wording import LANGUAGES, Language, Texts
from projections.docket.row import Step


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_track_that_waits_for_a_step_of_its_case_says_it_as_the_case_does(language: Language) -> None:
    verb = verb_in(Texts(language))
    assert verb("proceeding", Step.INVESTIGATE) == verb("case", Step.INVESTIGATE) != Step.INVESTIGATE
