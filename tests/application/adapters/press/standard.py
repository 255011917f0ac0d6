"""Where a printed paper departs from the measures of the layout, whatever it says."""

from itertools import pairwise

from application.adapters.press.printing import packaged_layout
from domain.papers.template import Form
from tests.application.adapters.press.measuring import Page

LAYOUT = packaged_layout()
LEFT, RIGHT = LAYOUT.left, LAYOUT.page[0] - LAYOUT.right
TOP, BOTTOM = LAYOUT.top, LAYOUT.page[1] - LAYOUT.bottom
PITCH = LAYOUT.area[1] / LAYOUT.lines


def departures(found: tuple[Page, ...], form: Form, *, draft: bool = False) -> list[str]:
    """Each measure that does not hold, with the page: size, margins, lines of a page, page number, head and end block."""
    faults = []
    for number, page in enumerate(found, 1):
        numbered = form is not Form.LETTER or number > 1
        faults += [f"page {number}: {fault}" for fault in _page(page, number, numbered=numbered)]
    if form is Form.DOCUMENT:
        faults += _head(found[0], draft=draft)
    if form is Form.DOCUMENT and not draft:
        faults += _end(found[-1])
    return faults


def _page(page: Page, number: int, *, numbered: bool) -> list[str]:
    faults = []
    if any(abs(is_ - should) > 0.3 for is_, should in zip(page.size, LAYOUT.page, strict=True)):
        faults.append(f"size {page.size}")
    *body, last = page.lines
    if not numbered:
        body.append(last)
    faults += [f"left of the type area: {one.text}" for one in body if one.left + _squeezed(one.text) < LEFT - 0.8]
    faults += [f"right of the type area: {one.text}" for one in body if one.right - _hanging(one.text) > RIGHT + 1]
    if (last.text.replace(" ", "") == f"—{number}—") is not numbered:
        faults.append(f"page number: {last.text}")
    within = [one for one in body if one.top > TOP - 1 and one.bottom < BOTTOM + 3]
    if number > 1 and len(within) > LAYOUT.lines:
        faults.append(f"{len(within)} lines")
    close = [(a.text, b.text) for a, b in pairwise(within) if b.middle - a.middle < PITCH - 1.6]
    return faults + [f"lines too close: {pair}" for pair in close if not _ends(pair)]


def _squeezed(text: str) -> float:
    """How far the cell of the first character may stand outside: the half of an opening mark that has no ink."""
    return LAYOUT.area[0] / LAYOUT.characters / 2 if text[:1] in set("（“《〔") else 0


def _hanging(text: str) -> float:
    """How far the last character may stand outside: a mark may hang in the margin by its cell."""
    return LAYOUT.area[0] / LAYOUT.characters if text[-1:] in set("，。、；：）”》〕") else 0


def _ends(pair: tuple[str, str]) -> bool:
    """Whether the lines are of the end block, which is set smaller and closer."""
    return any(text.startswith("抄送：") or text.endswith("印发") for text in pair)


def _head(first: Page, *, draft: bool) -> list[str]:
    faults = []
    red = [rule for rule in first.rules if rule[3]]
    mark = first.lines[0]
    if not mark.text.endswith("文件") or abs(mark.top - TOP - LAYOUT.mark_below_top) > 4:
        faults.append(f"mark: {mark}")
    if len(red) != 1 or abs(red[0][1] - LEFT) > 0.8 or abs(red[0][2] - RIGHT) > 0.8:
        return [*faults, f"red rules: {red}"]
    if not draft and ("〔" not in first.lines[1].text or abs(red[0][0] - first.lines[1].bottom - 4) > 2):
        faults.append(f"number: {first.lines[1]}, rule at {red[0][0]}")
    return faults


def _end(last: Page) -> list[str]:
    black = [rule for rule in last.rules if not rule[3]]
    whole = all(abs(rule[1] - LEFT) < 0.8 and abs(rule[2] - RIGHT) < 0.8 for rule in black)
    faults = []
    if len(black) not in {2, 3} or not whole or abs(black[-1][0] - BOTTOM) > 2:
        faults.append(f"rules of the end block: {black}")
    if not last.lines[-2].text.endswith("印发"):
        faults.append(f"end block: {last.lines[-2].text}")
    body = [one for one in last.lines if one.top > TOP - 1 and one.bottom < (black[0][0] if black else BOTTOM)]
    if len(body) < 3:
        faults.append(f"the end block stands alone on the last page: {[one.text for one in body]}")
    return faults
