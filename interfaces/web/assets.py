"""The stylesheet, the icon and the small script: files of our own, nothing else is ever asked for."""

from collections.abc import Iterator
from importlib.resources import files

from litestar import Response

from interfaces.api.operation import PUBLIC
from interfaces.web.routing import Page, Show
from interfaces.web.visit import Visit

TYPES = {"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}


def assets() -> Iterator[Page]:
    """One page a file."""
    for name, media_type in TYPES.items():
        yield Page(path=f"/static/{name}", action=PUBLIC, show=_shown(name, media_type))


def _shown(name: str, media_type: str) -> Show:
    content = files("interfaces.web").joinpath("static", name).read_bytes()

    async def show(_: Visit) -> Response[bytes]:
        return Response(content, media_type=media_type, headers={"Cache-Control": "public, max-age=300"})

    return show
