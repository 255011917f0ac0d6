"""The questionnaire of a social evaluation: anybody reads and answers it, without account, and nothing of them is kept."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from application.adapters.rate_limits import RateClass
from application.casework.instruments import INSTRUMENTS
from application.errors import NotFound
from application.new_id import new_id
from application.streams import load_existing
from domain.identity import OrganId
from domain.rulebook.labels import Label
from domain.supervision.evaluations.evaluation import Evaluation
from domain.supervision.evaluations.results import Satisfaction
from interfaces.api.operation import PUBLIC, Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question."""

    code: str
    label: Label


class AskedAbout(msgspec.Struct, frozen=True, kw_only=True):
    """One organ that can be answered about."""

    organ: UUID
    name: str


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True):
    """What the public is asked, of which organs, until which day (inclusive)."""

    evaluation: UUID
    closes_on: date
    organs: tuple[AskedAbout, ...]
    questions: tuple[Asked, ...]


class AnswerBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer: the organ, and a mark for at least one question. There is no room for words, nor for a name."""

    organ: UUID
    marks: dict[str, Satisfaction]


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """It is kept and will be counted after the last day."""

    evaluation: UUID
    organ: UUID


class Questionnaires:
    """The routes of the public."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        path = "/api/questionnaires/{evaluation}"
        yield Operation(
            method="GET",
            path=path,
            name="read-questionnaire",
            action=PUBLIC,
            summary=Sentence("社会评议公众问卷", "The public questionnaire of a social evaluation"),
            tag="questionnaires",
            answers=Questionnaire,
            refusals=(404,),
            run=self.read,
        )
        yield Operation(
            method="POST",
            path=f"{path}/answers",
            name="answer-questionnaire",
            action=PUBLIC,  # the access table lets everybody answer
            summary=Sentence("提交公众评议", "Answer the questionnaire"),
            tag="questionnaires",
            body=AnswerBody,
            examples={
                one: {
                    "organ": "00000000-0000-4000-8000-000000000001",
                    "marks": {"content": "satisfied", "timeliness": "basically-satisfied"},
                }
                for one in ("zh", "en")
            },
            answers=Answered,
            status=201,
            changes=True,
            refusals=(404, 429),
            limited=RateClass.PUBLIC_ANSWER,
            run=self.answer,
        )

    async def read(self, call: Call) -> Answer:
        """What is asked, while it is asked."""
        return Answer(content=await self.asked(call.ids["evaluation"]))

    async def asked(self, stream: UUID) -> Questionnaire:
        """The questionnaire of that evaluation. Raises NotFound when nobody can answer it today."""
        state = await self._open(stream)
        planned, scheme = state.planned, state.scheme
        if planned is None or scheme is None:
            raise NotFound
        kind = self._service.around.schemes.evaluations.kind(planned.kind)
        labels = {} if kind is None else {one.code: one.label for one in kind.questions}
        today, registers = self._service.around.today(), await self._service.registers.snapshot()
        named = ((organ, registers.organ(organ, today)) for organ in planned.organs)
        return Questionnaire(
            evaluation=stream,
            closes_on=scheme.closes_on,
            organs=tuple(AskedAbout(organ=organ, name=term.name) for organ, term in named if term is not None),
            questions=tuple(Asked(code=code, label=labels[code]) for code in scheme.questions if code in labels),
        )

    async def answer(self, call: Call) -> Answer:
        """Keep one answer."""
        stream, body = call.ids["evaluation"], call.body
        await self._service.limits.take(RateClass.PUBLIC_ANSWER, call.source)
        state = await self._open(stream)
        if body.organ not in state.organs:
            raise Trouble("organ-unknown", place="$.organ")
        asked = state.scheme.questions if state.scheme is not None else ()
        if not body.marks or any(code not in asked for code in body.marks):
            raise Trouble("malformed-body", place="$.marks")
        today, key = self._service.around.today(), call.key or new_id()  # a change always comes with its key
        await self._service.answers.keep(key, stream, OrganId(body.organ), body.marks, today)
        return Answer(content=Answered(evaluation=stream, organ=body.organ), status=201)

    async def _open(self, stream: UUID) -> Evaluation:
        """The evaluation, while the public can answer it; otherwise nobody outside learns that it exists."""
        loaded = await load_existing(self._service.events, INSTRUMENTS["evaluation"].kind, stream)
        state: Evaluation = loaded.state
        if not state.takes_answers(self._service.around.today()):
            raise NotFound
        return state
