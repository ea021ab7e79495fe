"""The people of a shot as its camera has them: eyes, crowns, and where heads, faces and gazes point.

Gathered once for all of them, since a reading asks for each of these many times.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import FORWARD, HEAD, Array, inverse, matrix_from_quaternion, rotate


@dataclass(frozen=True, eq=False)
class People:
    """Points in the camera's frame, metres, and unit directions in it; a row for every actor of the shot.

    eyes, crowns: (n, 3) points. heads: (n, 3) head directions. faces: (n, 3) where the faces point, which is
    with the neck. gazes: (n, 3) where the eyes look. cameras: (n, 3) the camera in each actor's own frame.
    """

    ids: tuple[str, ...]
    eyes: Array
    crowns: Array
    heads: Array
    faces: Array
    gazes: Array
    cameras: Array

    def row(self, actor_id: str) -> int:
        """Return the row of an actor. Raises ValueError when there is none."""
        return self.ids.index(actor_id)


def people_of_shot(staged: StagedShot) -> People:
    """Gather the actors of a shot, in its order; those out of the picture, too."""
    actors = staged.actors
    if not actors:
        nobody = np.empty((0, 3))
        return People((), *(nobody,) * 6)
    camera_from_world = inverse(staged.camera_placement.orientation_xyzw)
    lens = np.asarray(staged.camera_placement.position_m)
    world_from_actor = matrix_from_quaternion([actor.placement.orientation_xyzw for actor in actors])
    camera_from_actor = np.swapaxes(rotate(camera_from_world, np.swapaxes(world_from_actor, 1, 2)), 1, 2)
    origins_in_world = np.array([actor.placement.position_m for actor in actors]) - lens
    origins = rotate(camera_from_world, origins_in_world)
    points = np.array([[a.figure.eyes_in_actor, a.figure.landmarks_in_actor["crown"]] for a in actors])
    directions = np.array([[HEAD, a.actor_from_head @ FORWARD, a.figure.gaze_in_actor] for a in actors])
    points = np.einsum("nij,nkj->nki", camera_from_actor, points) + origins[:, None]
    directions = np.einsum("nij,nkj->nki", camera_from_actor, directions)
    return People(
        ids=tuple(actor.actor.id for actor in actors),
        eyes=points[:, 0],
        crowns=points[:, 1],
        heads=directions[:, 0],
        faces=directions[:, 1],
        gazes=directions[:, 2],
        cameras=-np.einsum("nji,nj->ni", camera_from_actor, origins),
    )
