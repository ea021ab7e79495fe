"""Name tags hold what they say, as large as fits."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.library.name_tags import tag_image


def letters(text: str) -> np.ndarray:
    return tag_image(text, broad_m=0.1, high_m=0.044).min(axis=2) > 200


@pytest.mark.parametrize("text", ["E. MARLOW", "Юрий", "WWWWWWWWWWWWWWWWWWWWWWWW", "ij"])
def test_the_letters_fit_within_the_border(text):
    inked = letters(text)
    assert inked.any()
    rows, columns = np.nonzero(inked)
    height, width = inked.shape
    assert rows.min() > 0.03 * height and rows.max() < 0.97 * height
    assert columns.min() > 0.03 * width and columns.max() < 0.97 * width


def test_short_names_are_large_enough_to_read_at_a_metre():
    """At 1 m a letter needs 3 mm or so: 20/40 sight resolves 10 minutes of arc."""
    rows, _ = np.nonzero(letters("E. MARLOW"))
    assert np.ptp(rows) / letters("E. MARLOW").shape[0] * 0.044 > 0.008


def test_another_text_is_another_picture():
    assert not np.array_equal(letters("AB"), letters("BA"))
