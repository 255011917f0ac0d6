"""In which order several workers take the tests: long ones first, so that at the end nobody is alone with one."""

import pytest


def costly_first(items: list[pytest.Item], workers: int) -> None:
    """Put the tests marked ``costly`` at the beginning of each worker's part, module by module in turn.

    The parts are those that ``--dist worksteal`` hands out at the beginning: equal, in the order of *items*; afterwards
    whoever is done takes from the end of somebody else's.
    """
    costly: dict[str, list[pytest.Item]] = {}
    rest: list[pytest.Item] = []
    for item in items:
        module = item.nodeid.partition("::")[0]
        (costly.setdefault(module, []) if item.get_closest_marker("costly") else rest).append(item)
    parts: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, module in enumerate(costly.values()):
        parts[number % workers] += module
    ordered: list[pytest.Item] = []
    for number, part in enumerate(parts):
        share = (len(items) - len(ordered)) // (workers - number)
        filling = max(share - len(part), 0)
        ordered += part + rest[:filling]
        del rest[:filling]
    items[:] = ordered
