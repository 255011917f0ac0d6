"""The law in use: what is in force and what waits for its second signature, proposing a rulebook, whom it would change; texts."""

import re
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.casework import gate
from application.errors import ApplicationError, NotAuthorised, NotFound
from domain.adoptions.commands import EndAdoption, SignAdoption
from domain.refusal import Refused
from domain.rulebook.difference import Change as WrittenChange
from domain.rulebook.schema import Rulebook
from interfaces.api.law import Law
from interfaces.api.official_texts import ADD, OfficialTextRoutes
from interfaces.api.policy_adoptions import PoliciesQuery, PolicyAdoptions, PolicyEntry, PolicyProposed
from interfaces.api.rulebook_adoptions import RulebookAdoptions, RulebookProposed
from interfaces.api.rulebook_impacts import ImpactAsked, ImpactQuery, RulebookImpacts
from interfaces.cli.rulebook_choice import is_policy
from interfaces.cli.rulebook_wording import WORDS
from interfaces.policy_files import PolicyImpact
from interfaces.problems import Problem, Trouble, from_validation
from interfaces.rulebook_impact import Affected, Impact
from interfaces.service import Service
from interfaces.web.calling import call_of, reading
from interfaces.web.directory import Directory, Names
from interfaces.web.problem_page import Explain, problem_of
from interfaces.web.proposal import Differs, named
from interfaces.web.rendering import page, redirect
from interfaces.web.routing import Page
from interfaces.web.standing import MARKS, standings
from interfaces.web.visit import Visit
from interfaces.web.wording import Texts

PROPOSES = (Role.LEGAL_OFFICER, Role.DECIDER)
EXAMINES = (*PROPOSES, Role.APPROVER)

DRAFTS = 3
"""Of so many drafts, the latest, the list says whom they would change: each is judged against every closed respondent."""


class Rulebooks:
    """The pages of the law."""

    def __init__(self, service: Service, directory: Directory, explain: Explain) -> None:
        self._directory, self._explain, self._around = directory, explain, service.around
        self._law, self._adoptions = Law(service), RulebookAdoptions(service)
        self._impacts, self._texts = RulebookImpacts(service), OfficialTextRoutes(service)
        self._policies, self._kept = PolicyAdoptions(service), service.law

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/rulebooks", action="adoption.read", show=self.listed)
        yield Page(path="/rulebooks/propose", action="adoption.read", show=self.ask, submit=self.propose)
        yield Page(path="/rulebooks/add-text", action="rulebook.add-text", show=self.text, submit=self.add_text)
        yield Page(
            path="/rulebooks/policies/{adoption}",
            action="adoption.read",
            show=self.policy,
            submit=self.act_on_policy,
            cites=False,
        )
        yield Page(path="/rulebooks/adoptions/{rulebook}", action="adoption.read", show=self.shown, submit=self.act)

    async def listed(self, visit: Visit) -> Response[bytes]:
        """Every edition in use with the texts at hand, what waits for a signature with whom it would change, then the rest."""
        call = reading(visit)
        law = (await self._law.rulebooks(call)).content
        entries = tuple(reversed((await self._adoptions.listed(call)).content.entries))
        return page(
            visit,
            "rulebooks.html",
            names=await self._directory.names(visit.texts),
            entries=entries,
            proposed={one.id: book.title for one in entries if (book := await self._kept.rulebook(one.content))},
            impacts=await self._impacts_of(visit, [one.id for one in entries if one.state == "proposed"][:DRAFTS]),
            policies=await self._of_bodies(visit),
            standing=standings(self._around.today()),
            marks=MARKS,
            law=law,
            titles={one.instrument: visit.texts.say(one.title) for one in law.rulebooks},
            texts={f"{one.instrument}@{one.edition}" for one in (await self._texts.listed(call)).content.texts},
            proposing=visit.holds(*PROPOSES),
            adding=visit.holds(Role.LEGAL_OFFICER, Role.ADMINISTRATOR),
        )

    async def _impacts_of(self, visit: Visit, drafts: Sequence[UUID]) -> dict[UUID, Impact | None]:
        """Of each draft the first part of whom it would change, for whoever may examine it; None where nothing was judged yet."""
        found: dict[UUID, Impact | None] = {}
        for rulebook in drafts if visit.holds(*EXAMINES) else ():
            asked = msgspec.structs.replace(reading(visit, query=ImpactQuery()), ids={"rulebook": rulebook})
            try:
                found[rulebook] = (await self._impacts.shown(asked)).content
            except ApplicationError:  # the lists are not made yet: the page of the draft says why
                found[rulebook] = None
        return found

    async def ask(self, visit: Visit) -> Response[bytes]:
        """The form of a rulebook."""
        return await self._form(visit, None, None)

    async def propose(self, visit: Visit) -> Response[bytes]:
        """First whom it would change; the second time it is put forward."""
        try:
            given: dict[str, str] = {"file": visit.given("file") or "", "body": visit.given("body") or ""}
            as_policy = is_policy(given["file"].encode("utf-8", "replace"))
            body = msgspec.convert(given, PolicyProposed if as_policy else RulebookProposed, strict=False)
            if visit.given("send") is None:
                asked = call_of(visit, ImpactAsked(file=given["file"]))
                answer = await (self._policies.impact(asked) if as_policy else self._impacts.preview(asked))
                return await self._form(visit, None, answer.content)
            await (self._policies if as_policy else self._adoptions).propose(call_of(visit, body))
        except msgspec.ValidationError as error:
            return await self._form(visit, problem_of(from_validation(error), visit, self._explain), None)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._form(visit, problem_of(error, visit, self._explain), None)
        return redirect("/rulebooks")

    async def shown(self, visit: Visit) -> Response[bytes]:
        """One rulebook: how it differs, what the check finds, whom it would change."""
        return await self._one(visit, None)

    async def act(self, visit: Visit) -> Response[bytes]:
        """Sign it, or give it up."""
        run = self._adoptions.end if visit.given("act") == "end" else self._adoptions.sign
        try:
            await run(call_of(visit, None))
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._one(visit, problem_of(error, visit, self._explain))
        return redirect(visit.path)

    async def text(self, visit: Visit) -> Response[bytes]:
        """The form of an official text."""
        gate.require(visit.who, ADD)
        return page(visit, "rulebook_text.html", text="", problem=None)

    async def add_text(self, visit: Visit) -> Response[bytes]:
        """Keep it; from now on every citation opens its words."""
        written = visit.given("text") or ""
        try:
            await self._texts.add(msgspec.structs.replace(call_of(visit, None), raw=written.encode("utf-8", "replace")))
        except (NotFound, NotAuthorised):
            raise
        except (Trouble, ApplicationError) as error:
            wrong = problem_of(error, visit, self._explain)
            return page(visit, "rulebook_text.html", status=wrong.status, text=written, problem=wrong)
        return redirect("/rulebooks")

    async def _one(self, visit: Visit, wrong: Problem | None) -> Response[bytes]:
        answer, names = await self._adoptions.shown(reading(visit)), await self._directory.names(visit.texts)
        impact, late = None, None
        if visit.holds(*EXAMINES):
            try:
                impact = (await self._impacts.shown(reading(visit, query=_after(visit)))).content
            except ApplicationError as error:  # the lists are not made yet: the rest of the page needs none
                late = problem_of(error, visit, self._explain)
        return page(
            visit,
            "rulebook_adoption.html",
            status=200 if wrong is None else wrong.status,
            names=await self._numbered(names, impact),
            shown=answer.content,
            version=answer.version,
            signing=visit.holds(Role.APPROVER),
            impact=impact,
            called=_called(visit.texts, answer.content.rulebook),
            spot=lambda place: _spot(visit.texts, place),
            differs=_differs(visit.texts),
            measure=_measures(names),
            problem=wrong or late,
        )

    async def policy(self, visit: Visit) -> Response[bytes]:
        """What one of the visitor's bodies put forward for an instrument: its order of measures, signatures, and acts."""
        return await self._policy(visit, None)

    async def act_on_policy(self, visit: Visit) -> Response[bytes]:
        """Sign one content, or give it up."""
        content = visit.given("content") or ""
        command = EndAdoption(content=content) if visit.given("act") == "end" else SignAdoption(content=content)
        try:
            await self._policies.act(call_of(visit, None), command)
        except (NotFound, NotAuthorised):
            raise
        except (Refused, Trouble, ApplicationError) as error:
            return await self._policy(visit, problem_of(error, visit, self._explain))
        return redirect(visit.path)

    async def _policy(self, visit: Visit, wrong: Problem | None) -> Response[bytes]:
        entry = next((each for each in await self._of_bodies(visit) if each.id == visit.ids["adoption"]), None)
        if entry is None:
            raise NotFound
        names = await self._directory.names(visit.texts)
        return page(
            visit,
            "policy_adoption.html",
            status=200 if wrong is None else wrong.status,
            names=names,
            entry=entry,
            title=_title(names, entry.instrument),
            signing=visit.holds(Role.APPROVER),
            measure=_measures(names),
            standing=standings(self._around.today()),
            marks=MARKS,
            problem=wrong,
        )

    async def _of_bodies(self, visit: Visit) -> tuple[PolicyEntry, ...]:
        """What the visitor's own bodies put forward: signed and given up where the adoption itself is shown."""
        bodies = dict.fromkeys(grant.body for grant in visit.who.grants if grant.body is not None)
        found = [await self._policies.listed(reading(visit, query=PoliciesQuery(body=body))) for body in bodies]
        return tuple(entry for each in found for entry in each.content.entries)

    async def _numbered(self, names: Names, impact: Impact | PolicyImpact | None) -> Names:
        """*names* with the numbers of the proceedings that would be treated otherwise."""
        affected = () if impact is None else impact.affected
        return await self._directory.numbered(names, {one.proceeding for one in affected})

    async def _form(self, visit: Visit, wrong: Problem | None, impact: Impact | PolicyImpact | None) -> Response[bytes]:
        names = await self._directory.names(visit.texts)
        bodies = {  # once each, whatever roles are held there
            str(grant.body): names.of(grant.body)
            for grant in visit.who.grants
            if grant.role in PROPOSES and grant.body is not None
        }
        return page(
            visit,
            "rulebook_propose.html",
            status=200 if wrong is None else wrong.status,
            names=await self._numbered(names, impact),
            file=visit.given("file") or "",
            bodies=list(bodies.items()),
            impact=impact if isinstance(impact, Impact) else None,
            differs=_differs(visit.texts),
            suggested=impact if isinstance(impact, PolicyImpact) else None,
            measure=_measures(names),
            problem=wrong,
        )


def _title(names: Names, instrument: str) -> str:
    """What the newest edition of *instrument* is called."""
    titles = {one.instrument: names.texts.say(one.title) for one in names.rulebooks}
    return titles.get(instrument, instrument)


def _called(texts: Texts, book: Rulebook) -> Callable[[WrittenChange], str]:
    """What a thing that was written otherwise is called; its code, or a clause's address, where it has no words of its own."""

    def called(one: WrittenChange) -> str:
        things = {} if one.part == "clauses" else {thing.code: thing for thing in getattr(book, one.part)}
        label = getattr(things.get(one.code), "label", None)
        return one.code if label is None else texts.say(label)

    return called


def _spot(texts: Texts, place: str) -> str:
    """A place in the file (``factors[2].overlaps``) as people say it: the part and which of its members."""
    found = re.match(r"(\w+)(?:\[([^\]]+)\])?", place)
    if found is None or found[1] not in WORDS.parts:
        return place
    part = texts.say(WORDS.parts[found[1]])
    if found[2] is None or found[1] == "clauses":
        return part if found[2] is None else f"{part} {found[2]}"
    return texts("rulebook.spot", part=part, place=int(found[2]) + 1) if found[2].isdigit() else f"{part} {found[2]}"


def _measures(names: Names) -> Callable[[str], str]:
    """What the measures of every rulebook in use are called."""
    words = {one.code: names.texts.say(one.label) for book in names.rulebooks for one in book.measures}
    return lambda code: words.get(code, code)


def _differs(texts: Texts) -> Callable[[Affected, Impact], tuple[Differs, ...]]:
    """What differs for one proceeding, each aspect from and to, in the words of the rulebooks compared."""

    def differs(one: Affected, impact: Impact) -> tuple[Differs, ...]:
        return named(one.changes, {code: texts.say(label) for code, label in impact.labels.items()}, texts)

    return differs


def _after(visit: Visit) -> ImpactQuery:
    """Which part of the closed proceedings the address asks for."""
    asked = visit.asked("after")
    try:
        return ImpactQuery(after=UUID(asked)) if asked is not None else ImpactQuery()
    except ValueError:
        raise Trouble("malformed-query", place="after") from None
