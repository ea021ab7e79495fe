"""OpenEXR files read back by the library of the format's makers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenEXR
import pytest

from zeroshot.errors import OutputError
from zeroshot.render.exr import exr_from_depth, exr_from_light
from zeroshot.render.picture_files import encoded, is_linear, millimetres, refuse_unsuited
from zeroshot.render.png import SIGNATURE

RNG = np.random.default_rng(4)


@pytest.mark.parametrize("height_px", [1, 16, 17, 50])
def test_distances_come_back_to_the_bit(tmp_path: Path, height_px: int) -> None:
    depth = RNG.uniform(0.1, 30.0, (height_px, 23)).astype(np.float32)
    depth[0, 0] = 1e10
    path = tmp_path / "depth.exr"
    path.write_bytes(exr_from_depth(depth, comments="Глубина"))
    with OpenEXR.File(str(path)) as file:
        np.testing.assert_array_equal(file.channels()["Z"].pixels, depth)
        assert file.header()["comments"] == "Глубина"


def test_light_comes_back_as_halves_in_its_channels(tmp_path: Path) -> None:
    light = RNG.uniform(0.0, 4.0, (40, 31, 3)).astype(np.float32)
    light[3, 4] = (1e9, 0.0, 2.0)
    path = tmp_path / "light.exr"
    path.write_bytes(exr_from_light(light))
    with OpenEXR.File(str(path), separate_channels=True) as file:
        for index, name in enumerate("RGB"):
            expected = np.minimum(light[..., index], 65504.0).astype(np.float16)
            np.testing.assert_array_equal(file.channels()[name].pixels, expected)


def test_smooth_pictures_get_smaller(tmp_path: Path) -> None:
    ramp = np.linspace(1.0, 2.0, 400, dtype=np.float32)[None].repeat(300, axis=0)
    assert len(exr_from_depth(ramp)) < ramp.nbytes / 8
    assert exr_from_depth(ramp) == exr_from_depth(ramp)


def test_millimetres_reach_as_far_as_sixteen_bits() -> None:
    depth = np.array([[0.0004, 2.0006, 65.534, 70.0, 1e10]], np.float32)
    np.testing.assert_array_equal(millimetres(depth), [[0, 2001, 65534, 65535, 65535]])
    assert encoded(depth, "png").startswith(SIGNATURE)


@pytest.mark.parametrize(
    ("look", "kind", "words"),
    [
        ("depth", "jpg", "write it as exr or png"),
        ("depth", ".webp", "write it as exr or png"),
        ("clay", "exr", "no linear light"),
        ("ids", "jpg", "blur the colours"),
    ],
)
def test_what_does_not_go_together_is_said_beforehand(look: str, kind: str, words: str) -> None:
    with pytest.raises(OutputError, match=words):
        refuse_unsuited(look, kind)


@pytest.mark.parametrize(
    ("look", "kind"), [("depth", ".png"), ("depth", "exr"), ("film", "exr"), ("ids", "png"), ("draft", "jpg")]
)
def test_what_goes_together_is_let_through(look: str, kind: str) -> None:
    refuse_unsuited(look, kind)
    assert is_linear(look, kind) == (look == "film")


def test_pixels_that_a_kind_cannot_hold_are_refused() -> None:
    with pytest.raises(OutputError, match="neither"):
        encoded(np.zeros((2, 2, 3), np.uint8), "exr")
    with pytest.raises(OutputError, match="write them as exr"):
        encoded(np.zeros((2, 2, 3), np.float32), "png")
