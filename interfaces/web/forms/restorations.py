"""What can be made good to a respondent, and how each kind stands, for the page and its forms."""

from collections.abc import Iterator

from domain.proceedings.restoring import owed
from interfaces.web.forms.fields import Choice
from interfaces.web.matter import Matter
from projections.history.catalogue import codes


def restorations(matter: Matter, *, only_open: bool) -> Iterator[Choice]:
    """Kinds that the respondent of *matter* can have; the hint says what asks for one that is open, if it is open."""
    track, texts = matter.track, matter.names.texts
    if track is None:
        return
    left = owed(track, matter.profile)
    for one in matter.profile.restorations:
        if track.subject.value not in one.subjects or (only_open and one.kind not in left.open):
            continue
        stands = "by_text" if one.kind in left.by_text else "due" if one.kind in left.due else "unanswered"
        hint = texts(f"restoration.{stands}") if one.kind in left.open else ""
        yield Choice(value=one.kind, label=codes()["what"][one.kind].of(texts.language), hint=hint)
