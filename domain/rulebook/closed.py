"""Fields that take few words, or numbers within bounds: what else is written in them is refused, never ignored."""


def one_of(table: str, code: str, field: str, value: str | None, words: tuple[str, ...]) -> None:
    """Raises ValueError unless *value* of *field* in the entry *code* of *table* is absent or one of *words*."""
    if value is not None and value not in words:
        raise ValueError(f"[[{table}]] {code}: {field} is one of {', '.join(words)}")


def within(table: str, code: str, field: str, value: int | None, bounds: tuple[int, int]) -> None:
    """Raises ValueError unless *value* is absent or within *bounds*, both included."""
    if value is not None and not bounds[0] <= value <= bounds[1]:
        raise ValueError(f"[[{table}]] {code}: {field} is {bounds[0]} to {bounds[1]}")
