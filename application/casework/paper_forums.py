"""What the track of a respondent gives its papers: the bodies of review by name, and the words for its handling and its step."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from application.casework.dossier import Dossier
from application.casework.forums import forum_of
from domain.identity import BodyId
from domain.papers.filling import Standing
from domain.papers.wording import Words
from domain.procedure.profile import Label, Profile
from domain.procedure.track import ForumKind
from domain.proceedings.adverse import statutory_orders
from domain.recorded import Recorded
from domain.registers.competence import Question
from domain.registers.snapshot import Snapshot
from domain.rulebook.schema import Rulebook

ANY = "any"


def forum_names(dossier: Dossier, snapshot: Snapshot, names: Mapping[UUID, str], today: date) -> dict[ForumKind, str]:
    """The body that each kind of forum comes to for the one that decides, by name; none that the registers do not know."""
    decides = _decides(dossier)
    if decides is None:
        return {}
    known = {kind: forum_of(kind, decides, today, snapshot) for kind in ForumKind}
    return {kind: names[body] for kind, body in known.items() if not isinstance(body, Question) and body in names}


def track_words(
    dossier: Dossier,
    recorded: tuple[Recorded[Any], ...],
    profile: Profile,
    snapshot: Snapshot,
    today: date,
    rulebooks: Iterable[Rulebook],
    words: Words,
) -> dict[str, Standing]:
    """``handling``: what the profile calls what is decided; of an appeal also ``step``: what the review is called there."""
    taken = [each.event.measures for each in recorded if getattr(each.event, "measures", ())]
    formal = {measure for order in statutory_orders(rulebooks) for measure in order}
    sanctioning = not taken or any(one.measure in formal for one in taken[-1])
    own = words["Sanctioning"].get(profile.code) if sanctioning else None
    handling = own or words["Handling"].get(profile.code) or words["Handling"][ANY]
    found = {"handling": Standing(words=handling)}
    if (step := _step(dossier, profile, snapshot, today)) is not None:
        found["step"] = Standing(words=step)
    return found


def _decides(dossier: Dossier) -> BodyId | None:
    if dossier.appeal is not None and dossier.appeal.state.filing is not None:
        return dossier.appeal.state.filing.decided_by
    return None if dossier.track is None else dossier.body


def _step(dossier: Dossier, profile: Profile, snapshot: Snapshot, today: date) -> Label | None:
    """The word for the review where it lies; every word of the step where the registers do not tell them apart."""
    filing, decides = (None if dossier.appeal is None else dossier.appeal.state.filing), _decides(dossier)
    track = None if filing is None else profile.track(filing.track)
    step = None if track is None or filing is None else track.step(filing.step)
    if step is None or decides is None:
        return None
    here = [one for one in step.forums if forum_of(one.kind, decides, today, snapshot) == dossier.body] or step.forums
    called = {one.zh: one.en for one in here}
    return Label(zh="、".join(called), en=" or ".join(called.values()))
