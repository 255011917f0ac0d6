"""The fact sheet of one respondent: a pure reading of case and proceeding, used wherever a recommendation is made."""

from datetime import date

from domain.cases.events import AllegationFramed, CheckResult, FindingMade, FindingStatus
from domain.cases.state import Case, established, findings_without_support, lost_support
from domain.identity import OrganId, ProceedingId
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
    before. Several allegations are of the organ: which of them a person had a part in stays open. The conduct is that of
    what is not refuted, each allegation by its own days. A finding that lost its support is open again. ``matter`` is the
    field of law of the case's instrument, ``running`` a sanction of an earlier decision that still runs on the day of
    decision, unless the proceeding notes another. That day is ``made_on``: *today* until the leaders decide together.
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
    standing = still_alleged(case, proceeding.organ)
    situations = _situations(standing, case, profile) if len(standing) > 1 else ()
    return FactSheet(
        respondent=str(proceeding_id),
        subject=proceeding.subject.value,
        conduct_from=min(one.conduct_from for one in standing),
        conduct_to=max(one.conduct_to for one in standing),
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


def still_alleged(case: Case, organ: OrganId | None) -> tuple[AllegationFramed, ...]:
    """What is alleged of the organ and not refuted; all that was alleged where everything is."""
    alleged = tuple(one for one in case.allegations if one.organ == organ)
    return tuple(one for one in alleged if not _refuted(one, case)) or alleged


def last_conduct(case: Case, organ: OrganId | None) -> date | None:
    """The last day of what is still alleged of the organ; None while nothing is alleged."""
    return max((one.conduct_to for one in still_alleged(case, organ)), default=None)


def case_conduct_ended(case: Case) -> date | None:
    """The last day of what is still alleged of any organ; None while nothing is alleged."""
    ends = (last_conduct(case, organ) for organ in {one.organ for one in case.allegations})
    return max((day for day in ends if day is not None), default=None)


def _refuted(one: AllegationFramed, case: Case) -> bool:
    """Whether everything that was looked into is refuted, and nothing is left to look into; or the check refuted it."""
    found = {each.fact: each.status for each in case.findings if each.allegation == one.allegation}
    if any(status is not FindingStatus.REFUTED for status in found.values()):
        return False
    return (one.allegation, CheckResult.REFUTED) in case.check_results or (bool(found) and set(one.facts) <= set(found))


def _situations(alleged: tuple[AllegationFramed, ...], case: Case, profile: Profile) -> tuple[PresentSituation, ...]:
    """Each of several allegations by its own days, with what is established of it and what is open still."""
    proved = {(each.allegation, each.fact) for each in established(case, profile)}
    refuted = {(each.allegation, each.fact) for each in case.findings if each.status is FindingStatus.REFUTED}
    found = []
    for one in sorted(alleged, key=lambda one: (one.conduct_from, str(one.allegation))):
        codes = {*one.facts, *(each.fact for each in case.findings if each.allegation == one.allegation)}
        known = {code for code in codes if (one.allegation, code) in proved}
        found.append(
            PresentSituation(
                on=one.conduct_from,
                to=one.conduct_to,
                reference=str(one.allegation),
                ground=one.ground,
                facts=tuple(sorted(known)),
                open=tuple(sorted(code for code in codes - known if (one.allegation, code) not in refuted)),
            )
        )
    return tuple(found)


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
