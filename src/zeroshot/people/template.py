"""The sculpted bodies as stored: by sex, in the bind pose, at the stature they were sculpted at.

``baked/STEM_SEX.npz`` are built by ``python -m zeroshot.people.sculpt``. Points are quantised to a fraction
of a millimetre, which keeps the files small; what is symmetric is stored as its right half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.proportions import rest_joints
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics, mirrored, stack_joints
from zeroshot.people.turns import matrix_from_angles
from zeroshot.spatial import Array

BAKED = Path(__file__).with_name("baked")
REFERENCE_STATURE_M = {"female": 1.63, "male": 1.755}
# Sculpted with the arms spread and the legs a little apart, so that neither touches the trunk.
BIND_ARM_DEG, BIND_LEG_DEG = 45.0, 6.0
# Joints that only the skin knows: half of the hand's twist in the forearm, half of the arm's in the upper
# arm.
TWISTS = ("leftLowerArmTwist", "rightLowerArmTwist", "leftUpperArmTwist", "rightUpperArmTwist")
# And some that turn half as far as shoulder and hip do, between the limb and what it hangs on: flesh follows
# a raised arm in two steps, not in one.
HALVES = ("leftUpperArmHalf", "rightUpperArmHalf", "leftUpperLegHalf", "rightUpperLegHalf")
# Lids turn about the eye that they cover: with its gaze, and with what the face does.
LIDS = ("leftUpperLid", "rightUpperLid", "leftLowerLid", "rightLowerLid")
SKIN_JOINTS: tuple[str, ...] = (*JOINTS, *TWISTS, *HALVES, *LIDS)
SKIN_INDEX: Mapping[str, int] = {name: index for index, name in enumerate(SKIN_JOINTS)}

SHIFT_QUANTUM_M = 2e-5
"""Faces move points by whole multiples of this: nothing that shows at half a metre."""

_ROWS = ("points", "joints", "weights", "paint", "region", "along")


@dataclass(frozen=True, eq=False)
class TemplatePart:
    """One closed surface of the sculpture.

    points: (n, 3) metres. triangles: (m, 3). joints, weights: (n, k) into SKIN_JOINTS, weights sum to 1.
    paint: (n, 3) 0 to 1: shares of the part's second and third colour, and how much light reaches the place.
    region, along: (n,) where on the body, see ``regions``. light_rows: (k,) the points that the lighter level
    keeps; light_triangles: (j, 3) into those. is_half: it is the right half of a whole, open along y = 0.
    shifts: (n, 3 · faces) metres by which each face moves the points, in the order of ``faces.MOVING``; None
    where no face moves any.
    """

    name: str
    points: Array
    triangles: NDArray[np.int32]
    joints: NDArray[np.uint8]
    weights: NDArray[np.float32]
    paint: NDArray[np.float32]
    region: NDArray[np.uint8]
    along: NDArray[np.float32]
    light_rows: NDArray[np.int32]
    light_triangles: NDArray[np.int32]
    is_half: bool = False
    shifts: NDArray[np.float32] | None = None


def bone_of(skin_joint: str) -> str:
    """Return the joint of the skeleton that one of the skin's stands for or lies at."""
    return "head" if skin_joint in LIDS else skin_joint.removesuffix("Twist").removesuffix("Half")


def bind_turns() -> Array:
    """Return the turns (joints, 3, 3) of the bind pose."""
    angles = np.zeros((len(JOINTS), 3))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        angles[INDEX[side + "UpperArm"], 0] = sign * np.radians(BIND_ARM_DEG)
        angles[INDEX[side + "UpperLeg"], 0] = sign * np.radians(BIND_LEG_DEG)
        angles[INDEX[side + "Foot"], 0] = -sign * np.radians(BIND_LEG_DEG)
    return matrix_from_angles(angles)


@lru_cache(maxsize=128)
def bind_skeleton(
    sex: str, stature_m: float, *, spine_growth: float, build: float = 0.0
) -> tuple[Array, Array]:
    """Return positions (joints, 3) and attitudes (joints, 3, 3) of the bind pose; kept."""
    rest = stack_joints(rest_joints(sex, stature_m, spine_growth=spine_growth, build=build))
    positions, attitudes = forward_kinematics(rest, bind_turns())
    positions.flags.writeable = attitudes.flags.writeable = False
    return positions, attitudes


def baked_file(stem: str, sex: str) -> Path:
    """Say where the parts of one stem (``skin``, ``hair``, ``clothes``) of one sex are stored."""
    return BAKED / f"{stem}_{sex}.npz"


def write_parts(path: Path, parts: Sequence[TemplatePart]) -> None:
    """Write sculpted parts; those that are right halves stay halves."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for part in parts:
        key = f"{part.name}/"
        # Millimetres are plenty for a trunk, not for an eyelid: each part is quantised to its own size.
        middle = (part.points.min(axis=0) + part.points.max(axis=0)) / 2.0
        if part.is_half:
            middle[1] = 0.0
        quantum = float(np.abs(part.points - middle).max()) / 32000.0
        arrays[key + "points"] = np.round((part.points - middle) / quantum).astype(np.int16)
        arrays[key + "frame"] = np.array([*middle, quantum, float(part.is_half)])
        for name in ("triangles", "light_rows", "light_triangles"):
            arrays[key + name] = getattr(part, name).astype(np.uint16)
        arrays[key + "joints"], arrays[key + "region"] = part.joints, part.region
        for name in ("weights", "paint", "along"):
            arrays[key + name] = np.round(getattr(part, name) * 255.0).astype(np.uint8)
        if part.shifts is not None:
            arrays[key + "shifts"] = np.round(part.shifts / SHIFT_QUANTUM_M).astype(np.int16)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


@cache
def read_parts(stem: str, sex: str) -> Mapping[str, TemplatePart]:
    """Return the sculpted parts of one stem and sex, whole, by name; each is read when it is asked for."""
    return _StoredParts(baked_file(stem, sex))


class _StoredParts(Mapping[str, TemplatePart]):
    """The parts of a file: of ten cuts of hair a person wears one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: dict[str, TemplatePart] = {}
        with np.load(path) as stored:
            self._keys = frozenset(stored.files)
            points = [key for key in stored.files if key.endswith("/points")]
        self._names = tuple(key.removesuffix("/points") for key in points)

    def __getitem__(self, name: str) -> TemplatePart:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            kept = [key for key in _STORED if f"{name}/{key}" in self._keys]
            with np.load(self._path) as stored:
                self._read[name] = _part_of(name, {key: stored[f"{name}/{key}"] for key in kept})
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


_STORED = (*_ROWS, "frame", "triangles", "light_rows", "light_triangles", "shifts")


def _part_of(name: str, stored: Mapping[str, NDArray[np.generic]]) -> TemplatePart:
    weights, frame = stored["weights"].astype(np.float32), stored["frame"].astype(np.float64)
    part = TemplatePart(
        name=name,
        points=stored["points"].astype(np.float64) * frame[3] + frame[:3],
        triangles=stored["triangles"].astype(np.int32),
        joints=stored["joints"].astype(np.uint8),
        weights=weights / weights.sum(axis=1, keepdims=True),
        paint=stored["paint"].astype(np.float32) / np.float32(255.0),
        region=stored["region"].astype(np.uint8),
        along=stored["along"].astype(np.float32) / np.float32(255.0),
        light_rows=stored["light_rows"].astype(np.int32),
        light_triangles=stored["light_triangles"].astype(np.int32),
        is_half=bool(frame[4]),
        shifts=stored["shifts"].astype(np.float32) * SHIFT_QUANTUM_M if "shifts" in stored else None,
    )
    return closed_by_image(part) if part.is_half else part


def closed_by_image(half: TemplatePart) -> TemplatePart:
    """Close a right half with its mirror image; points at y = 0 exactly belong to both."""
    count = len(half.points)
    imaged = np.flatnonzero(half.points[:, 1] != 0.0)
    image_of = np.arange(count, dtype=np.int32)
    image_of[imaged] = count + np.arange(len(imaged), dtype=np.int32)
    rows = np.concatenate([np.arange(count), imaged])
    points, joints = half.points[rows], half.joints[rows]
    points[count:, 1] *= -1.0
    joints[count:] = _other_side()[joints[count:]]
    shifts = None if half.shifts is None else half.shifts[rows]
    if shifts is not None:
        shifts[count:, 1::3] *= -1.0
    light_imaged = np.flatnonzero(half.points[half.light_rows, 1] != 0.0)
    light_image_of = np.arange(len(half.light_rows), dtype=np.int32)
    light_image_of[light_imaged] = len(half.light_rows) + np.arange(len(light_imaged), dtype=np.int32)
    return replace(
        half,
        points=points,
        triangles=np.concatenate([half.triangles, image_of[half.triangles][:, ::-1]]),
        joints=joints,
        weights=half.weights[rows],
        paint=half.paint[rows],
        region=half.region[rows],
        along=half.along[rows],
        light_rows=np.concatenate([half.light_rows, image_of[half.light_rows[light_imaged]]]),
        light_triangles=np.concatenate([half.light_triangles, light_image_of[half.light_triangles][:, ::-1]]),
        is_half=False,
        shifts=shifts,
    )


@cache
def _other_side() -> NDArray[np.uint8]:
    return np.array([SKIN_INDEX[mirrored(name)] for name in SKIN_JOINTS], dtype=np.uint8)
