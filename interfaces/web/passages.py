"""What a decision says, in the parts in which it says it, so that a ground of an appeal can stand beside the part it goes against."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from domain.appeals.grounds import Against
from interfaces.service import Service
from interfaces.web.matter import Matter, Matters
from interfaces.web.visit import Visit


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part: its heading as it is numbered, its level, and what stands under it. ``name`` is the heading in Chinese, by which it is known."""

    name: str = ""
    heading: str = ""
    level: int = 0
    sentences: tuple[str, ...] = ()


@cache
def attacked() -> Mapping[str, tuple[str, ...]]:
    """What a ground goes against -> the headings of the parts that say it, the nearest first."""
    kept = tomllib.loads(files("interfaces.web").joinpath("passages.toml").read_text("utf-8"))
    return {against: tuple(headings) for against, headings in kept.items()}


def beside(against: Against | None, parts: Iterable[Part]) -> list[Part]:
    """The parts that a ground goes against, the nearest first; none where that was not said or the decision has none."""
    known = {one.name.rpartition("、")[2]: one for one in parts}
    return [known[name] for name in attacked().get(against.value if against is not None else "", ()) if name in known]


async def parts_of_decision(service: Service, matters: Matters, visit: Visit, matter: Matter) -> list[Part]:
    """What the decision of *matter* says: of an approved paper part by part, of a text whole."""
    decision = matter.track.decision if matter.track is not None else None
    if decision is None or matter.proceeding is None or not matter.opened.may("paper.read"):
        return []
    writing = service.writing
    paper = await writing.approved.carrying_out("proceeding.decide", matter.proceeding, decision.document)
    if paper is None:
        words = await matters.text(visit, decision.document)
        return [Part(sentences=(words,))] if words is not None else []
    content = await writing.content(paper, by=visit.who.account, action="appeal.read")
    parts = [Part()]
    for one in content.paragraphs:
        said = tuple(visit.texts.say(each) for each in one.sentences)
        if one.heading:
            name = "".join(each.zh for each in one.sentences)
            parts.append(Part(name=name, heading="".join(said), level=one.heading))
        else:
            parts[-1] = msgspec.structs.replace(parts[-1], sentences=(*parts[-1].sentences, *said))
    return [one for one in parts if one.heading or one.sentences]
