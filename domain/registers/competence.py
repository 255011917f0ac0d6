"""Which body stands in which relation to a respondent on a day. Which relation is competent is the rulebook's to say."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.identity import BodyId, OrganId, PartyId, PostId
from domain.registers.records import OrganKind, PostTerm
from domain.registers.snapshot import Snapshot

REGISTER = "register"
"""How a relation is known when the entry itself names no other source."""


class BodyRelation(StrEnum):
    """How a body relates to the respondent, as rulebooks name it."""

    OWN_ORGAN = "own-organ"
    NEXT_HIGHER = "next-higher-organ"
    SUPERVISION = "supervision-organ"  # of the same division
    PERSONNEL_AUTHORITY = "personnel-authority"
    DISCLOSURE_AUTHORITY = "disclosure-authority"


class Respondent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organ, or a person who serves or served in it; ``post`` when it is known which post it is about."""

    organ: OrganId
    person: PartyId | None = None
    post: PostId | None = None


class Competent(msgspec.Struct, frozen=True, kw_only=True):
    """The body, the code of how the register knows it, and since which legal day the register says so of it."""

    body: BodyId
    source: str
    since: date


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the register does not say. ``code`` has its sentence at the surface; ``about`` are ids and dates as text."""

    code: str
    about: tuple[str, ...] = ()


def competence(respondent: Respondent, relation: BodyRelation, on: date, snapshot: Snapshot) -> Competent | Question:
    """The body that stands in *relation* to *respondent* on *on*, or what must be asked."""
    organ = snapshot.organ(respondent.organ, on)
    if organ is None:
        return _asked("organ-not-in-register", respondent.organ, on)
    match relation:
        case BodyRelation.OWN_ORGAN:
            held = _posts_held(respondent, on, snapshot)
            if respondent.person is not None and not held:
                return _asked("person-holds-no-post-there", respondent.organ, on)
            since = min((taken for _, taken in held), default=organ.valid_from)
            return Competent(body=BodyId(respondent.organ), source=organ.source or REGISTER, since=since)
        case BodyRelation.NEXT_HIGHER:
            return next_higher(respondent.organ, on, snapshot)
        case BodyRelation.DISCLOSURE_AUTHORITY:
            return _named(organ.disclosure_authority, "disclosure-authority-unknown", respondent, on, snapshot)
        case BodyRelation.SUPERVISION:
            return _supervision(respondent, on, snapshot)
        case BodyRelation.PERSONNEL_AUTHORITY:
            return _personnel_authority(respondent, on, snapshot)


def next_higher(organ: OrganId, on: date, snapshot: Snapshot) -> Competent | Question:
    """The organ one level up in law. Never derived from the place in the organisation."""
    term = snapshot.organ(organ, on)
    if term is None:
        return _asked("organ-not-in-register", organ, on)
    return _named(term.next_higher, "next-higher-organ-unknown", Respondent(organ=organ), on, snapshot)


def _named(
    body: OrganId | None, question: str, respondent: Respondent, on: date, snapshot: Snapshot
) -> Competent | Question:
    if body is None:
        return _asked(question, respondent.organ, on)
    term = snapshot.organ(body, on)
    if term is None:
        return _asked("named-body-not-in-being", body, on)
    entry = snapshot.organ(respondent.organ, on) or term
    return Competent(body=BodyId(body), source=entry.source or REGISTER, since=entry.valid_from)


def _supervision(respondent: Respondent, on: date, snapshot: Snapshot) -> Competent | Question:
    organ = snapshot.organ(respondent.organ, on)
    division = organ.division if organ else None
    if division is None:
        return _asked("division-unknown", respondent.organ, on)
    found = [t for t in snapshot.organs(on, kind=OrganKind.SUPERVISION) if t.division == division]
    if len(found) != 1:
        return _asked("supervision-organ-unknown" if not found else "several-supervision-organs", respondent.organ, on)
    return Competent(body=BodyId(found[0].organ), source=found[0].source or REGISTER, since=found[0].valid_from)


def _personnel_authority(respondent: Respondent, on: date, snapshot: Snapshot) -> Competent | Question:
    if respondent.person is None:
        return _asked("organs-have-no-personnel-authority", respondent.organ, on)
    posts = _posts_held(respondent, on, snapshot)
    if not posts:
        return _asked("person-holds-no-post-there", respondent.organ, on)
    known = {(p.personnel_authority, p.authority_source) for p, _ in posts}
    if any(body is None or source is None for body, source in known):
        return _asked("personnel-authority-unknown", *(p.post for p, _ in posts), on)
    if len({body for body, _ in known}) > 1:
        return _asked("several-personnel-authorities", *(p.post for p, _ in posts), on)
    body, source = min(known, key=str)
    if body is None or source is None or snapshot.organ(body, on) is None:
        return _asked("named-body-not-in-being", str(body), on)
    return Competent(body=BodyId(body), source=source, since=min(max(p.valid_from, taken) for p, taken in posts))


def _posts_held(respondent: Respondent, on: date, snapshot: Snapshot) -> tuple[tuple[PostTerm, date], ...]:
    """The posts in the respondent's organ that the person holds that day, each with the day on which they took it.

    Only the one asked about when it is named.
    """
    if respondent.person is None:
        return ()
    held = ((snapshot.post(h.post, on), h.valid_from) for h in snapshot.held_by(respondent.person, on, on))
    return tuple(
        (post, taken)
        for post, taken in held
        if post is not None
        and post.organ == respondent.organ
        and (respondent.post is None or post.post == respondent.post)
    )


def _asked(code: str, *about: object) -> Question:
    return Question(code=code, about=tuple(a.isoformat() if isinstance(a, date) else str(a) for a in about))
