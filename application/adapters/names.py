"""Names of people: how they are compared and in which order they stand."""

import unicodedata

# Surnames whose first reading in the character set's order is not how the surname is read, by a character that has it.
_SURNAME_READ_LIKE = str.maketrans(
    {
        "单": "善",
        "解": "谢",
        "仇": "求",
        "区": "欧",
        "查": "渣",
        "朴": "瓢",
        "缪": "妙",
        "翟": "宅",
        "宓": "密",
        "乜": "聂",
        "逄": "旁",
    }
)


def normal_name(name: str) -> str:
    """One spelling for names that look alike: full and half width, composed and decomposed, inner spaces, letter case."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def sought_name(name: str) -> str:
    """A full name as somebody looks for it: nothing but its letters and digits, so that spaces, dots and hyphens do not matter."""
    normal = normal_name(name)
    return "".join(one for one in normal if unicodedata.category(one)[0] in "LMN") or normal


def name_sort_key(name: str) -> bytes:
    """Bytes by which names sort: Latin first, then Chinese by sound (GB 2312 orders its 3,755 common characters so).

    Rarer characters follow, by radical; equal keys are equal names. The key tells the name: keep it with the name, never
    in the database.
    """
    normal = normal_name(name)
    head, rest = normal[:1].translate(_SURNAME_READ_LIKE), normal[1:]
    return (head + rest).encode("gb18030") + b"\x00" + normal[:1].encode("gb18030")
