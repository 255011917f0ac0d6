"""The bodies that a track's forums come to, as the registers know them."""

from datetime import date

from domain.identity import BodyId, OrganId
from domain.procedure.track import ForumKind
from domain.registers.competence import BodyRelation, Competent, Question, Respondent, competence, next_higher
from domain.registers.snapshot import Snapshot


def forum_of(kind: ForumKind, decided_by: BodyId, today: date, snapshot: Snapshot) -> BodyId | Question:
    """The body that is *kind* to the one that decided, or the question that the registers leave."""
    body = OrganId(decided_by)
    known: Competent | Question
    match kind:
        case ForumKind.SAME_BODY:
            return decided_by
        case ForumKind.NEXT_HIGHER:
            known = next_higher(body, today, snapshot)
        case ForumKind.SUPERVISION_ORGAN:
            known = competence(Respondent(organ=body), BodyRelation.SUPERVISION, today, snapshot)
        case _:
            known = Question(code=f"{kind.value}-unknown")
    return known.body if isinstance(known, Competent) else known
