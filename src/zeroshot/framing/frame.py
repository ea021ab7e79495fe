"""What of a staged shot lies in its picture, by geometry alone: walls hide nothing here."""

from __future__ import annotations

import numpy as np

from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.spatial import Array, head_of


def heads_of_shot(staged: StagedShot) -> tuple[tuple[str, ...], Array]:
    """Return names and head directions in the world (n, 3) of all that makes planes in a shot.

    "station", then the ids of the actors who are in the picture, then "camera".
    """
    actors = [staged_actor for staged_actor in staged.actors if is_in_frame(staged, staged_actor)]
    names = ("station", *(staged_actor.actor.id for staged_actor in actors), "camera")
    heads = [
        staged.station_head,
        *(head_of(staged_actor.placement.orientation_xyzw) for staged_actor in actors),
        head_of(staged.camera_placement.orientation_xyzw),
    ]
    return names, np.stack(heads)


def is_in_frame(staged: StagedShot, actor: StagedActor) -> bool:
    """Tell whether any bone or landmark of someone is in the picture, hidden or not."""
    return bool(staged.view.contains(body_points_in_camera(staged, actor)).any())


def body_points_in_camera(staged: StagedShot, actor: StagedActor) -> Array:
    """Return points (n, 3) along every bone of someone, and their landmarks, in the camera's frame."""
    return staged.camera_placement.apply_inverse(actor.body_points_in_world)
