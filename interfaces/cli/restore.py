"""``wenze restore``: fills an empty data folder or database from a backup, all of it or nothing."""

import argparse
import json
from pathlib import Path

from interfaces.cli.arguments import Subparsers, file_to_read
from interfaces.cli.exit_codes import DONE
from interfaces.cli.wording import say, text


class KeysMissing(Exception):
    """The key file beside the backup is not there, and it was not said that this is meant."""

    code = "backup-keys-missing"


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "restore",
        help=text("从备份恢复到空的数据文件夹或数据库", "restore a backup into an empty data folder or database"),
    )
    parser.add_argument("file", type=file_to_read, metavar="FILE", help=text("备份文件", "the backup file"))
    apart = parser.add_mutually_exclusive_group()
    apart.add_argument(
        "--keys",
        type=file_to_read,
        metavar="FILE",
        help=text("密钥文件；默认 FILE.keys", "the file of the keys; FILE.keys by default"),
    )
    apart.add_argument(
        "--without-keys",
        action="store_true",
        help=text("只恢复数据，加密内容将无法读出", "restore the data alone; nothing encrypted can be read then"),
    )
    parser.add_argument(
        "--trial",
        action="store_true",
        help=text(
            "只试恢复：用临时数据库，核对后删除，并记下结果",
            "only try: restore into a database of its own, compare, remove it, and note how it went",
        ),
    )
    parser.add_argument("--json", action="store_true", help=text("以 JSON 输出结果", "print the result as JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Restore; print the number of rows."""
    from interfaces import bootstrap, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    data: Path = arguments.file
    keys: Path | None = None
    if not arguments.without_keys:
        keys = arguments.keys or data.with_name(data.name + ".keys")
        if not keys.is_file():
            raise KeysMissing(str(keys))
    chosen = settings.read()
    if arguments.trial:
        rows = bootstrap.try_restore(chosen, data, keys, progress=_progress)
    else:
        with bootstrap.owned_database(chosen) as owner:
            rows = bootstrap.restore(owner, data, keys, progress=_progress)
    if arguments.json:
        print(json.dumps({"file": str(data), "rows": rows}, ensure_ascii=False))
    else:
        print(f"{rows}  {data}")
    if arguments.trial:
        say(
            "试恢复成功：每个表都已读回核对，临时数据库已删除，现有数据没有变动。",
            "The backup can be restored: every table was read back and compared. The database of the trial is gone; "
            "nothing here was touched.",
        )
        return DONE
    say(
        f"恢复完成，并已逐表核对。请把根密钥放回 {chosen.key_file}，再运行 wenze doctor；各清单会在服务启动时重建。",
        f"The restore is complete; every table was read back and compared. Put the root key back at {chosen.key_file} "
        "and run wenze doctor; lists are rebuilt when the service starts.",
    )
    return DONE


def _progress(table: str, rows: int) -> None:
    say(f"  {table}：{rows} 行", f"  {table}: {rows} rows")
