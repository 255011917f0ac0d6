"""Every command line of the guides, as written there, on an empty data folder; both languages give the same ones."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from interfaces.cli import main
from interfaces.cli.exit_codes import DONE
from tests.architecture.tree import ROOT

GUIDES = ROOT / "docs" / "guides"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def lines(guide: Path) -> list[str]:
    """The command lines of a guide, in order."""
    blocks = _BLOCK.findall(guide.read_text("utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


RUN = sorted(guide.name.removesuffix(".en.md") for guide in GUIDES.glob("*.en.md") if lines(guide))


def test_both_languages_give_the_same_lines() -> None:
    for guide in GUIDES.glob("*.en.md"):
        assert lines(guide) == lines(guide.with_name(guide.name.replace(".en.", ".zh."))), guide.name
    assert {"administrator", "regulation"} <= set(RUN)


@pytest.mark.parametrize("name", RUN)
def test_each_line_of_a_guide_does_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    for line in lines(GUIDES / f"{name}.en.md"):
        words = shlex.split(line, comments=True)
        with monkeypatch.context() as set_here:
            while "=" in words[0]:
                variable, _, value = words.pop(0).partition("=")
                set_here.setenv(variable, value)
            assert words.pop(0) == "./wenze", line
            words, into = (words[:-2], words[-1]) if words[-2:-1] == [">"] else (words, None)
            code = main.run([*words, "--lang", "en"])
        said = capsys.readouterr()
        assert code == DONE, (line, said)
        if into is not None:
            Path(into).write_text(said.out, "utf-8")
            assert said.out, line
