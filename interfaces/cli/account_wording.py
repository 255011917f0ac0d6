"""What the account command says when something stands against it."""

from importlib.resources import files

import msgspec

from interfaces.cli.wording import say


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In both languages."""

    zh: str
    en: str


SENTENCES = msgspec.toml.decode(files("interfaces.cli").joinpath("account.toml").read_bytes(), type=dict[str, Sentence])


def tell(error: Exception) -> bool:
    """Say what *error* means; False when there is no sentence for it."""
    code = str(getattr(error, "code", "account-name-malformed"))
    reason = getattr(error, "reason", None)
    sentence = SENTENCES.get(f"{code}-{reason}" if reason else code)
    if sentence is not None:
        say(sentence.zh, sentence.en)
    return sentence is not None


def tell_code(code: str) -> None:
    """Say the sentence of *code*."""
    say(SENTENCES[code].zh, SENTENCES[code].en)
