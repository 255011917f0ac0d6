"""What is wrong with a file, in the reader's language: the decoder's own sentences are English only."""

import re
from importlib.resources import files

import msgspec


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decoder's sentence and ours. ``inner``: what it names is a decoder's too, such as a type, and is worded as well."""

    pattern: str
    zh: str
    en: str
    inner: bool = False


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sentences: tuple[Sentence, ...]
    inner: tuple[Sentence, ...]


_WORDING = msgspec.toml.decode(files("interfaces.cli").joinpath("decoding.toml").read_bytes(), type=_Wording)
SENTENCES = _WORDING.sentences


def worded(why: str, spoken: str) -> str:
    """*why* in Chinese (``zh``) or English, with the remedy; unchanged where it is no decoder's sentence."""
    return _said(why, spoken, SENTENCES)


def _said(why: str, spoken: str, sentences: tuple[Sentence, ...]) -> str:
    for sentence in sentences:
        found = re.fullmatch(sentence.pattern, why, re.DOTALL)
        if found:
            parts = found.groups()
            if sentence.inner:
                parts = tuple(_said(part, spoken, _WORDING.inner) for part in parts)
            return (sentence.zh if spoken == "zh" else sentence.en).format(*parts)
    return why
