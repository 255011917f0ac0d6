"""Which events, and which of their elements, a line of a template is said of."""

from typing import Any

from domain.papers.template import Line
from domain.recorded import Recorded, stored_name


def after_last(names: tuple[str, ...], recorded: tuple[Recorded[Any], ...]) -> tuple[Recorded[Any], ...]:
    """The events from the last one of these names on; all where there is none."""
    places = [place for place, one in enumerate(recorded) if stored_name(one.event) in names]
    return recorded[places[-1] :] if places else recorded


def spared(line: Line, recorded: tuple[Recorded[Any], ...]) -> bool:
    """Whether the record says why there is nothing to tell: of all that was to be done, where that is asked."""
    asks = line.spared_by
    if asks is None:
        return False
    after = after_last(asks.since, recorded)
    given = [one.event for one in after if stored_name(one.event) == asks.of]
    if asks.all is None or not given:
        return bool(given)
    asked = {*_codes(after[0].event, asks.all)} if stored_name(after[0].event) in asks.since else set()
    return asked <= {each for event in given for each in _codes(event, asks.all)}


def _codes(event: Any, field: str) -> list[str]:
    """Codes in a field of an event: themselves, or the measures of what stands there."""
    return [str(getattr(one, "measure", one)) for one in getattr(event, field)]


def matches(line: Line, thing: Any) -> bool:
    """Whether the fields that ``where`` names, as far as the event or element has them, hold those values."""
    own = thing.__struct_fields__ if hasattr(thing, "__struct_fields__") else ()
    return all(code(getattr(thing, name)) == value for name, value in line.where.items() if name in own)


def wanted(line: Line, *things: Any) -> bool:
    """Whether an event, its element, or the one it refers to has what ``when`` asks for and none has what ``unless`` names."""

    def there(name: str) -> bool:
        return any(thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None) for thing in things)

    return (line.when is None or there(line.when)) and (line.unless is None or not there(line.unless))


def code(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "value", value))
