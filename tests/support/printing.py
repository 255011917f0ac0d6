"""What printing needs from the system. Where it is missing, the checks are left out, loudly."""

import os
import shutil

import httpx
import pytest

from application.adapters.press.fonts import installed
from application.adapters.press.printing import packaged_layout

REQUIRED = "WENZE_TEST_DOCUMENTS"
"""Set by the continuous check: then something missing is a failure, not a check left out."""


def typefaces() -> None:
    """Typefaces for every use of a paper."""
    missing = installed(packaged_layout().faces).missing
    _need(not missing, "typefaces: fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp, fonts-wqy-microhei")


def only_unprintable(answer: httpx.Response) -> bool:
    """Whether *answer*, of the API or a page, is 503 for nothing but the typefaces that this machine does not have."""
    missing = installed(packaged_layout().faces).missing
    return bool(missing) and answer.status_code == 503 and "fonts-missing" in answer.text


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
