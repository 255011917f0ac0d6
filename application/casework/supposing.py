"""What would follow for one respondent if something were otherwise. Worked out, shown, and kept nowhere."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from application.casework.advice import sheet_of
from application.casework.around import Around
from application.casework.file import CaseFile
from application.errors import ApplicationError
from domain.identity import ProceedingId
from domain.proceedings.proceeding import Proceeding
from domain.recommendation.changes import Change, changes
from domain.recommendation.editions import basis_of
from domain.recommendation.facts import Answer, FactSheet, FactStatus
from domain.recommendation.outcome import Recommendation
from domain.recommendation.recommend import recommend
from domain.recommendation.situation import Situation
from domain.recommendation.whatif import Flip, single_flips, suppose
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


class Supposition(msgspec.Struct, frozen=True, kw_only=True):
    """What is supposed: facts by code, answers by question, and the day of the decision (that of the sheet, where None)."""

    facts: Mapping[str, FactStatus] = {}
    answers: Mapping[str, str] = {}
    decided_on: date | None = None


class NotToBeSupposed(ApplicationError):
    """Nothing of the case is called *code*. ``place`` is ``facts``, ``answers`` or ``decided_on``."""

    def __init__(self, place: str, code: str) -> None:
        self.place = place
        super().__init__(f"{place}: {code}")


class Circumstance(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that the rulebook knows for this respondent, and how it stands in the record."""

    code: str
    kind: str
    label: Label
    status: FactStatus


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """What follows now, what would follow, and what differs.

    ``circumstances`` are all that may be supposed, ``flips`` the findings whose turning round alone changes what follows.
    """

    now: Recommendation
    then: Recommendation
    changes: tuple[Change, ...]
    circumstances: tuple[Circumstance, ...]
    flips: tuple[Flip, ...]


async def what_if(
    around: Around, file: CaseFile, proceeding: ProceedingId, track: Proceeding, supposition: Supposition
) -> WhatIf | None:
    """Both recommendations side by side; None where there is none today.

    Raises:
        NotToBeSupposed: a code that the rulebook does not know for this respondent, or a day before the conduct.
    """
    case = file.case.state
    sheet = await sheet_of(around, file, proceeding, track)
    if case.opened is None or sheet is None:
        return None
    instrument, catalogue = case.opened.instrument, await around.catalogue()
    rulebook = basis_of(sheet, instrument, catalogue)
    if rulebook is None:
        return None
    day = sheet.decision_on
    policy = await around.policy_for(instrument, track.deciding_body, day)
    policy_then = await around.policy_for(instrument, track.deciding_body, supposition.decided_on or day)

    def work() -> WhatIf:
        dated = _dated(sheet, supposition.decided_on)
        then_basis = basis_of(dated, instrument, catalogue) or rulebook
        situation = Situation(sheet, rulebook, catalogue, day)
        situations = (situation, Situation(dated, then_basis, catalogue, dated.decision_on))
        supposed = _supposed(dated, situations, supposition)
        now = _recommended(sheet, rulebook, policy, catalogue)
        then = now if supposed == sheet else _recommended(supposed, then_basis, policy_then, catalogue)
        return WhatIf(
            now=now,
            then=then,
            changes=changes(now, then),
            circumstances=_all_circumstances(situations),
            flips=single_flips(sheet, rulebook, catalogue),
        )

    return await asyncio.to_thread(work)


def _recommended(sheet: FactSheet, rulebook: Rulebook, policy: Policy | None, catalogue: Catalogue) -> Recommendation:
    return recommend(sheet, rulebook, policy=policy, references=catalogue, known_at=sheet.decision_on)


def _circumstances(situation: Situation) -> tuple[Circumstance, ...]:
    """Every fact for this kind of respondent that can be found one way or the other: not who they are, which is no fact."""
    return tuple(
        Circumstance(
            code=fact.code, kind=fact.kind.value, label=fact.label, status=situation.resolved(fact.code).status
        )
        for fact in situation.facts.values()
        if situation.sheet.subject in fact.subjects and fact.code != situation.book.role_fact
    )


def _all_circumstances(situations: Iterable[Situation]) -> tuple[Circumstance, ...]:
    """Those of today, and those that only the law of the day supposed knows."""
    found: dict[str, Circumstance] = {}
    for situation in situations:
        found = {one.code: one for one in _circumstances(situation)} | found
    return tuple(found.values())


def _dated(sheet: FactSheet, decided_on: date | None) -> FactSheet:
    if decided_on is None:
        return sheet
    if decided_on < sheet.conduct_to:
        raise NotToBeSupposed("decided_on", decided_on.isoformat())
    return msgspec.structs.replace(sheet, decision_on=decided_on)


def _supposed(sheet: FactSheet, situations: tuple[Situation, ...], supposition: Supposition) -> FactSheet:
    known = {one.code for one in _all_circumstances(situations)}
    for fact, status in supposition.facts.items():
        if fact not in known:
            raise NotToBeSupposed("facts", fact)
        sheet = suppose(sheet, fact, status)
    for question, choice in supposition.answers.items():
        offered = {one.code for each in situations if (asked := each.questions.get(question)) for one in asked.choices}
        if choice not in offered:
            raise NotToBeSupposed("answers", question)
        others = tuple(one for one in sheet.answers if one.question != question)
        sheet = msgspec.structs.replace(sheet, answers=(*others, Answer(question=question, choice=choice)))
    return sheet
