"""The map of a picture that says what lamps and walls give each point, over what was reckoned for it.

Made once for a picture, at half its size, and read by film and clay as they draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from zeroshot.framing.lens.optics import View
from zeroshot.mesh import Points
from zeroshot.render.light import Lighting, PlaceLight
from zeroshot.render.measure import Measured
from zeroshot.render.screen import Numbers, Screen
from zeroshot.render.shade_shader import (
    LAMP_FLOATS,
    SHADE,
    SHADE_DECLARATIONS,
    SMOOTH,
    SMOOTH_DECLARATIONS,
)
from zeroshot.render.shadows import REACH, TILE_PX, ShadowAtlas, ShadowCaster
from zeroshot.render.things import Thing
from zeroshot.spatial import DOWN, FORWARD, RIGHT, Array, Placement, rotate

LAMPS = 32
"""Lamps of one picture; the strongest at the eye when there are more."""

CASTING_LAMPS = 16
"""The strongest of them throw shadows."""

REACH_M = 0.45
"""How far surfaces darken each other. A choice: a forearm, the depth of a corner between racks."""

_ROW = 8 + LAMPS // 4


class Shader:
    """Make shade maps. Keeps windows, shaders and shadows between pictures."""

    def __init__(self) -> None:
        """Make ready."""
        self._shade = Screen(SHADE_DECLARATIONS, SHADE, ("zsMeasure", "zsThings", "zsAtlas"))
        self._smooth = Screen(SMOOTH_DECLARATIONS, SMOOTH, ("zsMeasure", "zsRough"))
        self._caster = ShadowCaster()

    def close(self) -> None:
        """Give the windows back."""
        self._shade.close()
        self._smooth.close()
        self._caster.close()

    def openness(self, measured: Measured, camera: Placement, view: View, *, strength: float) -> Points:
        """Return how open the half-space over each pixel is: (h, w, 4), grey, and places in alpha."""
        numbers = {**_camera_numbers(camera, view, measured), "zsStrength": strength, "zsLampCount": -1}
        numbers |= _atlas_numbers(None) | {"zsLamps": np.zeros(LAMPS * LAMP_FLOATS)}
        empty = np.zeros((1, 1, 4), np.float32)
        return self._run(measured, numbers, {"zsThings": empty, "zsAtlas": empty[..., :3]})

    def light(
        self,
        measured: Measured,
        camera: Placement,
        view: View,
        *,
        lightings: Sequence[Lighting],
        fills: Sequence[PlaceLight],
        places: Sequence[PlaceLight],
        casting: Sequence[Thing],
        strength: float,
    ) -> Points:
        """Return what each pixel gets over what was reckoned: (h, w, 4), linear RGB, and places in alpha.

        lightings, fills, places: of the measured things, in their order: who gives light, what walls throw
        back, and what was reckoned. casting: what throws shadows.
        """
        lamps, weights = union_of_lamps(lightings, np.asarray(camera.position_m))
        atlas = self._caster.cast(lamps[:CASTING_LAMPS, :12], casting) if len(lamps) else None
        rows = np.zeros((LAMPS, LAMP_FLOATS))
        rows[: len(lamps)] = lamps
        numbers = {**_camera_numbers(camera, view, measured), "zsStrength": strength}
        numbers |= _atlas_numbers(atlas) | {"zsLamps": rows, "zsLampCount": len(lamps)}
        distances = np.zeros((1, 1, 3), np.float32) if atlas is None else atlas.distances
        things = _things_picture(fills, places, weights)
        return self._run(measured, numbers, {"zsThings": things, "zsAtlas": distances})

    def _run(self, measured: Measured, numbers: Numbers, pictures: dict[str, Points]) -> Points:
        height_px, width_px = measured.pixels.shape[:2]
        size: dict[str, Any] = {"width_px": width_px, "height_px": height_px}
        pictures["zsMeasure"] = measured.pixels
        rough = self._shade.run(**size, pictures=pictures, numbers=numbers)
        both = {"zsMeasure": measured.pixels, "zsRough": rough[..., :3]}
        smooth = self._smooth.run(**size, pictures=both, numbers={})
        smooth[..., 3] = measured.places
        return smooth


def union_of_lamps(lightings: Sequence[Lighting], eye_in_world: Array) -> tuple[Array, Array]:
    """Return all lamps of some lightings once, the strongest at the eye first, and who gets how much of each.

    Returns rows (n, LAMP_FLOATS) for the shader, and weights (lightings, LAMPS).
    """
    flux: dict[bytes, Array] = {}
    rows: dict[bytes, Array] = {}
    for light in lightings:
        for row, given in zip(light.lamps, light.flux, strict=True):
            key = row.tobytes()
            if key not in flux or given[1] > flux[key][1]:
                flux[key], rows[key] = given, row
    near = {key: flux[key][1] / (np.sum((rows[key][:3] - eye_in_world) ** 2) + 0.25) for key in flux}
    kept = sorted(flux, key=lambda key: (-near[key], key))[:LAMPS]
    weights = np.zeros((len(lightings), LAMPS))
    for i, light in enumerate(lightings):
        share = {row.tobytes(): given[1] for row, given in zip(light.lamps, light.flux, strict=True)}
        weights[i, : len(kept)] = [share.get(key, 0.0) / flux[key][1] for key in kept]
    numbers = [_lamp_row(rows[key], flux[key], i) for i, key in enumerate(kept)]
    return np.reshape(numbers, (-1, LAMP_FLOATS)), weights  # where there is no lamp, too


def _lamp_row(row: Array, flux: Array, place: int) -> Array:
    axis, normal = row[4:7], row[8:11]
    # The tile's rows run from the bottom, so its second axis is against the lamp's down.
    across = -np.cross(normal, axis)
    half_width_m = np.sqrt(max(row[7] - 0.15 * row[3] ** 2, 0.0))
    tile = float(place) if place < CASTING_LAMPS else -1.0
    return np.array([*row[:8], *normal, half_width_m, *flux, 0.0, *across, tile])


def _things_picture(fills: Sequence[PlaceLight], places: Sequence[PlaceLight], weights: Array) -> Points:
    """Return a row of numbers for each thing: (things, _ROW, 4)."""
    picture = np.zeros((len(fills), _ROW, 4), np.float32)
    for i, (fill, place) in enumerate(zip(fills, places, strict=True)):
        picture[i, 0, :3] = place.even
        picture[i, 1:4, :3] = place.lean
        picture[i, 4, :3] = fill.even
        picture[i, 5:8, :3] = fill.lean
    picture[:, 8:] = weights.reshape(len(fills), -1, 4)
    return picture


def _camera_numbers(camera: Placement, view: View, measured: Measured) -> dict[str, Any]:
    left, right, top, bottom = view.tangents
    turn = camera.orientation_xyzw
    return {
        "zsEye": np.asarray(camera.position_m),
        "zsForward": rotate(turn, FORWARD),
        "zsRight": rotate(turn, RIGHT),
        "zsDown": rotate(turn, DOWN),
        # Rows run from the bottom.
        "zsLowestU": left,
        "zsLowestV": bottom,
        "zsHighestU": right,
        "zsHighestV": top,
        "zsPixel": (right - left) / measured.pixels.shape[1],
        "zsReach": REACH_M,
    }


def _atlas_numbers(atlas: ShadowAtlas | None) -> dict[str, Any]:
    return {
        "zsTile": float(TILE_PX),
        "zsTileReach": REACH,
        "zsColumns": 1.0 if atlas is None else float(atlas.columns),
    }
