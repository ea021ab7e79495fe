"""Pictures of poses: one person, or two, with what they hold, lit softly before a plain ground.

Drawn by the same painter as every shot, so that a pose looks on the sheet as it will in the scene.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from zeroshot.framing.moves.together import PoseTogether
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.mesh import Image
from zeroshot.people.pairs import Pair
from zeroshot.people.pose_files import Pose
from zeroshot.people.poses import find_pose
from zeroshot.people.turns import matrix_from_angles
from zeroshot.render.painter import Painter
from zeroshot.render.pose_scenery import scenery_of
from zeroshot.scene.document import Document
from zeroshot.spatial import (
    Array,
    canonical,
    compose,
    head_of,
    look_at,
    quaternion_from_axis_angle,
    quaternion_from_matrix,
    rotate,
)

Triple = tuple[float, float, float]

STATURE_M = 1.70
COLORS = {"female": "#b8523c", "male": "#3f6d96"}
GROUND = (92, 97, 105)
"""What is behind them, sRGB: dark enough for a picture among others, lighter than dark hair."""

EXPOSURE = {"iso": 800.0}

_DISTANCE_M, _FINE = 12.0, 2
_MARGIN = 1.06


@dataclass(frozen=True)
class Around:
    """What of a body is shown: what is within a distance, metres, of a joint or landmark."""

    point: str
    radius_m: float


_HAND, _HEAD = Around("rightMiddleProximal", 0.125), Around("rightEye", 0.17)


class PosePictures:
    """Draw poses. Keeps its painters between pictures; use it as a context manager, from one thread."""

    def __init__(self) -> None:
        """Make ready to draw. Raises NoGraphicsError, which says what to install."""
        self._painter = Painter(ground=GROUND)

    def __enter__(self) -> PosePictures:
        return self

    def __exit__(self, *_: object) -> None:
        self._painter.close()

    def draw(self, pose: Pose, *, sex: str = "female", side_px: int = 256) -> Image:
        """Draw one pose with its props: (side_px, side_px, 3) uint8."""
        actor = {**_actor("actor", sex), "pose": {"name": pose.name}}
        figure = stage(_document([actor], ())).actors[0].figure
        with TemporaryDirectory() as folder:
            around = scenery_of(pose, figure, Path(folder))
            return self.draw_people(
                [actor],
                [*props_of(pose), *around],
                view_deg=pose.view_deg,
                side_px=side_px,
                beside=Path(folder),
            )

    def draw_pair(self, pair: Pair, *, side_px: int = 256) -> Image:
        """Draw two people in a pose, a woman of 1.66 m and a man of 1.80 m: (side_px, side_px, 3) uint8."""
        people = [
            _actor("first", "female", 1.66),
            {**_actor("second", "male", 1.80), "position_m": [2, 0, 0]},
        ]
        apart = _document(people, ())
        document = PoseTogether(a="first", b="second", pose=pair.name).apply(apart)
        actors = document.model_dump(mode="json", exclude_none=True)["actors"]
        props = props_of(find_pose(pair.first))
        return self.draw_people(actors, props, view_deg=pair.view_deg, side_px=side_px)

    def draw_hand(self, shape: str, *, side_px: int = 256) -> Image:
        """Draw a right hand in a shape, from its thumb and palm: (side_px, side_px, 3) uint8."""
        joints = {"rightUpperArm": [-82, 0, 0], "rightLowerArm": [0, 4, 0], "rightHand": [0, 0, 0]}
        pose = {"name": "standing", "joints_deg": joints, "right_hand": shape}
        actor = {**_actor("actor", "female"), "pose": pose}
        return self.draw_people([actor], view_deg=(14.0, -34.0, 90.0), side_px=side_px, around=_HAND)

    def draw_face(self, face: str, *, sex: str = "female", side_px: int = 256) -> Image:
        """Draw a face with an expression, from its front and left: (side_px, side_px, 3) uint8."""
        actor = {**_actor("actor", sex), "pose": {"name": "standing", "face": face}}
        return self.draw_people([actor], view_deg=(-24.0, 2.0, 0.0), side_px=side_px, around=_HEAD)

    def draw_people(
        self,
        actors: Sequence[Mapping[str, Any]],
        props: Sequence[Mapping[str, Any]] = (),
        *,
        view_deg: Triple,
        side_px: int,
        around: Around | None = None,
        beside: Path | None = None,
    ) -> Image:
        """Draw actors and props, as a scene file has them, from a direction: (side_px, side_px, 3) uint8.

        view_deg: how far the camera stands to the right of the first one's front, and toward their head; and
        how far their head leans clockwise from the picture's top. around: what of the first one is shown.
        beside: the folder in which props are that the library does not have.
        """
        document = _document(actors, props)
        staged = stage(document, beside=beside)
        points = _points(staged)
        if around is not None:
            middle = staged.actors[0].points_in_world[around.point]
            points = points[np.linalg.norm(points - middle, axis=1) < around.radius_m]
        staged = stage(_seen(document, points, view_deg), beside=beside)
        fine_px = side_px * _FINE
        drawn = self._painter.draw(staged, width_px=fine_px, height_px=fine_px).astype(np.float64)
        return np.asarray(np.rint(_shrunk(drawn, _FINE)), dtype=np.uint8)


def _actor(actor_id: str, sex: str, stature_m: float = STATURE_M) -> dict[str, Any]:
    return {"id": actor_id, "color": COLORS[sex], "body": {"sex": sex, "stature_m": stature_m}}


def props_of(pose: Pose) -> list[dict[str, Any]]:
    """Return the props of a pose as a scene file has them, for someone at the world's origin."""
    found = []
    for index, prop in enumerate(pose.props):
        turn = quaternion_from_matrix(matrix_from_angles(np.radians(prop.turn_deg)))
        found.append(
            {
                "id": f"prop-{index}",
                "model": prop.model,
                "position_m": list(prop.position_m),
                "orientation_xyzw": canonical(turn).tolist(),
            }
        )
    return found


def _document(actors: Sequence[Mapping[str, Any]], props: Sequence[Mapping[str, Any]]) -> Document:
    lights = [
        _light("key", (2.2, -0.4, -2.4), 2700.0, 0.7),
        _light("fill", (1.8, -2.6, 0.6), 420.0, 1.6),
        _light("back", (-2.0, -1.2, -1.8), 1500.0, 0.7),
        _light("below", (0.8, 0.6, 2.8), 200.0, 1.6),
    ]
    camera = {"id": "eye", "position_m": [5, 0, 0]}
    return Document.model_validate(
        {"actors": list(actors), "props": list(props), "lights": lights, "cameras": [camera]}
    )


def _light(name: str, at: Triple, lumens: float, side_m: float) -> dict[str, Any]:
    turn = look_at(-np.asarray(at), head_reference_in_world=(0.0, 0.1, -1.0))
    return {
        "id": name, "kind": "panel", "position_m": list(at), "orientation_xyzw": turn.tolist(),
        "lumens": lumens, "kelvin": 5600.0, "width_m": side_m, "height_m": side_m,
    }  # fmt: skip


def _points(staged: StagedShot) -> Array:
    """Return points of what is in the picture (n, 3): of everybody, and the corners of the props."""
    points = [
        person.placement.apply(part.points) for person in staged.actors for part in person.figure.mesh.parts
    ]
    for prop in staged.props:
        corners = np.array(np.meshgrid(*prop.bounds_in_model.T)).reshape(3, -1).T
        # What is held on to may be cut off: a wall goes on.
        if prop.item.id != "scenery":
            points.append(prop.placement.apply(corners))
    return np.concatenate(points).astype(np.float64)


def _seen(document: Document, points: Array, view_deg: Triple) -> Document:
    """Return the document with its camera so that all points are in a square picture."""
    yaw, pitch, roll = np.radians(view_deg)
    toward = np.array([np.cos(pitch) * np.cos(yaw), np.cos(pitch) * np.sin(yaw), -np.sin(pitch)])
    level = look_at(-toward, head_reference_in_world=(0.0, 0.0, -1.0))
    turn = compose(quaternion_from_axis_angle(toward, roll), level)
    right, head = rotate(turn, [0.0, 1.0, 0.0]), head_of(turn)
    middle = np.zeros(3)
    spans = []
    for axis in (right, head):
        low, high = (points @ axis).min(), (points @ axis).max()
        middle += axis * (low + high) / 2.0
        spans.append(high - low)
    middle += toward * float(np.median(points @ toward))
    eye = middle + toward * _DISTANCE_M
    focal_length_mm = 24.0 * _DISTANCE_M / (max(spans) * _MARGIN)
    camera = {
        "id": "eye", "position_m": eye.tolist(), "orientation_xyzw": turn.tolist(), "aspect": 1.0,
        "sensor": {"width_mm": 24.0, "height_mm": 24.0}, "lens": {"focal_length_mm": focal_length_mm},
        "exposure": EXPOSURE,
    }  # fmt: skip
    return Document.model_validate(
        {**document.model_dump(mode="json", exclude_none=True), "cameras": [camera]}
    )


def _shrunk(picture: Array, factor: int) -> Array:
    """Average blocks of factor × factor pixels."""
    high, wide, depth = picture.shape
    blocks = picture.reshape(high // factor, factor, wide // factor, factor, depth)
    return np.asarray(blocks.mean(axis=(1, 3)))
