"""A draft as TOML: valid, but not yet a rulebook. Every gap reads ``TODO`` and says what is missing."""

from collections.abc import Iterable

from domain.rulebook.draft import Draft, Ground

GAP = "TODO"


def toml(drafted: Draft) -> str:
    """The skeleton. Valid TOML; ``check`` refuses it until its gaps are filled."""
    lines = [*_head(drafted), *_clauses(drafted), *_proposals(drafted)]
    return "\n".join(lines) + "\n"


def _head(drafted: Draft) -> list[str]:
    status = "draft" if drafted.blank else GAP
    first = (
        f"edition = {drafted.edition.isoformat()}" if drafted.edition else f"# edition: {GAP}, the text fixes no day"
    )
    if drafted.blank:
        first = "# no edition: the commencement clause is blank"
    title = _quoted(drafted.title) if drafted.title else f'"{GAP}"'
    cite = f'["{drafted.commencement}"]' if drafted.commencement else "[]"
    return [
        f"# Skeleton made from a text. {GAP} marks what a person has to decide; comments say what was found.",
        f'instrument = "{GAP}"',
        f'code = "{GAP}"',
        first,
        f'status = "{status}"',
        f'rank = "{GAP}"',
        'verification = "S"',
        f"commencement = {cite}",
        f'title = {{ zh = {title}, en = "{GAP}" }}',
        "",
        "[scope]",
        f'subjects = ["{GAP}"]',
        f'matters = ["{GAP}"]',
        f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
        "",
    ]


def _clauses(drafted: Draft) -> list[str]:
    lines = []
    for piece in drafted.pieces:
        lines += [
            f'[clauses."{piece.address}"]',
            f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
            f'digest = "{piece.digest}"',
        ]
    return [*lines, ""]


def _proposals(drafted: Draft) -> list[str]:
    lines = [f"# measures found: {code} at {place}" for code, place in drafted.measures]
    for code in dict.fromkeys(code for code, _ in drafted.measures):
        lines += ["[[measures]]", f'code = "{code}"', f'label = {{ zh = "{GAP}", en = "{GAP}" }}']
    lines += _facts("trigger", "situation", drafted.grounds)
    lines += _facts("factor", "heavier", drafted.heavier)
    lines += _facts("factor", "lighter", drafted.lighter)
    for ground in drafted.grounds:
        code = _code("situation", ground)
        lines += [
            "[[triggers]]",
            f'code = "{code}"',
            f'cite = ["{ground.address}"]',
            f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
            f'when = [{{ all_of = ["{code}"] }}]',
        ]
    for group, modality, found in (("heavier", "shall", drafted.heavier), ("lighter", "may", drafted.lighter)):
        if found:
            place = found[0].address.rsplit("/", 1)[0]
            lines += [
                "[[weights]]",
                f'code = "{group}"',
                f'cite = ["{place}"]',
                f'modality = "{modality}" # {GAP}: confirm shall or may',
                f'effects = ["{group}"] # {GAP}: confirm',
                f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
            ]
            for factor in found:
                code = _code(group, factor)
                lines += [
                    "[[factors]]",
                    f'code = "{code}"',
                    f'group = "{group}"',
                    f'cite = ["{factor.address}"]',
                    f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
                    f'when = [{{ all_of = ["{code}"] }}]',
                ]
    for index, period in enumerate(drafted.periods, 1):
        unit = f'unit = "{period.unit}"' if period.unit else f'unit = "{GAP}" # working or calendar days: ask'
        lines += [
            "[[duties]]",
            f'code = "period-{index}"',
            f'cite = ["{period.address}"]',
            f"days = {period.count}",
            unit,
            f'label = {{ zh = "{GAP}", en = "{GAP}" }}',
        ]
    lines += [f"# discretion left open at {address}: consider a question" for address in drafted.discretion]
    return lines


def _facts(kind: str, prefix: str, found: Iterable[Ground]) -> list[str]:
    lines = []
    for ground in found:
        lines += [
            "[[facts]]",
            f'code = "{_code(prefix, ground)}"',
            f'kind = "{kind}"',
            f'cite = ["{ground.address}"]',
            f'label = {{ zh = "{GAP}", en = "{GAP}" }} # line {ground.line}',
        ]
    return lines


def _code(prefix: str, ground: Ground) -> str:
    return f"{prefix}-{ground.address.replace('/', '-')}"


def _quoted(text: str) -> str:
    escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 32 or char in '"\\' else char for char in text)
    return f'"{escaped}"'
