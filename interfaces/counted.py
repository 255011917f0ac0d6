"""A number in a text that chooses its noun, for a language that has one and many."""


class Counted(int):
    """``{count} {count:day|days}``: before the bar for one, after it for any other number."""

    def __format__(self, wanted: str) -> str:
        one, bar, many = wanted.partition("|")
        if not bar:
            return int.__format__(self, wanted)
        return one if self == 1 else many
