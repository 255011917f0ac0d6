"""From the fields of a form that was sent to the request body of the command."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from domain.appeals.events import AppealResult
from domain.appeals.grounds import Holding
from interfaces.problems import from_validation
from interfaces.web.forms.fields import POINTS, Field
from interfaces.web.visit import Visit


def body_of(
    visit: Visit,
    fields: Sequence[Field],
    body: type[msgspec.Struct],
    hidden: dict[str, Any],
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Any:
    """The body that the form stands for; ``words`` are those that stand for codes in the lines of a field.

    Raises:
        Trouble: ``malformed-body`` with the place: something required is missing or is not what the field takes.
    """
    values: dict[str, Any] = dict(hidden)
    for field in fields:
        value = _value(visit, field, words.get(field.name, {})) if field.name not in hidden else None
        if value is not None and field.also is not None:
            values |= dict(zip((field.name, field.also), value.split("|", 1), strict=False))
        elif value is not None:
            values[field.name] = value
    try:
        return msgspec.convert(values, body, strict=False)
    except msgspec.ValidationError as error:
        raise from_validation(error) from None


def _value(visit: Visit, field: Field, words: Mapping[str, str]) -> Any:
    name = field.name
    several = [value for value in visit.form.get(name, ()) if value]
    given = visit.given(name)
    match field.widget:
        case "text":
            return None if given is None else {"text": given}
        case "check":
            return given is not None
        case "checks":
            return several or ([] if field.required else None)
        case "pairs":
            return [value.split(" ", 1) for value in several] or ([] if field.required else None)
        case "results":
            prefix = f"{name}."
            found = [(key[len(prefix) :], visit.given(key)) for key in visit.form if key.startswith(prefix)]
            return [[key, value] for key, value in found if value is not None]
        case "amounts":
            prefix = f"{name}."
            found = [(key[len(prefix) :], visit.given(key)) for key in visit.form if key.startswith(prefix)]
            return [{"of": key, "value": value.strip()} for key, value in found if value is not None]
        case "lines":
            lines = [_in_codes(line, words).split() for line in (given or "").splitlines() if line.strip()]
            if not field.columns:
                return lines
            return [dict(zip(field.columns, line, strict=False)) for line in lines]
        case "measures":
            return [_measure(visit, name, code) for code in several]
        case "points":
            points = [_point(visit, name, place) for place in range(POINTS)]
            return [point for point in points if point is not None]
        case "grounds":
            return list(grounds_in(visit, name))
        case "answers":
            return list(_answers(visit, name))
        case "select" if field.codes == "citation" and given is not None:
            return dict(zip(("instrument", "edition", "address"), given.split("|"), strict=False))
        case _:
            return given.strip() if given is not None else None


def _in_codes(line: str, words: Mapping[str, str]) -> str:
    """*line* with the code in place of each word; the longest first, as one may be part of another."""
    for word in sorted(words, key=len, reverse=True):
        line = line.replace(word, words[word])
    return line


def _measure(visit: Visit, name: str, code: str) -> dict[str, Any]:
    taken: dict[str, Any] = {"measure": code}
    due, scope = visit.given(f"{name}.{code}.due_on"), visit.given(f"{name}.{code}.scope")
    if due is not None:
        taken["due_on"] = due
    if scope is not None:
        taken["scope"] = {"text": scope}
    return taken


ROWS = 20
"""Grounds of one appeal on the form. More can be filed over the API."""


def grounds_in(visit: Visit, name: str) -> Iterator[dict[str, Any]]:
    """Each ground that was written, with what it goes against; a row left empty is none."""
    for place in range(ROWS):
        text, against = visit.given(f"{name}.{place}.text"), visit.given(f"{name}.{place}.against")
        if text is not None:
            yield {"text": {"text": text}} | ({"against": against} if against is not None else {})


def _answers(visit: Visit, name: str) -> Iterator[dict[str, Any]]:
    """Each ground to which something was said; what is said in part stands as it is, and is refused for the rest.

    Where the form also says that the decision is upheld, a ground that has reasons and no word whether it holds does not hold.
    """
    prefix, outcome = f"{name}.", (visit.given("result") or "").partition("|")[0]
    follows = Holding.FAILS.value if outcome == AppealResult.UPHELD else None
    for ground in dict.fromkeys(key[len(prefix) :].partition(".")[0] for key in visit.form if key.startswith(prefix)):
        holding, reasons = visit.given(f"{prefix}{ground}.holding"), visit.given(f"{prefix}{ground}.reasons")
        if reasons is not None:
            holding = holding or follows
        said = {"holding": holding, "reasons": None if reasons is None else {"text": reasons}}
        if given := {key: value for key, value in said.items() if value is not None}:
            yield {"ground": ground} | given


def _point(visit: Visit, name: str, place: int) -> dict[str, Any] | None:
    text, about = visit.given(f"{name}.{place}.text"), visit.given(f"{name}.{place}.about")
    if text is None:
        return None
    return {"text": {"text": text}} | ({"about": about} if about is not None else {})
