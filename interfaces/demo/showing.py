"""Runs the demonstration: to be tried, or walked through and checked."""

import asyncio
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

import msgspec

from application.adapters.postgres_server import erase
from application.casework.around import LEGAL_ZONE
from interfaces import settings
from interfaces.cli.exit_codes import DONE, REFUSED, USAGE
from interfaces.cli.wording import language, say
from interfaces.demo.accounts_file import NAME, access_of
from interfaces.demo.asking import Client
from interfaces.demo.cast import cast
from interfaces.demo.generating import generate, untold
from interfaces.demo.names import names
from interfaces.demo.plot import Plot, plots
from interfaces.demo.script import worked_matters
from interfaces.demo.staging import stage
from interfaces.demo.standard import adopt
from interfaces.demo.walking import Taken, Walker
from interfaces.processes.running import Running, running_on, service_on
from interfaces.service import open_service
from interfaces.settings import Settings

Tokens = dict[str, str]
"""A token for each account, by name."""


def walk(*, as_json: bool, reset: bool) -> int:
    """Work the case step by step over HTTP; done only if every check held."""
    given = settings.read()
    if reset and not _reset(given):
        return USAGE
    url = running_on(given)
    if url is not None:
        from interfaces.bootstrap import prepared_database  # noqa: PLC0415 - attaches to what is running

        with prepared_database(given) as database:
            tokens = asyncio.run(stage(database, given.key_file, password=None))
        return _walked(url, tokens, as_json=as_json)
    with service_on(msgspec.structs.replace(given, port=0), log_to=_log_of(given)) as service:
        outcome: list[int] = []

        def told(url: str, tokens: Tokens) -> None:
            try:
                outcome.append(_walked(url, tokens, as_json=as_json))
            finally:
                service.stop()

        _run(service, given, None, told)
        return outcome[0] if outcome else REFUSED


def show(*, as_json: bool, reset: bool) -> int:
    """Load the demonstration where it is missing, tell the accounts, and serve until stopped."""
    given = settings.read()
    if reset and not _reset(given):
        return USAGE
    with service_on(given, log_to=_log_of(given)) as service:
        access = access_of(given.data)
        say("正在准备演示数据……", "Making the demonstration ready ...")

        def told(url: str, tokens: Tokens) -> None:
            _told(service, url, tokens, access.password, as_json, given.key_file)

        _run(service, given, access.password, told)
    return DONE


def _run(service: Running, given: Settings, password: str | None, told: Callable[[str, Tokens], None]) -> None:
    """Keep the service alive; the cast is engaged while it starts, and *told* goes on beside it once both are there."""
    staged: Future[Tokens] = Future()

    def engage() -> None:
        try:
            staged.set_result(asyncio.run(stage(service.database, given.key_file, password=password)))
        except BaseException as failure:  # noqa: BLE001 - raised again by whoever waits for the result
            staged.set_exception(failure)
            service.stop()

    _aside(engage)
    service.run(lambda url: _aside(lambda: told(url, staged.result())))
    if staged.done():
        staged.result()


def _aside(work: Callable[[], None]) -> None:
    """Beside the service, and no longer than it: whoever stops the demonstration waits for nothing."""
    threading.Thread(target=work, name="demo", daemon=True).start()


async def _office(service: Running, key_file: Path, drawn: tuple[Plot, ...]) -> None:
    """The office works by its standard before anything is decided in it."""
    async with open_service(service.database.runtime, key_file) as parts:
        await adopt(parts, drawn)


async def _missing(service: Running, key_file: Path) -> tuple[tuple[Plot, ...], tuple[Plot, ...]]:
    """All generated cases, and those of them that are still to be loaded."""
    async with open_service(service.database.runtime, key_file) as parts:
        drawn = plots(parts.around.today())
        return drawn, await untold(parts, drawn)


async def _generated(service: Running, key_file: Path, missing: tuple[Plot, ...]) -> None:
    def progress(done: int, of: int) -> None:
        if done % 60 == 0 or done == of:
            say(f"已生成案件 {done}/{of}", f"{done} of {of} cases generated")

    async with open_service(service.database.runtime, key_file) as parts:
        await generate(parts, missing, progress)


def _told(service: Running, url: str, tokens: Tokens, password: str, as_json: bool, key_file: Path) -> None:
    drawn, missing = asyncio.run(_missing(service, key_file))
    if missing == drawn:  # otherwise the worked matters are there: they come first
        asyncio.run(_office(service, key_file, drawn))
        for taken in _walker(url, tokens).walk(worked_matters()):
            if taken.faults:
                say(f"演示案件在 {taken.step} 步出错。", f"The demonstration's case failed at step {taken.step}.")
                service.stop()
                return
    if missing:
        asyncio.run(_generated(service, key_file, missing))
    for account in cast().accounts:
        line = {
            "account": account.name,
            "called": account.called,
            "role": account.role.value,
            "what": account.zh,
            "password": password,
        }
        if as_json:
            sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
        else:
            sys.stdout.write(f"  {account.name:<20} {account.role.value:<15} {account.called}  {account.zh}\n")
    if as_json:
        sys.stdout.write(msgspec.json.encode({"url": url, "password": password}).decode() + "\n")
    sys.stdout.flush()
    say(
        f"演示已就绪：{url}  以上账号的口令都是 {password}（按 Ctrl-C 停止）",
        f"Ready at {url}  Every account above has the password {password} (Ctrl-C stops it)",
    )


def _walker(url: str, tokens: Tokens) -> Walker:
    return Walker(Client(url), tokens, names(), datetime.now(LEGAL_ZONE).date())


def _walked(url: str, tokens: Tokens, *, as_json: bool) -> int:
    total, wrong = 0, 0
    texts = {step.name: (step.zh, step.en) for step in worked_matters()}
    for taken in _walker(url, tokens).walk(worked_matters()):
        total, wrong = total + 1, wrong + bool(taken.faults)
        if as_json:
            sys.stdout.write(msgspec.json.encode(taken).decode() + "\n")
        else:
            sys.stdout.write(_line(taken, texts[taken.step][0 if language() == "zh" else 1]) + "\n")
    held = wrong == 0 and total == len(worked_matters())
    if as_json:
        summary = {"steps": total, "of": len(worked_matters()), "held": held}
        sys.stdout.write(msgspec.json.encode(summary).decode() + "\n")
    sys.stdout.flush()
    if held:
        say(f"{total} 步全部符合预期。", f"All {total} steps held.")
        return DONE
    say("有步骤不符合预期，见上。", "A step did not hold; see above.")
    return REFUSED


def _line(taken: Taken, words: str) -> str:
    mark = "✗" if taken.faults else "✓"
    said = "；".join(taken.faults)
    reasons = taken.answer.get("reasons") if isinstance(taken.answer, dict) else None
    because = f"  [{', '.join(reason['rule'] for reason in reasons)}]" if reasons else ""
    return f"{mark} {taken.status} {taken.by:<18} {words}{because}{said}"


def _log_of(given: Settings) -> Path:
    """Where the demonstration's processes log: the terminal is for the person."""
    given.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return given.data / "service.log"


def _reset(given: Settings) -> bool:
    """Erase the embedded database of the data folder, its key and its accounts."""
    if not given.embedded:
        say("--reset 只用于内置数据库。", "--reset is for the embedded database only.")
        return False
    erase(given.data)
    for left in (given.data / "root.key", given.data / NAME):
        if left == given.key_file or left.name == NAME:
            left.unlink(missing_ok=True)
    return True
