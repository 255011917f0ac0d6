"""What the account command says when something stands against it."""

from importlib.resources import files
from typing import Any

import msgspec

from interfaces.cli.wording import say, text


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


def lines(result: dict[str, Any]) -> list[str]:
    """A result as a person reads it."""
    if "accounts" not in result:
        acts = ["  ".join(str(part) for part in act.values() if part is not None) for act in result.get("acts", ())]
        return [f"{key}  {value}" for key, value in result.items() if key != "acts" and value is not None] + acts
    said = []
    for account in result["accounts"]:
        state = text("（已停用）", " (disabled)") if account["disabled"] else ""
        said.append(f"{account['name']}  {account['account']}{state}")
        for role in account["roles"]:
            until = role["until"] or ""
            said.append(f"  {role['role']}  {role['body'] or '-'}  {role['from']}..{until}  {role['id']}")
    required = text("要求两步验证", "second factor required")
    said += [f"{required}  {duty['role']}  {duty['body'] or '-'}" for duty in result["second_factor_required"]]
    return said
