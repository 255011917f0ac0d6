"""One respondent's recommendation: pure, deterministic, complete. Fixed stages; the order of a file never matters."""

import hashlib
from datetime import date

import msgspec

from domain.recommendation.asking import questions
from domain.recommendation.basis import NO_BASIS, BasisCheck, standing_of
from domain.recommendation.bodies import bodies
from domain.recommendation.cautions import cautions
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.derivation import derivation
from domain.recommendation.facts import Answer, FactSheet, FactStatus
from domain.recommendation.filters import bars, blocked, conditions_on
from domain.recommendation.findings import duties, elements, exclusions, gates, triggers
from domain.recommendation.following import otherwise, procedure_missing, remedies, repetition, requirements
from domain.recommendation.forms import UNDETERMINED, forms, reachable, step_down
from domain.recommendation.model import Model, model_of
from domain.recommendation.opening import open_facts, turning
from domain.recommendation.outcome import Identity, Recommendation, Result, Status, TimeStatement
from domain.recommendation.parts import Truth
from domain.recommendation.periods import terms
from domain.recommendation.readings import readings, waiting_in
from domain.recommendation.referral import referred
from domain.recommendation.situation import Situation
from domain.recommendation.suggestion import suggestion
from domain.recommendation.weighting import counted, weighting
from domain.recommendation.worlds import worlds
from domain.rulebook.catalogue import Catalogue, content_id
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


def recommend(
    sheet: FactSheet,
    rulebook: Rulebook,
    *,
    policy: Policy | None = None,
    references: Catalogue | None = None,
    known_at: date,
    compiler: Compiler | None = None,
    entered: tuple[str, ...] = (),
) -> Recommendation:
    """What *rulebook* says about this respondent, every step cited.

    Total: a code that no rulebook knows becomes a caution, never an error. The same arguments give the same bytes.
    ``references`` holds the other instruments (filters, duties, items under which conduct may be disciplined);
    ``known_at`` is the day up to which facts were known. Without a policy there is no suggestion.
    ``compiler`` (of this rulebook and these references) looks up what it already worked out for other cases; it changes
    nothing but the time. ``entered`` are the instruments whose gates led here, outermost first.
    """
    catalogue = references if references is not None else Catalogue((rulebook,))
    plain = Situation(sheet, rulebook, catalogue, known_at)
    check = standing_of(plain)
    waiting = waiting_in(plain, check)
    situations = readings(plain, waiting)
    models = compiler.models(situations) if compiler is not None else tuple(map(model_of, situations))
    worked_out = compiler.worked_out(situations) if compiler is not None else None
    by_reading = (
        worked_out.by_reading
        if worked_out is not None
        else tuple(_results(situation, model) for situation, model in zip(situations, models, strict=True))
    )
    results = tuple(sorted({result for some in by_reading for result in some}, key=msgspec.json.encode))
    decisive = tuple(code for code in waiting if _differs(code, situations, by_reading))
    model = models[0]
    shown = situations[0]
    within = reachable(model, results)
    found = bars(shown, within + tuple(measure for measure in sheet.proposed if measure not in within))
    permitted = forms(shown, model, results, found)
    weighed = weighting(shown, models, results)
    proved = triggers(shown, models)
    live = tuple(bar for bar in found if bar.measure in within)
    status = _status(check, results, any(form.state == UNDETERMINED for form in permitted.each))
    tracks = gates(shown, models, tuple(finding.code for finding in proved if finding.state is not Truth.NO))
    chain = (elements(shown, models), exclusions(shown, models))
    acting = bodies(shown)
    barred = blocked(shown, found, permitted.permitted)
    crossed = [each.question for each in check.line.weighed if each.relation == "crossed"]
    asked = questions(plain, results, found, (*decisive, *crossed))
    below = step_down(shown, model, results)
    liable = any(result.liable for result in results)
    running = terms(shown, permitted.permitted) if liable and not check.blocks else msgspec.UNSET
    crossing = check.line.crossing if not check.blocks else None

    def goes_on(asked: FactSheet, book: Rulebook) -> Recommendation:
        shown.used[book.key] = book
        return recommend(
            asked,
            book,
            references=catalogue,
            known_at=known_at,
            compiler=compiler.of(book) if compiler is not None else None,
            entered=(*entered, rulebook.instrument),
        )

    led = () if check.blocks else referred(sheet, tracks, catalogue, (*entered, rulebook.instrument), goes_on)
    return Recommendation(
        respondent=sheet.respondent,
        subject=sheet.subject,
        role=sheet.role,
        status=status,
        blocks=check.blocks,
        triggers=proved,
        duties=duties(shown, models),
        elements=chain[0],
        exclusions=chain[1],
        forms=permitted,
        weighting=weighed,
        gates=tracks,
        blocked=barred,
        competence=acting,
        requirements=(*requirements(shown, results), *conditions_on(shown, live)),
        procedure_missing=procedure_missing(shown),
        remedies=remedies(shown),
        questions=asked,
        open_facts=()
        if check.blocks
        else open_facts(
            shown,
            live,
            worked_out.turning if worked_out is not None else turning(models, by_reading),
            everything=len(results),
        ),
        outcomes=results,
        otherwise=otherwise(shown, model),
        warnings=cautions(plain, proved, nested=bool(entered)),
        windows=repetition(shown),
        time=TimeStatement(
            conduct_from=plain.sheet.conduct_from,
            conduct_to=plain.sheet.conduct_to,
            decision_on=sheet.decision_on,
            known_at=known_at,
            edition=rulebook.edition_id,
            basis_status=check.status.value,
            notes=check.notes,
            weighed=check.line.weighed or msgspec.UNSET,
        ),
        suggestion=suggestion(
            sheet,
            policy,
            status,
            forms=permitted,
            weighting=weighed,
            triggers=proved,
            factors=(counted(model, weighed, "heavier"), counted(model, weighed, "lighter")),
        )
        if policy
        else None,
        derivation=derivation(
            shown,
            model,
            check=check,
            triggers=proved,
            chain=chain,
            forms=permitted,
            weighting=weighed,
            gates=tracks,
            led=led,
            barred=barred,
            acting=acting,
            below=below,
            running=running,
        ),
        step_down=below,
        terms=running,
        alternative=msgspec.UNSET
        if crossing is None
        else recommend(_decided_for(sheet, crossing), crossing, policy=None, references=catalogue, known_at=known_at),
        identity=_identity(plain, policy, {**plain.used, **shown.used}),
        referred=led or msgspec.UNSET,
    )


def _decided_for(sheet: FactSheet, later: Rulebook) -> FactSheet:
    """*sheet* as if it had been answered that the later edition applies."""
    if later.transition is None:
        return sheet
    answer = Answer(question=later.transition.question, choice=later.transition.later)
    return msgspec.structs.replace(sheet, answers=(*sheet.answers, answer))


def _results(situation: Situation, model: Model) -> frozenset[Result]:
    if standing_of(situation).blocks:
        return frozenset({NO_BASIS})
    return frozenset(model.result(world) for world in worlds(model.features()))


def _differs(code: str, situations: tuple[Situation, ...], results: tuple[frozenset[Result], ...]) -> bool:
    """Whether the choice on a question changes what is possible."""
    by_choice: dict[str | None, set[Result]] = {}
    for situation, some in zip(situations, results, strict=True):
        by_choice.setdefault(situation.choice(code), set()).update(some)
    return len({frozenset(some) for some in by_choice.values()}) > 1


def _status(check: BasisCheck, results: tuple[Result, ...], undetermined: bool) -> Status:
    if check.blocks:
        return Status.BLOCKED
    if check.line.crossing is not None:
        return Status.CONFLICT
    if not any(result.liable for result in results):
        return Status.NOT_LIABLE
    return Status.OPEN if len(results) > 1 or undetermined else Status.SETTLED


def _identity(situation: Situation, policy: Policy | None, used: dict[str, Rulebook]) -> Identity:
    sheet, book, references = situation.given, situation.book, situation.references
    listed = msgspec.structs.replace(
        sheet,
        facts=tuple(sorted((f for f in sheet.facts if f.status is not FactStatus.OPEN), key=lambda fact: fact.code)),
        answers=tuple(sorted(sheet.answers, key=lambda answer: answer.question)),
        priors=tuple(sorted(sheet.priors, key=lambda prior: (prior.on, prior.reference))),
        competence=tuple(sorted(sheet.competence, key=lambda held: (held.relation, held.body))),
        procedure_done=tuple(sorted(sheet.procedure_done)),
        proposed=tuple(sorted(sheet.proposed)),
        amounts=tuple(sorted(sheet.amounts, key=lambda amount: amount.code)),
        acts=tuple(sorted(sheet.acts, key=lambda act: act.reference)),
    )
    return Identity(
        rulebook=book.key,
        content_id=references.content_id_of(book),
        policy=f"{policy.policy}@{policy.version}" if policy else None,
        policy_content_id=content_id(policy) if policy else None,
        references={key: references.content_id_of(used[key]) for key in sorted(used)},
        facts_digest=hashlib.sha256(msgspec.json.encode(listed, order="sorted")).hexdigest(),
        known_at=situation.known_at,
    )
