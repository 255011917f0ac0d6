"""The questionnaire of a social evaluation, for anybody who opens its address while it can be answered."""

from collections.abc import Iterator
from uuid import UUID

from litestar import Response

from application.adapters.rate_limits import RateClass
from domain.supervision.evaluations.results import Satisfaction
from interfaces.api.operation import PUBLIC
from interfaces.api.questionnaires import AnswerBody, Questionnaire, Questionnaires
from interfaces.service import Service
from interfaces.web.calling import call_of
from interfaces.web.directory import Names
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit


class QuestionnairePages:
    """The form and its thanks."""

    def __init__(self, service: Service) -> None:
        self._asked = Questionnaires(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(
            path="/questionnaires/{evaluation}",
            action=PUBLIC,
            show=self.ask,
            submit=self.answer,
            limited=RateClass.PUBLIC_ANSWER,
        )

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The questions."""
        return await self._form(visit, await self._asked.asked(visit.ids["evaluation"]), {}, wrong=False)

    async def answer(self, visit: Visit) -> Response[bytes]:
        """Keep the answer; or the form again, when no organ was chosen or no mark given."""
        asked = await self._asked.asked(visit.ids["evaluation"])
        known = {mark.value for mark in Satisfaction}
        given = {one.code: visit.given(f"mark.{one.code}") for one in asked.questions}
        marks = {code: Satisfaction(mark) for code, mark in given.items() if mark in known}
        organ = next((one.organ for one in asked.organs if str(one.organ) == visit.given("organ")), None)
        if organ is None or not marks:
            return await self._form(visit, asked, {**given, "organ": visit.given("organ")}, wrong=True)
        await self._asked.answer(call_of(visit, AnswerBody(organ=UUID(str(organ)), marks=marks)))
        return page(visit, "questionnaire_kept.html", asked=asked)

    async def _form(
        self, visit: Visit, asked: Questionnaire, filled: dict[str, str | None], *, wrong: bool
    ) -> Response[bytes]:
        return page(
            visit,
            "questionnaire.html",
            status=422 if wrong else 200,
            asked=asked,
            filled=filled,
            wrong=wrong,
            marks=tuple(Satisfaction),
            names=Names(texts=visit.texts, accounts={}, called={}),  # it names a mark, and no officer or law
        )
