"""How long a sanction runs by law, and what is carried out when several were fixed."""

from collections.abc import Iterable
from datetime import date

import msgspec

from domain.calendar.period import Period, Unit, corresponding_day
from domain.recommendation.parts import Note
from domain.recommendation.sanction import FixedSanction, Term, Terms
from domain.recommendation.situation import Situation
from domain.rulebook.provisions import Provision
from domain.rulebook.terms import Merger
from domain.rulebook.vocabulary import Measure


def terms(situation: Situation, permitted: Iterable[str]) -> Terms | msgspec.UnsetType:
    """Periods of the permitted sanctions and of what was fixed act by act; absent where the instrument states no periods."""
    law = _Periods(situation)
    if not law.running_measures:
        return msgspec.UNSET
    sheet = situation.sheet
    fixed = tuple(law.fixed(act.reference, act.measure) for act in sheet.acts if act.measure in law.measures)
    carried = law.executed(tuple(act.measure for act in fixed)) if fixed else None
    return Terms(
        fixed=fixed,
        executed=carried,
        each=tuple(law.term(measure, 1) for measure in permitted if measure in law.measures),
        lifting=tuple(law.note(rule) for rule in situation.book.liftings if law.rules(rule)),
    )


class _Periods:
    """The rules on periods of one instrument on the day of decision."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.sheet, self.book = situation, situation.sheet, situation.book
        self.measures: dict[str, Measure] = {measure.code: measure for measure in self.book.measures}
        self.running_measures = [measure for measure in self.book.measures if measure.term_months is not None]
        self.mergers = tuple(rule for rule in self.book.mergers if self.rules(rule))
        self.ranking = self.book.ranking.measures if self.book.ranking is not None else ()

    def rules(self, rule: Provision) -> bool:
        """Whether *rule* governs a decision of that day on this subject."""
        return rule.applies(self.sheet.subject, self.sheet.decision_on)

    def note(self, rule: Provision) -> Note:
        return Note(
            code=rule.code,
            label=rule.label,
            authorities=self.situation.authorities(rule.cite, self.book, rule.basis),
        )

    def fixed(self, reference: str, code: str) -> FixedSanction:
        measure = self.measures[code]
        return FixedSanction(reference=reference, measure=code, label=measure.label, months=measure.term_months)

    def executed(self, codes: tuple[str, ...]) -> Term | None:
        """The one sanction that is carried out; None where the instrument does not say how several become one."""
        alike = set(codes)
        if len(codes) == 1:
            return self.term(codes[0], 1)
        gravest = self._by("heaviest")
        if len(alike) > 1 and (gravest is None or not alike <= set(self.ranking)):
            return None
        heaviest = max(alike, key=self.ranking.index) if len(alike) > 1 else codes[0]
        return self.term(heaviest, codes.count(heaviest), used=gravest if len(alike) > 1 else None)

    def term(self, code: str, times: int, used: Merger | None = None) -> Term:
        """The period of *code*, fixed *times* over, from the day of decision."""
        measure, sheet = self.measures[code], self.sheet
        months = measure.term_months
        authorities = list(self.situation.authorities(measure.cite, self.book))
        merging = self._by("between-one-and-sum")
        adding = self._by("adds-remainder") if sheet.running is not None else None
        cap = self._by("cap")
        applied = [rule for rule in (used,) if rule is not None]
        most = months
        if months is not None and times > 1 and merging is not None and code in merging.measures:
            most = months * times
            applied.append(merging)
        remainder = self._remainder() if adding is not None and months is not None else None
        if adding is not None and remainder is not None:
            applied.append(adding)
        least_until, most_until = (self._until(length, remainder) for length in (months, most))
        longest = self._until(cap.months, None) if cap is not None else None
        capped = longest is not None and most_until is not None and most_until > longest
        if cap is not None and (capped or merging in applied or adding in applied):
            applied.append(cap)
        for rule in applied:
            authorities += self.situation.authorities(rule.cite, self.book, rule.basis)
        if capped and longest is not None and cap is not None:
            most = most if remainder is not None else cap.months
            most_until = longest
            least_until = min(least_until or longest, longest)
        return Term(
            measure=code,
            label=measure.label,
            least_months=months,
            most_months=most,
            least_until=least_until,
            most_until=most_until,
            capped=capped,
            remainder_until=remainder,
            effects=tuple(self.note(r) for r in self.book.period_effects if code in r.measures and self.rules(r)),
            authorities=tuple(dict.fromkeys(authorities)),
        )

    def _by(self, effect: str) -> Merger | None:
        return next((rule for rule in self.mergers if rule.effect == effect), None)

    def _remainder(self) -> date | None:
        """Last day of the running sanction where it still runs on the day of decision."""
        running = self.sheet.running
        if running is None:
            return None
        ends, _ = corresponding_day(running.decided_on, Period(count=running.months, unit=Unit.MONTH))
        return ends if ends > self.sheet.decision_on else None

    def _until(self, months: int | None, remainder: date | None) -> date | None:
        """Last day: the period runs from the day of decision, or from the end of what is unserved."""
        if months is None:
            return None
        ends, _ = corresponding_day(remainder or self.sheet.decision_on, Period(count=months, unit=Unit.MONTH))
        return ends
