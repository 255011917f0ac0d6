"""What the law says, line by line, as pages show it: each statement in one language with its sources."""

from collections.abc import Iterable

import msgspec

from domain.recommendation.outcome import Finding, GateState, Recommendation, Step
from domain.recommendation.parts import Authority, Because, Note
from domain.recommendation.strongest import Reason
from interfaces.web.citing import Cite
from interfaces.web.directory import Names

SCOPE, UNKNOWN, UNSETTLED, ANSWERED = "scope", "unknown", "basis-status-unknown", "answered"
"""The node of the basis, what the rulebook says of its standing, the note while nobody answered that, and what a page says then."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: what, how it stands, on what authority, because of which facts."""

    text: str
    state: str = ""
    cites: tuple[Cite, ...] = ()
    because: tuple[str, ...] = ()
    note: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the derivation."""

    line: Line
    below: tuple["Node", ...] = ()


def held(one: Finding | GateState, names: Names, r: Recommendation) -> Line:
    """A rule with a condition, and whether it holds."""
    return Line(
        text=names.texts.say(one.label),
        state=one.state.value,
        cites=cites(one.authorities, r, names),
        because=because(one.because, names),
    )


def reason(one: Reason, names: Names, r: Recommendation) -> Line:
    """One of the reasons that weigh most."""
    return plain(one, names, r) if isinstance(one, Note) else held(one, names, r)


def plain(one: Note, names: Names, r: Recommendation) -> Line:
    """A note with its sources."""
    return Line(text=names.texts.say(one.label), cites=cites(one.authorities, r, names))


def node(step: Step, names: Names, r: Recommendation) -> Node:
    """A node of the derivation and all below it."""
    line = Line(
        text=names.texts.say(step.label),
        state=_state(step, r),
        cites=cites(step.authorities, r, names),
        because=because(step.because, names),
    )
    return Node(line=line, below=tuple(node(one, names, r) for one in step.steps))


def _state(step: Step, r: Recommendation) -> str:
    """How a node stands. Whether the text was in force is unknown to the rulebook; where the question was answered, it is answered."""
    if step.rule == SCOPE and step.state == UNKNOWN and not any(note.code == UNSETTLED for note in r.time.notes):
        return ANSWERED
    return step.state


def because(facts: Iterable[Because], names: Names) -> tuple[str, ...]:
    """The facts that something rests on, each with its status."""
    return tuple(
        names.texts("bench.fact", fact=names.texts.say(one.label), status=names.code("FindingStatus", one.status.value))
        for one in facts
    )


def cites(authorities: Iterable[Authority], r: Recommendation, names: Names) -> tuple[Cite, ...]:
    """Where each stands: the instrument only where it is another one than the basis, and what kind of rule it is."""
    texts = names.texts
    shown = []
    for one in authorities:
        found = texts.shelf.cite(one.citation, texts, r.identity.rulebook)
        kind = (
            "" if one.basis.value == "direct" else texts("cite.of_kind", kind=texts.or_code("basis", one.basis.value))
        )
        shown.append(msgspec.structs.replace(found, place=found.place + kind))
    return tuple(shown)
