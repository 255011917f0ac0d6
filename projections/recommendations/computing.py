"""From states and law to a version: pure. The same as a decider is shown, as of the event that made it necessary."""

import hashlib
from datetime import date
from uuid import UUID

import msgspec

from domain.cases.state import Case
from domain.identity import ProceedingId
from domain.proceedings.facts import fact_sheet, last_conduct, made_on
from domain.proceedings.sanction_record import still_running
from domain.proceedings.state import Proceeding
from domain.recommendation.circumstances import established
from domain.recommendation.editions import basis_of, matter_of
from domain.recommendation.facts import FactSheet, Holding, PriorSituation
from domain.recommendation.recommend import recommend
from domain.recommendation.replay import digest_of, encoded
from domain.recorded import Event, Recorded
from domain.registers.competence import BodyRelation, Competent, Respondent, competence
from domain.registers.snapshot import Snapshot
from domain.rulebook.catalogue import content_id
from domain.rulebook.policy import Policy
from projections.history.telling import LEGAL_DAY
from projections.recommendations.law import Law
from projections.recommendations.row import VersionRow, WaitRow


def day_of(recorded: Recorded[Event]) -> date:
    """The legal day on which the event was recorded."""
    return recorded.recorded_at.astimezone(LEGAL_DAY).date()


def sheet_of(
    proceeding: UUID,
    track: Proceeding,
    case: Case,
    *,
    instrument: str,
    law: Law,
    registers: Snapshot,
    priors: tuple[PriorSituation, ...],
    earlier: tuple[Proceeding, ...] = (),
    on: date,
) -> FactSheet | None:
    """The facts as of *on*; None while nothing is alleged. ``earlier`` are the proceedings of the same person that found a breach.

    Raises:
        LookupError: the profile is one that this release does not have.
    """
    return fact_sheet(
        ProceedingId(proceeding),
        track,
        case,
        profile=law.profiles[track.profile],
        matter=matter_of(instrument, last_conduct(case, track.organ) or on, law.catalogue),
        today=on,
        priors=priors,
        priors_checked_on=last_conduct(case, track.organ),
        competence=_holdings(track, registers, on),
        running=still_running(earlier, law.catalogue.rulebooks, made_on(track, on)),
    )


def version_of(
    proceeding: UUID,
    recorded: Recorded[Event],
    sheet: FactSheet,
    *,
    instrument: str,
    law: Law,
    policy: Policy | None,
    said: str | None,
    case: UUID,
) -> tuple[VersionRow, WaitRow] | None:
    """The version that the event brings, and what the proceeding, one of *case*, still lacks by it.

    None when no edition of the instrument is installed, or when facts and law are those of ``said``, the substance of
    what was said last: the passing of days alone says nothing new.
    """
    rulebook = basis_of(sheet, instrument, law.catalogue)
    if rulebook is None:
        return None
    substance = _substance(sheet, law.catalogue.content_id_of(rulebook), policy)
    if substance == said:
        return None
    on = day_of(recorded)
    compiler = law.compilers.of(rulebook)
    found = recommend(
        sheet, rulebook, policy=policy, references=law.catalogue, known_at=sheet.decision_on, compiler=compiler
    )
    first = next(iter(found.questions_first), None)
    lacking = WaitRow(
        proceeding_id=proceeding,
        case_id=case,
        facts=found.facts_first,
        answered_by=None if first is None else first.answered_by,
    )
    version = VersionRow(
        proceeding_id=proceeding,
        position=recorded.position,
        known_at=recorded.recorded_at,
        known_on=on,
        rulebook=found.identity.content_id,
        edition=found.time.edition,
        policy=found.identity.policy_content_id,
        digest=digest_of(found),
        substance=substance,
        status=found.status.value,
        permitted=found.forms.permitted,
        suggested=found.suggestion.measures if found.suggestion is not None else None,
        established=established(sheet, found, rulebook),
        facts=msgspec.json.encode(sheet, order="sorted").decode(),
        body=encoded(found).decode(),
    )
    return version, lacking


def _substance(sheet: FactSheet, rulebook: str, policy: Policy | None) -> str:
    began = sheet.conduct_to if sheet.running is None else max(sheet.conduct_to, sheet.running.decided_on)
    facts = msgspec.structs.replace(sheet, decision_on=began)
    rests_on = (facts, rulebook, None if policy is None else content_id(policy))
    return hashlib.sha256(msgspec.json.encode(rests_on, order="sorted")).hexdigest()


def _holdings(track: Proceeding, registers: Snapshot, on: date) -> tuple[Holding, ...]:
    if track.organ is None:
        return ()
    respondent = Respondent(organ=track.organ, person=track.person, post=track.post)
    found = [(relation, competence(respondent, relation, on, registers)) for relation in BodyRelation]
    return tuple(
        Holding(relation=relation.value, body=str(known.body), source=known.source)
        for relation, known in found
        if isinstance(known, Competent)
    )
