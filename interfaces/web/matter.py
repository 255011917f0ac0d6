"""A matter opened for a page: what stands, with the case it belongs to and the names on it."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec

from application.casework.appeal_handling import Beside
from application.casework.file import APPEAL, CaseFile, file_of
from application.casework.instruments import INSTRUMENTS
from application.casework.reading import Opened
from application.errors import ApplicationError, NotAuthorised, NotFound
from application.reads import ReadingRoom
from application.streams import load
from domain.appeals.appeal import Appeal
from domain.appeals.grounds import Ground
from domain.cases.case import Case
from domain.document import DocumentRef
from domain.identity import DocumentId, PartyId, ProceedingId
from domain.procedure.profile import Profile
from domain.proceedings.proceeding import Proceeding
from domain.recommendation.outcome import OpenFact, QuestionPut
from domain.registers.respondents import Candidate
from domain.reports.report import Report
from domain.rulebook.catalogue import Catalogue
from interfaces.api.instrument_views import BreachShown
from interfaces.api.instruments import InstrumentRoutes
from interfaces.api.names import provision_labels
from interfaces.api.persons_concerned import candidates_of
from interfaces.service import Service
from interfaces.web.directory import Directory, Names
from interfaces.web.grounds import GroundShown, grounds_shown
from interfaces.web.rendering import ALIKE_NAMED
from interfaces.web.visit import Visit
from projections.docket.reads import Entry

NOTHING_SAID: Mapping[UUID, str] = MappingProxyType({})


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One matter. ``file`` is its case, where it has one; ``track`` the proceeding that it is or concerns.

    ``reports`` may be about the same, for whoever joins them, ``evaluations`` are the same body's, for an assessment that takes one as a basis; ``candidates`` held the posts that answer, for whoever names a respondent, ``open_facts``
    can still change the recommendation, ``questions`` are put by it, and ``permitted`` are the measures that it permits (none where it
    permits none yet), for whoever holds facts, answers or chooses measures; ``breaches`` are those that a supervision instrument shows today and ``leads`` the reports named beside them, ``catalogue`` the law that it is seen under; ``said`` is what the respondent wrote to each point, for whoever answers;
    ``beside`` the appeals that lie beside one, for whoever joins them or says who examines them.
    """

    kind: str
    opened: Opened[Any]
    names: Names
    profile: Profile
    file: CaseFile | None = None
    track: Proceeding | None = None
    proceeding: UUID | None = None
    breaches: tuple[BreachShown, ...] = ()
    leads: tuple[UUID, ...] = ()
    catalogue: Catalogue | None = None
    reports: tuple[Entry, ...] = ()
    evaluations: tuple[Entry, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    open_facts: tuple[OpenFact, ...] = ()
    questions: tuple[QuestionPut, ...] = ()
    permitted: tuple[str, ...] = ()
    said: Mapping[UUID, str] = NOTHING_SAID
    grounds: tuple[GroundShown, ...] = ()
    beside: Beside = Beside()

    @property
    def id(self) -> UUID:
        """Its stream."""
        return self.opened.id

    @property
    def case(self) -> Case | None:
        """Its case's state."""
        return None if self.file is None else self.file.case.state

    @property
    def report(self) -> Report | None:
        """Its state, when it is a report."""
        return self.opened.state if isinstance(self.opened.state, Report) else None

    @property
    def appeal(self) -> Appeal | None:
        """Its state, when it is an appeal."""
        return self.opened.state if isinstance(self.opened.state, Appeal) else None

    @property
    def parties(self) -> tuple[UUID, ...]:
        """Whom a sheet of paper names beside its number: the respondent, or the organs of a case; nobody the reader is not told of."""
        if self.track is None:
            return () if self.case is None else tuple(dict.fromkeys(one.organ for one in self.case.allegations))
        if self.track.person is None:
            return () if self.track.organ is None else (self.track.organ,)
        return tuple(one for one in (self.track.person,) if one in self.names.people)

    @property
    def unnamed(self) -> bool:
        """Whether it concerns a person whose name this page does not open."""
        return self.track is not None and self.track.person is not None and self.track.person not in self.names.people


class Matters:
    """Opens matters, through the same gate as the API."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._service, self._directory = service, directory
        self._instruments = InstrumentRoutes(service)
        self._room = ReadingRoom(service.documents, service.reporters, service.audit)

    async def open(
        self, visit: Visit, kind: str, stream: UUID, action: str | None = None, *, people: bool = True
    ) -> Matter:
        """The matter; without *people*, for a page that names no person, none is opened nor on record as read.

        Raises:
            NotFound, NotAuthorised: as the matter's gate says.
        """
        reading, subject, wanted = self._service.reading, visit.who, action or f"{kind}.read"
        opened: Opened[Any]
        file: CaseFile | None = None
        proceeding: UUID | None = None
        match kind:
            case "report":
                opened = await reading.report(subject, stream, wanted)
            case "case":
                opened = await reading.case(subject, stream, wanted)
                file = await reading.file(stream)
            case "proceeding":
                opened, file = await reading.proceeding(subject, stream, wanted)
                proceeding = stream
            case "appeal":
                opened = await reading.appeal(subject, stream, wanted)
                filing = (await load(self._service.events, APPEAL, stream)).state.filing
                if filing is None:
                    raise NotFound
                proceeding = filing.proceeding
                file = await file_of(self._service.events, ProceedingId(filing.proceeding))
            case _ if kind in INSTRUMENTS:
                return await self._instrument(visit, kind, await reading.instrument(subject, kind, stream, wanted))
            case _:
                raise NotFound
        track = file.track(proceeding).state if file is not None and proceeding is not None else None
        return await self._named(visit, kind, opened, file, track, proceeding, naming=people)

    async def with_candidates(self, visit: Visit, matter: Matter) -> Matter:
        """A case with those who come into question as respondents, and their names; each is on record as read."""
        if matter.file is None or not (matter.opened.may("case.read-candidates") and matter.opened.may("party.read")):
            return matter
        answers = [one.respondents for one in candidates_of(matter.file, matter.names.snapshot)]
        found = [each for one in answers for each in (*one.direct, *one.in_charge, *one.head)]
        people = await self._people(
            visit, {one.person for one in found} | {PartyId(each) for each in matter.names.people}, matter.id
        )
        names = msgspec.structs.replace(matter.names, people=people)
        return msgspec.structs.replace(matter, names=names, candidates=tuple(dict.fromkeys(found)))

    async def with_what_is_recommended(self, visit: Visit, matter: Matter) -> Matter:
        """A proceeding with what its recommendation says: the measures permitted, the questions put, and the facts, of every rulebook
        that it asked, that can still change it.
        """
        try:
            advice = await self._service.reading.advice(visit.who, matter.id)
        except NotAuthorised:
            return matter
        if advice is None:
            return matter
        found = advice.recommendation
        return msgspec.structs.replace(
            matter, open_facts=found.open_facts, questions=found.questions, permitted=tuple(found.forms.permitted)
        )

    async def with_what_was_said(self, visit: Visit, matter: Matter) -> Matter:
        """A proceeding with the respondent's words to each point without an answer, as far as the reader may open them."""
        points = matter.track.hearing.points if matter.track is not None else ()
        said = {one.id: await self.text(visit, one.text) for one in points if one.adoption is None}
        return msgspec.structs.replace(matter, said={point: text for point, text in said.items() if text is not None})

    async def with_its_grounds(self, visit: Visit, matter: Matter) -> Matter:
        """An appeal with the words of each ground and of the answer to it, as far as the reader may open them."""
        grounds = matter.appeal.grounds if matter.appeal is not None else ()
        return msgspec.structs.replace(matter, grounds=await self.grounds(visit, grounds))

    async def grounds(self, visit: Visit, grounds: Iterable[Ground]) -> tuple[GroundShown, ...]:
        """*grounds* as a page shows them; each that is opened is on record as read."""
        return await grounds_shown(grounds, partial(self.text, visit), self.as_file)

    async def _instrument(self, visit: Visit, kind: str, opened: Opened[Any]) -> Matter:
        setting = await self._service.reading.setting(opened, kind)
        standing = () if opened.own else INSTRUMENTS[kind].breaches(opened.state, setting)
        breaches = await self._instruments.breaches(opened, standing)
        names = await self._directory.names(visit.texts)
        named = (
            report for one in breaches for report in (*one.reports, *one.alike[:ALIKE_NAMED], *one.unsaid[:ALIKE_NAMED])
        )
        leads = tuple(dict.fromkeys(named))
        names = msgspec.structs.replace(names, labels=await provision_labels(self._service.around))
        return Matter(
            kind=kind,
            opened=opened,
            names=await self._directory.numbered(names, [opened.id, *leads]),
            profile=setting.profile,
            catalogue=setting.catalogue,
            breaches=breaches,
            leads=leads,
        )

    async def _named(
        self,
        visit: Visit,
        kind: str,
        opened: Opened[Any],
        file: CaseFile | None,
        track: Proceeding | None,
        proceeding: UUID | None,
        *,
        naming: bool,
    ) -> Matter:
        case = file.case.state if file is not None else None
        instrument = case.opened.instrument if case is not None and case.opened is not None else None
        names = await self._directory.names(visit.texts, instrument)
        if kind == "report" and opened.state.filed is not None and opened.state.filed.found is not None:
            names = msgspec.structs.replace(names, labels=await provision_labels(self._service.around))
        tracks = [each.state for each in file.proceedings] if file is not None and not opened.own else [track]
        people = {one.person for one in tracks if one is not None and one.person is not None}
        if naming and people and opened.may("party.read"):
            names = msgspec.structs.replace(names, people=await self._people(visit, people, opened.id))
        named = {opened.id}
        if file is not None:
            named |= {file.case.id, *file.case.state.reports}
            if people - names.people.keys():  # whoever may not know a respondent reads the number of the track
                named |= {each.id for each in file.proceedings}
        if kind == "report":
            named |= {*opened.state.duplicates, *([opened.state.case] if opened.state.case is not None else ())}
        if track is not None:
            named |= {noted.appeal for noted in track.appeals}
        if kind == "appeal" and file is not None:
            named |= {noted.appeal for each in file.proceedings for noted in each.state.pending_appeals}
        names = await self._directory.numbered(names, named)
        profile = track.profile if track is not None else file.profile if file is not None else "P-QYF"
        return Matter(
            kind=kind,
            opened=opened,
            names=names,
            profile=self._service.around.profile(profile),
            file=file,
            track=track,
            proceeding=proceeding,
        )

    async def _people(self, visit: Visit, people: set[PartyId], matter: UUID) -> dict[UUID, str]:
        """Names of persons in *matter*; each is on record as read before it is shown."""
        found = await self._service.parties.people(people, by=visit.who.account, purpose="party.read", matter=matter)
        return {
            party: person.details.name if hasattr(person, "details") else visit.texts("erased")
            for party, person in found.items()
        }

    async def text_of(self, visit: Visit, identifier: UUID) -> str | None:
        """The text of the document of that id; as ``text``."""
        kept = await self._service.documents.kept(identifier)
        if kept is None:
            return None
        return await self.text(visit, DocumentRef(id=DocumentId(identifier), sha256=kept.sha256))

    async def as_file(self, document: DocumentRef | None) -> DocumentRef | None:
        """The document, if it is kept and no text: it is opened at its own address, where the read is on record."""
        kept = await self._service.documents.kept(document.id) if document is not None else None
        return None if kept is None or kept.media_type.startswith("text/") else document

    async def text(self, visit: Visit, document: Any) -> str | None:
        """The text of a document, if the reader may open it and it is one; the read is on record."""
        if document is None:
            return None
        kept = await self._service.documents.kept(document.id)
        if kept is None or not kept.media_type.startswith("text/"):
            return None
        access = await self._service.papers.access(visit.who, document.id, kept.subject)
        try:
            content, _ = await self._room.document(access, document, by=visit.who.account, action="document.read")
        except ApplicationError:
            return None
        return content.decode("utf-8", "replace")
