"""What is known about one respondent, in the rulebook's own codes. Ids, codes and dates only: nobody's name."""

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import msgspec


class FactStatus(StrEnum):
    """Four statuses. Open is not false: it has not been looked into. Unprovable: looked into, cannot be known."""

    ESTABLISHED = "established"
    REFUTED = "refuted"
    OPEN = "open"
    UNPROVABLE = "unprovable"


class KnownFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One finding. ``evidence`` are ids; ``basis`` the outside rule that a catch-all demands, written as a citation.

    ``phase`` is the stretch of the matter it belongs to: two findings that exclude each other may both be true of
    different phases. ``on`` is the day of the circumstance, ``known_on`` the day it became known: it counts for what is said
    as of that day and later.
    """

    code: str
    status: FactStatus
    evidence: tuple[str, ...] = ()
    basis: str | None = None
    phase: str | None = None
    on: date | None = None
    known_on: date | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question (its code) and the choice taken."""

    question: str
    choice: str


class PriorSituation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier situation that called for liability; whether it was sanctioned does not matter.

    ``reference`` is the id of the proceeding that found it, a stroke, and that of the allegation, or what a file calls it.
    """

    on: date
    reference: str


class PresentSituation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of several situations of the matter itself, by the first day of its own conduct.

    ``facts`` are what is established of it: it counts where they fulfil ``ground``, a trigger of the rulebook. Without a
    ground it is given as one that calls for liability. ``reference`` is the id of the allegation, or what a file calls it.
    ``to`` is the last day of its conduct; sheets of earlier releases have none, and are asked by the last day of all.
    ``open`` are facts that may still be so of it; what is in neither list is not so of it.
    """

    on: date
    reference: str
    ground: str | None = None
    facts: tuple[str, ...] = ()
    to: date | None = None
    open: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        """The last day of its conduct, as far as it is known apart."""
        return self.to or self.on


class FixedAct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of several acts and the sanction that was fixed for it."""

    reference: str
    measure: str


class RunningSanction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier sanction whose period runs from ``decided_on`` for ``months`` (1 to 600)."""

    measure: str
    decided_on: date
    months: int

    def __post_init__(self) -> None:
        if not 1 <= self.months <= 600:
            raise ValueError("a running sanction has a period of 1 to 600 months")


class Holding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which body stands in *relation* to the respondent, and how that is known.

    Relations are the rulebook's: own-organ, next-higher-organ, supervision-organ, personnel-authority,
    disclosure-authority. ``source`` is the record that says so; personnel authority is never derived from a chart.
    """

    relation: str
    body: str
    source: str | None = None


class Amount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that a band reads, as decimal text (``59.5``): never a float, never rounded."""

    code: str
    value: str
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        try:
            finite = Decimal(self.value).is_finite()
        except InvalidOperation:
            finite = False
        if not finite:
            raise ValueError(f"amount {self.code}: not a number")


class FactSheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that the recommendation for one respondent depends on, besides the rulebooks.

    A fact that is not listed is open. ``priors_checked_on`` is the day up to which earlier situations were searched;
    absent: not searched, so repetition stays open. ``decision_on`` is the (intended) day of decision. ``proposed`` are
    forms somebody wants, so that the answer says what stands against them. ``procedure_done`` are steps already taken.
    ``acts`` are the sanctions fixed for several acts, to be carried out as one; ``running`` one that still runs.
    ``matter`` is the field of law, None where nobody says which: then that of the rulebook.
    ``situations`` tells several breaches of the matter apart; none: its conduct is one situation. With ``parts_open``
    they are those of the organ: which of them this respondent had a part in is not found.
    """

    respondent: str
    subject: str
    conduct_from: date
    conduct_to: date
    decision_on: date
    role: str | None = None
    facts: tuple[KnownFact, ...] = ()
    answers: tuple[Answer, ...] = ()
    priors: tuple[PriorSituation, ...] = ()
    priors_checked_on: date | None = None
    competence: tuple[Holding, ...] = ()
    procedure_done: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    matter: str | None = None
    acts: tuple[FixedAct, ...] = ()
    running: RunningSanction | None = None
    situations: tuple[PresentSituation, ...] = ()
    parts_open: bool = False

    def __post_init__(self) -> None:
        if self.conduct_to < self.conduct_from:
            raise ValueError("the conduct cannot end before it begins")
        codes = [fact.code for fact in self.facts]
        if len(set(codes)) != len(codes):
            raise ValueError("each fact is given once")
        questions = [answer.question for answer in self.answers]
        if len(set(questions)) != len(questions):
            raise ValueError("each question is answered once")
        references = [act.reference for act in self.acts]
        if len(set(references)) != len(references):
            raise ValueError("each act is given once")
        named = [one.reference for one in self.situations]
        if len(set(named)) != len(named):
            raise ValueError("each situation is given once")
        if any(not self.conduct_from <= one.on <= one.last <= self.conduct_to for one in self.situations):
            raise ValueError("a situation of the matter lies within its conduct")
        if self.running is not None and self.running.decided_on > self.decision_on:
            raise ValueError("a running sanction was decided before this decision")

    @property
    def has_days(self) -> bool:
        """Whether each situation is known by the first and the last day of its own conduct."""
        return bool(self.situations) and all(one.to is not None for one in self.situations)

    def body_in(self, relation: str) -> Holding | None:
        """The body in that relation, or None when it is not known."""
        return next((held for held in self.competence if held.relation == relation), None)
