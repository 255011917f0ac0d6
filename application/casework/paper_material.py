"""What a paper is filled from: the record of its matter, with the names and texts that the template needs, read on record."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from application.casework.advice import sheet_of
from application.casework.around import Around
from application.casework.dossier import Dossier
from application.casework.paper_forums import forum_names, track_words
from application.casework.paper_streams import papers_of
from application.casework.paper_weighing import Weighed, weighed
from application.errors import NotFound
from application.ports import Documents, EventLog
from domain.calendar.deadline import deadline
from domain.cases.case import Case
from domain.cases.events import EvidenceEntered, EvidenceExcluded
from domain.document import DocumentRef
from domain.identity import ActorId, EvidenceId, OrganId, PartyId, ProceedingId
from domain.papers.concern import concerning
from domain.papers.filling import Material, Standing, names_wanted, persons_wanted, texts_in
from domain.papers.intended import INTENDED, intended_basis
from domain.papers.last_day import may_move
from domain.papers.law import LawWords
from domain.papers.law_in_time import law_in_time
from domain.papers.template import Template
from domain.papers.terms import EventRef, Statement
from domain.papers.wording import Sheeted, Wording, Words, length
from domain.procedure.profile import Label, Profile
from domain.proceedings.events import CompetenceEstablished, DecisionMade, ProceedingOpened
from domain.proceedings.facts import case_conduct_ended
from domain.proceedings.proceeding import Proceeding
from domain.recommendation.editions import Line, line_of
from domain.recommendation.situation import Situation
from domain.recorded import Recorded
from domain.registers.records import PostKind
from domain.registers.snapshot import Snapshot
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.law_names import LawNames, OtherLaw

UNREAD = "…"
"""Stands for a name that was not looked up."""


class People(Protocol):
    """The party register, by the names that a paper has to state."""

    async def names(
        self, parties: Iterable[PartyId], *, by: ActorId, purpose: str, matter: UUID
    ) -> Mapping[PartyId, str]:
        """The names known, each on record as read in *matter*; none of an erased person."""
        ...


class Officers(Protocol):
    """The accounts, by what they are called."""

    async def names(self) -> Mapping[ActorId, str]:
        """The name of each account."""
        ...


class PaperMaterial:
    """Gathers material."""

    def __init__(
        self,
        events: EventLog,
        around: Around,
        *,
        documents: Documents,
        people: People,
        officers: Officers,
        words: Words,
        laws: Mapping[str, OtherLaw],
        templates: Mapping[str, Template],
    ) -> None:
        """*laws* are those that are cited and are no rulebook, by short name."""
        self._events, self._around, self._templates = events, around, templates
        self._documents, self._people, self._officers, self.words = documents, people, officers, words
        self._laws = laws

    async def recorded(self, dossier: Dossier, *, cited: Collection[EvidenceId] = ()) -> tuple[Recorded[Any], ...]:
        """The record that a paper of this matter may speak of, in the order of the procedure: report; or case, track, appeal.

        *cited* is evidence on which the drafter rests sentences of their own.
        """
        if dossier.report is not None:
            return await self._events.read(dossier.matter)
        found = [] if dossier.file is None else [*await self._events.read(dossier.file.case.id)]
        if dossier.track is not None:
            found = [*concerning(found, dossier.track.state, cited=cited)]
            found += await self._events.read(dossier.track.id)
        if dossier.appeal is not None:
            found += await self._events.read(dossier.appeal.id)
        excluded = {one.event.evidence for one in found if isinstance(one.event, EvidenceExcluded)}
        return tuple(
            one for one in found if not (isinstance(one.event, EvidenceEntered) and one.event.evidence in excluded)
        )

    async def gather(
        self,
        template: Template,
        dossier: Dossier,
        statements: tuple[Statement, ...],
        *,
        by: ActorId | None,
        action: str = "",
    ) -> Material:
        """Everything that *template* asks for. *action* is kept as the purpose of each read.

        Without *by* nothing sealed is opened: texts are missing and persons have no name, but each sentence knows its events.
        """
        around, today = self._around, self._around.today()
        cited = {item for statement in statements for item in statement.evidence}
        recorded, snapshot = await self.recorded(dossier, cited=cited), await around.registers()
        profile = around.profile(dossier.profile)
        law, in_time = await self._law(dossier, today)
        wanted = texts_in(template, recorded) | {statement.text for statement in statements}
        texts, unread = ({}, ()) if by is None else await self._texts(wanted, by, action)
        names: dict[UUID, str] = {organ.organ: organ.name for organ in snapshot.organs(today)}
        names |= _posts(dossier, snapshot, today)
        head = _head(dossier, snapshot, today) if template.names("organ_head") else None
        concerned = _respondent(dossier) | ({head} if head is not None else set())
        if by is not None:
            names |= await self._persons(template, concerned, recorded, by, action, dossier.matter)
        else:
            names |= dict.fromkeys(concerned, UNREAD)
        standing = _standing(dossier, recorded, snapshot, names, law, today, profile.settings.statement_period.value)
        if in_time is not None:
            standing["law_in_time"] = in_time
        if (moves := await self._statement_may_move(template, dossier, profile, law)) is not None:
            standing["statement_may_move"] = moves
        announced = [texts.get(one.text.id, "") for one in statements if one.slot == INTENDED]
        if (basis := intended_basis(announced, law)) is not None:
            standing["intended_under"] = Standing(words=basis)
        if dossier.track is not None:
            rulebooks = (await around.catalogue()).rulebooks
            standing |= track_words(dossier, recorded, profile, snapshot, today, rulebooks, self.words)
        weighing = await weighed(around, dossier, recorded, law, self.words) if template.weighs else Weighed()
        if weighing.departs is not None:
            standing["departs"] = weighing.departs
        if head is not None:
            standing["organ_head"] = _standing_head(names.get(head), recorded)
        numbered = (one.event.evidence for one in recorded if isinstance(one.event, EvidenceEntered))
        return Material(
            recorded=recorded,
            standing=standing,
            wording=Wording(
                names=names,
                evidence={item: number for number, item in enumerate(numbered, 1)},
                law=law,
                words={**self.words, "ground": {one.code: Label(zh=one.zh, en=one.en) for one in profile.grounds}},
                text_of=lambda document: texts.get(document.id),
                files=await self._called(unread, dossier) if unread else {},
                forums=forum_names(dossier, snapshot, names, today),
            ),
            profile=profile,
            subject=law.subject,
            issuer=names.get(dossier.body, "") if dossier.body is not None else "",
            counted=weighing.counted,
        )

    async def _statement_may_move(
        self, template: Template, dossier: Dossier, profile: Profile, law: LawWords
    ) -> Standing | None:
        """What is said of the last day for a statement while the calendar may still move it."""
        notice = None if dossier.track is None else dossier.track.state.notice
        if notice is None or notice.deemed_on is None or not template.names("statement_may_move"):
            return None
        calendar, period = await self._around.calendar(), profile.settings.statement_period
        found = deadline(period.period, notice.deemed_on, calendar)
        said = may_move(found, calendar.settled_to, period.source, law, self.words)
        return None if said is None else Standing(words=said)

    async def _law(self, dossier: Dossier, today: date) -> tuple[LawWords, Standing | None]:
        """The law that applies, and what is said of it where the law changed after the conduct."""
        catalogue = await self._around.catalogue()
        case = Case() if dossier.file is None else dossier.file.case.state
        instrument = case.opened.instrument if case.opened is not None else ""
        until = case_conduct_ended(case) or today
        editions = catalogue.editions(instrument)
        book = catalogue.edition_for(instrument, until) or (editions[-1] if editions else None)
        line = await self._line(dossier, instrument, catalogue)
        person = dossier.track is None or dossier.track.state.person is not None
        law = LawWords(
            book=book if line is None else line.applied,
            names=LawNames(catalogue.rulebooks, self._laws),
            subject="person" if person else "organ",
        )
        weighed = line is not None and bool(line.weighed)
        return law, Standing(words=law_in_time(line, law, self.words)) if line is not None and weighed else None

    async def _line(self, dossier: Dossier, instrument: str, catalogue: Catalogue) -> Line | None:
        """The editions between the conduct of the respondent and the decision; None where there is nobody or nothing to ask for."""
        if dossier.file is None or dossier.track is None:
            return None
        sheet = await sheet_of(self._around, dossier.file, ProceedingId(dossier.track.id), dossier.track.state)
        book = None if sheet is None else catalogue.basis_for(instrument, sheet.conduct_to)
        if sheet is None or book is None:
            return None
        return line_of(Situation(sheet, book, catalogue, sheet.decision_on))

    async def _texts(
        self, documents: Iterable[DocumentRef], by: ActorId, action: str
    ) -> tuple[dict[UUID, str], tuple[UUID, ...]]:
        """The texts of documents, and which of these are files of another kind. One whose key was destroyed is in neither."""
        texts: dict[UUID, str] = {}
        files: list[UUID] = []
        for document in documents:
            try:
                content, media_type = await self._documents.get(document, by=by, purpose=action)
            except NotFound:
                continue
            if media_type.startswith("text/"):
                texts[document.id] = content.decode("utf-8", "replace")
            else:
                files.append(document.id)
        return texts, tuple(files)

    async def _called(self, files: Iterable[UUID], dossier: Dossier) -> dict[UUID, Sheeted | None]:
        """The *files* of the record by id, those that are final sheets of the matter's papers with what they are called."""
        sheets: dict[UUID, Sheeted] = {}
        for about, matter in dossier.matters:
            for paper in (one.state for one in await papers_of(self._events, self._templates, about, matter)):
                if paper.document is not None and paper.number is not None:
                    sheets[paper.document.id] = Sheeted(kind=self._templates[paper.template].label, number=paper.number)
        return {each: sheets.get(each) for each in files}

    async def _persons(
        self,
        template: Template,
        concerned: AbstractSet[PartyId],
        recorded: tuple[Recorded[Any], ...],
        by: ActorId,
        action: str,
        matter: UUID,
    ) -> dict[UUID, str]:
        """Names of the persons *concerned*, and of the officers that the template names: as persons, else as their accounts."""
        officers = names_wanted(template, recorded)
        belong = {actor: party for actor, party in (await self._around.staff.persons()).items() if actor in officers}
        parties = {*belong.values(), *concerned, *map(PartyId, persons_wanted(template, recorded))}
        known = await self._people.names(sorted(parties), by=by, purpose=action, matter=matter)
        found: dict[UUID, str] = {}
        if officers:
            found.update((actor, name) for actor, name in (await self._officers.names()).items() if actor in officers)
        found.update((actor, known[party]) for actor, party in belong.items() if party in known)
        found.update((party, name) for party, name in known.items())
        return found


def _respondent(dossier: Dossier) -> set[PartyId]:
    person = dossier.track.state.person if dossier.track is not None else None
    return set() if person is None else {person}


def _head(dossier: Dossier, snapshot: Snapshot, today: date) -> PartyId | None:
    """Who heads the respondent organ today, by the registers; whoever took the post last where there are several."""
    if dossier.track is None or dossier.track.state.person is not None or dossier.track.state.organ is None:
        return None
    posts = snapshot.posts_in(dossier.track.state.organ, today, today, kind=PostKind.HEAD)
    holdings = [held for post in posts for held in snapshot.holders(post.post, today, today)]
    return max(holdings, key=lambda held: (held.valid_from, held.person)).person if holdings else None


def _standing_head(name: str | None, recorded: tuple[Recorded[Any], ...]) -> Standing:
    words = None if name is None else Label(zh=name, en=name)
    return Standing(words=words, source=_last(recorded, ProceedingOpened))


def _posts(dossier: Dossier, snapshot: Snapshot, today: date) -> dict[UUID, str]:
    post = dossier.track.state.post if dossier.track is not None else None
    term = snapshot.post(post, today) if post is not None else None
    return {} if term is None else {term.post: term.title}


def _grade(track: Proceeding, snapshot: Snapshot, today: date) -> str | None:
    """The rank of the respondent today, by the registers: that of the post concerned before any other."""
    if track.person is None:
        return None
    held = [one for one in snapshot.held_by(track.person, today, today) if one.grade is not None]
    return max(held, key=lambda one: (one.post == track.post, one.valid_from, one.post)).grade if held else None


def _standing(
    dossier: Dossier,
    recorded: tuple[Recorded[Any], ...],
    snapshot: Snapshot,
    names: Mapping[UUID, str],
    law: LawWords,
    today: date,
    statement_period: str,
) -> dict[str, Standing]:
    found: dict[str, Standing] = {}

    def stand(name: str, words: str | None, source: EventRef | None = None) -> None:
        if words:
            found[name] = Standing(words=Label(zh=words, en=words), source=source)

    period = length(statement_period)
    found["statement_period"] = Standing(words=period)
    if dossier.body is not None:
        stand("body", names.get(dossier.body), _last(recorded, CompetenceEstablished))
    if law.title is not None:
        found["instrument"] = Standing(words=Label(zh=law.title.zh, en=law.title.en))
    if dossier.report is not None and dossier.report.report.state.organ is not None:
        stand("organ", names.get(dossier.report.report.state.organ))
    if dossier.track is None:
        return found
    track, opened = dossier.track.state, _last(recorded, ProceedingOpened)
    if track.organ is not None:
        organ = snapshot.organ(OrganId(track.organ), today)
        stand("organ", organ.name if organ is not None else names.get(track.organ), opened)
        stand("organ_code", organ.code if organ is not None else None, opened)
        stand("respondent", names.get(track.person if track.person is not None else track.organ), opened)
    stand("grade", _grade(track, snapshot, today), opened)
    if track.decision is not None:
        stand("decision", track.decision.number, _last(recorded, DecisionMade))
    return found


def _last(recorded: tuple[Recorded[Any], ...], kind: type) -> EventRef | None:
    at = [one for one in recorded if isinstance(one.event, kind)]
    return EventRef(stream=at[-1].stream, version=at[-1].version) if at else None
