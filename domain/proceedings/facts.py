"""The fact sheet of one respondent: a pure reading of case and proceeding, used wherever a recommendation is made."""

from datetime import date

from domain.cases.events import AllegationFramed, FindingMade, FindingStatus
from domain.cases.state import Case, established, findings_without_support, lost_support
from domain.identity import AllegationId, ProceedingId
from domain.procedure.profile import Profile
from domain.proceedings.sanction_record import noted
from domain.proceedings.state import Held, Proceeding
from domain.proceedings.terms import Subject
from domain.recommendation.facts import (
    Answer,
    FactSheet,
    FactStatus,
    FixedAct,
    Holding,
    KnownFact,
    PresentSituation,
    PriorSituation,
    RunningSanction,
)

STRENGTH = (
    FindingStatus.ESTABLISHED,
    FindingStatus.OPEN,
    FindingStatus.UNPROVABLE,
    FindingStatus.REFUTED,
)
"""What counts when several allegations bear on one fact: proved once is proved; refuted only when all are."""


def fact_sheet(
    proceeding_id: ProceedingId,
    proceeding: Proceeding,
    case: Case,
    *,
    profile: Profile,
    matter: str | None,
    today: date,
    priors: tuple[PriorSituation, ...] = (),
    priors_checked_on: date | None = None,
    competence: tuple[Holding, ...] = (),
    proposed: tuple[str, ...] = (),
    running: RunningSanction | None = None,
) -> FactSheet | None:
    """All that the recommendation for this respondent depends on; None while nothing is alleged of the organ.

    Findings of the case are shared by all respondents; what was held in the proceeding is the respondent's own and goes
    before. Several allegations are of the organ: which of them a person had a part in stays open. A finding that lost its
    support is open again. ``matter`` is the field of law of the case's instrument, ``running`` a sanction of an earlier
    decision that still runs on the day of decision, unless the proceeding notes another. That day is ``made_on``: *today* until the leaders decide together.
    """
    decision_on = made_on(proceeding, today)
    alleged = tuple(one for one in case.allegations if one.organ == proceeding.organ)
    if not alleged:
        return None
    ours = {one.allegation for one in alleged}
    lost = findings_without_support(case, profile)
    shared: dict[str, list[FindingMade]] = {}
    for found in case.findings:
        if found.allegation in ours and found not in lost:
            shared.setdefault(found.fact, []).append(found)
    facts = {code: _shared(code, found) for code, found in shared.items()}
    own = (*proceeding.elements, *proceeding.factors)
    facts |= {held.code: _own(held) for held in own if not _lost(held, case, profile)}
    role = proceeding.role.code if proceeding.role else None
    situations = _situations(alleged, case, profile) if len(alleged) > 1 else ()
    return FactSheet(
        respondent=str(proceeding_id),
        subject=proceeding.subject.value,
        conduct_from=min(one.conduct_from for one in alleged),
        conduct_to=max(one.conduct_to for one in alleged),
        decision_on=decision_on,
        matter=matter,
        role=role,
        facts=tuple(facts[code] for code in sorted(facts)),
        answers=tuple(Answer(question=question, choice=choice) for question, choice in sorted(proceeding.answers)),
        priors=priors,
        priors_checked_on=priors_checked_on,
        competence=competence,
        procedure_done=steps_done(proceeding, decision_on),
        proposed=proposed,
        acts=tuple(FixedAct(reference=str(act), measure=fixed) for act, fixed in proceeding.fixed if fixed is not None),
        running=noted(proceeding.running, decision_on) if proceeding.running is not None else running,
        situations=situations,
        parts_open=proceeding.subject is Subject.PERSON and len(situations) > 1,
    )


def made_on(proceeding: Proceeding, today: date) -> date:
    """The day on which a decision signed *today* is made.

    That of the collective deliberation that stands; without one, as where the profile asks for none, the day of signing.
    """
    return today if proceeding.deliberation is None else proceeding.deliberation.deliberated_on


def _situations(alleged: tuple[AllegationFramed, ...], case: Case, profile: Profile) -> tuple[PresentSituation, ...]:
    """What each of several allegations has established of its own, by the first day of its conduct."""
    proved: dict[AllegationId, set[str]] = {}
    for found in established(case, profile):
        proved.setdefault(found.allegation, set()).add(found.fact)
    return tuple(
        PresentSituation(
            on=one.conduct_from,
            reference=str(one.allegation),
            ground=one.ground,
            facts=tuple(sorted(proved[one.allegation])),
        )
        for one in sorted(alleged, key=lambda one: (one.conduct_from, str(one.allegation)))
        if one.allegation in proved
    )


def steps_done(proceeding: Proceeding, today: date) -> tuple[str, ...]:
    """Steps of the procedure that were taken, as rulebooks name them: ``statement-heard``."""
    notice, hearing = proceeding.notice, proceeding.hearing
    if notice is None or notice.statement_until is None:
        return ()
    over = bool(hearing.statements) or hearing.waived or today > notice.statement_until
    return ("statement-heard",) if over and not hearing.is_unverified else ()


def _shared(code: str, found: list[FindingMade]) -> KnownFact:
    status = next(status for status in STRENGTH if any(one.status is status for one in found))
    bearing = tuple(one for one in found if one.status is status)
    days = sorted(one.occurred_on for one in bearing if one.occurred_on is not None)
    evidence = dict.fromkeys(str(item) for one in bearing for item in one.evidence)
    return KnownFact(
        code=code,
        status=FactStatus(status.value),
        evidence=tuple(sorted(evidence)),
        on=days[0] if days else None,
    )


def _lost(held: Held, case: Case, profile: Profile) -> bool:
    return held.status is FindingStatus.ESTABLISHED and lost_support(case, held.evidence, profile)


def _own(held: Held) -> KnownFact:
    return KnownFact(
        code=held.code,
        status=FactStatus(held.status.value),
        evidence=tuple(sorted(str(item) for item in held.evidence)),
        basis=held.basis,
        phase=held.phase,
    )
