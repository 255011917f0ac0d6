"""The way from a rule that stands against an act to the form of the act that mends it."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode
from uuid import UUID

from application.access import Role
from application.actions import COMMANDS
from application.casework.reading import Reading
from application.errors import NotAuthorised, NotFound
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.explaining import offices_of
from interfaces.problems import Problem, ReasonShown
from interfaces.web.matter import Matter
from interfaces.web.offers import Offer
from interfaces.web.visit import Visit


async def mends(
    reading: Reading, visit: Visit, matter: Matter, problem: Problem | None, *, besides: str | None = None
) -> Mapping[ReasonShown, Offer]:
    """By reason, the act that its remedy names, on this matter or on what it belongs to: only where the reader may issue it.

    *besides* is the act that was refused; its own form is where the reader stands already. Where several reasons lead to the
    same form, the last of them does.
    """
    found: dict[ReasonShown, Offer] = {}
    for reason in problem.reasons if problem is not None else ():
        act = reason.act
        if act is None or act == besides or act not in COMMANDS:
            continue
        for stream in _on(matter, reason, act.partition(".")[0]):
            through = await _through(reading, visit, matter, act, stream)
            offices = offices_of(reason)
            if through and (not offices or through & {*offices}):
                found[reason] = _offer(act, stream, _asks(reason, problem))
                break
    return dict({offer.to: (reason, offer) for reason, offer in found.items()}.values())


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


async def _through(reading: Reading, visit: Visit, matter: Matter, act: str, stream: UUID) -> frozenset[Role]:
    """The roles through which the reader may issue *act*; none where they may not."""
    if stream == matter.id:
        return matter.opened.through(act)
    try:
        return (await reading.opened(visit.who, act.partition(".")[0], stream, act)).roles
    except (NotFound, NotAuthorised):
        return frozenset()


def _asks(reason: ReasonShown, problem: Problem | None) -> str:
    """What the form is opened with: the very question that has no answer, or every fact that is open."""
    if reason.rule == "question-unanswered":
        return f"?{urlencode({'question': reason.about[0]})}"
    if reason.rule != "decisive-fact-open" or problem is None:
        return ""
    facts = [code for one in problem.reasons if one.rule == reason.rule for code in one.about]
    return f"?{urlencode({'facts': facts}, doseq=True)}"


def _offer(act: str, stream: UUID, query: str) -> Offer:
    kind, _, verb = act.partition(".")
    return Offer(action=act, label=SUMMARIES[act], to=f"/{PLURAL[kind]}/{stream}/{verb}{query}")
