"""What may be asked of the docket. Every figure of the dashboard is one of these, so each opens to its rows."""

from datetime import date
from uuid import UUID

import msgspec

from domain.proceedings.terms import BREACH_FOUND
from domain.reports.events import OutcomeRating
from projections.docket.row import Kind, Stage, Turn
from projections.docket.terms import normalised, rated, register_number, resting_on


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold. Days are inclusive; the one on which a matter is due is that of the clock behind it.

    ``search`` is a number of the register or of a document, an id (or its last twelve digits), or the code of a ground or kind of problem. ``handler`` is
    an officer assigned, ``assigned`` whether any is; ``body`` keeps or decides; ``turns`` are the roles whose turn it is.
    ``upheld``: proceedings in which a decision found a breach, or did not.
    ``rests_on`` are codes of an ``instrument``, one of which at least the matter rests on: a ground, a measure notified or decided, a
    role found, a circumstance established. ``person``: of this respondent, by id; ``rated``: reports whose reporter said this of the outcome.
    """

    kinds: tuple[Kind, ...] | None = None
    open: bool | None = None
    stages: tuple[Stage, ...] | None = None
    organ: UUID | None = None
    ground: str | None = None
    measure: str | None = None
    handler: UUID | None = None
    assigned: bool | None = None
    body: UUID | None = None
    case: UUID | None = None
    turns: tuple[Turn, ...] | None = None
    outcome: str | None = None
    track: str | None = None
    source: str | None = None
    channel: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    filed_from: date | None = None
    filed_to: date | None = None
    decided_from: date | None = None
    decided_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    decided: bool | None = None
    departed: bool | None = None
    overturned: bool | None = None
    upheld: bool | None = None
    instrument: str | None = None
    rests_on: tuple[str, ...] | None = None
    rated: OutcomeRating | None = None
    person: UUID | None = None
    search: str | None = None

    def parameters(self) -> dict[str, object]:
        """As the parameters that ``filter.sql`` names."""
        given: dict[str, object] = {name: getattr(self, name) for name in self.__struct_fields__}
        for name in ("kinds", "stages", "turns"):
            codes = getattr(self, name)
            given[name] = None if codes is None else [str(code) for code in codes]
        given["kind"] = str(self.kinds[0]) if self.kinds is not None and len(self.kinds) == 1 else None
        given["rests_on"] = None if self.rests_on is None else [resting_on(code) for code in self.rests_on]
        given["rated"] = None if self.rated is None else rated(self.rated)
        given["breach"] = sorted(BREACH_FOUND)
        search = given.pop("search")
        term = None if search is None else normalised(str(search))
        given["term"] = term
        found = None if term is None else register_number(term)
        given["number_kind"], given["number"] = (None, None) if found is None else found
        return given


EVERYTHING = Filter()
