"""Every kind of wrong rulebook file: what is wrong with it, where that is said to be, and by which check."""

from typing import NamedTuple

from tests.support.toy_rulebook import toy

LABEL = 'label = { zh = "示例", en = "example" }'


class Wrong(NamedTuple):
    """``place`` begins what the refusal says of the place; ``check`` is the lint's, None where the file does not decode."""

    content: bytes
    place: str
    check: str | None = None


def changed(before: str, after: str) -> bytes:
    """The toy with one passage changed."""
    whole = toy()
    assert before in whole
    return whole.replace(before, after, 1).encode()


def more(table: str) -> bytes:
    """The toy with one more table before its questions."""
    return changed("[[questions]]", f"{table}\n[[questions]]")


WRONG: dict[str, Wrong] = {
    "empty": Wrong(b"", "$"),
    "blank": Wrong(b" \n\n# nothing\n", "$"),
    "not TOML": Wrong(changed("[scope]", "[scope"), "TOML"),
    "JSON": Wrong(b'{"instrument": "toy"}', "TOML"),
    "not UTF-8": Wrong(toy().encode("gb18030"), "byte"),
    "binary": Wrong(bytes(range(256)), "byte"),
    "nested hugely in lists": Wrong(b"a = " + b"[" * 100_000, "TOML"),
    "nested hugely in tables": Wrong(b"a = " + b"{ a = " * 100_000, "TOML"),
    "nested hugely in names": Wrong(b"a." * 100_000 + b"a = 1", "TOML"),
    "a number of thousands of digits": Wrong(b"revision = " + b"9" * 10_000, "TOML"),
    "a span of more years than there are": Wrong(
        more(f'[[derived]]\ncode = "again"\nfact = "grave"\nyears = 9000\nat_least = 2\n{LABEL}'), "$.derived[0]"
    ),
    "a day that does not exist": Wrong(changed("2020-01-01", "2020-02-30"), "TOML"),
    "a day as text": Wrong(changed("edition = 2020-01-01", 'edition = "soon"'), "$.edition"),
    "a time for a day": Wrong(changed("edition = 2020-01-01", "edition = 2020-01-01T08:00:00Z"), "$.edition"),
    "unknown key": Wrong(changed('code = "TOY"', 'code = "TOY"\ncolour = "red"'), "$"),
    "unknown key deep inside": Wrong(changed('combine = "one"', 'combine = "one"\ncolour = "red"'), "$.sets[0]"),
    "unknown table": Wrong(more('[[colours]]\ncode = "red"'), "$"),
    "key twice": Wrong(changed('code = "TOY"', 'code = "TOY"\ncode = "TOY"'), "TOML"),
    "table twice": Wrong(more(f'[scope]\nsubjects = ["organ"]\n{LABEL}'), "TOML"),
    "wrong type": Wrong(changed('instrument = "toy"', "instrument = 7"), "$.instrument"),
    "one for many": Wrong(changed('measures = ["reminder"]', 'measures = "reminder"'), "$.sets[0].measures"),
    "many for one": Wrong(changed('rank = "rule"', 'rank = ["rule"]'), "$.rank"),
    "a table for a list": Wrong(changed("[[sets]]", "[sets]"), "$.sets"),
    "missing key": Wrong(changed('combine = "one"\n', ""), "$.sets[0]"),
    "missing table": Wrong(changed("[scope]", "[scope-of-it]"), "$"),
    "label in one language": Wrong(changed('en = "toy" }', 'en = "" }'), "$.scope.label"),
    "label without a language": Wrong(changed('{ zh = "示例", en = "toy" }', '{ zh = "示例" }'), "$.scope.label"),
    "label without a language, of one clause among many": Wrong(
        changed('{ zh = "提醒", en = "reminder" }', '{ zh = "提醒" }'), '$.clauses."3/1".label'
    ),
    "value that is not allowed": Wrong(changed('modality = "shall"', 'modality = "might"'), "$.weights[0]"),
    "a bar of no effect": Wrong(
        more(f'[[filters]]\ncode = "bar"\neffect = "blok"\nmeasures = ["reminder"]\n{LABEL}'), "$.filters[0]"
    ),
    "a window of no kind": Wrong(
        more(f'[[derived]]\ncode = "again"\nfact = "grave"\nyears = 1\nat_least = 2\nwindow = "weekly"\n{LABEL}'),
        "$.derived[0]",
    ),
    "a gate of no effect": Wrong(more(f'[[gates]]\ncode = "g"\neffect = "lead"\n{LABEL}\nwhen = []'), "$.gates[0]"),
    "a duty in fortnights": Wrong(
        more(f'[[duties]]\ncode = "d"\ndays = 2\nunit = "fortnights"\n{LABEL}'), "$.duties[0]"
    ),
    "a body that does nothing": Wrong(
        more(f'[[competence]]\ncode = "b"\nrelation = "own-organ"\neffect = "rules"\n{LABEL}'), "$.competence[0]"
    ),
    "default that is no choice": Wrong(changed('default = "either"', 'default = "neither"'), "$.questions[0]"),
    "condition without facts": Wrong(changed('when = [{ all_of = ["grave"] }]', "when = [{}]"), "$.factors[0].when[0]"),
    "missing citation": Wrong(changed('cite = ["3/1"]\n', ""), "sets[0]", "R1"),
    "citation of nothing": Wrong(changed('cite = ["3/1"]', 'cite = ["9/9"]'), "sets[0].cite", "R1"),
    "citation that is none": Wrong(changed('cite = ["3/1"]', 'cite = ["third"]'), "sets[0].cite", "R1"),
    "address that is none": Wrong(changed('[clauses."3/1"]', '[clauses."3/x"]'), "clauses[3/x]", "R1"),
    "rows that leave a gap": Wrong(changed('combine = "one"', 'combine = "one"\nsubjects = ["person"]'), "sets", "R3"),
    "overlapping rows": Wrong(
        more(
            f'[[sets]]\ncode = "more"\ncite = ["3/1"]\nmeasures = ["reminder"]\ncombine = "one"\n{LABEL}\n'
            'when = [{ all_of = ["grave"] }]'
        ),
        "sets[",
        "R3",
    ),
    "unclaimed combination": Wrong(
        more(f'[[weights]]\ncode = "lighter"\ncite = ["2/2"]\nmodality = "may"\neffects = ["lighter"]\n{LABEL}'),
        "weights",
        "R4",
    ),
    "fact that nobody declared": Wrong(changed('all_of = ["grave"]', 'all_of = ["graver"]'), "factors[0].when", "R5"),
    "code twice": Wrong(changed('code = "second-conduct"', 'code = "first-conduct"'), "facts", "R5"),
    "question that nobody put": Wrong(changed('question = "TOY-01"', 'question = "TOY-02"'), "triggers[0]", "R5"),
    "fact that never matters": Wrong(
        more(f'[[facts]]\ncode = "idle"\nkind = "factor"\ncite = ["2/2"]\n{LABEL}'), "facts[3]", "R6"
    ),
    "measure outside the set": Wrong(
        changed('measures = ["reminder"]', 'measures = ["reminder", "warning"]'), "sets[0].measures", "R7"
    ),
    "cycle": Wrong(
        more(
            f'[[gates]]\ncode = "round"\ncite = ["2/2"]\neffect = "refer"\ntargets = ["toy"]\n{LABEL}\n'
            'when = [{ all_of = ["grave"] }]'
        ),
        "gates[0]",
        "R12",
    ),
}
