"""What-if: the proposal as it is beside the proposal as it would be. An address says what is supposed; nothing is kept."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import msgspec
from litestar import Response

from application.casework.supposing import Circumstance, WhatIf
from domain.recommendation.facts import FactStatus
from domain.recommendation.outcome import QuestionPut
from domain.rulebook.questions import Question
from domain.rulebook.vocabulary import FactKind
from interfaces.api.supposing import Supposing, WhatIfQuery
from interfaces.service import Service
from interfaces.web.calling import as_query, reading
from interfaces.web.matter import Matters
from interfaces.web.proposal import differing, proposal
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

ACTION = "proceeding.read-recommendation"


class SupposingPage:
    """The page of what-if."""

    def __init__(self, service: Service, matters: Matters) -> None:
        self._matters, self._api = matters, Supposing(service)

    def pages(self) -> Iterator[Page]:
        """The declared page."""
        yield Page(path="/proceedings/{proceeding}/what-if", action=ACTION, show=self.what_if)

    async def what_if(self, visit: Visit) -> Response[bytes]:
        """Both proposals, what differs, what alone changes it, and a form to suppose one more thing."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"], ACTION)
        facts, answers = _pairs(visit, "facts"), _pairs(visit, "answers")
        fact, status = visit.asked("fact"), visit.asked("status")
        if fact is not None and status is not None:
            facts[fact] = status
        held = _Held(visit.path, facts, answers, visit.asked("decided_on"))
        query = as_query(held.query(), WhatIfQuery)
        found: WhatIf = (await self._api.suppose(reading(visit, query=query))).content
        say = visit.texts.say
        labels = {one.code: say(one.label) for one in found.circumstances}
        books = () if matter.names.book is None else matter.names.book.questions
        asked: dict[str, QuestionPut | Question] = {one.code: one for one in books}
        asked |= {one.code: one for one in (*found.now.questions, *found.then.questions)}
        return page(
            visit,
            "what_if.html",
            matter=matter,
            names=matter.names,
            now=proposal(found.now, matter.names),
            then=proposal(found.then, matter.names),
            differs=differing(found.changes, found.now, found.then, visit.texts),
            held=held,
            supposed=[
                *(
                    (
                        labels.get(code, code),
                        f"{visit.texts('what_if.is')}{matter.names.code('FindingStatus', one)}",
                        held.without(code),
                    )
                    for code, one in facts.items()
                ),
                *(
                    (
                        say(asked[code].label) if code in asked else code,
                        _choice(asked, code, one, visit),
                        held.without(code),
                    )
                    for code, one in answers.items()
                ),
            ],
            groups=_groups(found),
            statuses=[each.value for each in FactStatus],
            runs=matter.track is not None and matter.track.decision is None and not matter.track.ended,
            flips=[(one, held.to(one.fact, one.supposed.value)) for one in found.flips if one.fact in labels],
            open_facts=[
                (one, held.to(one.fact, "established"), held.to(one.fact, "refuted"))
                if one.fact in labels
                else (one, None, None)
                for one in found.then.open_facts
            ],
            questions=[
                (
                    say(one.label),
                    [
                        (say(each.label), held.answering(one.code, each.code), each.code == (one.answer or one.default))
                        for each in one.choices
                    ],
                )
                for one in found.then.questions
            ],
        )


class _Held(msgspec.Struct, frozen=True):
    """What the address supposes, and the addresses that suppose one thing more or less."""

    path: str
    facts: Mapping[str, str]
    answers: Mapping[str, str]
    decided_on: str | None

    def query(self) -> dict[str, object]:
        """As the query of the API."""
        day = {} if self.decided_on is None else {"decided_on": self.decided_on}
        return {"facts": _written(self.facts), "answers": _written(self.answers), **day}

    def fields(self) -> list[tuple[str, str]]:
        """As hidden fields of a form; the day has a field of its own there."""
        return [("facts", one) for one in _written(self.facts)] + [("answers", one) for one in _written(self.answers)]

    def to(self, fact: str, status: str) -> str:
        """The address that supposes this fact too."""
        return _at(msgspec.structs.replace(self, facts={**self.facts, fact: status}))

    def answering(self, question: str, choice: str) -> str:
        """The address that supposes this answer too."""
        return _at(msgspec.structs.replace(self, answers={**self.answers, question: choice}))

    def without(self, code: str) -> str:
        """The address that does not suppose this fact or answer."""
        facts, answers = (
            {one: value for one, value in held.items() if one != code} for held in (self.facts, self.answers)
        )
        return _at(msgspec.structs.replace(self, facts=facts, answers=answers))


def _at(held: _Held) -> str:
    fields = held.fields() + ([("decided_on", held.decided_on)] if held.decided_on is not None else [])
    return f"{held.path}?{urlencode(fields)}" if fields else held.path


def _written(pairs: Mapping[str, str]) -> list[str]:
    return [f"{code}={word}" for code, word in pairs.items()]


def _pairs(visit: Visit, name: str) -> dict[str, str]:
    """Pairs of the address; one that is none is kept as it is, for the API to refuse."""
    return {code: word for code, _, word in (one.partition("=") for one in visit.query.get(name, ()) if one)}


def _choice(asked: Mapping[str, QuestionPut | Question], code: str, choice: str, visit: Visit) -> str:
    offered = asked[code].choices if code in asked else ()
    return next((visit.texts.say(one.label) for one in offered if one.code == choice), choice)


def _groups(found: WhatIf) -> list[tuple[str, list[Circumstance]]]:
    """The circumstances by kind, in the order of the kinds."""
    kinds = [(kind.value, [one for one in found.circumstances if one.kind == kind.value]) for kind in FactKind]
    return [(kind, several) for kind, several in kinds if several]
