"""The filled text of a paper, as it is kept: sentences in both languages, each with the events it rests on."""

import msgspec

from domain.papers.template import Form, Kind
from domain.papers.terms import EventRef, Statement
from domain.procedure.profile import Label

MISSING = Label(zh="〔待补〕", en="[to be supplied]")
"""What stands where the record has nothing yet."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One sentence. ``slot``: the drafter wrote it. ``gap``: the record has nothing to fill it from yet."""

    zh: str
    en: str
    kind: Kind
    sources: tuple[EventRef, ...] = ()
    slot: str | None = None
    gap: bool = False

    @property
    def unsupported(self) -> bool:
        """Whether it states a fact that nothing on record bears out."""
        return self.kind is Kind.FACT and not self.sources and not self.gap


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Sentences set together; ``heading`` 1 or 2 for a heading."""

    sentences: tuple[Sentence, ...]
    heading: int = 0


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands above the body of a paper where it has it: number of the copy (six digits), secrecy with its period
    (``秘密★1年``), how urgent it is, who signs.
    """

    copy_number: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    signer: str | None = None

    @property
    def above(self) -> tuple[str, ...]:
        """What stands in the upper left corner, in the order of the standard."""
        return tuple(one for one in (self.copy_number, self.secrecy, self.urgency) if one is not None)


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A whole paper. ``statements`` are the drafter's own, as given; ``attachments`` the names of what is attached, in order."""

    template: str
    edition: str
    form: Form
    label: Label
    title: Label
    issuer: str
    paragraphs: tuple[Paragraph, ...]
    addressee: Label | None = None
    copies: Label | None = None
    statements: tuple[Statement, ...] = ()
    attachments: tuple[str, ...] = ()
    head: Head | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences; their numbers count from 1 in this order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @property
    def unsupported(self) -> tuple[int, ...]:
        """Numbers of the sentences that state a fact without support."""
        return tuple(n for n, sentence in enumerate(self.sentences, 1) if sentence.unsupported)

    @property
    def gaps(self) -> tuple[int, ...]:
        """Numbers of the sentences that the record cannot fill yet; 0 stands for the addressee."""
        open_addressee = self.addressee is not None and MISSING.zh in self.addressee.zh
        numbers = tuple(n for n, sentence in enumerate(self.sentences, 1) if sentence.gap)
        return (0, *numbers) if open_addressee else numbers


def encoded(content: Content) -> bytes:
    """The bytes that are kept: the same content gives the same bytes."""
    return msgspec.json.encode(content, order="sorted")


def decoded(content: bytes) -> Content:
    """Kept bytes as content. Raises msgspec.ValidationError."""
    return msgspec.json.decode(content, type=Content)
