"""Mend what can be mended in the triangles of another program's mesh, and say what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.library.raw_parts import RawPart

Kept = NDArray[np.bool_]

MAX_WINDING_TRIANGLES = 300_000
"""Setting the winding of neighbours right walks a graph; above this it would take minutes."""

_WORDS = {
    "absent": "that named points which do not exist",
    "numbers": "with points that are no numbers",
    "area": "without area",
    "twice": "that were there twice",
}


def repair_parts(parts: Sequence[RawPart]) -> tuple[list[RawPart], tuple[str, ...]]:
    """Return the parts without damaged triangles and with neighbours wound the same way, and what was done.

    Removed are triangles that name absent points, whose points are no numbers, that have no area, and that
    are there twice. Parts left without triangles are left out.
    """
    counts: Counter[str] = Counter()
    mended = [part for part in (_without_damage(part, counts) for part in parts) if len(part.triangles)]
    turned = 0
    wound = []
    for part in mended:
        part, changed = _wound_alike(part)
        wound.append(part)
        turned += changed
    remarks = [f"removed {_triangles(counts[key])} {words}" for key, words in _WORDS.items() if counts[key]]
    if turned:
        remarks.append(f"turned {_triangles(turned)} over to face as the neighbours do")
    return wound, tuple(remarks)


def _triangles(count: int) -> str:
    return "1 triangle" if count == 1 else f"{count:,} triangles"


def _without_damage(part: RawPart, counts: Counter[str]) -> RawPart:
    part = _keep(part, _names_points(part), "absent", counts)
    part = _keep(part, _is_numbers(part), "numbers", counts)
    part = _keep(part, _has_area(part), "area", counts)
    return _keep(part, _is_first(part), "twice", counts)


def _keep(part: RawPart, kept: Kept, why: str, counts: Counter[str]) -> RawPart:
    if kept.all():
        return part
    counts[why] += int(np.count_nonzero(~kept))
    return replace(part, triangles=part.triangles[kept])


def _names_points(part: RawPart) -> Kept:
    inside = (part.triangles >= 0) & (part.triangles < len(part.points))
    return np.asarray(inside.all(axis=1))


def _is_numbers(part: RawPart) -> Kept:
    is_good = np.isfinite(part.points).all(axis=1)
    for values in (part.uvs, part.normals):
        if values is not None:
            is_good &= np.isfinite(values).all(axis=1)
    return np.asarray(is_good[part.triangles].all(axis=1))


def _has_area(part: RawPart) -> Kept:
    a, b, c = (part.points[part.triangles[:, i]].astype(np.float64) for i in range(3))
    twice_area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    longest = np.max([np.sum((b - a) ** 2, 1), np.sum((c - b) ** 2, 1), np.sum((a - c) ** 2, 1)], axis=0)
    # Below this share single precision no longer tells a sliver from a line.
    return np.asarray(twice_area > 1e-7 * longest)


def _is_first(part: RawPart) -> Kept:
    """Keep the first of triangles with the same three corners, whichever way they run and start.

    Two that face opposite ways are a sheet with two sides, and both stay.
    """
    place = _places(part)[part.triangles]
    start = np.argmin(place, axis=1)
    ordered = np.take_along_axis(place, (start[:, None] + np.arange(3)) % 3, axis=1)
    _, first = np.unique(ordered, axis=0, return_index=True)
    kept = np.zeros(len(place), dtype=bool)
    kept[first] = True
    return kept


def _places(part: RawPart) -> NDArray[np.int64]:
    """Return for each point (n,) the number of its place: the same for points that coincide."""
    rounded = part.points.astype(np.float32) + np.float32(0.0)
    _, place = np.unique(rounded, axis=0, return_inverse=True)
    return np.asarray(place.reshape(-1), dtype=np.int64)


def _wound_alike(part: RawPart) -> tuple[RawPart, int]:
    if part.normals is not None or len(part.triangles) > MAX_WINDING_TRIANGLES:
        return part, 0  # normals of the file's own say which side is out
    import trimesh

    _, first, place = np.unique(
        part.points.astype(np.float32) + np.float32(0.0), axis=0, return_index=True, return_inverse=True
    )
    welded = trimesh.Trimesh(part.points[first], place.reshape(-1)[part.triangles], process=False)
    if welded.is_winding_consistent:
        return part, 0
    before = welded.faces.copy()
    trimesh.repair.fix_winding(welded)
    flipped = ~_same_turn(before, np.asarray(welded.faces))
    if np.count_nonzero(flipped) > len(flipped) / 2:
        flipped = ~flipped  # the fewer turn to the more
    triangles = part.triangles.copy()
    triangles[flipped] = triangles[flipped][:, ::-1]
    return replace(part, triangles=triangles), int(np.count_nonzero(flipped))


def _same_turn(before: NDArray[np.int64], after: NDArray[np.int64]) -> Kept:
    """Tell which triangles (n, 3) list the same corners in the same turn."""
    turns = [np.all(np.roll(before, step, axis=1) == after, axis=1) for step in range(3)]
    return np.asarray(np.any(turns, axis=0))
