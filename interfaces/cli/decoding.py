"""What is wrong with a file, in the reader's language: the decoder's own sentences are English only."""

import re
from importlib.resources import files

import msgspec


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decoder's sentence and ours."""

    pattern: str
    zh: str
    en: str


SENTENCES = msgspec.toml.decode(
    files("interfaces.cli").joinpath("decoding.toml").read_bytes(), type=dict[str, tuple[Sentence, ...]]
)["sentences"]


def worded(why: str, spoken: str) -> str:
    """*why* in Chinese (``zh``) or English, with the remedy; unchanged where it is no decoder's sentence."""
    for sentence in SENTENCES:
        found = re.fullmatch(sentence.pattern, why, re.DOTALL)
        if found:
            return (sentence.zh if spoken == "zh" else sentence.en).format(*found.groups())
    return why
