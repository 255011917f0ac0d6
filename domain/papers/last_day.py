"""A last day that a paper tells a respondent and that the calendar may still move: that it may, by when to act all the same, on what it rests."""

from datetime import date

from domain.calendar.deadline import Deadline
from domain.calendar.earliest import earliest
from domain.papers.days import day
from domain.papers.law import LawWords
from domain.papers.wording import Words
from domain.procedure.basis import Source
from domain.procedure.profile import Label


def may_move(found: Deadline, settled_to: date | None, source: Source, law: LawWords, words: Words) -> Label | None:
    """What is said of *found*, whose length rests on *source*; None of a day that the arrangements, published to *settled_to*, settle."""
    if not found.provisional:
        return None
    basis, cited = words["Basis"][source.basis.value], law.source(source.cites)
    rests = basis if cited is None else Label(zh=f"{basis.zh}，{cited.zh}", en=f"{basis.en}, {cited.en}")
    said = words["LastDay"]["open" if settled_to is None else "provisional"]
    to, safe = Label(zh="", en="") if settled_to is None else day(settled_to), day(earliest(found))
    return Label(
        zh=said.zh.format(settled_to=to.zh, safe_on=safe.zh, rests_on=rests.zh),
        en=said.en.format(settled_to=to.en, safe_on=safe.en, rests_on=rests.en),
    )
