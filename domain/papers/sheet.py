"""What is printed: a paper's words in one language, with its head, its end block and its mark for checking."""

import hmac

import msgspec

from domain.papers.content import Content, Head
from domain.papers.template import Form

DRAFT = "草稿"

SIGNED_BY = "签发人："
"""What stands before the name of whoever signs a paper that goes to a higher authority."""

LONGEST_CODE = 300
"""Characters of a check code at most."""


class SheetParagraph(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph; ``heading`` 1 or 2 for a heading."""

    text: str
    heading: int = 0


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """``number``, ``day`` and ``printed`` are missing on a draft. ``day`` is that of what the paper says (成文日期), ``printed`` the
    one on which it was issued (印发日期). ``check`` is what the QR code says; ``attachments`` are named below the text.
    """

    form: Form
    issuer: str
    title: str
    paragraphs: tuple[SheetParagraph, ...]
    addressee: str | None = None
    copies: str | None = None
    attachments: tuple[str, ...] = ()
    head: Head = Head()
    number: str | None = None
    day: str | None = None
    printed: str | None = None
    check: str | None = None


def sheet_of(
    content: Content,
    *,
    number: str | None = None,
    day: str | None = None,
    printed: str | None = None,
    check: str | None = None,
) -> Sheet:
    """The sheet of *content*: the Chinese words, which are the document."""
    return Sheet(
        form=content.form,
        issuer=content.issuer,
        title=content.title.zh,
        paragraphs=tuple(
            SheetParagraph(text="".join(sentence.zh for sentence in paragraph.sentences), heading=paragraph.heading)
            for paragraph in content.paragraphs
        ),
        addressee=None if content.addressee is None else content.addressee.zh,
        copies=None if content.copies is None else content.copies.zh,
        attachments=content.attachments,
        head=content.head or Head(),
        number=number,
        day=day,
        printed=printed,
        check=check,
    )


def attachment_note(names: tuple[str, ...]) -> tuple[tuple[str, float, float], ...]:
    """The lines of the note on what is attached: words, and in characters where the first line and the others begin.

    Two characters in, one below another by number; no number where it is one.
    """
    head, number = "附件：", 1.5
    if len(names) == 1:
        return ((f"{head}{names[0]}", 2, 2 + len(head)),)
    others = 2 + len(head) + number
    return tuple(
        (f"{head if place == 1 else ''}{place}. {name}", 2 if place == 1 else 2 + len(head), others)
        for place, name in enumerate(names, 1)
    )


class CheckCode(msgspec.Struct, frozen=True, kw_only=True):
    """A check code as somebody read it off a sheet: ``text`` whole, and the kind and number in it."""

    text: str
    kind: str
    number: str

    def matches(self, issued: str) -> bool:
        """Whether it is the code *issued*, compared in constant time."""
        return hmac.compare_digest(self.text.encode(), issued.encode())


def check_code(text: str) -> CheckCode:
    """The code in *text*. Raises ValueError when it is none."""
    whole = "".join(text.split())
    parts = whole.split("|")
    if len(whole) > LONGEST_CODE or len(parts) != 5 or parts[0] != "wenze1":
        raise ValueError(text)
    return CheckCode(text=whole, kind=parts[1], number=parts[2])


def check_text(kind: str, number: str, draft: int, digest: str) -> str:
    """What the QR code says: kind, number, version, digest. Nothing from which a person or a matter could be known.

    *digest* is the keyed digest of the kept content; its first 32 digits are enough to compare.
    """
    return f"wenze1|{kind}|{number}|{draft}|{digest[:32]}"
