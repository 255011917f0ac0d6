"""One respondent's facts as the rulebook reads them: what counts as true, false or open, and why."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import msgspec

from domain.citation import Citation
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PresentSituation
from domain.recommendation.parting import narrowed, parted
from domain.recommendation.parts import Authority, Because, Truth
from domain.recommendation.repetition import holds, situations, windows
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.clauses import reference
from domain.rulebook.conditions import facts_of
from domain.rulebook.labels import Basis, Label
from domain.rulebook.provisions import Derived
from domain.rulebook.questions import Question
from domain.rulebook.schema import Rulebook
from domain.rulebook.vocabulary import Burden, Fact

OUTSIDE = "fact-of-what-is-not-reached"
"""What happened, but only in situations that the rulebook does not reach."""

UNNAMED = Label(zh="规则库未收录的事实", en="a fact that no rulebook at hand knows")


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it counts. ``flaw`` names why an established one does not count (``basis-missing``, ...)."""

    status: FactStatus
    truth: bool | None
    known: KnownFact | None = None
    burden: Burden | None = None
    evidence: tuple[str, ...] = ()
    derived: bool = False
    flaw: str | None = None


class Situation:
    """The sheet, the rulebook and the references of the day, read under one set of answers. Pure and immutable in use.

    ``given`` is the whole sheet; ``sheet`` has of its situations, and of the days of their conduct, what the rulebook reaches.
    """

    def __init__(
        self,
        sheet: FactSheet,
        book: Rulebook,
        references: Catalogue,
        known_at: date,
        choices: dict[str, str] | None = None,
    ) -> None:
        self.given, self.sheet, self.book, self.references, self.known_at = sheet, sheet, book, references, known_at
        self.general = references.general_for(book, sheet.decision_on)
        self.used: dict[str, Rulebook] = {other.key: other for other in self.general}
        self.facts: dict[str, Fact] = {fact.code: fact for fact in references.general_facts(book, sheet.decision_on)}
        self.facts.update({fact.code: fact for fact in book.facts})
        self.questions: dict[str, Question] = {q.code: q for other in self.general for q in other.questions}
        self.questions.update({q.code: q for q in book.questions})
        self.questions.update(self._transitions())
        self.answers = {
            answer.question: answer.choice
            for answer in sheet.answers
            if (asked := self.questions.get(answer.question)) is not None
            and any(choice.code == answer.choice for choice in asked.choices)
        } | (choices or {})
        self.parting = parted(sheet, book, references, self.choice)
        if self.parting is not None:
            self.sheet = narrowed(sheet, self.parting.inside)
        self._known = {
            known.code: known for known in sheet.facts if known.known_on is None or known.known_on <= known_at
        }
        self._found = {
            fact: value
            for question, taken in sorted(self.answers.items())
            for choice in self.questions[question].choices
            if choice.code == taken
            for fact, value in choice.sets.items()
        }
        self._resolved: dict[str, Resolved] = {}
        self._shown: dict[tuple[str, str, Basis, date], Authority] = {}

    @property
    def days(self) -> tuple[date, ...]:
        """The last day of the conduct, of each situation that is told apart; in order."""
        apart = self.parting.inside if self.parting is not None else ()
        return tuple(sorted({one.last for one in apart})) or (self.sheet.conduct_to,)

    @property
    def acting_book(self) -> Rulebook:
        """The edition whose rules on bodies, procedure and review hold on the day of decision; the basis where none does."""
        current = self.references.edition_for(self.book.instrument, self.sheet.decision_on)
        return current if current is not None and current.grounds else self.book

    def answer(self, question: str) -> str | None:
        """The answer on the record; None without one, whatever the default."""
        return self.answers.get(question)

    def choice(self, question: str) -> str | None:
        """The answer on the record, else the default reading; None when neither exists."""
        answered = self.answers.get(question)
        asked = self.questions.get(question)
        return answered if answered is not None else asked.default if asked is not None else None

    def resolved(self, code: str) -> Resolved:
        """How the fact counts."""
        if code not in self._resolved:
            self._resolved[code] = self._resolve(code)
        return self._resolved[code]

    def truth(self, code: str) -> bool | None:
        """True, False, or None while open."""
        return self.resolved(code).truth

    def truths(self, codes: Iterable[str]) -> dict[str, bool | None]:
        """Truth values of several facts."""
        return {code: self.truth(code) for code in codes}

    def because(self, codes: Iterable[str]) -> tuple[Because, ...]:
        """The facts as a step shows them; facts nobody has looked into are left out."""
        shown = [(code, self.resolved(code)) for code in dict.fromkeys(codes)]
        return tuple(
            self.shown(code) for code, how in shown if how.status is not FactStatus.OPEN or how.known is not None
        )

    def shown(self, code: str) -> Because:
        """One fact with its evidence."""
        how = self.resolved(code)
        known = how.known
        counted = None if how.status is not FactStatus.UNPROVABLE and how.flaw is None else truth_of(how.truth)
        return Because(
            fact=code,
            label=self.label(code),
            status=how.status,
            evidence=how.evidence,
            phase=known.phase if known else None,
            on=known.on if known else None,
            basis=known.basis if known else None,
            counted=counted,
            derived=how.derived,
        )

    def label(self, code: str) -> Label:
        """The fact's label."""
        fact = self.facts.get(code)
        return fact.label if fact else UNNAMED

    def authorities(
        self, cites: Iterable[str], home: Rulebook | None = None, basis: Basis = Basis.DIRECT, on: date | None = None
    ) -> tuple[Authority, ...]:
        """Citations as shown, each in the edition of *on* (the day of decision unless given)."""
        return tuple(self._authority(cite, home or self.book, basis, on or self.sheet.decision_on) for cite in cites)

    def derived_by(self, code: str) -> Derived | None:
        """The rule that counts this fact from earlier situations."""
        on = self.sheet.conduct_to
        return next((rule for rule in self.book.derived if rule.fact == code and rule.in_time(on)), None)

    def situations(self) -> tuple[PresentSituation, ...]:
        """The situations of the matter itself that call for liability under the present answers; at least one."""
        return situations(self.sheet, self.book.triggers, self.choice)

    def window_of(self, rule: Derived) -> str:
        """How the window is counted under the present answers."""
        choice = self.choice(rule.question) if rule.question else None
        return rule.window_by_choice.get(choice or "", rule.window)

    def _transitions(self) -> dict[str, Question]:
        """The questions of later editions on which of two that cross applies, where one can have begun meanwhile."""
        sheet = self.given
        ended = min(one.last for one in sheet.situations) if sheet.has_days else sheet.conduct_to
        return {
            question.code: question
            for later in self.references.successors(self.book)
            if later.edition is not None and ended < later.edition <= sheet.decision_on
            for question in later.questions
            if later.transition is not None and question.code == later.transition.question
        }

    def _authority(self, cite: str, home: Rulebook, basis: Basis, on: date) -> Authority:
        key = (cite, home.key, basis, on)
        if key not in self._shown:
            self._shown[key] = self._look_up(cite, home, basis, on)
        return self._shown[key]

    def _look_up(self, cite: str, home: Rulebook, basis: Basis, on: date) -> Authority:
        written = reference(cite)
        found = self.references.resolve(cite, home, on)
        if found is not None and found is not self.book:
            self.used[found.key] = found
        clause = found.clauses.get(written.address) if found else None
        edition = found.edition_id if found else written.edition or "unknown"
        return Authority(
            citation=Citation(
                instrument=written.instrument or home.instrument, edition=edition, address=written.address
            ),
            label=clause.label if clause else None,
            basis=basis,
            verification=(clause.verification if clause else None) or (found.verification if found else None),
            installed=found is not None,
        )

    def _resolve(self, code: str) -> Resolved:
        known = self._known.get(code)
        if self.parting is not None and code in self.parting.aside:
            return self._set_aside(known, truth=None if code in self.parting.pending else False)
        if known is None or (known.status is FactStatus.OPEN and code in self._found):
            return self._unlisted(code)
        fact = self.facts.get(code)
        if known.status is FactStatus.ESTABLISHED:
            flaw = self._flaw(known, fact) if fact else None
            truth = {None: True, "basis-missing": None, "basis-not-installed": None}.get(flaw, False)
            return Resolved(status=known.status, truth=truth, known=known, evidence=known.evidence, flaw=flaw)
        if known.status is FactStatus.UNPROVABLE:
            burden = self._burden(code, fact) if fact else None
            return Resolved(
                status=known.status,
                truth=self._collapse(burden),
                known=known,
                burden=burden,
                evidence=known.evidence,
            )
        truth = False if known.status is FactStatus.REFUTED else None
        return Resolved(status=known.status, truth=truth, known=known, evidence=known.evidence)

    def _set_aside(self, known: KnownFact | None, *, truth: bool | None) -> Resolved:
        """A fact of situations alone that the rulebook does not reach."""
        status = FactStatus.OPEN if known is None else known.status
        flaw = OUTSIDE if status is FactStatus.ESTABLISHED else None
        return Resolved(
            status=status, truth=truth, known=known, evidence=() if known is None else known.evidence, flaw=flaw
        )

    def _unlisted(self, code: str) -> Resolved:
        found = self._found.get(code)
        if found is not None:
            status = FactStatus.ESTABLISHED if found else FactStatus.REFUTED
            return Resolved(status=status, truth=found, derived=True)
        if code == self.book.role_fact:
            role = self.sheet.role
            if role is None:
                return Resolved(status=FactStatus.OPEN, truth=None)
            fits = any(known.code == role for known in self.book.roles)
            status = FactStatus.ESTABLISHED if fits else FactStatus.REFUTED
            return Resolved(status=status, truth=fits, derived=True)
        rule = self.derived_by(code)
        if rule is None:
            return self._from_bands(code)
        kind = self.window_of(rule)
        present = self.situations()
        truth = holds(self.sheet, present, rule, kind)
        if truth is None:
            return Resolved(status=FactStatus.OPEN, truth=None, derived=True)
        counted = windows(self.sheet.priors, present, rule, kind)
        inside = tuple(window.reference for window in counted if window.inside)
        status = FactStatus.ESTABLISHED if truth else FactStatus.REFUTED
        return Resolved(status=status, truth=truth, evidence=inside, derived=True)

    def _from_bands(self, code: str) -> Resolved:
        """A fact read off a number; open where the number, or any band that knows the fact, is absent."""
        for band in self.book.bands:
            amount = next((amount for amount in self.sheet.amounts if amount.code == band.amount), None)
            if not band.in_time(self.sheet.conduct_to):
                continue
            if amount is None or code not in {band.below, *(step.fact for step in band.steps)}:
                continue
            reached = [step for step in band.steps if Decimal(amount.value) >= Decimal(step.at_least)]
            held = max(reached, key=lambda step: Decimal(step.at_least)).fact if reached else band.below
            status = FactStatus.ESTABLISHED if held == code else FactStatus.REFUTED
            return Resolved(status=status, truth=held == code, evidence=amount.evidence, derived=True)
        return Resolved(status=FactStatus.OPEN, truth=None)

    def _flaw(self, known: KnownFact, fact: Fact) -> str | None:
        if not fact.needs_basis:
            return None
        if not known.basis:
            return "basis-missing"
        if "any" in fact.needs_basis:
            return None
        judged = self.answers.get(fact.basis_question) if fact.basis_question else None
        if judged is not None:
            return None if judged == fact.basis_accepted else "basis-of-wrong-rank"
        try:
            source = self.references.resolve(known.basis, self.book, known.on or self.sheet.conduct_to)
        except ValueError:
            source = None
        if source is None:
            return "basis-not-installed"
        return None if source.rank in fact.needs_basis else "basis-of-wrong-rank"

    def _burden(self, code: str, fact: Fact) -> Burden | None:
        by_name = [burden for burden in self.book.burdens if code in burden.facts]
        groups = {rule.group for rule in self.book.factors if code in facts_of(rule.when)}
        by_group = [burden for burden in self.book.burdens if groups & set(burden.groups)]
        by_kind = [burden for burden in self.book.burdens if fact.kind in burden.kinds]
        return next(iter((*by_name, *by_group, *by_kind)), None)

    def _collapse(self, burden: Burden | None) -> bool | None:
        if burden is None:
            return None
        if burden.question is None:
            return burden.becomes == "established"
        choice = self.choice(burden.question)
        return None if choice is None else choice == burden.counts


def truth_of(value: bool | None) -> Truth:
    """Three truth values as the recommendation shows them."""
    return Truth.OPEN if value is None else Truth.YES if value else Truth.NO
