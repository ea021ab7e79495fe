"""Numbers of rows, against numpy's own."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays

from zeroshot.mesh import row_numbers


@given(arrays(np.int64, (40, 3), elements={"min_value": -3, "max_value": 3}))
def test_rows_are_numbered_as_numpy_numbers_them(rows: np.ndarray) -> None:
    _, numbers = np.unique(rows, axis=0, return_inverse=True)
    np.testing.assert_array_equal(row_numbers(rows), numbers.reshape(-1))


def test_no_rows_have_no_numbers() -> None:
    assert row_numbers(np.zeros((0, 3), np.int64)).shape == (0,)
