"""The notice of the ways of review follows from the data of every track, for every profile, subject and measure."""

from datetime import date
from types import SimpleNamespace

import pytest

from application.adapters.profile_files import packaged_profiles
from domain.papers.remedies import remedies, ways
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


def said(over: str, profile: str, subject: str, *measures: str) -> list[str]:
    """The Chinese words of the rows of *over* for a decision with *measures* of 2026."""
    taken = tuple(SimpleNamespace(measure=measure) for measure in measures)
    event = SimpleNamespace(measures=taken, decided_on=date(2026, 1, 5))
    rows = ways(over, packaged_profiles()[profile], subject, event, WORDING)
    return [(row.get("label") or row.get("step") or Label(zh="", en="")).zh for row in rows]


def test_where_no_way_is_sure_the_doubtful_one_is_told_as_such() -> None:
    for profile, measure in (("P-INST", "warning"), ("P-ORGHANDLE", "removal-from-office")):
        assert said("remedies", profile, "person", measure) == []
        assert said("doubtful-remedies", profile, "person", measure)
        assert said("no-remedies", profile, "person", measure) == []
        assert said("while-reviewed", profile, "person", measure) == [""]


def test_where_there_is_none_the_data_say_why() -> None:
    (organ,) = said("no-remedies", "P-QYF", "organ", "circulated-criticism")
    assert "机关" in organ
    (other,) = said("no-remedies", "P-ORGHANDLE", "person", "suspension-for-self-examination")
    assert other == "所依据的规定没有对本处理规定复核、申诉的途径。"
    assert said("while-reviewed", "P-QYF", "organ", "circulated-criticism") == []


def test_beside_a_sure_way_the_doubtful_one_is_told_as_such_for_its_time_runs_too() -> None:
    assert said("remedies", "P-QYF", "person", "admonition-talk")
    assert said("doubtful-besides", "P-QYF", "person", "admonition-talk")
    assert said("doubtful-remedies", "P-QYF", "person", "admonition-talk") == []
    assert said("doubtful-besides", "P-INST", "person", "warning") == [], "where none is sure it stands alone"
    assert said("no-remedies", "P-QYF", "person", "admonition-talk") == []


def test_a_final_outcome_says_that_nothing_follows() -> None:
    event = SimpleNamespace(track="T3", step=packaged_profiles()["P-QYF"].track("T3").steps[-1].code)
    (row,) = ways("no-remedies", packaged_profiles()["P-QYF"], "person", event, WORDING)
    assert row["label"] == Label(
        zh="所依据的规定没有规定对本决定进一步复核、申诉的途径。",
        en="The text names no further way of review against this decision.",
    )
