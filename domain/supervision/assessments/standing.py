"""Where an assessment stands on a day: the grade that a score gives, and which breaches the record shows."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.identity import OrganId
from domain.rulebook.catalogue import Catalogue
from domain.supervision.assessments.events import GradedOrgan
from domain.supervision.assessments.scheme import AssessmentKind
from domain.supervision.assessments.state import Assessment
from domain.supervision.breach import Breach
from domain.supervision.rectification import breaches as of_rectification
from domain.supervision.setting import SupervisionSetting


def kind_of(state: Assessment, setting: SupervisionSetting) -> AssessmentKind | None:
    """Its kind, as the scheme has it."""
    return None if state.planned is None else setting.schemes.assessments.kind(state.planned.kind)


def grade_of(score: Decimal, kind: AssessmentKind, on: date, catalogue: Catalogue) -> str | None:
    """The grade that *score* reaches in the edition of that day: compared unrounded. None without such an edition."""
    book = catalogue.edition_for(kind.instrument, on)
    band = None if book is None else next((one for one in book.bands if one.code == kind.band), None)
    if band is None:
        return None
    reached = [step for step in band.steps if score >= Decimal(step.at_least)]
    return max(reached, key=lambda step: Decimal(step.at_least)).fact if reached else band.below


def results(state: Assessment, on: date, setting: SupervisionSetting) -> tuple[GradedOrgan, ...]:
    """Each scored organ with the grade that its score gives on that day, in the order of the plan."""
    kind = kind_of(state, setting)
    if kind is None:
        return ()
    found = []
    for one in state.of:
        if one.scored is not None:
            grade = grade_of(Decimal(one.scored.total), kind, on, setting.catalogue)
            if grade is not None:
                found.append(GradedOrgan(organ=one.organ, total=one.scored.total, grade=grade))
    return tuple(found)


def missing(state: Assessment, setting: SupervisionSetting) -> tuple[tuple[OrganId, str], ...]:
    """What the text joins to a grade and nobody has done yet."""
    kind = kind_of(state, setting)
    if kind is None:
        return ()
    return tuple(
        (one.organ, measure)
        for one in state.of
        for measure in kind.consequences_of(one.grade)
        if measure not in {taken.measure for taken in one.consequences}
    )


def breaches(state: Assessment, setting: SupervisionSetting) -> tuple[Breach, ...]:
    """Every breach that the record shows today: situations that a person found, and rectification that failed."""
    return tuple(_breaches(state, setting))


def _breaches(state: Assessment, setting: SupervisionSetting) -> Iterator[Breach]:
    kind = kind_of(state, setting)
    if kind is None:
        return
    several: Counter[tuple[OrganId, str, str]] = Counter()
    for noted in state.situations:
        same = (noted.organ, noted.instrument, noted.provision)
        several[same] += 1
        yield Breach(
            instrument=noted.instrument,
            provision=noted.provision,
            organs=(noted.organ,),
            since=noted.since,
            key=_key(noted.organ, several[same]),
            evidence=(noted.evidence,),
        )
    for one in state.of:
        if one.rectification is not None:
            yield from of_rectification(one.rectification, kind.breaches, setting.occasion.today)


def _key(organ: OrganId, place: int) -> str:
    """The end of the organ's id; of several situations under one provision the second and later with their place.

    Leads name the breach that they were made of, and the order in which situations were noted never changes.
    """
    return str(organ)[-12:] if place == 1 else f"{str(organ)[-12:]}.{place}"
