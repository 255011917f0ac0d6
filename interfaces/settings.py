"""What the environment may set, read once. Every variable is a row of ``VARIABLES``; an unknown one is refused."""

import difflib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

PREFIX = "WENZE_"


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One variable: the field it sets and what it means, in both languages."""

    name: str
    field: str
    zh: str
    en: str


VARIABLES = (
    Variable(
        name="WENZE_DATA",
        field="data",
        zh="数据文件夹；默认在用户的数据文件夹中",
        en="the data folder; by default inside the user's own data folder",
    ),
    Variable(
        name="WENZE_DATABASE_URL",
        field="database_url",
        zh="外部 PostgreSQL（15 及以上）的运行时连接；不设则使用内置数据库",
        en="run-time connection to an external PostgreSQL (15 or newer); without it the embedded one is used",
    ),
    Variable(
        name="WENZE_OWNER_URL",
        field="owner_url",
        zh="外部数据库的所有者连接，只用于 migrate、backup、restore、doctor",
        en="the owner's connection to the external database, used by migrate, backup, restore and doctor only",
    ),
    Variable(
        name="WENZE_KEY_FILE",
        field="key_file",
        zh="根密钥文件；默认为数据文件夹中的 root.key",
        en="the root key file; by default root.key in the data folder",
    ),
    Variable(
        name="WENZE_POSTGRES_BIN",
        field="postgres_bin",
        zh="内置数据库的程序文件夹（含 initdb 与 postgres）",
        en="folder of the embedded database's programs (initdb and postgres)",
    ),
    Variable(
        name="WENZE_HOST",
        field="host",
        zh="服务监听的地址；默认 127.0.0.1",
        en="address that the service listens on; 127.0.0.1 by default",
    ),
    Variable(
        name="WENZE_PORT",
        field="port",
        zh="服务监听的端口；默认 8765，0 表示由系统选择",
        en="port that the service listens on; 8765 by default, 0 lets the system choose",
    ),
    Variable(
        name="WENZE_READY_LAG",
        field="ready_lag",
        zh="读模型落后多少个事件以内仍算就绪；默认 1000",
        en="events that a read model may be behind and the service still be ready; 1000 by default",
    ),
    Variable(
        name="WENZE_SMTP_URL",
        field="smtp_url",
        zh="发送催办邮件的服务器，smtp://主机:端口 或 smtps://主机:端口；不设则不发邮件",
        en="server for reminder mail, smtp://host:port or smtps://host:port; without it no mail is sent",
    ),
    Variable(
        name="WENZE_MAIL_FROM",
        field="mail_from",
        zh="催办邮件的发件地址；与 WENZE_SMTP_URL 同时设置",
        en="sender of reminder mail; set together with WENZE_SMTP_URL",
    ),
)

READY_LAG = 1000
"""Events that a read model may be behind: about a second of folding, more than any command writes."""

ELSEWHERE = frozenset({"WENZE_TEST_BROWSER", "WENZE_TEST_DATABASE_URL", "WENZE_TEST_DOCUMENTS"})
"""Read by others (the tests), so known here and left alone."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one process."""

    data: Path
    key_file: Path
    database_url: str | None = None
    owner_url: str | None = None
    postgres_bin: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    ready_lag: int = READY_LAG
    smtp_url: str | None = None
    mail_from: str | None = None

    @property
    def embedded(self) -> bool:
        """Whether this process uses the embedded database."""
        return self.database_url is None


class SettingRefused(Exception):
    """A variable is unknown or its value cannot be used. ``hint`` is the nearest known name, or what is allowed."""

    def __init__(self, name: str, hint: str | None, *, unknown: bool) -> None:
        self.name, self.hint, self.unknown = name, hint, unknown
        super().__init__(name)


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that *environment* gives. An empty value counts as not set.

    Raises:
        SettingRefused: a ``WENZE_`` variable is unknown, or has a value that cannot be used.
    """
    known = {variable.name: variable.field for variable in VARIABLES}
    given: dict[str, str] = {}
    for name, value in sorted(environment.items()):
        if not name.startswith(PREFIX) or name in ELSEWHERE:
            continue
        if name not in known:
            raise SettingRefused(name, _nearest(name, known), unknown=True)
        if value:
            given[known[name]] = value
    data = Path(given.get("data") or _user_data(environment)).expanduser().absolute()
    return Settings(
        data=data,
        key_file=_path(given.get("key_file")) or data / "root.key",
        database_url=given.get("database_url"),
        owner_url=given.get("owner_url"),
        postgres_bin=_path(given.get("postgres_bin")),
        host=given.get("host", "127.0.0.1"),
        port=_port(given.get("port", "8765")),
        ready_lag=_count("WENZE_READY_LAG", given.get("ready_lag", str(READY_LAG))),
        smtp_url=given.get("smtp_url"),
        mail_from=given.get("mail_from"),
    )


def _nearest(name: str, known: Mapping[str, str]) -> str | None:
    bare = [each.removeprefix(PREFIX) for each in known]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), bare, n=1)
    return PREFIX + near[0] if near else None


def _path(value: str | None) -> Path | None:
    return Path(value).expanduser().absolute() if value else None


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and int(value) <= 65535:
        return int(value)
    raise SettingRefused("WENZE_PORT", "0-65535", unknown=False)


def _count(name: str, value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    raise SettingRefused(name, "0-999999999", unknown=False)


def _user_data(environment: Mapping[str, str]) -> Path:
    named = environment.get("XDG_DATA_HOME")
    if named and Path(named).is_absolute():
        return Path(named) / "wenze"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "wenze"
    return Path.home() / ".local" / "share" / "wenze"
