"""Looking around in a cabin from where the camera is: what surfaces mirror, and what walls throw back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.framing.lens.optics import View
from zeroshot.framing.staging import StagedModel
from zeroshot.render.mirror import FACES, Mirror
from zeroshot.spatial import Array, Placement, compose, quaternion_from_matrix

FACE_PX = 96
"""Pixels along an edge of each of the six views."""

FACE_VIEW = View(2.0, 2.0, 1.0)
"""90° wide and high."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What is mirrored, in the frame of the cabin.

    The cabin is a box around `middle_in_world` with half edges box_m (3,). probe_in_box: from where one
    looked around.
    """

    mirror: Mirror
    orientation_xyzw: tuple[float, float, float, float]
    middle_in_world: Array
    box_m: Array
    probe_in_box: Array

    @property
    def box_from_world(self) -> Array:
        """Return the 4×4 matrix into the frame of the box."""
        frame = Placement.from_arrays(self.middle_in_world, self.orientation_xyzw)
        return np.asarray(np.linalg.inv(frame.matrix))


def face_placements(module: StagedModel, eye_in_world: Array) -> list[Placement]:
    """Return the six cameras that look around from a place, in the order of `mirror.FACES`."""
    attitude = module.placement.orientation_xyzw
    return [
        Placement.from_arrays(
            eye_in_world, compose(attitude, quaternion_from_matrix(np.stack([forward, right, down], axis=1)))
        )
        for forward, right, down in FACES
    ]


def surroundings_of(mirror: Mirror, module: StagedModel, eye_in_world: Array) -> Surroundings:
    """Return what is mirrored in a module of which one looked around from a place."""
    lowest, highest = module.bounds_in_model
    middle = module.placement.apply((lowest + highest) / 2.0)
    attitude = module.placement.orientation_xyzw
    frame = Placement.from_arrays(middle, attitude)
    return Surroundings(mirror, attitude, middle, (highest - lowest) / 2.0, frame.apply_inverse(eye_in_world))


def open_surroundings(mirror: Mirror, eye_in_world: Array) -> Surroundings:
    """Return the same all around, where the camera is in no module."""
    box_m = np.full(3, 100.0)
    return Surroundings(mirror, (0.0, 0.0, 0.0, 1.0), eye_in_world, box_m, np.zeros(3))
