"""A rulebook skeleton from an official text: what the layout shows is filled in, everything else is a marked gap.

Nothing is guessed. Addresses and digests are certain. Grounds, measures, factors, periods and commencement are proposals
with the place they were found in; labels, codes and readings are for the author. Of the text itself only the short fixed
terms of the field (names of measures already installed) are repeated.
"""

import re
from datetime import date

import msgspec

from domain.rulebook.numerals import NUMERAL, number
from domain.rulebook.text import Document, Piece

_LIST = re.compile(r"(?:下列|以下)(?:情形|行为|情况)(?:之一)?(?:的)?[,，]?(.*)", re.DOTALL)
_PURSUED = re.compile(r"责令|处分|处理|追究|处罚|问责|制止|通报|[予给](?:予|以)(?!奖励|表彰)")
_HEAVIER = re.compile(r"从重|加重")
_LIGHTER = re.compile(r"从轻|减轻|免予|不予")
_EFFECTS = {"从重": "heavier", "从轻": "lighter", "减轻": "mitigate", "免予": "exempt", "不予": "exempt"}
_MODALITIES = {"应当": "shall", "可以": "may"}
_PERIOD = re.compile(rf"({NUMERAL})\s*(?:个)?(工作日|日|天|月|年)(?:内|以内|之内)")
_DATED = re.compile(rf"自\s*({NUMERAL})\s*年\s*({NUMERAL})\s*月\s*({NUMERAL})\s*日\s*起(?:施行|实施|执行|生效)")
_UNDATED = re.compile(r"自\s*(?:发布|公布|颁布|印发|下发)之日\s*起(?:施行|实施|执行|生效)")
_BLANK = re.compile(r"自\s*年\s*月\s*日\s*起")
_LIABLE = re.compile(r"的[,，]\s*(?:由|依法|依照|按照|按|给予|责令|应当|可以)")
_RESPONSIBLE = re.compile(r"责任人员?(?:包括|是指|为)")
_NAMED = re.compile(rf"(?<!》)第({NUMERAL})条")
_DISCRETION = re.compile(r"视情(?:况)?|情节严重|情节较重|可以|必要时")
UNITS = {"工作日": "working_days", "日": None, "天": "calendar_days", "月": "months", "年": "years"}


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed situation: one item of a list that calls for liability."""

    address: str
    line: int


class Weighing(msgspec.Struct, frozen=True, kw_only=True):
    """A list of factors: its paragraph, what the words call for, and ``shall`` or ``may`` where the words say which."""

    address: str
    effects: tuple[str, ...]
    modality: str | None


class Liability(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that calls for liability without listing situations. ``names`` are the articles it refers to."""

    address: str
    names: tuple[str, ...]


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed period. ``unit`` is absent where the text says only 日: working or calendar days is a question."""

    address: str
    count: int
    unit: str | None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was recognised in one instrument."""

    title: str | None
    pieces: tuple[Piece, ...]
    grounds: tuple[Ground, ...]
    heavier: tuple[Ground, ...]
    lighter: tuple[Ground, ...]
    weights: tuple[Weighing, ...]
    roles: tuple[Ground, ...]
    liabilities: tuple[Liability, ...]
    measures: tuple[tuple[str, str], ...]
    """Code of an installed measure and the address it was found in."""
    periods: tuple[Period, ...]
    discretion: tuple[str, ...]
    edition: date | None
    commencement: str | None
    """Address of the commencement clause."""
    blank: bool
    """The commencement clause has no date: a draft."""
    unplaced: tuple[int, ...]
    """Lines of articles that the address tree has no place for."""


def draft(document: Document, known_measures: dict[str, str]) -> Draft:
    """Recognise what the layout shows. *known_measures* maps Chinese names of installed measures to their codes."""
    pieces = document.pieces
    lists: dict[str, list[Ground]] = {"grounds": [], "heavier": [], "lighter": [], "roles": []}
    for piece in pieces:
        kind = _kind(piece) if piece.address.count("/") == 1 else None
        if kind:
            items = [each for each in pieces if _below(each.address, piece.address)]
            lists[kind] += [Ground(address=each.address, line=each.line) for each in items]
    edition, commencement, blank = _commencement(pieces, document.dated)
    return Draft(
        title=document.title,
        pieces=pieces,
        grounds=tuple(lists["grounds"]),
        heavier=tuple(lists["heavier"]),
        lighter=tuple(lists["lighter"]),
        weights=_weights(pieces, {each.address.rsplit("/", 1)[0] for each in lists["heavier"] + lists["lighter"]}),
        roles=tuple(lists["roles"]),
        liabilities=_liabilities(pieces, lists),
        measures=_measures(pieces, known_measures),
        periods=tuple(dict.fromkeys(period for piece in pieces for period in _periods(piece, pieces))),
        discretion=tuple(piece.address for piece in pieces if _DISCRETION.search(_own(piece, pieces))),
        edition=edition,
        commencement=commencement,
        blank=blank,
        unplaced=document.unplaced,
    )


def _head(piece: Piece) -> str:
    return piece.text.split("(1)")[0].split("1.")[0]


def _weights(pieces: tuple[Piece, ...], places: set[str]) -> tuple[Weighing, ...]:
    found = []
    for piece in pieces:
        if piece.address in places:
            said = _head(piece)
            binding = [modality for word, modality in _MODALITIES.items() if word in said]
            effects = tuple(dict.fromkeys(effect for word, effect in _EFFECTS.items() if word in said))
            modality = binding[0] if len(binding) == 1 else None
            found.append(Weighing(address=piece.address, effects=effects, modality=modality))
    return tuple(found)


def _kind(piece: Piece) -> str | None:
    head = _head(piece)
    if _RESPONSIBLE.search(head):
        return "roles"
    found = _LIST.search(head)
    if found is None:
        return None
    said = head[: found.start()] + found[1]
    if _HEAVIER.search(said):
        return "heavier"
    if _LIGHTER.search(said):
        return "lighter"
    return "grounds" if _PURSUED.search(said) else None


def _liabilities(pieces: tuple[Piece, ...], lists: dict[str, list[Ground]]) -> tuple[Liability, ...]:
    listing = {ground.address.rsplit("/", 1)[0] for some in lists.values() for ground in some}
    found = []
    for piece in pieces:
        said = _own(piece, pieces) if piece.address.count("/") == 1 and piece.address not in listing else ""
        begins = _LIABLE.search(said)
        if begins and _PURSUED.search(said, begins.start()):
            named = (number(each) for each in _NAMED.findall(said[: begins.start()]))
            found.append(Liability(address=piece.address, names=tuple(dict.fromkeys(str(n) for n in named if n))))
    return tuple(found)


def _below(address: str, paragraph: str) -> bool:
    return address.startswith(paragraph + "/") and address.count("/") == paragraph.count("/") + 1


def _own(piece: Piece, pieces: tuple[Piece, ...]) -> str:
    """The text of a clause without that of the clauses below it; nothing for a whole article."""
    if "/" not in piece.address:
        return ""
    inner = [each for each in pieces if _below(each.address, piece.address)]
    own = piece.text
    for each in inner:
        own = own.replace(each.text, "")
    return own


def _measures(pieces: tuple[Piece, ...], known: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = []
    for name, code in sorted(known.items(), key=lambda item: (-len(item[0]), item[0])):
        where = [piece.address for piece in pieces if "/" in piece.address and name in piece.text]
        deepest = [place for place in where if not any(other.startswith(place + "/") for other in where)]
        found += [(code, place) for place in deepest]
    return tuple(dict.fromkeys(found))


def _periods(piece: Piece, pieces: tuple[Piece, ...]) -> tuple[Period, ...]:
    found = []
    for match in _PERIOD.finditer(_own(piece, pieces)):
        count = number(match[1])
        if count is not None:
            found.append(Period(address=piece.address, count=count, unit=UNITS[match[2]]))
    return tuple(found)


def _commencement(pieces: tuple[Piece, ...], issued: tuple[date, ...]) -> tuple[date | None, str | None, bool]:
    for piece in reversed([each for each in pieces if each.address.count("/") == 1]):
        dated = _DATED.search(piece.text)
        if dated:
            year, month, day = (number(part) for part in dated.groups())
            try:
                return date(year or 0, month or 0, day or 0), piece.address, False
            except ValueError:
                return None, piece.address, False
        if _BLANK.search(piece.text):
            return None, piece.address, True
        if _UNDATED.search(piece.text):
            return issued[0] if len(issued) == 1 else None, piece.address, False
    return None, None, False
