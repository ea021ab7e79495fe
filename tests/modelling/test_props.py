"""Every prop: true to size, light, closed to who looks at it, and with something to hold it by."""

from __future__ import annotations

import numpy as np
import pytest

from modelling_rays import first_hits, solid_of
from zeroshot.library.models import list_models

PROPS = [model.name for model in list_models() if model.kind == "prop"]

SIDES_M = {
    "laptop": (0.44, 0.41, 0.27),
    "laptop-arm": (0.61, 0.45, 0.38),
    "tablet": (0.25, 0.18, 0.015),
    "camera-rig": (0.53, 0.36, 0.28),
    "stills-camera": (0.26, 0.26, 0.25),
    "lens": (0.165, 0.12, 0.12),
    "bogen-arm": (0.52, 0.38, 0.18),
    "led-panel": (0.38, 0.36, 0.20),
    "microphone": (0.33, 0.19, 0.07),
    "headset": (0.45, 0.22, 0.17),
    "cargo-bag": (0.51, 0.44, 0.29),
    "cargo-bag-half": (0.43, 0.26, 0.27),
    "medical-kit": (0.37, 0.31, 0.14),
    "syringe": (0.19, 0.04, 0.03),
    "defibrillator": (0.33, 0.30, 0.20),
    "stretcher": (1.86, 0.56, 0.13),
    "gas-mask": (0.26, 0.26, 0.20),
    "drink-pouch": (0.29, 0.10, 0.05),
    "table": (1.0, 0.69, 0.17),
    "torch": (0.20, 0.05, 0.05),
    "ratchet": (0.38, 0.13, 0.07),
    "fire-extinguisher": (0.45, 0.26, 0.14),
    "foot-loop": (0.48, 0.32, 0.11),
    "sleeping-bag": (1.90, 0.66, 0.27),
    "checklist": (0.33, 0.23, 0.06),
    "water-bubble": (0.13, 0.10, 0.10),
    "hose": (1.55, 0.30, 0.28),
}
"""Longest, middle and shortest side, metres, cables and straps included: what a hand or a tape would say."""


def test_there_are_enough_and_all_are_measured() -> None:
    assert set(PROPS) == set(SIDES_M)
    assert len(PROPS) >= 24


@pytest.mark.parametrize("name", PROPS)
def test_size(name: str) -> None:
    (model,) = (model for model in list_models() if model.name == name)
    sides = sorted(np.ptp(model.load().bounds_m, axis=0), reverse=True)
    np.testing.assert_allclose(sides, SIDES_M[name], atol=0.03, rtol=0.06)


@pytest.mark.parametrize("name", PROPS)
def test_budget(name: str) -> None:
    (model,) = (model for model in list_models() if model.name == name)
    assert model.load().triangle_count <= 8_000
    assert model.mesh_path.stat().st_size <= 150_000
    assert model.facts.accuracy and model.facts.sources


@pytest.mark.parametrize("name", PROPS)
def test_nobody_sees_through_it(name: str) -> None:
    """From all around, what is met first faces the eye: back faces are not drawn."""
    (model,) = (model for model in list_models() if model.name == name)
    solid = solid_of(model.load())
    lowest, highest = solid.bounds
    rng = np.random.default_rng(5)
    aims = solid.sample(400, seed=5)
    eyes = rng.normal(size=(400, 3))
    eyes = (lowest + highest) / 2 + 3.0 * np.linalg.norm(highest - lowest) * eyes / np.linalg.norm(
        eyes, axis=1, keepdims=True
    )
    directions = aims - eyes
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    distances, cosines = first_hits(solid, eyes, directions)
    is_hit = np.isfinite(distances)
    assert is_hit.mean() > 0.95
    # A grazing ray along an edge may slip between two faces.
    assert (cosines[is_hit] < -1e-3).sum() == 0 or (cosines[is_hit] > 0.0).mean() > 0.985


@pytest.mark.parametrize("name", PROPS)
def test_points_lie_on_it(name: str) -> None:
    (model,) = (model for model in list_models() if model.name == name)
    lowest, highest = model.load().bounds_m
    assert model.points
    for place, point in model.points.items():
        position = np.asarray(point.position_m)
        if point.kind == "head":
            continue  # of whoever wears it
        assert np.all(position >= lowest - 0.02) and np.all(position <= highest + 0.02), place
        for direction in (point.direction, point.normal):
            if direction is not None:
                assert np.linalg.norm(direction) == pytest.approx(1.0, abs=0.02), place
        if point.direction is not None and point.normal is not None:
            assert abs(np.dot(point.direction, point.normal)) < 0.05, place
