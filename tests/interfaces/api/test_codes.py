"""A field of a command takes a code, the number of a document, or a text that is sealed: never free text for the log."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from msgspec import inspect

from application.actions import COMMANDS
from domain.cases.commands import FrameAllegation
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import DocumentId
from interfaces.api.filing import ReportBody
from interfaces.api.forms import CODE, NUMBER, Cited, Writing, form_of, to_command

FORMS = {action: form_of(command) for action, (_, command) in COMMANDS.items()}
SEALED = {"what", "organ_named", "reporter"}


def texts(found: inspect.Type, place: str) -> Iterator[tuple[str, str | None]]:
    """Every text in a body that is not sealed as a document: its place, and the pattern it must have."""
    match found:
        case inspect.StrType():
            yield place, found.pattern
        case inspect.UnionType():
            for one in found.types:
                yield from texts(one, place)
        case inspect.VarTupleType():
            yield from texts(found.item_type, f"{place}[]")
        case inspect.TupleType():
            for number, one in enumerate(found.item_types):
                yield from texts(one, f"{place}[{number}]")
        case inspect.StructType() if found.cls is not Writing:
            for field in found.fields:
                yield from texts(field.type, f"{place}.{field.name}")
        case inspect.Metadata():
            yield from texts(found.type, place)
        case inspect.DictType() | inspect.ListType() | inspect.SetType() | inspect.AnyType():
            yield place, None


@pytest.mark.parametrize("action", sorted(FORMS))
def test_no_field_of_a_command_takes_free_text(action: str) -> None:
    open_fields = [place for place, pattern in texts(inspect.type_info(FORMS[action]), action) if pattern is None]
    assert open_fields == []


def test_a_report_takes_free_text_only_where_it_is_sealed() -> None:
    body = inspect.type_info(ReportBody)
    assert isinstance(body, inspect.StructType)
    fields = {field.name: field.type for field in body.fields}
    for name, kind in fields.items():
        if name not in SEALED:
            assert [place for place, pattern in texts(kind, name) if pattern is None] == []


@pytest.mark.parametrize("value", ["某甲", "Example Person", "a b", "-a", "a\x00", "a\n", "你好", "", "a;b", "a'b"])
def test_a_name_or_a_sentence_is_no_code(value: str) -> None:
    assert not re.search(CODE, value)
    code: Any = msgspec.convert({"ground": "4-2", "reasons": {"text": "x"}}, FORMS["appeal.reject-appeal"])
    assert code.ground == "4-2"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"ground": value, "reasons": {"text": "x"}}, FORMS["appeal.reject-appeal"])


def test_a_citation_is_made_of_codes() -> None:
    duty = {"instrument": "qingyuan-fault-liability", "edition": "2011-05-01", "address": "4/1/2"}
    assert msgspec.convert(duty, Cited).address == "4/1/2"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(duty | {"address": "某甲"}, Cited)


@pytest.mark.parametrize("value", ["示府责〔2026〕1号", "2026-1", "问责字（2026）第12号", "QF[2026]3"])
def test_official_numbers_are_numbers(value: str) -> None:
    assert re.search(NUMBER, value)


@pytest.mark.parametrize("value", ["某甲", "某甲 1", "示府责〔2026〕1号 某甲", "号", ""])
def test_what_ends_in_no_number_is_none(value: str) -> None:
    assert not re.search(NUMBER, value)


def test_a_citation_sent_becomes_the_citation_of_the_command() -> None:
    body = {
        "ground": "4-2",
        "organ": str(uuid4()),
        "conduct_from": "2012-03-01",
        "conduct_to": "2012-03-30",
        "description": {"text": "某事"},
        "duty": {"instrument": "qingyuan-fault-liability", "edition": "2011-05-01", "address": "4/1/2"},
    }
    kept = DocumentRef(id=DocumentId(uuid4()), sha256="0" * 64)

    class Shelf:
        async def keep(self, _: str) -> DocumentRef:
            return kept

        async def refer(self, document: DocumentRef, _: str) -> DocumentRef:
            return document

    form = msgspec.convert(body, FORMS["case.frame-allegation"])
    command = asyncio.run(to_command(form, FrameAllegation, Shelf(), uuid4))
    assert isinstance(command, FrameAllegation)
    assert command.duty == Citation(instrument="qingyuan-fault-liability", edition="2011-05-01", address="4/1/2")
    assert command.description == kept
