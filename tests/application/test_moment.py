"""One reading is one moment; a change has none."""

import asyncio

from application.moment import once, one_moment


class Store:
    """Answers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def ask(self) -> int:
        self.asked += 1
        return self.asked


def test_within_a_moment_an_answer_stands_and_outside_it_is_asked_each_time() -> None:
    async def story() -> None:
        store = Store()
        assert [await once("x", store.ask), await once("x", store.ask)] == [1, 2]
        with one_moment():
            assert [await once("x", store.ask), await once("x", store.ask), await once("y", store.ask)] == [3, 3, 4]
        assert await once("x", store.ask) == 5

    asyncio.run(story())


def test_moments_at_the_same_time_know_nothing_of_each_other() -> None:
    async def reading(store: Store) -> tuple[int, int]:
        with one_moment():
            first = await once("x", store.ask)
            await asyncio.sleep(0)
            return first, await once("x", store.ask)

    async def story() -> None:
        store = Store()
        assert sorted(await asyncio.gather(*(reading(store) for _ in range(3)))) == [(1, 1), (2, 2), (3, 3)]

    asyncio.run(story())


def test_what_failed_is_asked_again() -> None:
    async def story() -> None:
        store = Store()

        async def fails() -> int:
            await store.ask()
            raise OSError

        with one_moment():
            for _ in range(2):
                try:
                    await once("x", fails)
                except OSError:
                    continue
            assert await once("x", store.ask) == 3

    asyncio.run(story())
