"""The fields of a command's form, from the command itself."""

import types
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from application.actions import NEW_IDS
from domain.appeals.commands import DecideAppeal, FileAppeal, RecordOutcome
from domain.appeals.grounds import AppealPoint, GroundAnswer
from domain.cases.commands import ExtendFiling, FileCase, FrameAllegation, HandleLightly, NameRespondent
from domain.cases.events import CheckResult
from domain.citation import Citation
from domain.document import DocumentRef
from domain.proceedings.commands import AnswerQuestion
from domain.proceedings.terms import MeasureTaken, StatementPoint
from domain.supervision.amounts import Amount
from domain.supervision.assessments.events import ScoringItem
from domain.supervision.evaluations.results import Satisfaction
from domain.supervision.evaluations.terms import PanelGroup
from interfaces.api.forms import Writing

POINTS = 4
"""Rows of a statement's form. More points go into a further statement, or over the API."""

HIDDEN = frozenset({"seen", "by_reporter", "origin"})
"""Fields that the page fills in, or that stay empty."""

OF_THE_PAGE = {FileAppeal: "proceeding", NameRespondent: "proceeding"}
"""The field of a command that the page knows where another command asks for it."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to choose. It stands under ``group`` where there is one; ``further`` ones are folded behind the others."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    group: str = ""
    further: bool = False


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field. ``widget`` names the way it is shown; ``ids`` the kind of id it holds, ``codes`` the kind of code.

    ``columns`` are what each line of a field of lines holds, where it is not a plain pair. ``also`` is a second field
    of the command that one choice answers too: its values are ``this|that``. ``ticked``: the form opens with it ticked, as
    the command has it where nothing is said.
    """

    name: str
    widget: str
    required: bool
    ids: str | None = None
    codes: str | None = None
    enum: type[StrEnum] | None = None
    columns: tuple[str, ...] = ()
    also: str | None = None
    ticked: bool = False


RESULT = Field(name="result", widget="select", required=True, codes="appeal-result", also="ground")
"""How an appeal ends and on which ground: each result has grounds of its own, so one choice says both."""


ANSWER = Field(name="question", widget="select", required=True, codes="answer", also="choice")
"""The answer to a question: each question has choices of its own, so one choice says both."""

WHO = "party"
"""The field that says whom a command is about: asked before what is said of them."""

AS_ONE = {DecideAppeal: RESULT, RecordOutcome: RESULT, AnswerQuestion: ANSWER}
"""The field of a command that answers two of its fields."""


ASKED_BY_A_RULE: dict[type[msgspec.Struct], frozenset[str]] = {
    ExtendFiling: frozenset({"notice"}),
    FileCase: frozenset({"notice"}),
    FrameAllegation: frozenset({"facts"}),
    HandleLightly: frozenset({"circumstances"}),
}
"""Fields that a rule asks for where the shape does not, so that a program which leaves them out is told the rule."""


def fields_of(struct: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of *struct* that a person fills in, required ones first as the command has them."""
    hints, asked = get_type_hints(struct), ASKED_BY_A_RULE.get(struct, frozenset())
    found = []
    for info in msgspec.structs.fields(struct):
        if info.name in NEW_IDS.get(struct, frozenset()) or info.name in HIDDEN:
            continue
        if OF_THE_PAGE.get(struct) == info.name:
            continue
        field = _field(info.name, hints[info.name], required=info.required or info.name in asked)
        found.append(msgspec.structs.replace(field, ticked=info.default is True))
    found.sort(key=lambda field: field.name != WHO)
    both = AS_ONE.get(struct)
    if both is not None:
        return (both, *(field for field in found if field.name not in {both.name, both.also}))
    return tuple(found)


def texts_in(fields: Iterable[Field]) -> tuple[str, ...]:
    """Those of *fields* that a text or a file answers."""
    return tuple(field.name for field in fields if field.widget == "text")


def _field(name: str, hint: Any, *, required: bool) -> Field:
    inner = _without_none(hint)
    if inner in {DocumentRef, Writing}:
        return Field(name=name, widget="text", required=required)
    if inner is bool:
        return Field(name=name, widget="check", required=False)
    if inner is date:
        return Field(name=name, widget="date", required=required)
    if inner is int:
        return Field(name=name, widget="number", required=required)
    if inner is Citation:
        return Field(name=name, widget="select", required=required, codes="citation")
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return Field(name=name, widget="select", required=required, enum=inner)
    if get_origin(inner) is tuple:
        return _several(name, get_args(inner)[0], required=required)
    if inner is str:
        return Field(name=name, widget="code", required=required, codes=name)
    return Field(name=name, widget="select", required=required, ids=_id_name(inner))


def _several(name: str, inner: Any, *, required: bool) -> Field:
    if inner is MeasureTaken:
        return Field(name=name, widget="measures", required=required)
    if inner is StatementPoint:
        return Field(name=name, widget="points", required=required)
    if inner is AppealPoint:
        return Field(name=name, widget="grounds", required=required)
    if inner is GroundAnswer:
        return Field(name=name, widget="answers", required=required)
    if get_origin(inner) is tuple:
        return _in_pairs(name, inner, required=required)
    if inner is Amount:
        return Field(name=name, widget="amounts", required=required, codes=name)
    if inner is ScoringItem:
        return Field(name=name, widget="lines", required=required, codes=name, columns=inner.__struct_fields__)
    if inner is str:
        return Field(name=name, widget="checks", required=required, codes=name)
    return Field(name=name, widget="checks", required=required, ids=_id_name(inner))


def _in_pairs(name: str, inner: Any, *, required: bool) -> Field:
    """A list of pairs: a mark for each of several things, a seat and its group a line, or pairs to choose from."""
    for enum in (CheckResult, Satisfaction):
        if enum in get_args(inner):
            return Field(name=name, widget="results", required=required, enum=enum)
    if PanelGroup in get_args(inner):
        return Field(name=name, widget="lines", required=required, enum=PanelGroup)
    return Field(name=name, widget="pairs", required=required)


def _id_name(hint: Any) -> str:
    return str(getattr(hint, "__name__", hint))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        inner = [each for each in get_args(hint) if each is not types.NoneType]
        return inner[0]
    return hint
