"""What a reader may see at all. Every list, count and search takes one; none of them works without."""

from uuid import UUID

import msgspec


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Rows outside of it do not exist for the reader. The parts are a sum: a row is seen when any part shows it.

    Whoever knows the reader's roles builds it; one without any part sees nothing.

    Attributes:
        kinds: the kinds of rows it speaks of (report, case, proceeding, appeal); others are not seen.
        everything: all of them, for an auditor of the whole deployment.
        bodies: matters that one of these bodies keeps or decides.
        desks: bodies on whose desk the reports lie that no body has yet; one complained of does not see the report.
        assigned_to: matters assigned to this officer.
        appeals_of: matters under an appeal that this handler examines.
        respondents: proceedings and appeals of these parties (a person, organs spoken for), once notified.
        consulted: consultations in which one of these organs asks or is asked, for which the reader acts.
        report: the one report that a reporter filed.
        opened: these matters, which the reader just opened one by one: who decided that has decided on everything below.
        locked_out: rows of matters from which this officer is recused never appear, whatever the other parts say.
        persons: matters in which one of these people answers never appear but through ``respondents``.
        speaks_for: nor do matters in which one of these organs answers.
        serves: of matters that concern one of these organs only the rows that the organ itself has in hand appear.
    """

    kinds: frozenset[str]
    everything: bool = False
    bodies: frozenset[UUID] = frozenset()
    desks: frozenset[UUID] = frozenset()
    assigned_to: UUID | None = None
    appeals_of: UUID | None = None
    respondents: frozenset[UUID] = frozenset()
    consulted: frozenset[UUID] = frozenset()
    report: UUID | None = None
    opened: frozenset[UUID] = frozenset()
    locked_out: UUID | None = None
    persons: frozenset[UUID] = frozenset()
    speaks_for: frozenset[UUID] = frozenset()
    serves: frozenset[UUID] = frozenset()

    def parameters(self) -> dict[str, object]:
        """As the parameters that ``scope.sql`` names."""
        return {
            "scope_kinds": sorted(str(kind) for kind in self.kinds),
            "scope_everything": self.everything,
            "scope_bodies": sorted(self.bodies),
            "scope_desks": sorted(self.desks),
            "scope_assigned_to": self.assigned_to,
            "scope_appeals_of": self.appeals_of,
            "scope_respondents": sorted(self.respondents),
            "scope_consulted": sorted(self.consulted),
            "scope_report": self.report,
            "scope_opened": sorted(self.opened),
            "scope_locked_out": self.locked_out,
            "scope_persons": sorted(self.persons),
            "scope_speaks_for": sorted(self.speaks_for),
            "scope_serves": sorted(self.serves),
        }
