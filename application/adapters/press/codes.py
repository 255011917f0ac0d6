"""QR codes: the mark by which a printed sheet is compared with the record."""

import io


def code_svg(text: str) -> str:
    """The code as SVG."""
    return _saved(text, "svg").decode()


def code_png(text: str) -> bytes:
    """The code as PNG, eight pixels a module."""
    return _saved(text, "png")


def _saved(text: str, kind: str) -> bytes:
    import segno  # noqa: PLC0415 - the program starts without what only printing needs

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind=kind, border=1, scale=8 if kind == "png" else 1)
    return out.getvalue()
