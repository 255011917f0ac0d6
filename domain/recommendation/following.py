"""What goes with the outcome: requirements, steps of procedure, remedies, how repetition was counted, and 'and if?'."""

import msgspec

from domain.recommendation.facts import FactStatus, KnownFact
from domain.recommendation.findings import separate_matters
from domain.recommendation.model import Model, model_of
from domain.recommendation.outcome import Otherwise, RemedyOffered, Result, Window
from domain.recommendation.parts import Note
from domain.recommendation.repetition import windows
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import worlds
from domain.rulebook.conditions import facts_of
from domain.rulebook.labels import Label

SEPARATE = Label(
    zh="该事实本身另成一事，应当另行处理",
    en="this fact is a matter of its own and is to be dealt with separately",
)


def requirements(situation: Situation, results: tuple[Result, ...]) -> tuple[Note, ...]:
    """What must or may accompany the outcome, and facts that are a separate matter under another instrument."""
    sheet = situation.sheet
    standings = {"liable" if result.liable else "not_liable" for result in results}
    grounds = {result.ground for result in results if result.ground}
    found = []
    for book in (situation.book, *situation.general):
        for rule in book.requirements:
            if book is not situation.book and not rule.general:
                continue
            stands = not rule.standing or bool(set(rule.standing) & (standings | grounds))
            holds = not rule.when or any(
                all(situation.truth(code) is True for code in row.all_of)
                and all(situation.truth(code) is False for code in row.none_of)
                for row in rule.when
            )
            if stands and holds and rule.applies(sheet.subject, sheet.decision_on):
                found.append(
                    Note(
                        code=rule.code,
                        label=rule.label,
                        authorities=situation.authorities(rule.cite, book, rule.basis),
                        because=situation.because(facts_of(rule.when)),
                    )
                )
    matters = separate_matters(situation)
    for fact in sorted({fact for fact, _ in matters}):
        shown = tuple(authority for code, authority in matters if code == fact)
        found.append(
            Note(code=f"separate-matter:{fact}", label=SEPARATE, authorities=shown, because=situation.because((fact,)))
        )
    return tuple(found)


def procedure_missing(situation: Situation) -> tuple[Note, ...]:
    """Steps that the instrument itself, as of the day of decision, demands and that are not on record yet."""
    sheet, home = situation.sheet, situation.acting_book
    return tuple(
        Note(code=step.code, label=step.label, authorities=situation.authorities(step.cite, home, step.basis))
        for step in home.procedure
        if step.applies(sheet.subject, sheet.decision_on) and step.code not in sheet.procedure_done
    )


def remedies(situation: Situation) -> tuple[RemedyOffered, ...]:
    """The routes of review of this instrument, as of the day of decision, for this subject."""
    sheet, home = situation.sheet, situation.acting_book
    return tuple(
        RemedyOffered(
            code=remedy.code,
            track=remedy.track,
            to=remedy.to,
            label=remedy.label,
            periods=dict(sorted(remedy.periods.items())),
            unit=remedy.unit,
            authorities=situation.authorities(remedy.cite, home, remedy.basis),
        )
        for remedy in home.remedies
        if remedy.applies(sheet.subject, sheet.decision_on)
    )


def repetition(situation: Situation) -> tuple[Window, ...]:
    """How each earlier situation, and each but the last of the matter itself, was counted."""
    return tuple(
        window
        for rule in situation.book.derived
        for window in windows(situation.sheet.priors, situation.situations(), rule, situation.window_of(rule))
    )


def otherwise(situation: Situation, model: Model) -> tuple[Otherwise, ...]:
    """For each refuted element: the outcomes if it were established."""
    facts = {code for rule in situation.book.elements if rule.code in model.elements for code in facts_of(rule.when)}
    found = []
    for code in sorted(facts):
        if situation.truth(code) is not False or situation.resolved(code).known is None:
            continue
        others = tuple(known for known in situation.given.facts if known.code != code)
        assumed = (*others, KnownFact(code=code, status=FactStatus.ESTABLISHED))
        sheet = msgspec.structs.replace(situation.given, facts=assumed)
        supposed = model_of(
            Situation(sheet, situation.book, situation.references, situation.known_at, dict(situation.answers))
        )
        results = {supposed.result(world) for world in worlds(supposed.features())}
        found.append(
            Otherwise(
                fact=code,
                label=situation.label(code),
                outcomes=tuple(sorted(results, key=msgspec.json.encode)),
            )
        )
    return tuple(found)
