"""The same rows have the same sum, in any order and however they are cut; other rows have another."""

from hypothesis import given
from hypothesis import strategies as st

from application.adapters.row_sum import RowSum

ROWS = st.lists(st.binary(max_size=8).map(lambda row: row.replace(b"\n", b"")), max_size=12)


def sum_of(rows: list[bytes], cut: int = 1 << 20) -> tuple[int, str]:
    text = b"".join(row + b"\n" for row in rows)
    total = RowSum()
    for start in range(0, len(text), cut):
        total.add(text[start : start + cut])
    return total.rows, total.hexdigest()


@given(ROWS, st.randoms(use_true_random=False), st.integers(min_value=1, max_value=9))
def test_neither_order_nor_cutting_matters(rows, random, cut):
    shuffled = random.sample(rows, len(rows))
    assert sum_of(shuffled, cut) == sum_of(rows)


@given(ROWS, ROWS)
def test_other_rows_have_another_sum(rows, others):
    assert (sum_of(rows) == sum_of(others)) == (sorted(rows) == sorted(others))
