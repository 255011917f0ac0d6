"""Which provisions a sentence of a paper mentions."""

import pytest

from domain.rulebook.mentions import mentioned


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("依据《某市办法》第四条第一款第（二）项、第五条作出。", [("某市办法", "4/1/2"), ("某市办法", "5")]),
        ("《中华人民共和国公务员法》第一百零二条第二款", [("公务员法", "102/2")]),
        ("《某市办法（试行）》（2011年5月1日起施行）第十四条第三项第一目", [("某市办法(试行)", "14/1/3/1")]),
        ("《甲法》第1条和《乙法》第２条，第三条。", [("甲法", "1"), ("乙法", "2"), ("乙法", "3")]),
        ("《甲法》第十条之一", []),
        ("第四条", []),
        ("《甲法》的规定", []),
        ("", []),
    ],
)
def test_title_and_address(sentence: str, found: list[tuple[str, str]]) -> None:
    assert list(mentioned(sentence)) == found
