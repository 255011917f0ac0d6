"""Which ways of review are told of a decision: the sure ones, the doubtful ones marked so, later steps that need no first."""

from datetime import date

from application.adapters.profile_files import packaged_profiles
from domain.procedure.ways import open_ways

DAY = date(2026, 1, 5)


def found(profile: str, *measures: str) -> list[tuple[str, str, bool]]:
    """Track, step and whether it is sure, for a person."""
    ways = open_ways(packaged_profiles()[profile], "person", measures, DAY)
    return [(way.track.code, way.step.code, way.sure) for way in ways]


def test_the_doubtful_ways_are_told_after_the_sure_ones_and_marked_so() -> None:
    ways = found("P-QYF", "admonition-talk")
    assert ways[0][0] == "T3"
    assert [sure for _, _, sure in ways] == sorted((sure for _, _, sure in ways), reverse=True)
    assert ("T1", False) in {(track, sure) for track, _, sure in ways}


def test_where_none_is_sure_the_doubtful_are_marked_so() -> None:
    ways = found("P-INST", "warning")
    assert ways
    assert not any(sure for _, _, sure in ways)


def test_a_step_that_needs_none_before_it_has_its_own_time() -> None:
    ways = open_ways(packaged_profiles()["P-QYF"], "person", ("dismissal",), DAY)
    direct = [way for way in ways if way.track.code == "T1" and way.step.code != way.track.steps[0].code]
    assert direct
    for way in direct:
        assert way.step.file_within == way.step.direct_within is not None
