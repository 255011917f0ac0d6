"""New identifiers sort in the order of their making."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

from application.new_id import new_id


def test_later_ids_sort_after_earlier_ones() -> None:
    ids = [new_id() for _ in range(20_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_they_are_version_seven_and_tell_their_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    one = new_id()
    after = time.time_ns() // 1_000_000
    assert (one.version, one.variant) == (7, RFC_4122)
    assert before <= one.int >> 80 <= after + 1_000  # a counter ahead of the clock is allowed, by little


def test_threads_never_share_one() -> None:
    with ThreadPoolExecutor(8) as workers:
        ids = [one for part in workers.map(lambda _: [new_id() for _ in range(2_000)], range(8)) for one in part]
    assert len({one.int >> 64 for one in ids}) == len(ids)
