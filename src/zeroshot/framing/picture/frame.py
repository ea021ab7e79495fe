"""The planes and horizons of a staged shot in its picture."""

from __future__ import annotations

import numpy as np

from zeroshot.framing.planes.planes import horizon_line
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import Array, head_of, inverse, rotate


def heads_of_shot(staged: StagedShot) -> tuple[tuple[str, ...], Array]:
    """Return names and head directions in the world (n, 3) of all that makes planes in a shot.

    "station", then the ids of the actors who are in the picture, then "camera".
    """
    actors = [actor for actor in staged.actors if actor.actor.id in staged.ids_in_frame]
    names = ("station", *(actor.actor.id for actor in actors), "camera")
    heads = [
        staged.station_head,
        *(head_of(actor.placement.orientation_xyzw) for actor in actors),
        head_of(staged.camera_placement.orientation_xyzw),
    ]
    return names, np.stack(heads)


def horizons_of_shot(staged: StagedShot) -> dict[str, Array | None]:
    """Return the horizon of each of them in the picture: end points (2, 2) as tangents (u, v), or None.

    The camera's own is the level line through the lens axis. `View.pixels_from_tangents` gives pixels.
    """
    names, heads_in_world = heads_of_shot(staged)
    heads = rotate(inverse(staged.camera_placement.orientation_xyzw), heads_in_world)
    return {name: horizon_line(head, staged.view.tangents) for name, head in zip(names, heads, strict=True)}
