"""A template filled with an invented example: what the paper looks like, without a matter."""

from collections.abc import Mapping

import msgspec

from domain.papers.content import Content, Head, Paragraph, Sentence
from domain.papers.filling import numbered
from domain.papers.template import ATTACHMENTS, SIGNER, Kind, Line, Template, edition_of, names_in
from domain.procedure.profile import Label


class SpecimenWords(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """The example: a word for each name of a line, by the name or by how it ends, and ``other`` for the rest.

    ``note`` says in the paper that it is none; ``title`` has a place for the template's own.
    """

    note: Label
    title: Label
    issuer: Label
    slot: Label
    attachment: Label
    signer: Label
    other: Label
    by_name: Mapping[str, Label]
    by_ending: Mapping[str, Label]

    def of(self, name: str) -> Label:
        """The example of one name."""
        ending = (word for end, word in self.by_ending.items() if name.endswith(end))
        return self.by_name.get(name) or next(ending, self.other)

    def filled(self, text: Label) -> Label:
        """*text* with the example in its places."""
        zh, en = ({name: self.of(name) for name in names_in(one)} for one in (text.zh, text.en))
        return Label(
            zh=text.zh.format(**{name: word.zh for name, word in zh.items()}),
            en=text.en.format(**{name: word.en for name, word in en.items()}),
        )


def specimen(template: Template, words: SpecimenWords) -> Content:
    """The paper of *template*, each of its lines once, marked as an example above its text and in its title."""
    paragraphs = [Paragraph(sentences=(_sentence(words.note),))]
    counted = [0, 0]
    for line in template.lines:
        (sentence,) = numbered(line, [_sentence(_said(line, words))], counted)
        if line.heading or line.starts or line.slot is not None or paragraphs[-1].heading or len(paragraphs) == 1:
            paragraphs.append(Paragraph(sentences=(sentence,), heading=line.heading))
        else:
            last = paragraphs.pop()
            paragraphs.append(msgspec.structs.replace(last, sentences=(*last.sentences, sentence)))
    title = words.filled(template.titled[-1].title if template.titled else template.title)
    return Content(
        template=template.code,
        edition=edition_of(template),
        form=template.form,
        label=template.label,
        title=Label(zh=words.title.zh.format(title=title.zh), en=words.title.en.format(title=title.en)),
        issuer=words.issuer.zh,
        paragraphs=tuple(paragraphs),
        addressee=words.of("to")
        if template.addressee is None and template.open_addressee
        else _of(template.addressee, words),
        copies=_of(template.copies, words),
        attachments=(words.attachment.zh,) if ATTACHMENTS in template.slots else (),
        head=Head(signer=words.signer.zh) if SIGNER in template.slots else None,
    )


def _of(text: Label | None, words: SpecimenWords) -> Label | None:
    return None if text is None else words.filled(text)


def _said(line: Line, words: SpecimenWords) -> Label:
    return words.slot if line.slot is not None else words.filled(Label(zh=line.zh, en=line.en))


def _sentence(text: Label) -> Sentence:
    return Sentence(zh=text.zh, en=text.en, kind=Kind.FORM)  # it says nothing of any record
