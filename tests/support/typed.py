"""The command line in the place of an HTTP client: what a walk asks for is typed as ``wenze call``."""

import http.client
import json
import re
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from interfaces.cli import main
from interfaces.cli.described import Operation, operations
from interfaces.demo.asking import Client, Said


class Typed(Client):
    """Each request is one command line. ``typed`` are the names of the operations asked for."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__(url)
        self._url, self._folder = url, folder
        described = super().ask("GET", "/schema/openapi.json", {}, None)
        document = json.loads(described.content)
        self._known, self._paths = operations(document), document["paths"]
        self.typed: list[str] = []

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Said:
        """Type it. A refusal comes as what the person at the terminal was told."""
        place = urlsplit(path)
        operation, ids = self._named(method, place.path)
        self.typed.append(operation.name)
        words = [f"{name}={value}" for name, value in (*ids.items(), *parse_qsl(place.query))]
        token = self._folder / "token"
        token.write_text(headers["Authorization"].removeprefix("Bearer "), "utf-8")
        options = ["--url", self._url, "--token-file", str(token)]
        if body is not None:
            content = self._folder / "body.json"
            content.write_bytes(body)
            options += ["--body", str(content)]
        code, out, told = typed("call", operation.name, *words, *options)
        done = next(int(one) for one in self._paths[operation.path][method.lower()]["responses"] if one.startswith("2"))
        return Said(
            status=done if code == 0 else http.client.CONFLICT, headers={}, content=out or json.dumps(told).encode()
        )

    def _named(self, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        for one in self._known.values():
            pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[0-9a-f-]{36})", one.path)
            found = re.fullmatch(pattern, path)
            if one.method == method and found is not None:
                return one, found.groupdict()
        raise LookupError(path)


def typed(*words: str) -> tuple[int, bytes, str]:
    """Exit code, standard output and what the person was told, of one command line."""
    out, told = BytesIO(), StringIO()
    stream = TextIOWrapper(out, "utf-8", write_through=True)
    with redirect_stdout(stream), redirect_stderr(told):
        code = main.run(list(words))
    stream.detach()
    return code, out.getvalue(), told.getvalue()
