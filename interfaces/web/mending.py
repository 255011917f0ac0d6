"""The way from a rule that stands against an act to the form of the act that mends it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from application.actions import COMMANDS
from application.casework.reading import Reading
from application.errors import NotAuthorised, NotFound
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.problems import Problem, ReasonShown
from interfaces.web.matter import Matter
from interfaces.web.offers import Offer
from interfaces.web.visit import Visit


async def mends(
    reading: Reading, visit: Visit, matter: Matter, problem: Problem | None, *, besides: str | None = None
) -> Mapping[str, Offer]:
    """By rule, the act that its remedy names, on this matter or on what it belongs to: only where the reader may issue it.

    *besides* is the act that was refused; its own form is where the reader stands already.
    """
    found: dict[str, Offer] = {}
    for reason in problem.reasons if problem is not None else ():
        act = reason.act
        if act is None or act == besides or act not in COMMANDS:
            continue
        for stream in _on(matter, reason, act.partition(".")[0]):
            if await _may(reading, visit, matter, act, stream):
                found[reason.rule] = _offer(act, stream)
                break
    return found


def _on(matter: Matter, reason: ReasonShown, kind: str) -> Iterator[UUID]:
    """The matters of that kind on which the act can be meant."""
    if kind == matter.kind:
        yield matter.id
    elif kind == "case" and matter.file is not None:
        yield matter.file.case.id
    elif kind == "proceeding" and matter.proceeding is not None:
        yield matter.proceeding
    elif kind == "proceeding" and matter.file is not None:
        yield from (track.id for track in matter.file.proceedings if str(track.id) in reason.about)


async def _may(reading: Reading, visit: Visit, matter: Matter, act: str, stream: UUID) -> bool:
    if stream == matter.id:
        return matter.opened.may(act)
    try:
        await reading.opened(visit.who, act.partition(".")[0], stream, act)
    except (NotFound, NotAuthorised):
        return False
    return True


def _offer(act: str, stream: UUID) -> Offer:
    kind, _, verb = act.partition(".")
    return Offer(action=act, label=SUMMARIES[act], to=f"/{PLURAL[kind]}/{stream}/{verb}")
