"""Names found by how they sound: whole pinyin or its initials, without tones."""

import re
from functools import lru_cache

_SPELLED = re.compile(r"[a-z]{2,60}")
_IGNORED = str.maketrans("", "", " '’-")


def spelled(text: str) -> str | None:
    """*text* as pinyin is compared (``shi li shi`` and ``ShiLiShi`` are ``shilishi``); None when it is no pinyin."""
    wanted = text.casefold().translate(_IGNORED).replace("ü", "v")
    return wanted if _SPELLED.fullmatch(wanted) else None


def sounds_like(wanted: str, name: str) -> bool:
    """Whether *wanted*, as ``spelled`` gives it, is how *name* sounds from one of its characters on: in full, or by initials."""
    syllables = _syllables(name)
    whole, initials = "".join(syllables), "".join(one[0] for one in syllables)
    if wanted in initials:
        return True
    starts = (sum(map(len, syllables[:at])) for at in range(len(syllables)))
    return any(whole.startswith(wanted, start) for start in starts)


@lru_cache(maxsize=20_000)
def _syllables(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads its dictionary, which only a search by sound pays for

    return tuple(one.casefold() for one in lazy_pinyin(name, errors="ignore") if one)
