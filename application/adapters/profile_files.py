"""The packaged procedure profiles, read once from the package's own data."""

from functools import cache
from importlib.resources import files

import msgspec

from domain.procedure.execution import parse_grounds
from domain.procedure.impediment import parse_impediments
from domain.procedure.principle import Principle, parse_principles
from domain.procedure.profile import Profile, parse, parse_rules, parse_tracks
from domain.procedure.restoration import parse_restorations
from domain.procedure.retention import RetentionClass, parse_retention
from domain.rulebook.law_names import OtherLaw

_DATA = files("domain.procedure") / "data"


@cache
def packaged_profiles() -> dict[str, Profile]:
    """Every packaged profile by its code (``P-QYF`` ...), each with all rules of the four streams.

    Raises:
        msgspec.ValidationError: a file does not have the agreed shape.
        ValueError: a file contradicts another.
    """
    texts = parse_rules(p.read_bytes() for p in sorted((_DATA / "rules").iterdir(), key=lambda p: p.name))
    tracks = parse_tracks((_DATA / "tracks.toml").read_bytes())
    grounds = parse_grounds((_DATA / "grounds.toml").read_bytes())
    restorations = parse_restorations((_DATA / "restorations.toml").read_bytes())
    impediments = parse_impediments((_DATA / "impediments.toml").read_bytes())
    found = (p for p in sorted(_DATA.iterdir(), key=lambda p: p.name) if p.name.startswith("p-"))
    profiles = (parse(p.read_bytes(), texts, tracks, grounds, restorations, impediments) for p in found)
    return {profile.code: profile for profile in profiles}


@cache
def packaged_principles() -> tuple[Principle, ...]:
    """The principles of the procedure with the rules that keep each. Raises msgspec.ValidationError."""
    return parse_principles((_DATA / "principles.toml").read_bytes())


@cache
def retention_classes() -> tuple[RetentionClass, ...]:
    """How long the file of a case is kept, by class. Raises msgspec.ValidationError."""
    return parse_retention((_DATA / "retention.toml").read_bytes())


@cache
def other_laws() -> dict[str, OtherLaw]:
    """The laws that are cited and are no rulebook, by short name. Raises msgspec.ValidationError."""
    return msgspec.toml.decode((_DATA / "laws.toml").read_bytes(), type=dict[str, OtherLaw])
