"""The circumstances that the record itself shows, as a paper tells them: what was counted, by which days, and where it stands.

Nobody found them, so no event says them: they are what the recommendation counts, and a weighting may rest on them alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec

from domain.cases.events import AllegationFramed
from domain.papers.days import day
from domain.papers.terms import EventRef
from domain.procedure.profile import Label
from domain.recommendation.outcome import Recommendation, Window
from domain.recommendation.parts import Because
from domain.recorded import Recorded

COUNTED = "counted-factors"
"""What a line can be said over: each circumstance that was counted."""

COUNTED_FIELDS = frozenset({"factor", "counted"})


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier decision: its number, and the event that made it."""

    number: str
    at: EventRef


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One of them by its code, the words of what was counted, and what they rest on: earlier decisions, allegations of the case."""

    factor: str
    counted: Label
    sources: tuple[EventRef, ...]


def told(
    circumstances: tuple[Because, ...],
    found: Recommendation,
    recorded: tuple[Recorded[Any], ...],
    decided: Mapping[UUID, Decided],
    words: Mapping[str, Label],
) -> tuple[Counted, ...]:
    """*circumstances* of *found*; *decided* are the earlier decisions by their proceeding.

    What an earlier decision found rests on that decision, and beside it on what is alleged in this case.
    """
    alleged = {str(one.event.allegation): one for one in recorded if isinstance(one.event, AllegationFramed)}
    rows = []
    for circumstance in circumstances:
        inside = [one for one in found.windows if one.fact == circumstance.fact and one.inside]
        said = [_said(one, decided, words) for one in inside]
        if not said:
            said = [words["record"]]
        before = [made.at for one in inside if (made := _earlier(one, decided)) is not None]
        at = [alleged[one.reference] for one in inside if one.reference in alleged]
        at += [one for one in alleged.values() for each in inside if one.event.conduct_from == each.present]
        rows.append(
            Counted(
                factor=circumstance.fact,
                counted=Label(zh="；".join(one.zh for one in said), en="; ".join(one.en for one in said)),
                sources=tuple(dict.fromkeys((*before, *_refs(at or [*alleged.values()])))),
            )
        )
    return tuple(rows)


def _earlier(window: Window, decided: Mapping[UUID, Decided]) -> Decided | None:
    """The decision that found the earlier situation; None for a situation of this case."""
    proceeding, _, allegation = window.reference.partition("/")
    return decided.get(UUID(proceeding)) if allegation else None


def _said(window: Window, decided: Mapping[UUID, Decided], words: Mapping[str, Label]) -> Label:
    earlier = _earlier(window, decided)
    way = words["own" if earlier is None else "earlier"]
    number = None if earlier is None else earlier.number
    days = {"on": day(window.on), "present": day(window.present), "ends": day(window.ends)}
    zh = {name: one.zh for name, one in days.items()}
    en = {name: one.en for name, one in days.items()}
    return Label(zh=way.zh.format(number=number, **zh), en=way.en.format(number=number, **en))


def _refs(events: list[Recorded[Any]]) -> Iterator[EventRef]:
    return (EventRef(stream=one.stream, version=one.version) for one in events)
