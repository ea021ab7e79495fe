"""Somebody else's figure as one of our people: its own skin at its own size, our skeleton within it.

The skeleton is laid into the rig: its joints where the rig's bones are, brought from the pose that the rig
rests in (arms out level or slanting) to ours, arms hanging and palms inward. So poses, reach and gaze work on
the figure's own proportions; the skin follows the bones as its file says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Mesh, Part
from zeroshot.people.landmarks import rest_landmarks
from zeroshot.people.proportions import STATURE_RANGE_M, BodyError, rest_joints
from zeroshot.people.rig_names import joints_of_bones
from zeroshot.people.rig_rest import rest_in_rig, straightened_turns
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.rigs import Rig, RigPart
from zeroshot.spatial import Array

SMALLEST_M, TALLEST_M = 0.3, 3.0
"""A child's doll and half again a tall man: outside of these the file's unit is not the metre."""

_SQUARE_RAD = np.radians(30.0)
"""A figure turned less than this from its file's axes stands along them; heads are a little before hips."""


@dataclass(frozen=True, eq=False)
class RiggedBody:
    """A rig made ready to be posed.

    rest: (joints, 3) our skeleton in it, standing straight, the origin on the floor under the hips.
    rows: joint → bone. carriers: (bones,) the joint that moves each bone. body_from_rig: (4, 4).
    straightened: (joints, 3, 3) what brings each bone from the rig's rest to ours.
    """

    rig: Rig
    stature_m: float
    rest: Array
    rows: Mapping[str, int]
    carriers: NDArray[np.int64]
    body_from_rig: Array
    straightened: Array

    @cached_property
    def landmarks(self) -> dict[str, tuple[str, Array]]:
        """Return the landmarks at rest, as ``rest_landmarks`` does, laid out from this figure's joints."""
        sex = "male"
        usual = rest_joints(sex, self.stature_m, spine_growth=0.0)
        return {
            name: (joint, self.rest[INDEX[joint]] + point - usual[joint])
            for name, (joint, point) in rest_landmarks(sex, self.stature_m, spine_growth=0.0).items()
        }

    def mesh(self, positions: Array, attitudes: Array, *, is_painted: bool) -> Mesh:
        """Return the skin on a posed skeleton: positions (joints, 3), attitudes (joints, 3, 3)."""
        movers = self._movers(positions, attitudes)
        return Mesh(tuple(_skinned(part, movers, is_painted=is_painted) for part in self.rig.parts))

    def _movers(self, positions: Array, attitudes: Array) -> Array:
        """Return what carries the rig at rest into the posed body, for each bone (bones, 4, 4)."""
        bones = np.zeros((len(JOINTS), 4, 4))
        bones[:, 3, 3] = 1.0
        turns = attitudes @ self.straightened
        at_rest = self._joints_in_rig_at_rest
        bones[:, :3, :3] = turns
        bones[:, :3, 3] = positions - (turns @ at_rest[..., None])[..., 0]
        return np.asarray(bones[self.carriers] @ self.body_from_rig)

    @cached_property
    def strongest_joints(self) -> tuple[NDArray[np.int64], ...]:
        """Return for every part the joint (n,) that moves each of its points most."""
        found = []
        for part in self.rig.parts:
            strongest = np.take_along_axis(part.bones, part.weights.argmax(axis=1)[:, None], axis=1)[:, 0]
            found.append(self.carriers[strongest])
        return tuple(found)

    @cached_property
    def _joints_in_rig_at_rest(self) -> Array:
        """Return where the joints are in the rig's own rest pose, in the body's frame (joints, 3)."""
        placed = _carried(self.body_from_rig, self.rig.positions)
        found = self.rest.copy()
        for name, row in self.rows.items():
            found[INDEX[name]] = placed[row]
        return found


def fit_rig(rig: Rig, *, sex: str) -> RiggedBody:
    """Lay our skeleton into a rig.

    Raises BodyError for a rig without the bones it takes, without surfaces, or of no human size.
    """
    rows = joints_of_bones(rig)
    body_from_rig = _facing(rig, rows)
    points = _points_at_rest(rig, body_from_rig)
    height_m = float(np.ptp(points[:, 2])) if len(points) else 0.0
    if not SMALLEST_M <= height_m <= TALLEST_M:
        raise BodyError(
            f'the figure "{rig.name}" would be {height_m:.3g} m tall: its unit is not the metre; take it in '
            "with: zeroshot import, and say its height"
        )
    hips = _carried(body_from_rig, rig.positions)[rows["hips"]]
    body_from_rig[:3, 3] -= [hips[0], hips[1], float(points[:, 2].max())]
    placed = _carried(body_from_rig, rig.positions)
    stature_m = _stature_m(sex, -float(placed[rows["head"], 2]))
    usual = rest_joints(sex, stature_m, spine_growth=0.0)
    straightened = straightened_turns(placed, rows, usual)
    return RiggedBody(
        rig=rig,
        stature_m=stature_m,
        rest=rest_in_rig(placed, rows, usual, straightened),
        rows=rows,
        carriers=_carriers(rig, rows),
        body_from_rig=body_from_rig,
        straightened=straightened,
    )


def _stature_m(sex: str, head_height_m: float) -> float:
    """Tell the stature from how high the head's joint is: hair and hats do not count."""
    one = 1.7
    share = -float(rest_joints(sex, one, spine_growth=0.0)["head"][2]) / one
    return float(np.clip(head_height_m / share, *STATURE_RANGE_M))


def _facing(rig: Rig, rows: Mapping[str, int]) -> Array:
    """Find which way a rig faces from its hips, head and sides: (4, 4), forward, right, down from the rig."""
    at = rig.positions
    down = at[rows["hips"]] - at[rows["head"]]
    right = sum(
        (at[rows["right" + name]] - at[rows["left" + name]] for name in ("UpperArm", "UpperLeg")),
        start=np.zeros(3),
    )
    down = down / max(float(np.linalg.norm(down)), 1e-12)
    right = right - (right @ down) * down
    right = right / max(float(np.linalg.norm(right)), 1e-12)
    own = np.stack([np.cross(right, down), right, down])
    square = max(_square_turns(), key=lambda turn: float(np.trace(own @ turn.T)))
    off = np.arccos(np.clip((np.trace(own @ square.T) - 1.0) / 2.0, -1.0, 1.0))
    result = np.eye(4)
    result[:3, :3] = square if off < _SQUARE_RAD else own
    return result


def _square_turns() -> list[Array]:
    """List the 24 turns that take axes to axes."""
    found = []
    for order, signs in product(permutations(range(3)), product((1.0, -1.0), repeat=3)):
        turn = np.zeros((3, 3))
        turn[range(3), order] = signs
        if np.linalg.det(turn) > 0.0:
            found.append(turn)
    return found


def _carried(matrix: Array, points: Array) -> Array:
    return np.asarray(points @ matrix[:3, :3].T + matrix[:3, 3])


def _points_at_rest(rig: Rig, body_from_rig: Array) -> Array:
    movers = np.tile(body_from_rig, (len(rig.bones), 1, 1))
    parts = [_skinned(part, movers, is_painted=False).points for part in rig.parts]
    return np.concatenate([np.zeros((0, 3)), *parts]).astype(np.float64)


def _skinned(part: RigPart, movers: Array, *, is_painted: bool) -> Part:
    """Carry a surface along its bones: every point by the mean of its bones' movements (glTF 2.0, §3.7.3)."""
    carried = (movers @ part.rig_from_bound)[:, :3]
    blended = np.zeros((len(part.bones), 3, 4))
    for column in range(part.bones.shape[1]):
        blended += part.weights[:, column, None, None] * carried[part.bones[:, column]]
    turn = blended[:, :, :3]
    points = np.einsum("nij,nj->ni", turn, part.part.points) + blended[:, :, 3]
    # Cofactors turn normals right under shear and mirrors as well.
    cofactors = np.cross(turn[:, [1, 2, 0]], turn[:, [2, 0, 1]])
    normals = np.einsum("nij,nj->ni", cofactors, part.part.normals)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return Part(
        points=points.astype(np.float32),
        normals=normals.astype(np.float32),
        triangles=part.part.triangles,
        material=part.part.material,
        uvs=part.part.uvs if is_painted else None,
        colors=part.part.colors if is_painted else None,
    )


def _carriers(rig: Rig, rows: Mapping[str, int]) -> NDArray[np.int64]:
    """Return for every bone the joint that moves it: its own, or that of the nearest bone above with one."""
    joints = {row: INDEX[name] for name, row in rows.items()}
    carriers = np.full(len(rig.bones), INDEX["hips"])
    for row in range(len(rig.bones)):
        step = row
        while step >= 0 and step not in joints:
            step = int(rig.parents[step])
        if step >= 0:
            carriers[row] = joints[step]
    return carriers
