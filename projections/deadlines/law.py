"""The law at hand: what a due date rests on besides the events."""

import hashlib
from collections.abc import Mapping

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockUses
from domain.calendar.notice import Notice
from domain.calendar.rules import DeadlineRules
from domain.procedure.profile import Profile
from domain.procedure.track import Track


class ClockLaw:
    """Profiles, clocks, deadline rules and shipped notices of this release. Handed in: reading files is an adapter's work.

    ``profile`` is the code of the profile that holds for reports, and for a case before its first respondent.
    """

    def __init__(
        self,
        *,
        profiles: Mapping[str, Profile],
        profile: str,
        uses: ClockUses,
        rules: DeadlineRules,
        notices: tuple[Notice, ...],
    ) -> None:
        self.profiles, self.profile = dict(profiles), profile
        self.uses, self.rules, self.notices = uses, rules, notices
        self.tracks: dict[str, Track] = {
            track.code: track for code in sorted(self.profiles) for _, track in self.profiles[code].tracks
        }

    @property
    def warning(self) -> int:
        """Working days before a due date from which it is warned of."""
        return self.rules.warning_working_days

    @property
    def digest(self) -> str:
        """Changes when anything does on which a due date, or what is shown of it, depends."""
        settings = sorted((code, msgspec.to_builtins(p.settings), p.periods) for code, p in self.profiles.items())
        tracks = [msgspec.to_builtins(self.tracks[code]) for code in sorted(self.tracks)]
        parts = (settings, tracks, self.uses, self.rules, Calendar(self.notices).version, self.profile)
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
