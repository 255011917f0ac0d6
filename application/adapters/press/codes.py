"""QR codes: the mark by which a printed sheet is compared with the record, and what a phone reads from a screen."""

import io


def code_svg(text: str) -> str:
    """The code as SVG."""
    return _saved(text, "svg").decode()


def code_outline(text: str) -> tuple[int, str]:
    """The code as a template draws it: its side in modules, the margin that cameras need included, and the dark ones (SVG path)."""
    import segno  # noqa: PLC0415 - as below

    rows = [bytes(row) for row in segno.make(text, error="m").matrix_iter(border=4)]
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return len(rows), "".join(dark)


def code_on_screen(text: str) -> str:
    """The same as SVG: dark on white in every theme, five pixels a module."""
    side, dark = code_outline(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side * 5}" height="{side * 5}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{dark}"/></svg>'
    )


def code_png(text: str) -> bytes:
    """The code as PNG, eight pixels a module."""
    return _saved(text, "png")


def _saved(text: str, kind: str) -> bytes:
    import segno  # noqa: PLC0415 - the program starts without what only printing needs

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind=kind, border=1, scale=8 if kind == "png" else 1)
    return out.getvalue()
