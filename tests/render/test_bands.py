"""Bands cover every row once, and say what goes wrong in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.render.bands import in_bands


@given(st.integers(0, 200))
def test_every_row_is_worked_on_once(count: int) -> None:
    rows = np.zeros(count, np.int64)

    def work(first: int, end: int) -> None:
        rows[first:end] += 1

    in_bands(work, count)
    assert (rows == 1).all()


def test_what_a_band_raises_is_raised() -> None:
    def work(first: int, end: int) -> None:
        if first <= 20 < end:
            raise ValueError("row 20")

    with pytest.raises(ValueError, match="row 20"):
        in_bands(work, 40)
