"""The statement writer: an answer to each fact, kept as it is written, read once more, then sent with a receipt."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from litestar import Response

from application.adapters.drafts import Drafts
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.calendar.clocks import ClockKind
from domain.proceedings.adverse import held_against
from domain.proceedings.hearing import HearingState
from domain.proceedings.terms import Stance
from domain.refusal import Refused
from interfaces.api.clocks import own_clocks
from interfaces.api.histories import Histories, HistoryEntry, LanguageQuery
from interfaces.api.operation import Operation
from interfaces.api.own_stating import OwnStating, own_stating
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.demands import demands
from interfaces.web.forms.uploading import ENDINGS, MEGABYTES, Uploads
from interfaces.web.matter import Matter, Matters
from interfaces.web.points import answered, called
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.remedies import remedies_now
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.signals import signals
from interfaces.web.visit import Visit

ACTION = "proceeding.file-statement"
FILED = "proceeding.statement-received.v1"
STANCES = tuple(one.value for one in Stance)
WHOLE = "whole"
"""The field for what concerns no single fact."""
FILE = "signed"
"""The field of a file that is the statement itself: its reference, once it is kept."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One fact with the answer so far. ``stance`` is empty while none was given; ``alleged`` is where it was notified: each
    situation with its organ and days.
    """

    fact: str
    label: str
    stance: str
    text: str
    alleged: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything was said to it."""
        return bool(self.stance or self.text)


class Stating:
    """The respondent's statement."""

    def __init__(
        self, service: Service, matters: Matters, operations: Mapping[str, Operation], explain: Explain
    ) -> None:
        self._service, self._matters, self._explain = service, matters, explain
        self._operation = operations[ACTION]
        self._drafts: Drafts = service.drafts
        self._histories, self._uploads = Histories(service), Uploads(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/own/{proceeding}/statement", action=ACTION, show=self.write, submit=self.act, uploads=True)
        yield Page(path="/own/{proceeding}/statement/review", action=ACTION, show=self.review)
        yield Page(path="/own/{proceeding}/statement/receipt", action="proceeding.read", show=self.receipt)

    async def write(self, visit: Visit) -> Response[bytes]:
        """The form, filled with what was saved."""
        matter = await self._opened(visit)
        draft = await self._drafts.of(visit.who.account, matter.id)
        fields = draft.fields if draft is not None else {}
        return await self._form(visit, matter, fields, saved_at=draft.saved_at if draft is not None else None)

    async def act(self, visit: Visit) -> Response[bytes]:
        """Save what was written; then show it once more, go back to the form, or send. Each page has an address of its own."""
        matter = await self._opened(visit)
        fields = {name: value for name in self._names(matter) if (value := visit.given(name)) is not None}
        forged = self._forged(matter, fields)
        if forged is not None:  # nothing else is kept than what the form can say
            trouble = Trouble("malformed-body", place=forged, detail="不在可选值之内 / not one of the choices")
            return await self._form(visit, matter, fields, problem=problem_of(trouble, visit, self._explain))
        try:
            sent = await self._uploads.kept(visit, "proceeding", matter.id, FILE)
        except Trouble as error:
            return await self._form(visit, matter, fields, problem=problem_of(error, visit, self._explain))
        if sent is not None:
            fields[FILE] = f"{sent['id']} {sent['sha256']}"
        elif visit.given("without") is not None:
            fields.pop(FILE, None)
        saved = await self._drafts.save(visit.who.account, matter.id, fields)
        wanted = visit.given("act")
        if wanted == "keep":
            return Response(b"", status_code=204)  # the script, which tells it from every redirect
        if wanted in {"save", "change"}:
            return redirect(visit.path)
        if not self._says_something(matter, fields):
            problem = problem_of(Trouble("statement-empty"), visit, self._explain)
            return await self._form(visit, matter, fields, saved_at=saved, problem=problem)
        if wanted == "send":
            return await self._sent(visit, matter, fields)
        return redirect(f"{visit.path}/review")

    async def review(self, visit: Visit) -> Response[bytes]:
        """What was saved, to be read once more; the form while nothing was."""
        matter = await self._opened(visit)
        draft = await self._drafts.of(visit.who.account, matter.id)
        if draft is None or _over(await self._stating(matter)) or not self._says_something(matter, draft.fields):
            return redirect(f"/own/{matter.id}/statement")
        return await self._form(visit, matter, draft.fields, saved_at=draft.saved_at, review=True)

    async def receipt(self, visit: Visit) -> Response[bytes]:
        """Number, time and content hash of each statement that was made."""
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"])
        if not matter.opened.own:
            raise NotFound
        filed = await self._filed(visit)
        return page(visit, "own_receipt.html", matter=matter, of="statement", document="document", filed=filed)

    async def _filed(self, visit: Visit) -> list[HistoryEntry]:
        """The statements that were made, to whatever notice."""
        history = (await self._histories.proceeding(reading(visit, query=LanguageQuery()))).content.entries
        return [one for one in history if one.name == FILED]

    async def _stating(self, matter: Matter) -> OwnStating | None:
        """What can still be stated."""
        return None if matter.track is None else await own_stating(self._service.around, matter.track)

    async def _submitted(self, visit: Visit, matter: Matter) -> dict[str, Any]:
        """What was made of the right to be heard, for whoever can make no more of it: the words and files, and the rulings."""
        track = matter.opened.state
        texts = {one.text.id: one.text for one in track.hearing.points if one.text is not None}
        said = {each: await self._matters.text(visit, document) for each, document in texts.items()}
        files = [await self._matters.as_file(one) for one in track.hearing.statements]
        return {
            "filed": await self._filed(visit),
            "answers": list(answered(track, track.hearing.points, matter.names, said)),
            "files": [one for one in files if one is not None],
            "reviewable": track.decision is not None and bool(await remedies_now(self._service, matter)),
        }

    async def _opened(self, visit: Visit) -> Matter:
        matter = await self._matters.open(visit, "proceeding", visit.ids["proceeding"], people=False)
        if not matter.opened.own:
            raise NotFound
        if not matter.opened.may(ACTION):
            raise NotAuthorised(ACTION)
        return matter

    async def _sent(self, visit: Visit, matter: Matter, fields: Mapping[str, str]) -> Response[bytes]:
        try:
            answer = await self._operation.run(call_of(visit, self._body(visit, matter, fields)))
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, matter, fields, problem=problem_of(error, visit, self._explain))
        await self._drafts.drop(visit.who.account, matter.id)
        return redirect(f"{visit.path}/receipt?at={answer.content.position}")

    def _body(self, visit: Visit, matter: Matter, fields: Mapping[str, str]) -> Any:
        """One point for each fact that was answered, and one for the rest; the whole is their text in order, or the file.

        A file alone is one point: what it says is answered like any other.
        """
        t = visit.texts
        points: list[dict[str, Any]] = []
        lines: list[str] = []
        sentence = t("form.full_stop") + ("" if t.language == "zh" else " ")
        for item in self._items(matter, fields):
            if not item.answered:
                continue
            words = item.text or t(f"statement.stance.{item.stance}")
            point = {"text": {"text": words}, "about": item.fact}
            points.append(point | ({"stance": item.stance} if item.stance else {}))
            stance = t(f"statement.stance.{item.stance}") if item.stance else ""
            said = sentence.join(part.rstrip("。.") for part in (stance, item.text) if part)
            lines.append(f"{item.label}{t('form.colon')}{said}{t('form.full_stop')}")
        whole = fields.get(WHOLE)
        if whole:
            points.append({"text": {"text": whole}})
            lines.append(whole)
        document: dict[str, str] = {"text": "\n\n".join(lines)}
        if fields.get(FILE):
            document = dict(zip(("id", "sha256"), fields[FILE].split(), strict=False))
            points = points or [{"text": document}]
        try:
            return msgspec.convert({"document": document, "points": points}, self._operation.body, strict=False)
        except msgspec.ValidationError as error:
            raise from_validation(error) from None

    async def _form(
        self,
        visit: Visit,
        matter: Matter,
        fields: Mapping[str, str],
        *,
        saved_at: datetime | None = None,
        review: bool = False,
        problem: Problem | None = None,
    ) -> Response[bytes]:
        version = visit.given("version")
        stated = await self._stating(matter)
        over = problem is None and _over(stated)
        today, calendar = self._service.around.today(), await self._service.around.calendar()
        clocks = await own_clocks(self._service, visit.who, matter=matter.id)
        asked = (
            one
            for one in demands(clocks, visit.texts, today, {}, calendar)
            if one.shown.deadline.kind is ClockKind.STATEMENT
        )
        return page(
            visit,
            "statement_review.html" if review else "statement.html",
            status=200 if problem is None else problem.status,
            matter=matter,
            names=matter.names,
            items=self._items(matter, fields),
            whole=fields.get(WHOLE, ""),
            signed=fields.get(FILE, ""),
            endings=ENDINGS,
            megabytes=MEGABYTES,
            stances=STANCES,
            stating=stated,
            asked=next(asked, None),
            over=over,
            **(await self._submitted(visit, matter) if over else {}),
            signal=await signals(self._service.around),
            version=version if version is not None and problem is None else str(matter.opened.version),
            saved_at=saved_at,
            problem=problem,
        )

    def _says_something(self, matter: Matter, fields: Mapping[str, str]) -> bool:
        answered = any(one.answered for one in self._items(matter, fields))
        return answered or bool(fields.get(WHOLE) or fields.get(FILE))

    def _items(self, matter: Matter, fields: Mapping[str, str]) -> list[Item]:
        return [
            Item(
                fact=fact,
                label=label,
                stance=stance if (stance := fields.get(f"stance.{fact}", "")) in STANCES else "",
                text=fields.get(f"text.{fact}", "").strip(),
                alleged=tuple(_alleged(matter, fact)),
            )
            for fact, label in self._facts(matter)
        ]

    def _forged(self, matter: Matter, fields: Mapping[str, str]) -> str | None:
        """The field of an answer that is none of those the form offers; None where there is none."""
        asked = (f"stance.{fact}" for fact, _ in self._facts(matter))
        return next((place for place in asked if fields.get(place, "") not in {"", *STANCES}), None)

    def _facts(self, matter: Matter) -> list[tuple[str, str]]:
        """What was notified to the respondent and is held against them, in the words of the rulebook."""
        notice, names = matter.track.notice if matter.track is not None else None, matter.names
        return (
            []
            if notice is None
            else [(one, called(one, notice, names)) for one in held_against(notice, names.rulebooks)]
        )

    def _names(self, matter: Matter) -> list[str]:
        facts = [fact for fact, _ in self._facts(matter)]
        return [WHOLE, FILE, *(f"stance.{fact}" for fact in facts), *(f"text.{fact}" for fact in facts)]


def _over(stated: OwnStating | None) -> bool:
    """Whether nothing can be stated any more."""
    return stated is not None and stated.state is HearingState.OVER


def _alleged(matter: Matter, fact: str) -> Iterator[str]:
    """The situations under which the respondent was notified of *fact*."""
    notice, names = matter.track.notice if matter.track is not None else None, matter.names
    under = {allegation for allegation, one in notice.findings if one == fact} if notice is not None else set()
    for one in matter.case.allegations if matter.case is not None else ():
        if one.allegation in under:
            days = (names.texts.day(day) for day in dict.fromkeys((one.conduct_from, one.conduct_to)))
            yield " · ".join((names.law(one.ground), names.of(one.organ), " – ".join(days)))
