"""Titles break by meaning."""

import pytest

from domain.papers.heading import lines_of


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("责令改正通知书", ("责令改正通知书",)),
        ("关于对示例市土地局（演示）拟作处理的告知书", ("关于对示例市土地局（演示）", "拟作处理的告知书")),
        ("关于对示例土地局主要负责人（虚构）的处理决定", ("关于对示例土地局主要负责人（虚构）的", "处理决定")),
        (
            "关于示例土地局主要负责人（虚构）不服处理决定的复核（申诉）决定",
            ("关于示例土地局主要负责人（虚构）", "不服处理决定的复核（申诉）决定"),
        ),
        ("无处可断之题" * 5, (("无处可断之题" * 5)[:20], ("无处可断之题" * 5)[20:])),
    ],
)
def test_a_title_breaks_by_meaning(title: str, lines: tuple[str, ...]) -> None:
    assert lines_of(title, 20) == lines
