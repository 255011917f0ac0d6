"""The committed files, as the architecture tests see them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "application", "projections", "interfaces")


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is committed or about to be, relative to the root; ignored ones are left out."""
    if not (ROOT / ".git").exists():
        hidden = {".venv", "__pycache__", ".git", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
        found = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")) if path.is_file())
        return tuple(path for path in found if not hidden & set(path.parts) and ".egg-info" not in str(path))
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


def text_of(path: Path) -> str | None:
    """The text of a committed file; None when it is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
