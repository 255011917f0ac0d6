"""Request bodies, derived from the commands: one definition of a command serves the domain and the API.

A body is the command with two differences. Where the command holds a ``DocumentRef`` the body holds a ``Writing``: the
text itself, or the reference of a document uploaded before. Where the command names something new (an allegation, an
item of evidence) the body may leave the id out and the server gives one.
"""

import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Protocol, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from application.actions import NEW_IDS
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import DocumentId

LONGEST_TEXT = 100_000
LONGEST_CODE = 200
CODE = r"^[A-Za-z0-9][A-Za-z0-9./:@#_+-]*$(?!\n)"
"""What a code looks like. A name or a sentence is none, and so cannot slip into an event through a field for codes."""

NUMBER = r"^[\w〔〕（）()\[\]-]*[0-9]+号?$(?!\n)"
"""What the number of an official document looks like: the organ's short form, the year, the serial number."""
LONGEST_LIST = 500
TEXT = r"^[^\u0000]*$"
"""A text may hold everything but NUL, which no document and no other program can carry."""


NAME = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
"""A person's name: a text that is not blank."""

PersonName = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=NAME)]


class Writing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text, or the reference to a document uploaded before: either ``text``, or ``id`` with ``sha256``."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT, pattern=TEXT)] | None = None
    id: UUID | None = None
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")] | None = None

    def __post_init__(self) -> None:
        referred = self.id is not None and self.sha256 is not None
        partly = self.id is not None or self.sha256 is not None
        if (self.text is None) == (not partly) or partly != referred:
            raise ValueError("give either text, or id and sha256 of an uploaded document")


class Keeping(Protocol):
    """Where the documents of a request are kept: see ``interfaces.api.keeping``."""

    async def keep(self, text: str) -> DocumentRef:
        """Store a text under the right subject and return its reference."""
        ...

    async def refer(self, document: DocumentRef, place: str) -> DocumentRef:
        """The reference, if it may stand at *place*. Raises Trouble."""
        ...


_Code = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_CODE, pattern=CODE)]
_Number = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=NUMBER)]
_NUMBERS: Mapping[Any, Any] = {str: _Number, str | None: _Number | None}
"""A document number where it has to be given, and where a document may have none."""


class Cited(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ``Citation`` as it is sent."""

    instrument: _Code
    edition: _Code
    address: _Code


_forms: dict[type, type] = {}


def form_of(struct: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The request body for a command: same name, same fields, ``Writing`` for ``DocumentRef``, new ids optional."""
    if struct not in _forms:
        hints = get_type_hints(struct, include_extras=True)
        defaults = {f.name: f for f in msgspec.structs.fields(struct)}
        fields: list[Any] = []
        for name, hint in hints.items():
            form_type = _NUMBERS.get(hint) if name == "number" else None
            form_type = form_type or _as_form(hint)
            default = defaults[name].default
            if name in NEW_IDS.get(struct, frozenset()):
                fields.append((name, form_type | None, None))
            elif default is msgspec.NODEFAULT:
                fields.append((name, form_type))
            else:
                fields.append((name, form_type, default))
        form = msgspec.defstruct(
            struct.__name__, fields, frozen=True, kw_only=True, forbid_unknown_fields=True, module=__name__
        )
        form.__doc__ = struct.__doc__
        _forms[struct] = form
    return _forms[struct]


def _as_form(hint: Any) -> Any:
    if hint is DocumentRef:
        return Writing
    if hint is Citation:
        return Cited
    if hint is str:
        return _Code
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and _needs_form(hint):
        return form_of(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *bounds = get_args(hint)
        bounded: Any = Annotated
        return bounded[(_as_form(inner), *bounds)]
    if origin in {Union, types.UnionType}:
        return Union[tuple(_as_form(arg) for arg in get_args(hint))]  # noqa: UP007 - the members are computed
    if origin is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            element: Any = _as_form(args[0])
            return Annotated[tuple[element, ...], msgspec.Meta(max_length=LONGEST_LIST)]
        shape: Any = tuple
        return shape[tuple(_as_form(arg) for arg in args)]
    return hint


def _needs_form(struct: type[msgspec.Struct]) -> bool:
    """Whether the body differs from the struct: it names something new, or holds a document or a code."""
    held = [one for hint in get_type_hints(struct).values() for one in (hint, *get_args(hint))]
    return struct in NEW_IDS or DocumentRef in held or str in held


async def to_command(
    form: msgspec.Struct, struct: type[msgspec.Struct], keeping: Keeping, new_id: Callable[[], UUID], place: str = "$"
) -> msgspec.Struct:
    """The command that a body stands for: texts are kept first, references checked, new ids given.

    Raises:
        Trouble: ``document-unknown``, with the place in the body.
    """
    values: dict[str, Any] = {}
    for name, hint in get_type_hints(struct, include_extras=True).items():
        value = getattr(form, name)
        if value is None and name in NEW_IDS.get(struct, frozenset()):
            values[name] = new_id()
        else:
            values[name] = await _value(value, hint, keeping, new_id, f"{place}.{name}")
    return struct(**values)


async def reference(value: Writing, keeping: Keeping, place: str) -> DocumentRef:
    """The document that a text becomes, or that was referred to at *place*. Raises Trouble: ``document-unknown``."""
    if value.text is not None:
        return await keeping.keep(value.text)
    referred = DocumentRef(id=DocumentId(cast("UUID", value.id)), sha256=cast("str", value.sha256))
    return await keeping.refer(referred, place)


async def _value(value: Any, hint: Any, keeping: Keeping, new_id: Callable[[], UUID], place: str) -> Any:
    if isinstance(value, Writing):
        return await reference(value, keeping, place)
    if isinstance(value, Cited):
        return Citation(instrument=value.instrument, edition=value.edition, address=value.address)
    if isinstance(value, tuple):
        inner = get_args(hint)
        if inner and isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct):
            each = [await _value(v, inner[0], keeping, new_id, f"{place}[{at}]") for at, v in enumerate(value)]
            return tuple(each)
        return value
    if isinstance(value, msgspec.Struct) and isinstance(hint, type) and type(value) is _forms.get(hint):
        return await to_command(value, hint, keeping, new_id, place)
    return value
