"""A draft as TOML: valid, but not yet a rulebook. Every gap reads ``TODO`` and says what is missing."""

from collections.abc import Iterable

from domain.rulebook.draft import Draft, Ground

GAP = "TODO"
_UNNAMED = f'{{ zh = "{GAP}", en = "{GAP}" }}'


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
        f"label = {_UNNAMED}",
        "",
    ]


def _clauses(drafted: Draft) -> list[str]:
    lines = []
    for piece in drafted.pieces:
        lines += [
            f'[clauses."{piece.address}"]',
            f"label = {_UNNAMED}",
            f'digest = "{piece.digest}"',
        ]
    lines += [f"# {GAP}: the article at line {line} has no address of its own" for line in drafted.unplaced]
    return [*lines, ""]


def _proposals(drafted: Draft) -> list[str]:
    lines = [f"# measures found: {code} at {place}" for code, place in drafted.measures]
    for code in dict.fromkeys(code for code, _ in drafted.measures):
        lines += ["[[measures]]", f'code = "{code}"', f"label = {_UNNAMED}"]
    lines += _sets(drafted)
    for role in drafted.roles:
        lines += ["[[roles]]", f'code = "{_code("role", role)}"', f'cite = ["{role.address}"]', f"label = {_UNNAMED}"]
    for liability in drafted.liabilities:
        named = f"; it names articles {', '.join(liability.names)}" if liability.names else ""
        lines.append(f"# {GAP}: {liability.address} calls for liability without a list{named}: which situations?")
    lines += _facts("trigger", "situation", drafted.grounds)
    lines += _facts("factor", "heavier", drafted.heavier)
    lines += _facts("factor", "lighter", drafted.lighter)
    for ground in drafted.grounds:
        code = _code("situation", ground)
        lines += [
            "[[triggers]]",
            f'code = "{code}"',
            f'cite = ["{ground.address}"]',
            f"label = {_UNNAMED}",
            f'when = [{{ all_of = ["{code}"] }}]',
        ]
    lines += _weights(drafted)
    for index, period in enumerate(drafted.periods, 1):
        unit = f'unit = "{period.unit}"' if period.unit else f'unit = "{GAP}" # working or calendar days: ask'
        lines += [
            "[[duties]]",
            f'code = "period-{index}"',
            f'cite = ["{period.address}"]',
            f"days = {period.count}",
            unit,
            f"label = {_UNNAMED}",
        ]
    lines += [f"# discretion left open at {address}: consider a question" for address in drafted.discretion]
    return lines


def _weights(drafted: Draft) -> list[str]:
    lines = []
    for weight in drafted.weights:
        group = f"weight-{weight.address.replace('/', '-')}"
        effects = ", ".join(f'"{effect}"' for effect in weight.effects) or f'"{GAP}"'
        lines += [
            "[[weights]]",
            f'code = "{group}"',
            f'cite = ["{weight.address}"]',
            f'modality = "{weight.modality or GAP}" # {GAP}: confirm',
            f"effects = [{effects}] # {GAP}: confirm",
            f"label = {_UNNAMED}",
        ]
        for name, factors in (("heavier", drafted.heavier), ("lighter", drafted.lighter)):
            for factor in factors:
                if factor.address.rsplit("/", 1)[0] == weight.address:
                    code = _code(name, factor)
                    lines += [
                        "[[factors]]",
                        f'code = "{code}"',
                        f'group = "{group}"',
                        f'cite = ["{factor.address}"]',
                        f"label = {_UNNAMED}",
                        f'when = [{{ all_of = ["{code}"] }}]',
                    ]
    return lines


def _sets(drafted: Draft) -> list[str]:
    """The measures found in one paragraph as one set; who they are for and how they combine is a gap."""
    by_paragraph: dict[str, list[str]] = {}
    for code, place in drafted.measures:
        by_paragraph.setdefault("/".join(place.split("/")[:2]), []).append(code)
    lines = []
    for paragraph, codes in by_paragraph.items():
        measures = ", ".join(f'"{code}"' for code in dict.fromkeys(codes))
        lines += [
            "[[sets]]",
            f'code = "forms-{paragraph.replace("/", "-")}" # {GAP}: a set, a gate, or only a mention?',
            f'cite = ["{paragraph}"]',
            f'subjects = ["{GAP}"]',
            f"measures = [{measures}]",
            f'combine = "{GAP}"',
            f"label = {_UNNAMED}",
        ]
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
