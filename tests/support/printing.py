"""What printing needs from the system. Where it is missing, the checks are left out, loudly."""

import os
import shutil

import httpx
import pytest

from application.adapters.press.fonts import installed
from application.adapters.press.printing import packaged_layout

REQUIRED = "WENZE_TEST_DOCUMENTS"
"""Set by the continuous check: then something missing is a failure, not a check left out."""


def printable() -> bool:
    """Whether this machine can print papers."""
    return not installed(packaged_layout().faces).missing


def typefaces() -> None:
    """Typefaces for every use of a paper."""
    _need(printable(), "typefaces: fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp, fonts-wqy-microhei")


def only_unprintable(answer: httpx.Response) -> bool:
    """Whether *answer*, of the API or a page, is 503 for nothing but the typefaces that this machine does not have."""
    return not printable() and answer.status_code == 503 and "fonts-arphic-gbsn00lp" in answer.text


def office_program() -> str:
    """LibreOffice, and what turns a PDF into text and pictures."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    _need(found is not None and shutil.which("pdftotext") is not None, "libreoffice-writer-nogui, poppler-utils")
    return found or ""


def _need(there: bool, what: str) -> None:
    if there:
        return
    missing = f"DOCUMENT CHECKS LEFT OUT: not installed: {what}"
    if os.environ.get(REQUIRED):
        pytest.fail(missing)
    pytest.skip(missing)
