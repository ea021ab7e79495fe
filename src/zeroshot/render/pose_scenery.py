"""What the people in pictures of poses hold on to: rails, walls, loops and rims, plain and in their place.

Each is built for one picture from where the hands and feet of the pose ended up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from zeroshot.library.gltf_writer import glb_bytes
from zeroshot.mesh import Material, Mesh, Part
from zeroshot.people.figure import Figure
from zeroshot.people.holds import ReachGoal, touch_of
from zeroshot.people.pose_files import Pose
from zeroshot.people.skeleton import INDEX
from zeroshot.spatial import Array, unit

RAIL_RADIUS_M, RAIL_BEYOND_M, RIM_RADIUS_M = 0.016, 0.14, 0.025
WALL_HALF_M, WALL_THICK_M, PEDAL_HALF_M = 0.26, 0.02, 0.06
_SIDES = 20

_BARS = frozenset(("rail", "handle", "bar"))
_WALLS = frozenset(("wall", "opposite wall", "plate", "pedal"))
_RIMS = frozenset(("hatch rim", "window rim"))
_RAIL = Material(name="rail", base_color=(0.16, 0.36, 0.66, 1.0), roughness=0.5)
_WALL = Material(name="wall", base_color=(0.56, 0.58, 0.6, 1.0), roughness=0.9)


def scenery_of(pose: Pose, figure: Figure, folder: Path) -> list[dict[str, Any]]:
    """Write what a pose holds on to into a folder; return it as props of a scene beside that folder."""
    parts = [*_bars(pose, figure), *_walls(pose, figure), *_rims(pose, figure)]
    if not parts:
        return []
    name = f"scenery-{pose.name}"
    (folder / f"{name}.glb").write_bytes(glb_bytes(Mesh(tuple(parts)), name=name))
    axes = {"forward": "+Z", "right": "-X", "down": "-Y"}
    return [{"id": "scenery", "model": f"./{name}.glb", "axes": axes}]


def _touch(figure: Figure, effector: str, *, is_bar: bool) -> tuple[Array, Array]:
    """Return where a hand or foot touches (3,) and its attitude (3, 3), in the actor's frame."""
    side, kind = effector.split("_")
    joint = f"{side}{kind.capitalize()}"
    turn = figure.attitudes_in_actor[INDEX[joint]]
    goal = ReachGoal(effector, (0.0, 0.0, 0.0), hold="bar" if is_bar else "surface")
    offset = touch_of(goal, figure.sex, figure.stature_m)
    return figure.joints_in_actor[joint] + turn @ offset, turn


def _held(pose: Pose, kinds: frozenset[str], effector_kind: str) -> list[str]:
    return [name for name, what in pose.holds.items() if what in kinds and name.endswith(effector_kind)]


def _bars(pose: Pose, figure: Figure) -> Iterator[Part]:
    """Yield tubes through hands and over insteps; two hands or feet in line share one."""
    for kind, axis in (("hand", 0), ("foot", 1)):
        kinds = _BARS if kind == "hand" else _BARS | {"foot loop"}
        touches = [_touch(figure, name, is_bar=True) for name in _held(pose, kinds, kind)]
        ends = [(point, turn[:, axis]) for point, turn in touches]
        if len(ends) == 2 and _are_in_line(ends):
            along = unit(ends[1][0] - ends[0][0])
            yield _tube(ends[0][0] - RAIL_BEYOND_M * along, ends[1][0] + RAIL_BEYOND_M * along)
        else:
            for point, along in ends:
                yield _tube(point - RAIL_BEYOND_M * along, point + RAIL_BEYOND_M * along)


def _are_in_line(ends: list[tuple[Array, Array]]) -> bool:
    between = unit(ends[1][0] - ends[0][0])
    return all(abs(float(between @ along)) > 0.85 for _, along in ends)


def _walls(pose: Pose, figure: Figure) -> Iterator[Part]:
    """Yield slabs under soles and palms; both feet against one wall share it."""
    feet = [_touch(figure, name, is_bar=False) for name in _held(pose, _WALLS | {"foot loop"}, "foot")]
    is_pedal = "pedal" in pose.holds.values()
    if len(feet) == 2 and not is_pedal:
        middle = (feet[0][0] + feet[1][0]) / 2.0
        yield _slab(middle, unit(feet[0][1][:, 2] + feet[1][1][:, 2]), feet[0][1][:, 0], WALL_HALF_M)
    else:
        for point, turn in feet:
            yield _slab(point, turn[:, 2], turn[:, 0], PEDAL_HALF_M if is_pedal else WALL_HALF_M / 2.0)
    for name in _held(pose, _WALLS, "hand"):
        point, turn = _touch(figure, name, is_bar=False)
        palm = -turn[:, 1] * (1.0 if name.startswith("right") else -1.0)
        yield _slab(point, palm, turn[:, 2], WALL_HALF_M)


def _rims(pose: Pose, figure: Figure) -> Iterator[Part]:
    """Yield a ring that both hands are on."""
    hands = _held(pose, _RIMS, "hand")
    if len(hands) != 2:
        return
    points, normals = [], []
    for name in hands:
        point, turn = _touch(figure, name, is_bar=True)
        points.append(point)
        normals.append(-turn[:, 1] * (1.0 if name.startswith("right") else -1.0))
    across = points[1] - points[0]
    middle = (points[0] + points[1]) / 2.0
    normal = normals[0] + normals[1]
    normal = unit(normal - (normal @ unit(across)) * unit(across))
    angles = np.linspace(0.0, 2.0 * np.pi, 49)
    side, radius_m = unit(across), float(np.linalg.norm(across)) / 2.0
    circle = np.cos(angles)[:, None] * side + np.sin(angles)[:, None] * np.cross(normal, side)
    for start, end in pairwise(circle):
        yield _tube(middle + radius_m * start, middle + radius_m * end, radius_m=RIM_RADIUS_M, material=_WALL)


def _tube(start: Array, end: Array, *, radius_m: float = RAIL_RADIUS_M, material: Material = _RAIL) -> Part:
    """Build a tube between two points, closed at its ends."""
    along = unit(end - start)
    first = unit(np.cross(along, [1.0, 0.0, 0.0] if abs(along[0]) < 0.9 else [0.0, 1.0, 0.0]))
    angles = np.linspace(0.0, 2.0 * np.pi, _SIDES, endpoint=False)
    ring = np.cos(angles)[:, None] * first + np.sin(angles)[:, None] * np.cross(along, first)
    points = np.concatenate([start + radius_m * ring, end + radius_m * ring, [start, end]])
    normals = np.concatenate([ring, ring, [-along, along]])
    here = np.arange(_SIDES)
    there = (here + 1) % _SIDES
    sides = np.concatenate(
        [np.stack([here, there, here + _SIDES], 1), np.stack([there, there + _SIDES, here + _SIDES], 1)]
    )
    caps = [np.stack([there, here, np.full(_SIDES, 2 * _SIDES)], 1)]
    caps.append(np.stack([here + _SIDES, there + _SIDES, np.full(_SIDES, 2 * _SIDES + 1)], 1))
    return _part(points, normals, np.concatenate([sides, *caps]), material)


def _slab(middle: Array, inward: Array, along: Array, half_m: float) -> Part:
    """Build a slab whose near face touches a point and faces against a direction."""
    first = unit(along - (along @ inward) * inward)
    second = np.cross(inward, first)
    points: list[Array] = []
    normals: list[Array] = []
    triangles: list[list[int]] = []
    centre = middle + inward * WALL_THICK_M / 2.0
    halves = (half_m, half_m, WALL_THICK_M / 2.0)
    axes = (first, second, inward)
    for axis in range(3):
        u, v = axes[(axis + 1) % 3] * halves[(axis + 1) % 3], axes[(axis + 2) % 3] * halves[(axis + 2) % 3]
        for sign in (1.0, -1.0):
            face = centre + sign * axes[axis] * halves[axis]
            row = len(points)
            points += [face - u - v, face + u - v, face + u + v, face - u + v]
            normals += [sign * axes[axis]] * 4
            quad = [[row, row + 1, row + 2], [row, row + 2, row + 3]]
            triangles += quad if sign > 0.0 else [triangle[::-1] for triangle in quad]
    return _part(np.array(points), np.array(normals), np.array(triangles), _WALL)


def _part(points: Array, normals: Array, triangles: Any, material: Material) -> Part:
    return Part(
        points=points.astype(np.float32),
        normals=normals.astype(np.float32),
        triangles=np.asarray(triangles, dtype=np.int32),
        material=material,
    )
