"""The appeal form: where and until when, prefilled from the decision, read once more, then filed with a receipt."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from litestar import Response

from application.actions import COMMANDS
from application.adapters.drafts import Draft
from application.errors import ApplicationError, ContentRefused, NotAuthorised, NotFound
from domain.appeals.by_letter import CHANGING
from domain.appeals.grounds import Against
from domain.refusal import Refused
from interfaces.api.histories import Histories, LanguageQuery
from interfaces.api.operation import Operation
from interfaces.problems import Problem, Trouble
from interfaces.service import Service
from interfaces.ways_of_review import Remedy
from interfaces.web.calling import call_of, reading
from interfaces.web.counting import counting
from interfaces.web.forms.choices import Choices
from interfaces.web.forms.faults import faults
from interfaces.web.forms.fields import Choice, Field, fields_of, texts_in
from interfaces.web.forms.filling import ROWS, body_of, grounds_in
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, file_of, sent_files
from interfaces.web.matter import Matter, Matters
from interfaces.web.pages.commanding import Given
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.remedies import remedies_now
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.signals import signals
from interfaces.web.strip import spelled
from interfaces.web.visit import Visit, number_in

ACTION = "appeal.file-appeal"
FILED = "appeal.filed.v1"
FORUM = "forum"
"""With which body an appeal is filed."""

GROUNDS, POINTS = "grounds", "points"
"""The application as a whole, and its grounds one by one: only these are written."""

AGAINST = tuple(one.value for one in Against)
OFFERED, MORE = 3, 3
"""Rows for grounds that the form begins with, and how many come when more are asked for."""

LATE = ("hindrance", "hindrance_ended_on", "agent")
"""Fields that few need: why it comes late, and who files for the respondent."""


class Appealing:
    """The respondent's appeal."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._service, self._matters, self._explain = service, matters, explain
        self._operation, self._histories = operations[ACTION], Histories(service)
        self._drafts = service.appeal_drafts
        asked = fields_of(COMMANDS[ACTION][1])
        self._fields = tuple(one for one in asked if one.name not in {"proceeding", GROUNDS})

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        here = "/own/{proceeding}/appeal"
        yield Page(path=here, action=ACTION, show=self.write, submit=self.review)
        yield Page(path=f"{here}/send", action=ACTION, submit=self.send, uploads=True)
        yield Page(path=f"{here}/receipt", action="proceeding.read", show=self.receipt)

    async def write(self, visit: Visit) -> Response[bytes]:
        """The form, with what the decision says already in it and what was saved."""
        matter = await self._opened(visit)
        draft = await self._drafts.of(visit.who.account, matter.id)
        return await self._form(visit, matter, draft=draft)

    async def review(self, visit: Visit) -> Response[bytes]:
        """Save what was written; then it is read once more, or the form comes again, to change it or with more rows."""
        matter = await self._opened(visit)
        wanted = visit.given("act")
        try:
            await self._drafts.save(visit.who.account, matter.id, self._written(visit))
        except ContentRefused:  # what is too long to be kept can be filed
            if wanted is not None:
                long = Trouble("body-too-large")
                return await self._form(visit, matter, problem_of(long, visit, self._explain))
        else:
            if wanted == "keep":
                return Response(b"", status_code=204)  # the script, which tells it from every redirect
            if wanted == "save":
                return redirect(visit.path)
        if visit.given("change") is not None or visit.given("more") is not None:
            return await self._form(visit, matter)
        try:
            self._body(visit, matter, {})
        except Trouble as error:
            return await self._form(visit, matter, problem_of(error, visit, self._explain))
        return await self._reviewed(visit, matter)

    async def send(self, visit: Visit) -> Response[bytes]:
        """File it; the files were chosen on the page where it was read once more."""
        matter = await self._opened(visit)
        try:
            self._body(visit, matter, {})
        except Trouble as error:  # not what was read once more: it is written again
            return await self._form(visit, matter, problem_of(error, visit, self._explain))
        try:
            said, files = sent_files(visit, (GROUNDS, *texts_in(self._fields)))
            call = call_of(visit, self._body(visit, matter, said), ids={})
            call = msgspec.structs.replace(call, expected=None, files=files)
            answer = await self._operation.run(call)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._reviewed(visit, matter, problem_of(error, visit, self._explain))
        await self._drafts.drop(visit.who.account, matter.id)
        at = f"?at={answer.content.position}"
        return redirect(
            f"/own/{matter.id}/appeal/receipt{at}" if matter.opened.own else f"/proceedings/{matter.id}{at}"
        )

    async def receipt(self, visit: Visit) -> Response[bytes]:
        """Number, time and content hash of each appeal that was filed."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.own:
            raise NotFound
        history = (await self._histories.proceeding(reading(visit, query=LanguageQuery()))).content.entries
        filed = [one for one in history if one.name == FILED]
        return page(visit, "own_receipt.html", matter=matter, of="appeal", document="grounds", filed=filed)

    async def _opened(self, visit: Visit) -> Matter:
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"], people=False)
        if not matter.opened.may(ACTION):
            raise NotAuthorised(ACTION)
        return matter

    def _written(self, visit: Visit) -> dict[str, str]:
        """What stands in the fields that are the form's own; nothing else is kept."""
        rows = (f"{POINTS}.{place}.{part}" for place in range(ROWS) for part in ("text", "against"))
        names = ("rows", *rows, *(one.name for one in self._fields if one.name != POINTS))
        return {name: value for name in names if (value := visit.given(name)) is not None}

    def _body(self, visit: Visit, matter: Matter, said: Mapping[str, Any]) -> Any:
        whole = self._whole(visit, matter)
        hidden = {"proceeding": str(matter.id)} | ({GROUNDS: {"text": whole}} if whole else {})
        return body_of(visit, self._fields, self._operation.body, {**hidden, **said})

    def _whole(self, visit: Visit, matter: Matter) -> str | None:
        """The application: what is challenged, and the grounds in their order; None while there is none."""
        t, rows = visit.texts, list(grounds_in(visit, POINTS))
        if not rows:
            return None
        lines = [self._beginning(visit, matter)]
        for place, one in enumerate(rows, 1):
            against = matter.names.code("Against", one["against"]) if one.get("against") in AGAINST else ""
            title = t("grounds.one_against" if against else "grounds.one", place=place, against=against)
            lines.append(f"{title}{t('form.colon')}{one['text']['text']}")
        return "\n\n".join(line for line in lines if line)

    async def _form(
        self, visit: Visit, matter: Matter, problem: Problem | None = None, draft: Draft | None = None
    ) -> Response[bytes]:
        """The form with what was sent, or with the *draft*; the way that its address names goes before the one that was saved."""
        choices, given = Choices(matter, self._service.around, {}), _given(visit, draft)
        shown: dict[str, tuple[Choice, ...] | None] = {field.name: choices.of(field) for field in self._fields}
        remedies, around = await remedies_now(self._service, matter), self._service.around
        calendar = await around.calendar()
        return page(
            visit,
            "appeal_form.html",
            status=200 if problem is None else problem.status,
            goes_back=True,
            matter=matter,
            names=matter.names,
            action=ACTION,
            decision=matter.track.decision if matter.track is not None else None,
            remedies=remedies,
            ways_counted=lambda one: counting(one.counted, calendar, visit.texts),
            signal=await signals(around),
            length=lambda period: spelled(period, None, visit.texts),
            what_counts=[one for one in matter.profile.grounds if CHANGING & set(one.results)],
            beginning=self._beginning(visit, matter),
            against=AGAINST,
            rows=_rows(given, more=visit.given("more") is not None),
            saved_at=draft.saved_at if draft is not None else None,
            fields=[
                asked
                for one in self._fields
                if one.name not in {*LATE, POINTS} and (asked := _needed(one, shown[one.name]))
            ],
            late=[one for one in self._fields if one.name in LATE],
            choices=shown,
            given=Given({**_only(remedies), **given}),
            about=None,
            points=range(0),
            papers=None,
            begins_today=frozenset(),
            today=around.today(),
            endings=None,
            problem=problem,
            faults=faults(problem, {GROUNDS, *(field.name for field in self._fields)}),
        )

    async def _reviewed(self, visit: Visit, matter: Matter, problem: Problem | None = None) -> Response[bytes]:
        choices, around = Choices(matter, self._service.around, {}), self._service.around
        calendar, chosen = await around.calendar(), (visit.given("track"), visit.given("step"))
        said = [(field, value) for field in self._fields if (value := visit.given(field.name)) is not None]
        files = [GROUNDS, *(name for name in texts_in(self._fields) if visit.given(name) is not None)]
        return page(
            visit,
            "appeal_review.html",
            status=200 if problem is None else problem.status,
            goes_back=problem is None,
            matter=matter,
            action=ACTION,
            said=[(field.name, value, _word(choices.of(field), value, visit, field)) for field, value in said],
            remedies=[
                one for one in await remedies_now(self._service, matter) if (one.way.code, one.step.code) == chosen
            ],
            names=matter.names,
            ways_counted=lambda one: counting(one.counted, calendar, visit.texts),
            signal=await signals(around),
            length=lambda period: spelled(period, None, visit.texts),
            today=around.today(),
            rows=[(place, one) for place in range(ROWS) if (one := _row(visit, place)) is not None],
            files=[(name, file_of(name)) for name in files],
            endings=ENDINGS,
            megabytes=MEGABYTES,
            again=bool(visit.files) and problem is not None,
            problem=problem,
        )

    @staticmethod
    def _beginning(visit: Visit, matter: Matter) -> str:
        """The first sentence of the application: what is challenged."""
        decision = matter.track.decision if matter.track is not None else None
        if decision is None:
            return ""
        return visit.texts(
            "own_appeal.beginning",
            body=matter.names.of(decision.body),
            day=visit.texts.day(decision.effective_on),
            number=decision.number,
        )


def _only(remedies: tuple[Remedy, ...]) -> dict[str, list[str]]:
    """Track and step where one alone is left: nobody has to know that it is the second."""
    if len(remedies) != 1:
        return {}
    return {"track": [remedies[0].way.code], "step": [remedies[0].step.code]}


def _row(visit: Visit, place: int) -> tuple[str | None, str] | None:
    """What the ground at *place* goes against, and its words; None where nothing was written."""
    text = visit.given(f"{POINTS}.{place}.text")
    return None if text is None else (visit.given(f"{POINTS}.{place}.against"), text)


def _given(visit: Visit, draft: Draft | None) -> Mapping[str, Sequence[str]]:
    if visit.form or draft is None:
        return visit.form or visit.query
    return {**{name: (value,) for name, value in draft.fields.items()}, **visit.query}


def _rows(given: Mapping[str, Sequence[str]], *, more: bool) -> range:
    """The rows of the form: those that were shown or filled in, and some more where they were asked for."""
    filled = (place for place in range(ROWS) if any(one.strip() for one in given.get(f"{POINTS}.{place}.text", ())))
    shown = max(OFFERED, max(filled, default=-1) + 1, number_in(next(iter(given.get("rows", ())), None)) or 0)
    return range(min(ROWS, shown + (MORE if more else 0)))


def _needed(field: Field, choices: tuple[Choice, ...] | None) -> Field | None:
    """The body is asked for wherever one can be chosen: left open, an appeal that several can take is refused. Else it is no field."""
    if field.name != FORUM:
        return field
    return msgspec.structs.replace(field, required=True) if choices else None


def _word(choices: tuple[Choice, ...] | None, value: str, visit: Visit, field: Field) -> str:
    """What stands on the page for *value*: the words of the choice, the day written out, or the text itself."""
    for choice in choices or ():
        if choice.value == value:
            return choice.label
    return visit.texts.day(date.fromisoformat(value)) if field.widget == "date" else value
