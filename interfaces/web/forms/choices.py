"""What can be chosen in each field of a command on one matter: from the case, the rulebook, the registers, the profile."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from application.access import Role
from application.casework.around import Around
from application.casework.file import FIRST_PROFILE
from application.casework.forums import forum_of
from application.casework.instruments import INSTRUMENTS
from domain.appeals.events import AppealResult, OutsideResult
from domain.cases.events import FindingStatus
from domain.identity import PartyId, PostId
from domain.recommendation.outcome import QuestionPut
from domain.registers.competence import Question
from domain.registers.records import OrganTerm
from domain.rulebook.questions import DECIDER
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import FactKind
from interfaces.web.forms.duty_choices import duty_choices
from interfaces.web.forms.fact_choices import framed_first, under_headings
from interfaces.web.forms.fields import Choice, Field
from interfaces.web.forms.instrument_choices import instrument_choices
from interfaces.web.forms.restorations import restorations
from interfaces.web.forms.scheme_choices import scheme_choices
from interfaces.web.forms.variation_choices import variation_choices
from interfaces.web.matter import Matter
from interfaces.web.points import called
from projections.history.catalogue import codes

OFFICERS: dict[str, frozenset[Role]] = {
    "investigators": frozenset({Role.INVESTIGATOR}),
    "checkers": frozenset({Role.INVESTIGATOR}),
    "officers": frozenset({Role.INVESTIGATOR}),
    "reviewers": frozenset({Role.CASE_REVIEWER}),
    "handlers": frozenset({Role.APPEAL_HANDLER}),
    "present": frozenset({Role.DECIDER, Role.APPEAL_HANDLER}),
    "voting": frozenset({Role.DECIDER}),
    "recused": frozenset({Role.DECIDER}),
}
"""Field -> roles of those who can stand in it."""

HELD = frozenset({"facts", "fact", "factor"})
"""Fields that name facts to be held."""

WORDED = ("source", "to", "what", "retention", "phase")
"""Fields whose codes are words of the procedure: their labels are the history's."""

OF_THE_MATTER = frozenset({"lifting"})
"""Fields whose codes are the matter's own: where it has none there is nothing to choose, and nothing to type in either."""


class Choices:
    """The choices of one matter."""

    def __init__(self, matter: Matter, around: Around, preset: dict[str, str], action: str = "") -> None:
        self._matter, self._around, self._preset, self._action = matter, around, preset, action
        self._names, self._book = matter.names, matter.names.book
        schemes = around.schemes
        self._watched = dict(variation_choices(matter))
        if matter.kind in INSTRUMENTS:
            self._watched = instrument_choices(matter, action, preset, around) | scheme_choices(matter, schemes)

    def of(self, field: Field) -> tuple[Choice, ...] | None:
        """The choices of *field*; None when it is typed in."""
        if field.name in self._watched:
            return self._watched[field.name]
        if field.enum is not None and field.widget != "results":
            kind = field.enum.__name__
            return tuple(Choice(value=each.value, label=self._names.code(kind, each.value)) for each in field.enum)
        if field.widget in {"pairs", "results", "measures"}:
            return tuple(self._special(field))
        if field.ids is not None:
            return tuple(self._ids(field))
        if field.codes == "what" and self._matter.track is not None:
            return tuple(restorations(self._matter, only_open=field.widget == "checks"))
        if field.codes is not None:
            found = tuple(self._codes(field.codes))
            return found if found or field.codes in OF_THE_MATTER else None
        return None

    def _ids(self, field: Field) -> Iterator[Choice]:
        match field.ids:
            case "ActorId":
                yield from self._officers(field.name)
            case "BodyId" if field.name == "forum":
                yield from self._forums()
            case "BodyId" | "OrganId":
                yield from self._organs()
            case "PartyId":
                posts = {one.person: self._post(one.post) for one in self._matter.candidates}
                for each, name in self._names.people.items():
                    yield Choice(value=str(each), label=name, hint=posts.get(PartyId(each), ""))
            case "PostId":
                for one in self._matter.candidates:
                    yield Choice(value=str(one.post), label=self._post(one.post), hint=self._names.of(one.person))
            case "ReportId":
                for report in self._matter.reports:
                    label = self._names.texts.matter("report", report.id, report.number)
                    yield Choice(value=str(report.id), label=label, hint=self._names.texts.day(report.opened_on))
            case "EvidenceId":
                yield from self._evidence()
            case "AllegationId":
                yield from self._allegations()
            case "PointId":
                yield from self._points()
            case "ProceedingId" if self._matter.case is not None:
                for named in self._matter.case.respondents:
                    if named.proceeding in self._matter.case.unfiled:
                        yield Choice(value=str(named.proceeding), label=self._names.of(named.person or named.organ))
            case "AppealId":
                for joined in self._matter.beside.joinable:
                    called = self._names.texts.listed(self._appeal(one) for one in joined)
                    hint = self._names.texts("beside.as_one") if len(joined) > 1 else ""
                    yield Choice(value=str(joined[0]), label=called, hint=hint)
            case "RecusalId" if self._matter.case is not None:
                for raised in self._matter.case.recusals_pending:
                    yield Choice(value=str(raised.recusal), label=self._officer(raised.officer))
            case _:
                return

    def _appeal(self, appeal: UUID) -> str:
        return self._names.texts.matter("appeal", appeal, self._names.numbers.get(appeal))

    def _officers(self, field: str) -> Iterator[Choice]:
        case, appeal = self._matter.case, self._matter.appeal
        if field == "asker" and self._matter.report is not None:
            for asked in self._matter.report.identity:
                if asked.answered_by is None:
                    yield Choice(value=str(asked.officer), label=self._officer(asked.officer))
            return
        if field == "officers" and case is not None and (case.investigators or case.checkers):
            acting = case.acting_investigators or case.acting_checkers
            for each in dict.fromkeys((*case.acting_investigators, *case.acting_checkers)):
                yield Choice(value=str(each), label=self._officer(each), chosen=each in acting)
            return
        bodies: set[UUID] = set()
        track = self._matter.track
        if appeal is not None and appeal.forum is not None:
            bodies = {appeal.forum}
        elif track is not None and track.competent is not None:
            bodies = {track.competent.body}
        elif self._matter.file is not None:
            bodies = set(self._matter.file.bodies)
        elif (report := self._matter.report) is not None:
            bodies = {body for body in (report.keeper, report.accepted_by, report.referred_to) if body is not None}
        wanted = OFFICERS.get(field)
        if field == "present" and self._matter.kind == "proceeding":
            wanted = frozenset({Role.DECIDER})  # who sits in it may not examine the appeal
        for account in sorted(self._names.accounts.values(), key=lambda one: one.name.lower()):
            held = {Role(role.role) for role in account.roles if role.withdrawn_at is None and role.body in bodies}
            if account.disabled or not held or (wanted is not None and not held & wanted):
                continue
            yield Choice(value=str(account.id), label=self._officer(account.id), hint=self._standing(account.id))

    def _officer(self, officer: UUID) -> str:
        """Staff are told the account as well; a party is not told what an officer signs in with."""
        staff = any(grant.role is not Role.RESPONDENT for grant in self._matter.opened.subject.grants)
        return self._names.chosen_by(officer) if staff else self._names.of(officer)

    def _standing(self, officer: UUID) -> str:
        case = self._matter.case
        recused = case is not None and officer in case.recused
        return self._names.texts("officer.recused") if recused else ""

    def _forums(self) -> Iterator[Choice]:
        """The bodies with which the first step of a way of review can be filed, each with what it is called there."""
        track = self._matter.track
        decision = track.decision if track is not None else None
        if track is None or decision is None:
            return
        measures = tuple(taken.measure for taken in decision.measures)
        uses = self._matter.profile.tracks_for(track.subject.value, measures, decision.effective_on)
        called: dict[UUID, list[str]] = {}
        for forum in (forum for _, way in uses for step in way.steps for forum in step.forums):
            known = forum_of(forum.kind, decision.body, self._around.today(), self._names.snapshot)
            if not isinstance(known, Question):
                called.setdefault(known, []).append(self._names.texts.say(forum))
        for body, words in called.items():
            hint = self._names.texts.listed(dict.fromkeys(words))
            yield Choice(value=str(body), label=self._names.of(body), hint=hint)

    def _organs(self) -> Iterator[Choice]:
        own = {grant.body for grant in self._matter.opened.subject.grants}

        def place(organ: OrganTerm) -> tuple[bool, str]:
            return organ.organ not in own, organ.name

        accused = self._matter.report.organ if self._action == "report.accept-report" and self._matter.report else None
        for organ in sorted(self._names.snapshot.organs(self._around.today()), key=place):
            about = organ.organ == accused
            hint = self._names.texts("form.accused_organ") if about else ""
            yield Choice(value=str(organ.organ), label=organ.name, hint=hint, further=about)

    def _post(self, post: PostId) -> str:
        term = self._names.snapshot.post(post, self._around.today())
        return self._names.of(post) if term is None else term.title

    def _evidence(self) -> Iterator[Choice]:
        case = self._matter.case
        for place, item in enumerate(case.evidence if case else (), 1):
            if case is not None and item.evidence not in case.excluded:
                shown = self._names.texts.listed(self._names.law(fact) for fact in item.shows)
                label = self._names.texts(
                    "evidence.one",
                    place=place,
                    kind=self._names.code("EvidenceKind", item.kind),
                    day=self._names.texts.day(item.collected_on),
                )
                yield Choice(value=str(item.evidence), label=label, hint=shown)

    def _allegations(self) -> Iterator[Choice]:
        for one in self._matter.case.allegations if self._matter.case else ():
            days = (self._names.texts.day(day) for day in dict.fromkeys((one.conduct_from, one.conduct_to)))
            yield Choice(value=str(one.allegation), label=self._names.law(one.ground), hint=" – ".join(days))

    def _points(self) -> Iterator[Choice]:
        track = self._matter.track
        points, notice = (track.hearing.points, track.notice) if track else ((), None)
        for place, point in enumerate(points, 1):
            if point.adoption is None:
                about = called(point.about, notice, self._names) if point.about is not None else ""
                stance = self._names.texts(f"statement.stance.{point.stance.value}") if point.stance else ""
                hint = self._names.texts.listed(part for part in (about, stance) if part)
                yield Choice(value=str(point.id), label=self._names.texts("point.one", place=place), hint=hint)

    def _special(self, field: Field) -> Iterator[Choice]:
        case = self._matter.case
        if field.widget == "results":
            yield from self._allegations()
        elif field.widget == "pairs" and case is not None:
            organ = self._matter.track.organ if self._matter.track else None
            for one in case.findings:
                framed = case.allegation(one.allegation)
                if one.status is FindingStatus.ESTABLISHED and framed is not None and organ in {None, framed.organ}:
                    value = f"{one.allegation} {one.fact}"
                    yield Choice(
                        value=value, label=self._names.law(one.fact), hint=self._names.law(framed.ground), chosen=True
                    )
        elif field.widget == "measures" and self._book is not None:
            permitted = self._matter.permitted
            for measure in self._book.measures:
                outside = bool(permitted) and measure.code not in permitted
                yield Choice(value=measure.code, label=self._names.texts.say(measure.label), further=outside)

    def _codes(self, name: str) -> Iterator[Choice]:
        say, book, case, track = self._names.texts.say, self._book, self._matter.case, self._matter.track
        if name == "citation":
            yield from duty_choices(self._names, self._preset, self._around.today())
        elif name in WORDED:
            words = codes().get(name, {})
            yield from (Choice(value=code, label=word.of(self._names.texts.language)) for code, word in words.items())
        elif name == "instrument":
            newest = {found.instrument: found for found in self._names.rulebooks}
            for found in newest.values():
                if found.grounds:
                    yield Choice(value=found.instrument, label=say(found.title))
        elif name == "profile":
            for code, profile in self._around.profiles.items():
                yield Choice(value=code, label=say(profile.label), chosen=code == FIRST_PROFILE)
        elif name in {"track", "step"}:
            yield from self._tracks(name)
        elif name == "appeal-result":
            yield from self._results()
        elif name == "answer":
            yield from self._answers()
        elif name == "ground" and self._matter.kind in {"appeal", "proceeding"}:
            yield from (Choice(value=one.code, label=say(one)) for one in self._matter.profile.grounds)
        elif name == "impediment" and track is not None:
            known = (one.code for one in self._matter.profile.impediments if track.subject.value in one.subjects)
            labels = codes()[name]
            yield from (Choice(value=code, label=labels[code].of(self._names.texts.language)) for code in known)
        elif name == "lifting" and track is not None:
            yield from (Choice(value=one.measure, label=self._names.law(one.measure)) for one in track.lifted)
        elif name == "measure" and track is not None and track.decision is not None:
            for taken in track.decision.measures:
                yield Choice(value=taken.measure, label=self._names.law(taken.measure))
        elif name == "measure" and track is not None:
            yield from self._sanctions()
        elif name == "fact" and self._matter.kind == "case" and case is not None:
            facts = dict.fromkeys(fact for one in case.allegations for fact in one.facts)
            yield from (Choice(value=fact, label=self._names.law(fact)) for fact in facts)
        elif book is not None:
            yield from self._law(name, book)

    def asked(self) -> tuple[QuestionPut, ...]:
        """The questions that the recommendation puts and that the reader may answer; one alone where the address names it."""
        named = self._preset.get("question", "").partition("|")[0]
        offices = self._matter.opened.through("proceeding.answer-question")
        return tuple(
            one for one in self._matter.questions if {one.answered_by, DECIDER} & offices and named in {"", one.code}
        )

    def _answers(self) -> Iterator[Choice]:
        asked, texts = self.asked(), self._names.texts
        for one in asked:
            before = f"{texts.say(one.label)} " if len(asked) > 1 else ""
            for choice in one.choices:
                label = f"{before}{texts.say(choice.label)}"
                yield Choice(value=f"{one.code}|{choice.code}", label=label, chosen=choice.code == one.answer)

    def _results(self) -> Iterator[Choice]:
        """Each way in which an appeal is decided with each of its grounds."""
        ways = OutsideResult if self._action == "appeal.record-outcome" else AppealResult
        for result in ways:
            for ground in self._matter.profile.grounds:
                if result.value in ground.results:
                    said = self._names.code("OutsideResult", result.value)
                    label = f"{said}{self._names.texts('form.colon')}{self._names.texts.say(ground)}"
                    yield Choice(value=f"{result.value}|{ground.code}", label=label)

    def _sanctions(self) -> Iterator[Choice]:
        """Those that a law in use ranks or gives a period, each once."""
        found = {
            measure.code: measure
            for book in self._names.rulebooks
            for measure in book.measures
            if measure.term_months is not None or (book.ranking and measure.code in book.ranking.measures)
        }
        yield from (Choice(value=code, label=self._names.texts.say(found[code].label)) for code in sorted(found))

    def _tracks(self, name: str) -> Iterator[Choice]:
        track = self._matter.track
        decision = track.decision if track is not None else None
        if track is None or decision is None:
            return
        measures = tuple(taken.measure for taken in decision.measures)
        uses = self._matter.profile.tracks_for(track.subject.value, measures, decision.effective_on)
        if name == "track":
            for _, way in uses:
                yield Choice(value=way.code, label=self._names.texts.say(way))
        else:
            for code in dict.fromkeys(step.code for _, way in uses for step in way.steps):
                yield Choice(value=code, label=self._names.code("further_route", code), chosen=code == "first")

    def _law(self, name: str, book: Rulebook) -> Iterator[Choice]:
        say = self._names.texts.say
        by_name: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
            "ground": lambda: ((one.code, say(one.label)) for one in book.triggers),
            "facts": lambda: (
                (one.code, say(one.label))
                for one in book.facts
                if (one.kind.value == "trigger") is (self._matter.kind == "case")
            ),
            "shows": lambda: ((one.code, say(one.label)) for one in book.facts if one.kind.value == "trigger"),
            "fact": lambda: (
                (one.code, say(one.label)) for one in book.facts if one.kind.value not in {"trigger", "factor"}
            ),
            "factor": lambda: ((one.code, say(one.label)) for one in book.facts if one.kind.value == "factor"),
            "role": lambda: ((one.code, say(one.label)) for one in book.roles),
        }
        found = by_name.get(name)
        if found is not None:
            listed = dict(found())
            elsewhere = self._open_elsewhere() if self._matter.kind == "proceeding" and name in HELD else {}
            wanted = {"facts": (True, False), "fact": (False,), "factor": (True,)}.get(name, ())
            listed |= {code: label for code, (label, factor) in elsewhere.items() if factor in wanted}
            if name == "shows":
                yield from framed_first(listed, self._matter.case)
            elif name == "facts":
                by_ground = self._matter.kind == "case"
                held = {} if by_ground else self._held()
                yield from under_headings(listed, book, self._names.texts, by_ground=by_ground, held=held)
            else:
                yield from (Choice(value=code, label=label) for code, label in listed.items())

    def _held(self) -> dict[str, str]:
        """What was held last of each fact of the proceeding that is no longer open."""
        track = self._matter.track
        found = {one.code: one.status for one in (*track.elements, *track.factors)} if track is not None else {}
        settled = {code: status for code, status in found.items() if status is not FindingStatus.OPEN}
        held = {code: self._names.code("FindingStatus", status.value) for code, status in settled.items()}
        if track is not None and track.role is not None and self._book is not None and self._book.role_fact:
            held.setdefault(self._book.role_fact, self._names.law(track.role.code))
        return held

    def _open_elsewhere(self) -> dict[str, tuple[str, bool]]:
        """Open facts of the rulebooks that the case's own leads into: label, and whether each is a factor."""
        kinds = {fact.code: fact.kind for book in self._names.rulebooks for fact in book.facts}
        own = {fact.code for fact in self._book.facts} if self._book is not None else set()
        return {
            one.fact: (self._names.texts.say(one.label), kinds[one.fact] is FactKind.FACTOR)
            for one in self._matter.open_facts
            if one.fact in kinds and one.fact not in own
        }
