"""Chinese and full-width numerals of article and item numbers."""

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇○一二两三四五六七八九十百千0-9０-９]+"


def number(text: str) -> int | None:
    """The number that *text* writes (``十二``, ``一百零二``, ``12``, ``１２``), or None."""
    if text.isdecimal():
        return int(text)
    if any(char not in _DIGITS and char not in _UNITS for char in text) or not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _UNITS[char]
            digit = 0
    return total + digit


def written(value: int) -> str:
    """*value* in Chinese numerals, as addresses of articles write it: ``十二``, ``一百零二``. 0 to 9,999."""
    if not 0 <= value <= 9999:
        raise ValueError(f"no article has the number {value}")
    digits = "零一二三四五六七八九"
    parts, zero, rest = "", False, value
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, power)
        if digit:
            parts += ("零" if zero else "") + digits[digit] + unit
        zero = not digit and bool(parts)
    return (parts or digits[0]).removeprefix("一") if 10 <= value < 20 else parts or digits[0]
