"""QR codes: the mark by which a printed sheet is compared with the record, and what a phone reads from a screen."""

import io


def code_svg(text: str) -> str:
    """The code as SVG."""
    return _saved(text, "svg").decode()


def code_on_screen(text: str) -> str:
    """The code as SVG to stand within a page: dark on white in every theme, with the margin that cameras need."""
    import segno  # noqa: PLC0415 - as below

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=4, scale=5, light="#fff", xmldecl=False, nl=False)
    return out.getvalue().decode()


def code_png(text: str) -> bytes:
    """The code as PNG, eight pixels a module."""
    return _saved(text, "png")


def _saved(text: str, kind: str) -> bytes:
    import segno  # noqa: PLC0415 - the program starts without what only printing needs

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind=kind, border=1, scale=8 if kind == "png" else 1)
    return out.getvalue()
