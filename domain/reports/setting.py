"""What surrounds a decision on a report."""

import msgspec

from domain.identity import ReportId
from domain.occasion import Lockout, Occasion
from domain.papers.use import Issued
from domain.procedure.profile import Profile
from domain.reports.state import Report


class ReportSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, the profile, and what the application looked up.

    ``report`` is the stream's own id. ``locked_out`` comes from the registers. ``other`` is the other report of a
    ``MergeReport``, as it stands; None for every other command. ``issued`` are the letters approved for the step and not used
    yet. ``in_case``: a case took the report up, or the one into which it was merged.
    ``case_ended``: that case came to its end.
    ``identity_days``: for so many days after a second person agreed the reporter's identity is opened.
    """

    occasion: Occasion
    profile: Profile
    report: ReportId
    locked_out: tuple[Lockout, ...] = ()
    other: Report | None = None
    issued: tuple[Issued, ...] = ()
    in_case: bool = False
    case_ended: bool = False
    identity_days: int = 1
