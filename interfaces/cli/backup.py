"""``wenze backup``: copies the data into one file and the wrapped keys into another."""

import argparse
import json
from pathlib import Path

from interfaces.cli.arguments import Subparsers
from interfaces.cli.exit_codes import DONE
from interfaces.cli.wording import say, text


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "backup",
        help=text(
            "备份事件、登记册和文书；密钥另存一个文件", "copy log, registers and documents; keys into a file apart"
        ),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=text("要写的文件，不得已存在", "file to write; must not exist")
    )
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help=text("密钥文件；默认 FILE.keys", "file for the keys; FILE.keys by default"),
    )
    parser.add_argument(
        "--root-key-copy",
        type=Path,
        metavar="FILE",
        help=text(
            "同时把根密钥复制到此文件（请放到别处保管）", "also copy the root key to this file (keep it elsewhere)"
        ),
    )
    parser.add_argument("--json", action="store_true", help=text("以 JSON 输出结果", "print the result as JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Write the files; print their digests."""
    from interfaces import bootstrap, settings  # noqa: PLC0415 - loads the driver, which most commands do without

    chosen = settings.read()
    data: Path = arguments.file
    keys = arguments.keys or data.with_name(data.name + ".keys")
    copied = bootstrap.back_up_checked(chosen, data, keys, progress=_progress)
    if arguments.root_key_copy:
        bootstrap.copy_root_key(chosen.key_file, arguments.root_key_copy)
    files = [
        {"file": str(data), "rows": copied.data_rows, "sha256": copied.data_digest},
        {"file": str(keys), "rows": copied.keys_rows, "sha256": copied.keys_digest},
    ]
    if arguments.json:
        print(json.dumps({"files": files}, ensure_ascii=False))
    else:
        for file in files:
            print(f"{file['sha256']}  {file['rows']}  {file['file']}")
    say(
        "备份完成，并已重新读出核对。请把密钥文件与数据文件分开保管；根密钥不在其中。",
        "The backup is complete and was read whole again. Keep the key file apart from the data; the root key is in neither.",
    )
    return DONE


def _progress(table: str, rows: int) -> None:
    say(f"  {table}：{rows} 行", f"  {table}: {rows} rows")
