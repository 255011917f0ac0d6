"""Names and labels for sentences: organs for everybody, persons only for whoever may see them in that matter."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from application.access import Subject
from application.adapters.parties import Person
from application.casework.around import Around
from application.errors import NotAuthorised, NotFound
from domain.identity import OrganId, PartyId
from domain.rulebook.labels import Label
from interfaces.service import Service
from projections.history.catalogue import Language
from projections.history.naming import Naming

PURPOSE = "history.read"


async def naming_for(service: Service, subject: Subject, case: UUID, persons: Iterable[PartyId]) -> Naming:
    """What sentences about *case* may name to *subject*. Each person named is on record as read."""
    names: dict[UUID, str] = {}
    try:
        await service.reading.case(subject, case, "party.read")
    except (NotFound, NotAuthorised):
        pass
    else:
        people = await service.parties.people(persons, by=subject.account, purpose=PURPOSE)
        names = {person.id: person.details.name for person in people.values() if isinstance(person, Person)}
        names |= {account.id: account.name for account in await service.accounts.all()}
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
    """Organs by their names of today, codes by the labels of the case's rulebook, persons as given."""
    registers, today = await service.registers.snapshot(), service.around.today()
    labels = await _labels(service, case)
    known = names or {}

    def name(_field: str, identifier: UUID, _language: Language) -> str | None:
        organ = registers.organ(OrganId(identifier), today)
        return organ.name if organ is not None else known.get(identifier)

    def label(_field: str, code: str, language: Language) -> str | None:
        found = labels.get(code)
        return None if found is None else (found.zh if language == "zh" else found.en)

    return Naming(name=name, label=label)


async def instrument_naming(service: Service) -> Naming:
    """Organs and officers by their names of today, codes by the labels of every instrument and scheme at hand."""
    registers, today = await service.registers.snapshot(), service.around.today()
    officers: dict[UUID, str] = {account.id: account.name for account in await service.accounts.all()}
    labels = await provision_labels(service.around)

    def name(_field: str, identifier: UUID, _language: Language) -> str | None:
        organ = registers.organ(OrganId(identifier), today)
        return organ.name if organ is not None else officers.get(identifier)

    def label(_field: str, code: str, language: Language) -> str | None:
        found = labels.get(code)
        return None if found is None else (found.zh if language == "zh" else found.en)

    return Naming(name=name, label=label)


async def provision_labels(around: Around) -> dict[str, Label]:
    """What the codes of the supervision schemes are called, and the facts and duties of every instrument at hand."""
    schemes = around.schemes
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
    for book in (await around.catalogue()).rulebooks:
        take(*book.triggers, *book.duties, *book.facts, *book.measures, *book.requirements)
    return dict(labelled)


async def _labels(service: Service, case: UUID) -> dict[str, Label]:
    opened = (await service.reading.file(case)).case.state.opened
    found: dict[str, Label] = {}
    catalogue = await service.around.catalogue()
    for book in catalogue.editions(opened.instrument) if opened is not None else ():
        found |= {one.code: one.label for one in book.facts}
        found |= {one.code: one.label for one in book.roles}
        found |= {one.code: one.label for one in book.triggers}
        found |= {one.code: one.label for one in book.measures}
        found |= {one.code: one.label for one in book.questions}
        found[book.instrument] = book.title
    return found
