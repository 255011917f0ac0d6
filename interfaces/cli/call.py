"""``wenze call``: any operation of the interface from the command line, as the account of a token.

The service says itself what there is (``/schema/openapi.json``), so every command and reading of it can be typed, and a new
one needs nothing here.
"""

import argparse
import http.client
import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from getpass import getpass
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from domain.rulebook.labels import Label
from interfaces import settings
from interfaces.cli.arguments import Subparsers, file_or_input, file_to_read
from interfaces.cli.described import CODE_HEADER, JSON, Operation, operations
from interfaces.cli.exit_codes import DONE, REFUSED, UNAVAILABLE, USAGE
from interfaces.cli.wording import language, say, text
from interfaces.demo.asking import Client, Said

WORDS = msgspec.toml.decode(files("interfaces.cli").joinpath("calling.toml").read_bytes(), type=dict[str, Label])


class Misused(Exception):
    """What was typed cannot be sent: a code of ``calling.toml`` and what it is about."""

    def __init__(self, code: str, *about: str) -> None:
        super().__init__(code)
        self.code, self.about = code, about


def add(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "call",
        help=text(
            "以令牌所属账号调用接口的任一操作，或凭查询码办理反映人的操作",
            "any operation of the API, as the account of a token or with a reporter's code",
        ),
    )
    option = parser.add_argument
    option("operation", nargs="?", metavar="OPERATION", help=text("操作名；不写则列出全部", "its name; without, all"))
    fields = text(
        "编号、条件或内容：名称=文字，名称:=JSON，a.b=…", "ids, query and content: NAME=TEXT, NAME:=JSON, a.b=…"
    )
    option("fields", nargs="*", metavar="NAME=VALUE", help=fields)
    option("--describe", action="store_true", help=text("只说明该操作收什么", "only say what the operation takes"))
    option(
        "--url",
        metavar="URL",
        help=text("服务地址；默认为本数据文件夹上的服务", "the service; by default the one here"),
    )
    option(
        "--token-file", type=file_to_read, metavar="FILE", help=text("存有令牌的文件", "the file that holds the token")
    )
    option(
        "--code-file",
        type=file_or_input,
        metavar="FILE",
        help=text(
            "存有查询码的文件，- 为标准输入；不写则在终端询问",
            "the file that holds the code, - for standard input; else asked for",
        ),
    )
    option("--body", type=file_to_read, metavar="FILE", help=text("内容所在的文件", "the file that holds the content"))
    option("--type", metavar="TYPE", help=text("文件内容的类型", "the media type of a file"))
    option(
        "--version",
        type=int,
        metavar="N",
        help=text("您看到的版本；默认为现在的", "the version you saw; now's by default"),
    )
    option("--key", type=UUID, metavar="UUID", help=text("重试时用上次的 Idempotency-Key", "that of the try before"))


def run(arguments: argparse.Namespace) -> int:
    """Ask; the answer goes to standard output as it came."""
    try:
        url = arguments.url or _here()
        with closing(_client(url)) as client:
            return _asked(client, url, arguments)
    except Misused as wrong:
        _say(wrong.code, *wrong.about)
        return UNAVAILABLE if wrong.code in {"not-running", "unreachable", "no-service"} else USAGE


def _here() -> str:
    from interfaces.processes.running import running_on  # noqa: PLC0415 - loads what commands on files do without

    url = running_on(settings.read())
    if url is None:
        raise Misused("not-running")
    return url


def _client(url: str) -> Client:
    try:
        return Client(url, patience=0)
    except (ValueError, http.client.InvalidURL):
        raise Misused("unreachable", url) from None


def token_in(file: Path) -> str:
    """The token in *file*: alone, or as ``wenze account token`` printed it, with ``--json`` or without."""
    written = _content(file).decode("ascii", "replace").strip()
    try:
        printed = json.loads(written)
    except ValueError:
        printed = dict(line.split(maxsplit=1) for line in written.splitlines() if " " in line.strip())
    token = str(printed["token"]) if isinstance(printed, dict) and "token" in printed else written
    if not (token.isascii() and token.isprintable()):
        raise Misused("file", str(file))
    return token


def code_for(file: str | None) -> str:
    """The code of a report: from *file*, alone or as filing the report answered it, from standard input where that is ``-``, else asked for.

    It is never an argument, which anybody on the machine can read while the command runs.
    """
    if file is None and not sys.stdin.isatty():
        raise Misused("code")
    if file is None:
        written = getpass(text("查询码：", "The code: "))
    else:
        written = sys.stdin.read() if file == "-" else _content(Path(file)).decode("ascii", "replace")
    try:
        answered = json.loads(written)
    except ValueError:
        answered = None
    code = str(answered["code"]) if isinstance(answered, dict) and "code" in answered else written.strip()
    if not (code and code.isascii() and code.isprintable()):
        raise Misused("file", file) if file is not None else Misused("code")
    return code


def _asked(client: Client, url: str, arguments: argparse.Namespace) -> int:
    token = None if arguments.token_file is None else token_in(arguments.token_file)
    headers = {"Accept-Language": language()} | ({"Authorization": f"Bearer {token}"} if token else {})

    def send(method: str, path: str, more: Mapping[str, str] | None = None, body: bytes | None = None) -> Said:
        try:
            return client.ask(method, path, headers | dict(more or {}), body)
        except (OSError, http.client.HTTPException):
            raise Misused("unreachable", url) from None

    try:
        known = operations(json.loads(send("GET", "/schema/openapi.json").content))
    except (ValueError, KeyError, TypeError):
        raise Misused("no-service", url) from None
    if arguments.operation is None:
        for one in sorted(known.values(), key=lambda each: each.name):
            print(one.name, one.method, one.path, one.summary, sep="  ")
        return DONE
    operation = known.get(arguments.operation)
    if operation is None:
        raise Misused("unknown", arguments.operation)
    if arguments.describe:
        _describe(operation)
        return DONE
    if operation.by_code:
        headers[CODE_HEADER] = code_for(arguments.code_file)
        headers.pop("Authorization", None)  # whoever comes with a code is nobody's account
    given = _given(arguments.fields)
    try:
        address = operation.address(given)
    except KeyError as missing:
        raise Misused("address", operation.name, str(missing.args[0])) from None
    body, more = _body(operation, given, arguments)
    if operation.changes:
        more["Idempotency-Key"] = str(arguments.key or uuid4())
    if operation.needs_version:
        seen = arguments.version
        now = None if seen is not None else send("GET", operation.matter(given))
        if now is not None and now.status >= http.client.BAD_REQUEST:
            return _told(now)
        more["If-Match"] = f'"{seen}"' if now is None else now.headers.get("etag", "")
    code = _told(send(operation.method, address, more, body))
    if operation.changes and code != DONE:
        _say("key", more["Idempotency-Key"])
    return code


def _body(
    operation: Operation, given: dict[str, Any], arguments: argparse.Namespace
) -> tuple[bytes | None, dict[str, str]]:
    """The content to send: fields typed, over those of a JSON file; or the file as it is."""
    if not operation.takes:
        return None, {}
    if JSON not in operation.takes:
        if arguments.body is None:
            raise Misused("takes-a-file", operation.name)
        return _content(arguments.body), {"Content-Type": arguments.type or operation.takes[0]}
    content: dict[str, Any] = {}
    if arguments.body is not None:
        try:
            content = msgspec.json.decode(_content(arguments.body), type=dict[str, Any])
        except msgspec.DecodeError:
            raise Misused("json", str(arguments.body)) from None
    content |= {name: value for name, value in given.items() if name not in {*operation.ids, *operation.query}}
    return msgspec.json.encode(content), {"Content-Type": JSON}


def _given(fields: Iterable[str]) -> dict[str, Any]:
    """What was typed, by name; ``a.b=c`` is ``{"a": {"b": "c"}}``."""
    found: dict[str, Any] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals or not name.strip(":"):
            raise Misused("field", field)
        worth: Any = value
        if name.endswith(":"):
            name = name[:-1]
            try:
                worth = json.loads(value)
            except ValueError:
                raise Misused("json", name) from None
        *outer, last = name.split(".")
        place = found
        for part in outer:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise Misused("field", field)
        place[last] = worth
    return found


def _say(code: str, *about: str) -> None:
    say(WORDS[code].zh.format(*about), WORDS[code].en.format(*about))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise Misused("file", str(file)) from None


def _told(said: Said) -> int:
    """Print an answer; of a refusal say in words what stands against it and what to do."""
    if said.status < http.client.BAD_REQUEST:
        sys.stdout.buffer.write(said.content + b"\n")
        sys.stdout.buffer.flush()
        return DONE
    try:
        problem = json.loads(said.content)
    except ValueError:
        problem = {}
    spoken = language()
    for one in (problem, *problem.get("reasons", ())):
        words = one.get(spoken)
        if words:
            place = f" [{one['place']}]" if one.get("place") else ""
            detail = f" ({one['detail']})" if one.get("detail") else ""
            print(f"{one.get('code') or one.get('rule')}: {words}{detail}{place}", file=sys.stderr)
    if problem.get(f"remedy_{spoken}"):
        _say("remedy", problem[f"remedy_{spoken}"])
    return UNAVAILABLE if said.status >= http.client.INTERNAL_SERVER_ERROR else REFUSED


def _describe(operation: Operation) -> None:
    print(operation.name, operation.method, operation.path, operation.summary, sep="  ")
    if operation.by_code:
        print("  --code-file FILE *")
    for name in operation.ids:
        print(f"  {name}=ID *")
    for name in operation.query:
        print(f"  {name}=…")
    for name, required in operation.body:
        print(f"  {name}=…{' *' if required else ''}")
    for kind in operation.takes if JSON not in operation.takes else ():
        print(f"  --body FILE --type {kind}")
