"""The engines of others that a measurement may stand beside: those that are installed."""

import importlib
import sys
from types import ModuleType

WANTED = {"openfisca": "openfisca-core>=46", "zen": "zen-engine>=2.1"}


def rival(name: str) -> ModuleType | None:
    """Our program for that engine; None, with a word on what to install, where the engine is not there."""
    try:
        return importlib.import_module(f"bench.rival_{name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("bench"):
            raise
        print(f'left out, not installed: {name}. .venv/bin/python -m pip install "{WANTED[name]}"', file=sys.stderr)
        return None
