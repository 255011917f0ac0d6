"""The four kinds of respondent of a breach: the organ, those directly responsible, the leader in charge, the head."""

from datetime import date

import msgspec

from domain.identity import OrganId, PartyId, PostId
from domain.registers.competence import Question
from domain.registers.records import Holding, PostKind
from domain.registers.snapshot import Snapshot


class Candidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone who held such a post during the conduct. Whether the person answers for it is a finding, not this."""

    person: PartyId
    post: PostId
    first: date
    last: date
    acting: bool = False


class Respondents(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes into question, and what the register leaves open."""

    organ: OrganId
    direct: tuple[Candidate, ...]
    in_charge: tuple[Candidate, ...]
    head: tuple[Candidate, ...]
    questions: tuple[Question, ...]


def respondents(organ: OrganId, first: date, last: date, snapshot: Snapshot) -> Respondents:
    """Who held the posts that answer for conduct from *first* to *last* (inclusive) in *organ*."""
    if last < first:
        raise ValueError("conduct cannot end before it begins")
    questions: list[Question] = []
    if snapshot.organ(organ, first) is None and snapshot.organ(organ, last) is None:
        questions.append(Question(code="organ-not-in-register", about=(str(organ), first.isoformat())))
    found = {}
    for kind in (PostKind.DISCLOSURE_STAFF, PostKind.LEADER_IN_CHARGE, PostKind.HEAD):
        found[kind], open_points = _holders(organ, kind, first, last, snapshot)
        questions += open_points
    return Respondents(
        organ=organ,
        direct=found[PostKind.DISCLOSURE_STAFF],
        in_charge=found[PostKind.LEADER_IN_CHARGE],
        head=found[PostKind.HEAD],
        questions=tuple(questions),
    )


def _holders(
    organ: OrganId, kind: PostKind, first: date, last: date, snapshot: Snapshot
) -> tuple[tuple[Candidate, ...], list[Question]]:
    posts = dict.fromkeys(post.post for post in snapshot.posts_in(organ, first, last, kind=kind))
    about = (str(organ), kind.value, first.isoformat(), last.isoformat())
    if not posts:
        return (), [Question(code="no-such-post", about=about)]
    held: list[Holding] = [holding for post in posts for holding in snapshot.holders(post, first, last)]
    questions = []
    if not held:
        questions.append(Question(code="post-without-holder", about=about))
    if kind is PostKind.HEAD and len({holding.person for holding in held}) > 1:
        questions.append(Question(code="several-heads", about=about))
    if any(holding.acting for holding in held):
        questions.append(Question(code="acting-holder", about=about))
    candidates = tuple(
        Candidate(
            person=holding.person,
            post=holding.post,
            first=max(first, holding.valid_from),
            last=min(last, holding.valid_to or last),
            acting=holding.acting,
        )
        for holding in held
    )
    return candidates, questions
