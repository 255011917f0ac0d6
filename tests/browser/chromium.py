"""Where Chromium is on this machine, and how it is started: no network of its own, nothing kept."""

import shutil
import subprocess

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def speaking(language: str) -> list[str]:
    """Arguments for a browser whose own words, as in date and file fields, are of that language, where its pack is installed."""
    return [*ARGUMENTS, f"--lang={'zh-CN' if language == 'zh' else 'en-GB'}"]


def executable() -> str | None:
    """Chromium's program; None when the system has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def chinese_font() -> bool:
    """Whether some font can write Chinese: without one every character is a box, and nothing fails."""
    program = shutil.which("fc-list")
    if program is None:
        return False
    found = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
