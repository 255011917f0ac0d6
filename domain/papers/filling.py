"""Fills a template from the record. Pure: names and texts were looked up before; the same record gives the same words."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec

from domain.cases.events import EvidenceEntered
from domain.document import DocumentRef
from domain.papers.choosing import after_last, code, matches, spared, wanted
from domain.papers.content import MISSING, Content, Head, Paragraph, Sentence
from domain.papers.counted import COUNTED, Counted
from domain.papers.one_day import put_in
from domain.papers.referring import beyond, origin, value
from domain.papers.remedies import WAYS, ways
from domain.papers.template import (
    ADDRESSEE,
    ATTACHMENTS,
    HEAD,
    SIGNER,
    Kind,
    Line,
    Template,
    edition_of,
    names_in,
)
from domain.papers.terms import EventRef, Statement
from domain.papers.wording import Wording
from domain.procedure.profile import Label, Profile
from domain.recorded import Recorded, stored_name
from domain.rulebook.numerals import written

PERSON = "person"
"""The field of an event that holds somebody of the party register."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A standing name's words, and the event they rest on. None for what is known to be and can no longer be told."""

    words: Label | None
    source: EventRef | None = None


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a paper is filled from.

    ``recorded`` are the events of the case and of the one track or appeal concerned, in order; nothing of other
    respondents and nothing of a report. ``subject`` is ``organ`` or ``person``. ``counted`` are the circumstances that the
    record itself shows.
    """

    recorded: tuple[Recorded[Any], ...]
    standing: Mapping[str, Standing]
    wording: Wording
    profile: Profile
    subject: str
    issuer: str
    counted: tuple[Counted, ...] = ()


def fill(template: Template, material: Material, statements: tuple[Statement, ...] = ()) -> Content:
    """The paper in words. What the record lacks stands in it as a gap; a statement at an unknown slot is left out."""
    paragraphs: list[Paragraph] = []
    counted = [0, 0]
    said_of = [(line, list(_said(line, beside, material, statements))) for line, beside in _grouped(template.lines)]
    for line, said in _headed(said_of):
        for number, sentence in enumerate(numbered(line, said, counted)):
            if line.heading or (line.starts and number == 0) or not paragraphs or paragraphs[-1].heading:
                paragraphs.append(Paragraph(sentences=(sentence,), heading=line.heading))
            else:
                last = paragraphs.pop()
                paragraphs.append(msgspec.structs.replace(last, sentences=(*last.sentences, sentence)))
    label, title = _titled(template, material)
    return Content(
        template=template.code,
        edition=edition_of(template),
        form=template.form,
        label=_plain(label, material),
        title=_plain(title, material),
        issuer=material.issuer,
        paragraphs=tuple(paragraphs),
        addressee=_addressee(template, material, statements),
        copies=None if template.copies is None else _plain(template.copies, material),
        statements=statements,
        attachments=_attached(template, material, statements),
        head=_head(template, material, statements),
    )


def _titled(template: Template, material: Material) -> tuple[Label, Label]:
    """What the paper is called, and its title: the first that fits what the record says."""
    for one in template.titled:
        named = [each.event for each in material.recorded if stored_name(each.event) == one.of]
        if one.of is None or (named and code(getattr(named[-1], one.field)) == one.value):
            return one.label, one.title
    return template.label, template.title


def _grouped(lines: tuple[Line, ...]) -> list[tuple[Line, tuple[Line, ...]]]:
    """Each line with those that stand beside it."""
    found: list[tuple[Line, tuple[Line, ...]]] = []
    for line in lines:
        if line.beside:
            found[-1] = (found[-1][0], (*found[-1][1], line))
        else:
            found.append((line, ()))
    return found


def _attached(template: Template, material: Material, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """The names of what is attached: each line of the drafter's own, without a full stop after it."""
    if ATTACHMENTS not in template.slots:
        return ()
    texts = (material.wording.text_of(one.text) or "" for one in statements if one.slot == ATTACHMENTS)
    names = (line.strip().rstrip("。.；;") for text in texts for line in text.splitlines())
    return tuple(name for name in names if name)


def _head(template: Template, material: Material, statements: tuple[Statement, ...]) -> Head | None:
    """What the drafter wrote for the head, each on one line; a copy's number with its leading zeros."""
    known = {*HEAD, SIGNER} & set(template.slots)
    texts = {one.slot: material.wording.text_of(one.text) or "" for one in statements if one.slot in known}
    said = {slot.replace("-", "_"): " ".join(text.split()) for slot, text in texts.items() if text.strip()}
    if (number := said.get("copy_number", "")).isdecimal():
        said["copy_number"] = number.zfill(6)
    return msgspec.convert(said, Head) if said else None


def _addressee(template: Template, material: Material, statements: tuple[Statement, ...]) -> Label | None:
    own = next((one for one in statements if one.slot == ADDRESSEE), None)
    if template.open_addressee:
        text = material.wording.text_of(own.text) if own is not None else None
        return Label(zh=text or MISSING.zh, en=text or MISSING.en)
    return None if template.addressee is None else _plain(template.addressee, material)


def _headed(lines: list[tuple[Line, list[Sentence]]]) -> Iterator[tuple[Line, list[Sentence]]]:
    """The lines without headings under which nothing is said."""
    for place, (line, said) in enumerate(lines):
        if not line.heading or _anything_below(line.heading, lines[place + 1 :]):
            yield line, said


def _anything_below(level: int, lines: list[tuple[Line, list[Sentence]]]) -> bool:
    """Whether something is said before the next heading of that level or above."""
    for line, said in lines:
        if line.heading and line.heading <= level:
            return False
        if said and not line.heading:
            return True
    return False


def numbered(line: Line, said: list[Sentence], counted: list[int]) -> list[Sentence]:
    """Headings with their numbers: 一、 and below it （一）."""
    if not line.heading:
        return said
    counted[line.heading - 1] += 1
    counted[line.heading :] = [0] * (2 - line.heading)
    number = counted[line.heading - 1]
    zh = f"{written(number)}、" if line.heading == 1 else f"（{written(number)}）"
    en = f"{number}. " if line.heading == 1 else f"({number}) "
    return [msgspec.structs.replace(one, zh=zh + one.zh, en=en + one.en) for one in said]


def texts_in(template: Template, recorded: tuple[Recorded[Any], ...]) -> frozenset[DocumentRef]:
    """The documents whose text the template quotes: only those are opened."""
    return frozenset(value for _, value in _values(template, recorded) if isinstance(value, DocumentRef))


def names_wanted(template: Template, recorded: tuple[Recorded[Any], ...]) -> frozenset[UUID]:
    """Every id that the template writes as a name: organs, officers, persons."""
    values = _values(template, recorded)
    each = (one for _, value in values for one in (value if isinstance(value, tuple) else (value,)))
    return frozenset(one for one in each if isinstance(one, UUID))


def persons_wanted(template: Template, recorded: tuple[Recorded[Any], ...]) -> frozenset[UUID]:
    """Every person of the party register whom the template names."""
    return frozenset(value for name, value in _values(template, recorded) if name == PERSON and value is not None)


def _values(template: Template, recorded: tuple[Recorded[Any], ...]) -> Iterator[tuple[str, Any]]:
    """Every value that the template writes, with the name under which it does."""
    for line in template.lines:
        wanted = {*names_in(line.zh), *names_in(line.en)}
        for one in _events(line, recorded):
            for element in _elements(line, one.event):
                referred = beyond(line, one, recorded, element)
                for name in wanted:
                    whence, within = origin(one, element, referred, name) or (one, element)
                    yield name, value(whence, within, name)


def _said(
    line: Line, beside: tuple[Line, ...], material: Material, statements: tuple[Statement, ...]
) -> Iterator[Sentence]:
    if line.known is not None and line.known not in material.standing:
        return
    if line.slot is not None:
        yield from _own(line, material, statements)
        return
    if line.of is None:
        yield _sentence(line, material, None, None)
        return
    found = False
    for one in _events(line, material.recorded):
        for element in _elements(line, one.event, material):
            found = True
            yield _sentence(line, material, one, element)
        for other in beside:
            if matches(other, one.event) and wanted(other, one.event):
                yield _sentence(other, material, one, None)
    if line.required and not found and not spared(line, material.recorded):
        zh = _filled(line.zh, dict.fromkeys(names_in(line.zh), MISSING.zh))
        en = _filled(line.en, dict.fromkeys(names_in(line.en), MISSING.en))
        yield Sentence(zh=zh, en=en, kind=line.kind, gap=True)


def _own(line: Line, material: Material, statements: tuple[Statement, ...]) -> Iterator[Sentence]:
    at = {(one.stream, one.version) for one in material.recorded}
    evidence = _evidence(material.recorded)
    if line.required and not any(statement.slot == line.slot for statement in statements):
        yield Sentence(zh=MISSING.zh, en=MISSING.en, kind=line.kind, slot=line.slot, gap=True)
    for statement in statements:
        if statement.slot != line.slot:
            continue
        words = material.wording.whole(statement.text)
        sources = [evidence[item] for item in statement.evidence if item in evidence]
        sources += [each for each in statement.events if (each.stream, each.version) in at]
        own = words or MISSING
        yield Sentence(zh=own.zh, en=own.en, kind=line.kind, sources=tuple(sources), slot=line.slot, gap=words is None)


def _sentence(line: Line, material: Material, one: Recorded[Any] | None, element: Any) -> Sentence:
    written: dict[str, Label] = {}
    sources: dict[EventRef, None] = {} if one is None else {_at(one): None}
    referred = None if one is None else beyond(line, one, material.recorded, element)
    if referred is not None:
        sources[_at(referred[0])] = None
    gap = False
    for name in dict.fromkeys((*names_in(line.zh), *names_in(line.en))):
        whence = None if one is None else origin(one, element, referred, name)
        standing = material.standing.get(name) if whence is None else None
        if standing is not None and standing.source is not None:
            sources[standing.source] = None
        told = None if whence is None else _words(*whence, name, material)
        words = told if standing is None else standing.words
        written[name] = words or MISSING
        gap = gap or words is None
    if one is not None:
        held = getattr(one.event, "evidence", ())
        entered = _evidence(material.recorded)
        for item in held if isinstance(held, tuple) else ():
            if item in entered:
                sources[entered[item]] = None
    if isinstance(element, Counted):
        sources |= dict.fromkeys(element.sources)
    return Sentence(
        zh=put_in(line.zh, {name: label.zh for name, label in written.items()}),
        en=put_in(line.en, {name: label.en for name, label in written.items()}),
        kind=line.kind if line.of is not None or line.kind is not Kind.FACT else Kind.FORM,
        sources=tuple(sources),
        gap=gap,
    )


def _words(one: Recorded[Any], element: Any, name: str, material: Material) -> Label | None:
    if isinstance(element, dict):
        way: Label | None = element.get(name)
        return way
    if name.endswith("_basis"):
        code = value(one, element, name.removesuffix("_basis"))
        law = material.wording.law.basis(str(code)) if code is not None else None
        return None if law is None else Label(zh=law.zh, en=law.en)
    found = value(one, element, name)
    return found if isinstance(found, Label) else material.wording.write(name, found)


def _events(line: Line, recorded: tuple[Recorded[Any], ...]) -> list[Recorded[Any]]:
    """The events that the line is said of, in order: all of them, the last of each kind, or the last one."""
    named = [one for one in after_last(line.since, recorded) if stored_name(one.event) == line.of]
    if line.latest_by:
        last = {tuple(getattr(one.event, name) for name in line.latest_by): one for one in named}
        named = sorted(last.values(), key=lambda one: (str(one.stream) != str(named[0].stream), one.version))
    found = [one for one in named if matches(line, one.event)]
    if line.over is None:
        found = [one for one in found if wanted(line, one.event, *(beyond(line, one, recorded) or ())[1:])]
    return found if line.each else found[-1:]


def _elements(line: Line, event: Any, material: Material | None = None) -> tuple[Any, ...]:
    if line.over is None:
        return (None,)
    if line.over == COUNTED:
        return () if material is None else material.counted
    if line.over in WAYS:
        if material is None:
            return ()
        rows = ways(line.over, material.profile, material.subject, event, material.wording)
        return tuple(row for row in rows if wanted(line, row))
    return tuple(each for each in getattr(event, line.over) if wanted(line, each) and matches(line, each))


def _at(one: Recorded[Any]) -> EventRef:
    return EventRef(stream=one.stream, version=one.version)


def _evidence(recorded: tuple[Recorded[Any], ...]) -> dict[UUID, EventRef]:
    return {one.event.evidence: _at(one) for one in recorded if isinstance(one.event, EvidenceEntered)}


def _plain(label: Label, material: Material) -> Label:
    names = {name: standing.words for name, standing in material.standing.items() if standing.words is not None}
    zh = {name: names[name].zh if name in names else MISSING.zh for name in names_in(label.zh)}
    en = {name: names[name].en if name in names else MISSING.en for name in names_in(label.en)}
    return Label(zh=_filled(label.zh, zh), en=_filled(label.en, en))


def _filled(text: str, words: Mapping[str, str]) -> str:
    return text.format(**words)
