"""Whether papers can be printed on this machine."""

from application.adapters.checks.finding import Finding, notable
from application.adapters.press.fonts import PACKAGES, Typefaces
from domain.papers.layout import Layout


def check_typefaces(layout: Layout, *, system: bool = True) -> list[Finding]:
    """Whether there is a typeface for each use; without one, no paper can be approved."""
    missing = Typefaces(layout.faces, system=system).missing
    return [notable("typefaces-missing", ", ".join(missing), ", ".join(PACKAGES))] if missing else []
