"""From the access table to the read models: what a list may show this reader."""

from collections.abc import Mapping

from application.access import Subject, scope_of
from application.casework.around import Aside
from application.errors import NotAuthorised
from projections.scope import Scope

KINDS: Mapping[str, frozenset[str]] = {
    "report.list": frozenset({"report"}),
    "docket.read": frozenset({"case"}),
    "docket.find-person": frozenset({"proceeding"}),
    "dashboard.read": frozenset({"case", "proceeding"}),
    "paper.list": frozenset({"case", "proceeding", "appeal"}),
    "report.list-papers": frozenset({"report"}),
    "proceeding.list": frozenset({"proceeding"}),
    "appeal.list": frozenset({"appeal"}),
    "consultation.list": frozenset({"consultation"}),
    "consultation.list-own": frozenset({"consultation"}),
    "duty.list": frozenset({"duty"}),
    "project.list": frozenset({"project"}),
    "assessment.list": frozenset({"assessment"}),
    "evaluation.list": frozenset({"evaluation"}),
}
"""The rows that each list is about."""


def scope_for(subject: Subject, action: str, aside: Aside) -> Scope:
    """What the list *action* may show *subject*, who keeps *aside*. Raises NotAuthorised when they may not ask for it."""
    scope = scope_of(subject, action)
    if scope is None:
        raise NotAuthorised(action)
    return Scope(
        kinds=KINDS[action],
        everything=scope.everything,
        bodies=scope.bodies,
        desks=scope.desks,
        assigned_to=scope.assigned_to,
        appeals_of=scope.appeals_of,
        respondents=scope.respondents,
        consulted=scope.consulted,
        report=scope.report,
        locked_out=scope.locked_out,
        persons=aside.persons,
        speaks_for=aside.speaks_for,
        serves=aside.serves,
    )
