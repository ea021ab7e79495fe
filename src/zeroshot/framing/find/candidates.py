"""Camera set-ups by the thousand as arrays, and what they are made from. Knows plain arrays, no document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.lens.optics import View
from zeroshot.framing.planes.planes import mean_direction
from zeroshot.framing.staging import StagedActor, StagedShot, view_of
from zeroshot.spatial import IDENTITY, Array, head_of, matrix_from_quaternion, unit

Indices = NDArray[np.intp]

SINGLE, PAIR, OVER, GROUP = range(4)

_QUARTER, _HALF_QUARTER = np.pi / 2.0, np.pi / 4.0
_CLOCKS = (
    (0.0, 2.0),
    (_QUARTER, 0.6),
    (-_QUARTER, 0.6),
    (_HALF_QUARTER, 0.4),
    (-_HALF_QUARTER, 0.4),
    (np.pi, 0.4),
)
"""Where a reference's head may point in the picture, and how often that is tried."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Set-ups, one a row: where (n, 3), how turned (n, 4), which lens, how made, for whom, rolled by what.

    lens: index into the focal lengths. recipe: SINGLE, PAIR, OVER (a shoulder) or GROUP. subject, other:
    index of the actor framed and of the second, −1 for none. roll: index into the references, −1 where the
    roll follows from where two heads are wanted.
    """

    position: Array
    attitude: Array
    lens: Indices
    recipe: Indices
    subject: Indices
    other: Indices
    roll: Indices

    def __len__(self) -> int:
        return len(self.position)

    def taken(self, rows: ArrayLike) -> Candidates:
        """Return some rows, by indices or by a mask."""
        chosen = np.asarray(rows)
        return Candidates(*(getattr(self, field.name)[chosen] for field in fields(self)))


def joined(parts: Sequence[Candidates]) -> Candidates:
    """Put candidates behind one another."""
    return Candidates(
        *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Candidates))
    )


@dataclass(frozen=True)
class RollReference:
    """A head direction (3,) in the world, where it is to point in the picture, and how often that is tried.

    names: whose it is; of two, half way between theirs. clock_rad: clockwise from the picture's top.
    """

    names: tuple[str, ...]
    head: tuple[float, float, float]
    clock_rad: float
    weight: float


@dataclass(frozen=True, eq=False)
class Scene:
    """What of a staged shot candidates are made from and judged by.

    station_axes: (3, 3) world from station. tangents: (l, 4) of each lens, as `View.tangents`. eyes: (a, 3)
    of each actor in the world. face_axes, body_axes: (a, 3, 3) world from head, world from actor. statures:
    (a,).
    """

    staged: StagedShot
    actors: tuple[StagedActor, ...]
    station_axes: Array
    views: tuple[View, ...]
    tangents: Array
    eyes: Array
    face_axes: Array
    body_axes: Array
    statures: Array
    references: tuple[RollReference, ...]

    @property
    def station_head(self) -> Array:
        """Return the station's head direction (3,) in the world."""
        return np.asarray(-self.station_axes[:, 2])

    @property
    def heads(self) -> Array:
        """Return the head directions (a, 3) in the world."""
        return np.asarray(-self.body_axes[:, :, 2])

    def index(self, actor_id: str) -> int:
        """Return an actor's place."""
        return [actor.actor.id for actor in self.actors].index(actor_id)


def scene_of(staged: StagedShot, focal_lengths_mm: Sequence[float]) -> Scene:
    """Collect what candidates need of a shot. Raises OpticsError for a lens that cannot be."""
    views = tuple(_view_with(staged, mm) for mm in focal_lengths_mm)
    body = np.stack([matrix_from_quaternion(actor.placement.orientation_xyzw) for actor in staged.actors])
    face = np.stack([axes @ actor.actor_from_head for axes, actor in zip(body, staged.actors, strict=True)])
    station = staged.station_module.placement.orientation_xyzw if staged.station_module else IDENTITY
    return Scene(
        staged=staged,
        actors=staged.actors,
        station_axes=matrix_from_quaternion(station),
        views=views,
        tangents=np.array([view.tangents for view in views]),
        eyes=np.stack([actor.eyes_in_world for actor in staged.actors]),
        face_axes=face,
        body_axes=body,
        statures=np.array([actor.actor.body.stature_m for actor in staged.actors]),
        references=tuple(_references(staged)),
    )


def rays_at(tangents: Array, screen: ArrayLike) -> Array:
    """Return unit rays (n, 3) in the camera's frame toward places (n, 2) in pictures of tangents (n, 4)."""
    share = np.asarray(screen, dtype=np.float64)
    u = tangents[:, 0] + share[:, 0] * (tangents[:, 1] - tangents[:, 0])
    v = tangents[:, 2] + share[:, 1] * (tangents[:, 3] - tangents[:, 2])
    return unit(np.stack([np.ones_like(u), u, v], axis=-1))


def spans_per_metre(tangents: Array, clock: Array) -> Array:
    """Return how many metres a picture of tangents (n, 4) holds along a clock (n, …) a metre away.

    As `subjects.frame_span_m`, for many. NaN clocks take the shorter side.
    """
    wide, high = tangents[:, 1] - tangents[:, 0], tangents[:, 3] - tangents[:, 2]
    shape = (len(tangents), *(1,) * (clock.ndim - 1))
    wide, high = wide.reshape(shape), high.reshape(shape)
    across, along = np.abs(np.sin(clock)), np.abs(np.cos(clock))
    chord = np.minimum(wide / np.maximum(across, 1e-12), high / np.maximum(along, 1e-12))
    return np.asarray(np.where(np.isnan(clock), np.minimum(wide, high), chord))


def _view_with(staged: StagedShot, focal_length_mm: float) -> View:
    lens = staged.camera.lens.model_copy(update={"focal_length_mm": float(focal_length_mm)})
    return view_of(staged.camera.model_copy(update={"lens": lens}))


def _references(staged: StagedShot) -> list[RollReference]:
    """List whose head may point where: each upright, lying or hanging, and half way between each two."""
    heads = {"station": staged.station_head}
    heads |= {actor.actor.id: head_of(actor.placement.orientation_xyzw) for actor in staged.actors}
    found = [
        RollReference((name,), _triple(head), clock, weight)
        for name, head in heads.items()
        for clock, weight in _CLOCKS
    ]
    names = list(heads)
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            if heads[first] @ heads[second] > -0.95:
                half = mean_direction([heads[first], heads[second]])
                found.append(RollReference((first, second), _triple(half), 0.0, 1.5))
    return found


def _triple(vector: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in vector)
    return x, y, z
