"""A template: what a kind of paper says, sentence by sentence, and which recorded events each sentence is filled from.

Content and form are data. A line stands for one sentence, in both languages; ``{names}`` in it are fields of the event
that ``of`` names, or the standing names below. So a sentence always knows the event it rests on.
"""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from string import Formatter

import msgspec

from domain.papers.counted import COUNTED, COUNTED_FIELDS
from domain.papers.remedies import WAY_FIELDS, WAYS
from domain.papers.terms import About
from domain.procedure.profile import Label
from domain.recorded import Event
from domain.registry import EVENTS

STANDING = frozenset(
    {"body", "respondent", "organ", "organ_code", "organ_head", "grade", "instrument", "decision", "statement_period"}
    | {"handling", "step", "law_in_time", "statement_may_move", "departs", "intended_under"}
)
"""Names that every line may use: who issues, who answers, in which organ and who heads it, under which text, which decision, how
long for a statement and whether its last day may move; what the track calls its handling and the step of review; which of an older and a newer law applies; what the body's own policy suggests, where what
was resolved departs from it; where the measures stand that the drafter announces."""

ADDRESSEE = "addressee"
"""The place of the drafter's own addressee, where the template has ``open-addressee``."""

ATTACHMENTS = "attachments"
"""The place of the names of what is attached, one a line, in every document and letter."""

HEAD = ("copy-number", "secrecy", "urgency")
"""The places of what stands above everything else, in every document and letter: number of the copy and secrecy with its period,
of a classified paper alone; how urgent it is."""

SIGNER = "signer"
"""The place of whoever signs a paper that goes to a higher authority (签发人), beside its number."""

SEALED = frozenset({"reporter", "account", "message", "origin"})
"""Fields of a report that no paper says: who reported, in which words, and from where it came."""


ACTOR = "actor"
"""The name of whoever took the step that an event records, in every line that is not said of a report."""


class Kind(StrEnum):
    """What a sentence is: a fact rests on the record, law on a rule, form on neither."""

    FACT = "fact"
    LAW = "law"
    FORM = "form"


class Form(StrEnum):
    """The outer form of the sheet: a document with head and end block, a letter, a record."""

    DOCUMENT = "document"
    LETTER = "letter"
    RECORD = "record"


class Through(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another event that a line speaks from too: the last ``of`` whose field ``by``, or that of one element of its field
    ``over``, is that of the line's own event or element; there it is called ``own``, where it has another name. What the
    record has no such event for stands in the sentence as a gap.
    """

    of: str
    by: str
    over: str | None = None
    own: str | None = None


class Spared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An event ``of`` that says why there is nothing to tell. With ``all`` the ones after the last of ``since`` must name, in that
    field, everything that this last one names there.
    """

    of: str
    all: str | None = None
    since: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True):
    """One sentence, or one for each event (``each``) or each element of the event's field ``over``.

    ``of`` is a stored name; without it the sentence is standing wording. ``where`` keeps events with these field values;
    ``latest-by`` only the last event for each value of these fields, ``since`` those after the last event of these names. ``when`` and ``unless`` name a field that must be
    there, or must not. ``required``: when the record has no such event (or the drafter wrote nothing at a slot) the sentence
    is missing, and nobody can sign, unless it is ``spared-by`` another event. ``beside``: the sentence stands right after that of the line before, on the same event.
    ``through`` gives it the fields of an event that its own refers to. ``known`` is a standing name without which it is not said. A slot of kind ``form`` is for what is proposed, which needs no support. ``heading`` 1 or 2 makes a heading, ``starts`` begins a new paragraph. ``slot`` is a place for the drafter's own sentences,
    with ``decides`` for those that say what is decided: the step that goes on with the paper is held to them.
    """

    zh: str = ""
    en: str = ""
    of: str | None = None
    over: str | None = None
    where: dict[str, str] = {}
    latest_by: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    each: bool = False
    when: str | None = None
    unless: str | None = None
    required: bool = False
    spared_by: Spared | None = None
    beside: bool = False
    through: Through | None = None
    known: str | None = None
    kind: Kind = Kind.FACT
    heading: int = 0
    starts: bool = False
    slot: str | None = None
    decides: bool = False


class Titled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a paper is called and which title it bears where the last ``of`` has ``value`` in its ``field``; without ``of``, always."""

    label: Label
    title: Label
    of: str | None = None
    field: str = ""
    value: str = ""


SERVES_ITSELF = frozenset({"proceeding.serve-paper"})
"""Commands that go on with a paper by serving it."""


class DatedBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The field of the last ``of`` that is the day of the paper (成文日期)."""

    of: str
    field: str


class Template(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True
):
    """One kind of paper. ``series`` is its part of the number, ``carries-out`` the command whose document it is,
    ``number-field`` the field of that command which repeats the number, if any, and ``served-by`` the command that serves it.
    ``titled`` are titles by what the record says, the first that fits; without one, ``title`` under ``label``.
    ``upward``: it goes to a higher authority, and names who signs it. ``dated-by`` says whose day the paper bears; without it, the day of its approval.
    """

    code: str
    about: About
    label: Label
    title: Label
    series: str
    form: Form
    lines: tuple[Line, ...]
    titled: tuple[Titled, ...] = ()
    addressee: Label | None = None
    carries_out: str | None = None
    field: str = "document"
    number_field: str | None = None
    served_by: str | None = None
    copies: Label | None = None
    open_addressee: bool = False
    upward: bool = False
    dated_by: DatedBy | None = None

    def __post_init__(self) -> None:
        if self.dated_by is not None and self.dated_by.field not in _own(self.code, 0, self.dated_by.of):
            raise ValueError(f"{self.code}: {self.dated_by.of} has no field {self.dated_by.field}")
        for titled in self.titled:
            if titled.of is not None and titled.field not in _own(self.code, 0, titled.of):
                raise ValueError(f"{self.code}: {titled.of} has no field {titled.field}")
        for number, line in enumerate(self.lines, 1):
            _check(self.code, number, line)
            if line.beside and not _may_stand_beside(line, self.lines[number - 2] if number > 1 else None):
                raise ValueError(f"{self.code}, line {number}: it stands beside no sentence on the same event")

    @property
    def service(self) -> str | None:
        """The command that serves it: a step after the one whose document it is, or that step itself; None where nothing does."""
        return self.served_by or (self.carries_out if self.carries_out in SERVES_ITSELF else None)

    @property
    def slots(self) -> tuple[str, ...]:
        """The places for sentences of the drafter's own."""
        own = tuple(line.slot for line in self.lines if line.slot is not None)
        before = (ADDRESSEE,) if self.open_addressee else ()
        if self.form is Form.RECORD:
            return (*before, *own)
        return (*before, *own, ATTACHMENTS, *HEAD, *((SIGNER,) if self.upward else ()))

    @property
    def required_slots(self) -> frozenset[str]:
        """The places without which the paper is not approved, whatever the record holds."""
        always = (line for line in self.lines if line.required and line.known is None)
        own = frozenset(line.slot for line in always if line.slot is not None)
        return own | {ADDRESSEE} if self.open_addressee else own

    @property
    def deciding(self) -> frozenset[str]:
        """The places at which the drafter says what is decided."""
        return frozenset(line.slot for line in self.lines if line.slot is not None and line.decides)

    @property
    def weighs(self) -> bool:
        """Whether it tells of what only the recommendation knows: circumstances that were counted, a departure."""
        return any(line.over == COUNTED or line.known == "departs" for line in self.lines)

    def names(self, standing: str) -> bool:
        """Whether a sentence uses the standing name."""
        return any(standing in {*names_in(line.zh), *names_in(line.en)} for line in self.lines)


def parse(content: bytes) -> Template:
    """The template in *content*.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: a line names an event or a field that there is not.
    """
    return msgspec.toml.decode(content, type=Template)


def edition_of(template: Template) -> str:
    """SHA-256 (hexadecimal) of the template's canonical JSON: which wording a draft was filled from."""
    return hashlib.sha256(msgspec.json.encode(template, order="sorted")).hexdigest()


def names_in(text: str) -> tuple[str, ...]:
    """The ``{names}`` of a text, in order."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _check(code: str, number: int, line: Line) -> None:
    if line.slot is not None:
        if line.zh or line.en:
            raise ValueError(f"{code}, line {number}: a slot has no words of its own")
        if line.slot in {ADDRESSEE, ATTACHMENTS, SIGNER, *HEAD}:
            raise ValueError(f"{code}, line {number}: {line.slot} stands above or below the text, never in it")
        return
    if not line.zh or not line.en:
        raise ValueError(f"{code}, line {number}: the words are complete in zh and in en")
    if line.known is not None and line.known not in STANDING:
        raise ValueError(f"{code}, line {number}: {line.known} is no standing name")
    known = STANDING | _fields(code, number, line)
    for name in (*names_in(line.zh), *names_in(line.en)):
        if name.removesuffix("_basis") not in known:
            raise ValueError(f"{code}, line {number}: nothing gives {{{name}}}")


def _may_stand_beside(line: Line, before: Line | None) -> bool:
    """Whether each sentence of *line* can follow one of *before*: both are said of the same events, whole."""
    return before is not None and line.of is not None and before.of == line.of and before.over is None is line.over


def _fields(code: str, number: int, line: Line) -> frozenset[str]:
    if line.of is None:
        return frozenset()
    fields = _own(code, number, line.of)
    for event in line.since:
        _own(code, number, event)
    if (spared := line.spared_by) is not None:
        for event in (spared.of, *spared.since):
            if spared.all not in {None, *_own(code, number, event)}:
                raise ValueError(f"{code}, line {number}: {event} has no field {spared.all}")
    own = fields | (WAY_FIELDS if line.over in WAYS else COUNTED_FIELDS if line.over == COUNTED else _ELEMENTS)
    through = line.through
    named = [line.over, line.when, line.unless, *line.where, *line.latest_by]
    for name in (*named, None if through is None else through.own or through.by):
        if name is not None and name not in WAYS | {COUNTED} and name not in own:
            raise ValueError(f"{code}, line {number}: {line.of} has no field {name}")
    if through is None:
        return own
    beyond = _own(code, number, through.of)
    if (through.by if through.over is None else through.over) not in beyond:
        raise ValueError(f"{code}, line {number}: {through.of} cannot be found by {through.by}")
    return own | beyond


def _own(code: str, number: int, of: str) -> frozenset[str]:
    """The fields of an event that a paper may say."""
    event: type[Event] | None = _EVENTS.get(of)
    if event is None:
        raise ValueError(f"{code}, line {number}: there is no event {of}")
    fields = frozenset(event.__struct_fields__)
    return fields - SEALED if of.startswith("report.") else fields | {ACTOR}


_EVENTS: Mapping[str, type[Event]] = EVENTS
_ELEMENTS = frozenset({"allegation", "fact", "measure", "scope", "due_on", "point", "text", "about", "against"})
