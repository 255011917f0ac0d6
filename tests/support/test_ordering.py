"""Long tests stand first in every worker's part, and none is lost or doubled."""

import pytest

from tests.support.ordering import costly_first


class Named(pytest.Item):
    """A test that only has a name."""

    def runtest(self) -> None:
        raise AssertionError


def named(session: pytest.Session, name: str, *, costly: bool) -> Named:
    item = Named.from_parent(session, name=name, nodeid=name)
    if costly:
        item.add_marker(pytest.mark.costly)
    return item


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_each_part_begins_with_its_share_of_the_long_ones(request: pytest.FixtureRequest, workers: int) -> None:
    every = [named(request.session, f"m{n // 3}.py::{n}", costly=n // 3 in {5, 7, 8, 11}) for n in range(40)]
    items = list(every)
    costly_first(items, workers)
    assert sorted(map(id, items)) == sorted(map(id, every))
    begins = [part * (40 // workers) for part in range(workers)]
    long = [item.name for item in items if item.get_closest_marker("costly")]
    assert len(long) == 12
    for begin in begins:
        assert items[begin].get_closest_marker("costly"), (begin, [item.name for item in items])
    modules = [name.partition("::")[0] for name in long]
    assert len([one for one, before in zip(modules, ["", *modules], strict=False) if one != before]) == 4


def test_few_tests_and_more_long_ones_than_a_part_holds_lose_none(request: pytest.FixtureRequest) -> None:
    items = [named(request.session, f"m.py::{n}", costly=n < 5) for n in range(6)]
    costly_first(items, 3)
    assert sorted(item.name for item in items) == sorted(f"m.py::{n}" for n in range(6))
