"""A process that appends until it is stopped or killed, and says on standard output what it asked and was told.

``python -m tests.support.log_writer CONNINFO CLIENTS SEED`` writes ``ask KEY STREAM VERSION COUNT`` before each command and
``ack KEY POSITION`` after it. One command in five expects a version that is gone and must be refused. It stops, with
everything answered, when its standard input ends.
"""

import asyncio
import random
import sys
from uuid import UUID

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.errors import ConcurrentChange
from application.new_id import new_id
from tests.support.requests import change, command_key, identified, request
from tests.support.writers import Asked, command


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def client(log: PostgresEventLog, chance: random.Random, over: asyncio.Event) -> None:
    stream, version = new_id(), 0
    while not over.is_set():
        if chance.random() < 0.2:
            try:
                await log.append(request(change(stream, version + 1, identified()), key=command_key()))
            except ConcurrentChange:
                continue
            raise AssertionError("a stale expectation was accepted")
        key = command_key(key=UUID(int=chance.getrandbits(128)))
        count = chance.randint(1, 3)
        say("ask", key.key, stream, version, count)
        told = await log.append(command(Asked(key.key, stream, version, count)))
        say("ack", key.key, told.position)
        version += count
        if chance.random() < 0.1:
            stream, version = new_id(), 0


async def main(conninfo: str, clients: int, seed: int) -> None:
    over = asyncio.Event()
    async with connection_pool(conninfo, size=2) as pool:
        log = PostgresEventLog(pool)
        running = [asyncio.create_task(client(log, random.Random(seed * 1000 + n), over)) for n in range(clients)]
        say("begun")
        await asyncio.to_thread(sys.stdin.read)
        over.set()
        await asyncio.gather(*running)
        await log.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
