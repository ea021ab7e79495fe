"""PNG files: read back by Pillow as they were, with all that is embedded."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from zeroshot.render.png import png_bytes, text_chunk

PICTURES = arrays.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3)))


@given(PICTURES, st.text(max_size=50))
def test_pillow_reads_what_was_written(picture: np.ndarray, text: str) -> None:
    content = png_bytes(picture, [text_chunk("Title", text)])
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        assert opened.mode == "RGB" and (np.asarray(opened) == picture).all()
        assert opened.info["Title"] == text
        assert opened.info["srgb"] == 0
    Image.open(io.BytesIO(content)).verify()  # every checksum
    assert png_bytes(picture, [text_chunk("Title", text)]) == content


def test_pictures_that_are_not_contiguous_are_written_too() -> None:
    picture = np.arange(2 * 30 * 40 * 3, dtype=np.uint8).reshape(60, 40, 3)[::-2]
    with Image.open(io.BytesIO(png_bytes(picture))) as opened:
        assert (np.asarray(opened) == picture).all()


@pytest.mark.parametrize("kind", ["smooth", "noise"])
def test_files_stay_small(kind: str) -> None:
    slope = np.linspace(0, 200, 480)[None, :, None] + np.linspace(0, 50, 270)[:, None, None]
    picture = np.repeat(slope, 3, axis=2).astype(np.uint8)
    if kind == "noise":
        picture += np.random.default_rng(0).integers(0, 3, picture.shape, dtype=np.uint8)
    assert len(png_bytes(picture)) < picture.nbytes * {"smooth": 0.1, "noise": 0.6}[kind]
