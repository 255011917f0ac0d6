"""Names and labels for sentences: organs for everybody, persons only for whoever may see them in that matter."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol
from uuid import UUID
from weakref import WeakKeyDictionary

from application.access import Subject
from application.adapters.parties import Person
from application.casework.around import Around
from application.casework.file import APPEAL, CaseFile
from application.errors import NotAuthorised, NotFound
from application.streams import load
from domain.appeals.grounds import Ground
from domain.identity import OrganId, PartyId
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.labels import Label, chinese
from domain.rulebook.sources import citations
from domain.supervision.schemes import Schemes
from interfaces.service import Service
from projections.history.catalogue import Language, codes
from projections.history.naming import Naming
from projections.numbers.reads import numbers
from projections.numbers.written import written

PURPOSE = "history.read"

NUMBER_FOLLOWS = Label(zh="（编号稍后显示）", en="(number follows)")
"""A matter that was entered a moment ago; its number is read with the next look at the page."""

THIS_CASE = Label(zh="本案", en="this case")

_MADE: WeakKeyDictionary[Catalogue, tuple[Schemes, Mapping[str, Label]]] = WeakKeyDictionary()
"""The labels of a catalogue: thousands, and the same until the law changes."""


async def naming_for(service: Service, subject: Subject, case: UUID, persons: Iterable[PartyId]) -> Naming:
    """What sentences about *case* may name to *subject*: officers always, persons where it may. Each person named is on record as read."""
    names: dict[UUID, str] = dict((await service.called.names()).items())
    try:
        await service.reading.case(subject, case, "party.read")
    except (NotFound, NotAuthorised):
        pass
    else:
        people = await service.parties.people(persons, by=subject.account, purpose=PURPOSE, matter=case)
        names |= {person.id: person.details.name for person in people.values() if isinstance(person, Person)}
    return await plain_naming(service, case, names)


class Labelled(Protocol):
    """Whatever has a code and a label."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def label(self) -> Label:
        """What it is called."""
        ...


async def plain_naming(service: Service, case: UUID, names: dict[UUID, str] | None = None) -> Naming:
    """Organs by their names of today, matters by their numbers, points of a statement, grounds of an appeal and evidence by their place, codes by the
    labels of the case's law, persons as given.
    """
    file = await service.reading.file(case)
    tracks = [track.state for track in file.proceedings]
    matters = [file.case.id, *file.case.state.reports, *(track.id for track in file.proceedings)]
    matters += [noted.appeal for track in tracks for noted in track.appeals]
    numbered = await _numbered(service, matters)
    numbered |= {
        person: Label(
            zh=f"{number.zh}的当事人（姓名不在此显示）", en=f"the person of {number.en} (name not shown here)"
        )
        for track in file.proceedings
        if (person := track.state.person) is not None
        and person not in (names or {})
        and (number := numbered.get(track.id)) is not None
    }
    numbered |= {
        point.id: Label(zh=f"第{place}条", en=f"{place}")
        for track in tracks
        for place, point in enumerate(track.hearing.points, start=1)
    }
    kinds = codes()["EvidenceKind"]
    numbered |= {
        item.evidence: Label(
            zh=f"第{place}项（{kinds[item.kind.value].zh}）", en=f"{place} ({kinds[item.kind.value].en})"
        )
        for place, item in enumerate(file.case.state.evidence, start=1)
    }
    for noted in (one for track in tracks for one in track.appeals):
        numbered |= grounds_by_place((await load(service.events, APPEAL, noted.appeal)).state.grounds)
    profiles = {
        code: Label(zh=profile.label.zh, en=profile.label.en) for code, profile in service.around.profiles.items()
    }
    labels = {**await _labels(service, file), **profiles}
    return await _naming(service, names or {}, labels, numbered, own=file.case.id)


def grounds_by_place(grounds: Iterable[Ground]) -> dict[UUID, Label]:
    """What the grounds of an appeal are called, by the documents that hold their words: each by its place and what it goes against."""
    against = codes()["Against"]
    return {
        one.id: Label(
            zh=f"第{place}项" + (f"（针对{against[one.against.value].zh}）" if one.against is not None else ""),
            en=f"{place}" + (f" (against {against[one.against.value].en})" if one.against is not None else ""),
        )
        for place, one in enumerate(grounds, start=1)
    }


async def naming_without_case(service: Service, matters: Collection[UUID] = ()) -> Naming:
    """Organs and officers by their names of today, *matters* by their numbers, codes by the labels of every instrument
    and scheme at hand; no person.
    """
    officers: dict[UUID, str] = dict((await service.called.names()).items())
    numbered = await _numbered(service, matters) if matters else {}
    return await _naming(service, officers, await provision_labels(service.around), numbered)


async def _numbered(service: Service, matters: Iterable[UUID]) -> dict[UUID, Label]:
    wanted = frozenset(matters)
    async with service.read() as connection:
        found = await numbers(connection, wanted)
    known = {one: Label(zh=written(number, "zh"), en=written(number, "en")) for one, number in found.items()}
    return {matter: known.get(matter, NUMBER_FOLLOWS) for matter in wanted}


async def _naming(
    service: Service,
    known: Mapping[UUID, str],
    labels: Mapping[str, Label],
    numbered: Mapping[UUID, Label],
    *,
    own: UUID | None = None,
) -> Naming:
    registers, today = await service.registers.snapshot(), service.around.today()

    def name(field: str, identifier: UUID, language: Language) -> str | None:
        organ = registers.organ(OrganId(identifier), today)
        if organ is not None:
            return organ.name
        if field == "case" and identifier == own:
            return THIS_CASE.zh if language == "zh" else THIS_CASE.en
        number = numbered.get(identifier)
        if number is None:
            return known.get(identifier)
        word = {"zh": "案件", "en": "case "}[language] if field == "case" else ""
        return word + (number.zh if language == "zh" else number.en)

    def label(_field: str, code: str, language: Language) -> str | None:
        found = labels.get(code)
        return None if found is None else (chinese(found.zh) if language == "zh" else found.en)

    return Naming(name=name, label=label)


async def provision_labels(around: Around) -> Mapping[str, Label]:
    """What the codes of the supervision schemes are called, and the facts and duties of every instrument at hand."""
    catalogue = await around.catalogue()
    made_of, labels = _MADE.get(catalogue, (None, {}))
    if made_of is not around.schemes:
        labels = _provision_labels(around.schemes, catalogue)
        _MADE[catalogue] = (around.schemes, labels)
    return labels


def _provision_labels(schemes: Schemes, catalogue: Catalogue) -> Mapping[str, Label]:
    labelled: list[tuple[str, Label]] = []

    def take(*several: Labelled) -> None:
        labelled.extend((one.code, one.label) for one in several)

    take(*schemes.consultations.kinds, *schemes.consultations.categories, *schemes.duties.kinds)
    for assessed in schemes.assessments.kinds:
        take(assessed, *assessed.groups)
    for evaluated in schemes.evaluations.kinds:
        take(evaluated, *evaluated.questions, *evaluated.grades)
    for project in schemes.projects.kinds:
        take(project, *project.findings)
    titles = {book.instrument: book.title for book in catalogue.rulebooks}
    labelled[:0] = [*titles.items(), *((one.code, one.label) for book in catalogue.rulebooks for one in book.roles)]
    for book in catalogue.rulebooks:
        labelled += ((str(cite), duty.label) for duty in book.duties for cite in citations(duty.cite[:1], book))
        take(*book.triggers, *book.duties, *book.facts, *book.measures, *book.requirements)
    return dict(labelled)


async def _labels(service: Service, file: CaseFile) -> dict[str, Label]:
    opened = file.case.state.opened
    papers = service.writing.templates.values()
    found = {one.code: Label(zh=one.label.zh, en=one.label.en) for one in papers}
    found |= await provision_labels(service.around)  # a fact may belong to another instrument than the case's own
    for profile in service.around.profiles.values():
        found |= {ground.code: Label(zh=ground.zh, en=ground.en) for ground in profile.grounds}
        found |= {track.code: Label(zh=track.zh, en=track.en) for _, track in profile.tracks}
    catalogue = await service.around.catalogue()
    for book in catalogue.editions(opened.instrument) if opened is not None else ():
        found = {choice.code: choice.label for asked in book.questions for choice in asked.choices} | found
        found |= {one.code: one.label for one in book.facts}
        found |= {one.code: one.label for one in book.roles}
        found |= {one.code: one.label for one in book.triggers}
        found |= {one.code: one.label for one in book.measures}
        found |= {one.code: one.label for one in book.questions}
        found[book.instrument] = book.title
    return found
