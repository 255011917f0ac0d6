"""``code=value`` arguments."""

import argparse

from interfaces.cli.wording import text


def pair(written: str) -> tuple[str, str]:
    """The two sides of ``code=value``. Raises what argparse tells the person."""
    code, equals, value = written.partition("=")
    if not equals or not code.strip() or not value.strip():
        raise argparse.ArgumentTypeError(text(f"“{written}”应写作 代码=取值", f"'{written}' should read code=value"))
    return code.strip(), value.strip()
