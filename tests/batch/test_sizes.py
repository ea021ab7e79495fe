"""The size of stills as people type it."""

from __future__ import annotations

import pytest

from zeroshot.batch.sizes import box_from_text
from zeroshot.errors import OpticsError


@pytest.mark.parametrize("text", ["1920x1080", "1920X1080", "1920×1080", " 1920 x 1080 "])
def test_a_size_is_read(text: str) -> None:
    assert box_from_text(text) == (1920, 1080)


@pytest.mark.parametrize(
    "text", ["", "big", "1920", "1920x", "x1080", "1920x1080x3", "19.2x10", "-1920x1080"]
)
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(OpticsError, match="such as 1920x1080"):
        box_from_text(text)


@pytest.mark.parametrize("text", ["0x0", "15x100", "100x16385", "999999999x2000"])
def test_sizes_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(OpticsError, match="between 16 and 16384"):
        box_from_text(text)
