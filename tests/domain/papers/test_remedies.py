"""The notice of the ways of review follows from the data of every track, for every profile, subject and measure."""

from datetime import date
from types import SimpleNamespace

import pytest

from application.adapters.profile_files import packaged_profiles
from domain.papers.remedies import remedies
from domain.papers.wording import length
from domain.procedure.profile import Label, Profile
from domain.procedure.track import Certainty, Step, Track, TrackUse
from tests.domain.papers.material import material, recorded

WORDING = material(recorded()).wording
USES = [(profile, use, track) for profile in packaged_profiles().values() for use, track in profile.tracks]
NAMES = [f"{profile.code}-{use.subject}-{track.code}" for profile, use, track in USES]


def told(step: Step, within: str | None) -> set[tuple[str, str | None]]:
    """What the step is called and within which time, for each of its forums."""
    return {(forum.zh, None if within is None else length(within).zh) for forum in step.forums}


@pytest.mark.parametrize(("profile", "use", "track"), USES, ids=NAMES)
def test_a_sure_way_is_told_with_its_time_and_whatever_may_be_taken_at_once(
    profile: Profile, use: TrackUse, track: Track
) -> None:
    day = track.until or date(2026, 1, 5)
    expected = told(track.steps[0], track.steps[0].file_within)
    for step in track.steps[1:]:
        if step.direct_within is not None:
            expected |= told(step, step.direct_within)
    for measure in use.measures or ("any",):
        event = SimpleNamespace(measures=(SimpleNamespace(measure=measure),), decided_on=day)
        rows = [
            row
            for row in remedies(profile, use.subject, event, WORDING)
            if row["track"] == Label(zh=track.zh, en=track.en)
        ]
        found = {(str(row["step"].zh), row["within"].zh if row["within"] else None) for row in rows if row["step"]}
        assert found == (expected if use.certainty is Certainty.SURE else set())
        assert all((row["within"] is None) == (row["start"] is None) and row["forum"] for row in rows)


@pytest.mark.parametrize(("profile", "use", "track"), USES, ids=NAMES)
def test_the_outcome_of_a_step_tells_the_next_one_and_a_final_one_tells_none(
    profile: Profile, use: TrackUse, track: Track
) -> None:
    for step in track.steps:
        event = SimpleNamespace(track=track.code, step=step.code)
        rows = remedies(profile, use.subject, event, WORDING)
        after = track.next_step(step.code)
        found = {(str(row["step"].zh), row["within"].zh if row["within"] else None) for row in rows if row["step"]}
        assert found == (set() if after is None else told(after, after.file_within))
