"""The recommendation for one respondent on today's facts, put together from the record, the registers and the law."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec

from application.casework.around import Around, Search
from application.casework.file import CaseFile
from domain.identity import ActorId, BodyId, ProceedingId
from domain.proceedings.events import RecommendationSeen
from domain.proceedings.facts import fact_sheet, last_conduct, made_on
from domain.proceedings.proceeding import Proceeding
from domain.proceedings.sanction_record import proceeding_of, still_running
from domain.proceedings.setting import Advice, Competence
from domain.recommendation.bodies import APPLIES, UNKNOWN, acting, bodies
from domain.recommendation.editions import basis_of, matter_of
from domain.recommendation.facts import FactSheet, Holding
from domain.recommendation.outcome import Body, Recommendation
from domain.recommendation.recommend import recommend
from domain.recommendation.replay import digest_of
from domain.recommendation.situation import Situation
from domain.registers.competence import BodyRelation, Competent, Respondent, competence
from domain.rulebook.catalogue import content_id
from domain.rulebook.policy import Policy


async def advise(
    around: Around, file: CaseFile, proceeding: ProceedingId, track: Proceeding, *, decider: ActorId | None = None
) -> Advice | None:
    """What the rulebook of the case says about this respondent on today's record; for a *decider* the law is kept for ever.

    It is asked for the day of the decision: today, and from the deliberation on the day of that.

    None while nothing is alleged of the organ, or when no edition of the instrument is installed.
    """
    case = file.case.state
    if case.opened is None or track.organ is None:
        return None
    gathered = await gather(around, file, proceeding, track)
    if gathered is None:
        return None
    sheet, catalogue = gathered.sheet, await around.catalogue()
    rulebook = basis_of(sheet, case.opened.instrument, catalogue)
    if rulebook is None:
        return None
    day = sheet.decision_on
    policy = await around.policy_for(case.opened.instrument, track.deciding_body, day)
    compiler = around.law.compiler(catalogue, rulebook)
    found = recommend(sheet, rulebook, policy=policy, references=catalogue, known_at=day, compiler=compiler)
    seen = seen_of(sheet, found, catalogue.content_id_of(rulebook), policy)
    law = await around.law.kept(catalogue, policy, by=decider) if decider is not None else None
    return Advice(sheet=sheet, recommendation=found, seen=seen, law=law, running_searched=gathered.running_searched)


async def competent_today(around: Around, file: CaseFile, proceeding: ProceedingId, track: Proceeding) -> Competence:
    """The bodies that may decide on this respondent today; asks the rulebook for nothing else."""
    sheet = await sheet_of(around, file, proceeding, track)
    catalogue, opened = await around.catalogue(), file.case.state.opened
    rulebook = basis_of(sheet, opened.instrument, catalogue) if sheet and opened else None
    if sheet is None or rulebook is None:
        return Competence(question="nothing-alleged")
    today = around.today()
    as_of_today = msgspec.structs.replace(sheet, decision_on=today)
    ruled = bodies(Situation(as_of_today, rulebook, catalogue, today))
    return competence_from(ruled, await _known(around, track, today))


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """The facts as of today; ``running_searched``: every earlier decision was there to look for a sanction that still runs."""

    sheet: FactSheet
    running_searched: bool


async def sheet_of(around: Around, file: CaseFile, proceeding: ProceedingId, track: Proceeding) -> FactSheet | None:
    """The facts of this respondent as of today, with what the registers and earlier cases say."""
    gathered = await gather(around, file, proceeding, track)
    return gathered.sheet if gathered is not None else None


async def gather(around: Around, file: CaseFile, proceeding: ProceedingId, track: Proceeding) -> Gathered | None:
    """The same, and how far what the earlier cases say could be known."""
    case, today = file.case.state, around.today()
    respondent: UUID | None = track.person or track.organ
    if respondent is None or case.opened is None:
        return None
    catalogue = await around.catalogue()
    last = last_conduct(case, track.organ) or today
    search = Search(complete=False)
    if around.priors is not None:
        search = await around.priors.priors(respondent, before=last, besides=file.case.id)
    earlier, searched = await _earlier(around, track, besides=file.case.id)
    sheet = fact_sheet(
        proceeding,
        track,
        case,
        profile=around.profile(track.profile),
        matter=matter_of(case.opened.instrument, last, catalogue),
        today=today,
        priors=search.found,
        priors_checked_on=last if search.complete else None,
        competence=await _holdings(around, track, today),
        running=still_running(earlier, catalogue.rulebooks, made_on(track, today)),
    )
    return Gathered(sheet=sheet, running_searched=searched) if sheet is not None else None


async def _earlier(around: Around, track: Proceeding, *, besides: UUID) -> tuple[tuple[Proceeding, ...], bool]:
    """The proceedings in which a decision that stands found a breach of the same person; and whether these are all."""
    if track.person is None:
        return (), True
    if around.priors is None:
        return (), False
    search = await around.priors.priors(track.person, before=around.today(), besides=besides)
    found = await around.proceedings(dict.fromkeys(proceeding_of(each) for each in search.found))
    return found, search.complete


async def _holdings(around: Around, track: Proceeding, today: date) -> tuple[Holding, ...]:
    known = await _known(around, track, today)
    return tuple(Holding(relation=relation, body=str(one.body), source=one.source) for relation, one in known.items())


async def _known(around: Around, track: Proceeding, today: date) -> dict[str, Competent]:
    """The bodies that the registers know today, by their relation to the respondent."""
    if track.organ is None:
        return {}
    snapshot = await around.registers()
    respondent = Respondent(organ=track.organ, person=track.person, post=track.post)
    found = {relation.value: competence(respondent, relation, today, snapshot) for relation in BodyRelation}
    return {relation: one for relation, one in found.items() if isinstance(one, Competent)}


def seen_of(sheet: FactSheet, found: Recommendation, rulebook: str, policy: Policy | None) -> RecommendationSeen:
    """What a decision keeps of the recommendation, so that it replays to the same bytes."""
    return RecommendationSeen(
        rulebook=rulebook,
        facts=msgspec.json.encode(sheet, order="sorted").decode(),
        digest=digest_of(found),
        permitted=found.forms.permitted,
        suggested=found.suggestion.measures if found.suggestion is not None else None,
        policy=content_id(policy) if policy is not None else None,
    )


def competence_from(ruled: tuple[Body, ...], known: Mapping[str, Competent]) -> Competence:
    """The bodies that may decide, as the rulebook says and the registers know; else the question that is open.

    ``known`` is by relation. The word of the registers is as old as the newest entry that names one of the bodies.
    """
    deciding = tuple(one for one in acting(ruled) if one.state == APPLIES and one.body)
    named = tuple(dict.fromkeys(BodyId(UUID(one.body)) for one in deciding if one.body))
    open_rule = next((one.rule for one in acting(ruled) if one.state == UNKNOWN), None)
    return Competence(
        bodies=named,
        question=None if named else open_rule or "competence-unknown",
        since=max((known[one.relation].since for one in deciding), default=None),
    )
