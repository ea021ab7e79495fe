"""What every composing move is: an edit that first looks at the shot as it stands."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import AssetError, EditError, OpticsError, did_you_mean
from zeroshot.framing.places.points import EYES
from zeroshot.framing.staging import StagedActor, StagedShot, stage
from zeroshot.scene.document import Anchor, Camera, Document, PoseChoice
from zeroshot.scene.edits import MoveItem, SetAnchors, SetGaze, SetLens, SetPose
from zeroshot.scene.resolve import placement_of, resolve
from zeroshot.scene.revision import Edit, with_item
from zeroshot.scene.shot_edits import SetBlocking
from zeroshot.scene.values import split_reference
from zeroshot.spatial import Array, AttitudeError, Placement, canonical, head_of

SETTLED_M = 1e-4
ROUNDS = 6
"""Moving someone turns who looks at them, and that moves eyes: moves are repeated until nothing changes."""


@dataclass(frozen=True, kw_only=True)
class Move(Edit):
    """A composing move in one shot.

    shot_id: the shot it is seen in; None: the first. this_shot_only: write it into that shot's blocking, so
    that no other shot changes. beside: the folder of the scene file, where models given as paths are found.
    """

    shot_id: str | None = None
    this_shot_only: bool = False
    beside: Path | None = None

    def _revise(self, document: Document) -> Document:
        try:
            return self._moved(document)
        except (AttitudeError, OpticsError, AssetError) as error:
            raise EditError(str(error)) from error

    @abstractmethod
    def _moved(self, document: Document) -> Document:
        """Return the document after the move."""

    def see(self, document: Document) -> StagedShot:
        """Stage the shot as it stands in a document."""
        return stage(document, self.shot_id, beside=self.beside)

    def with_changes(self, document: Document, item_id: str, changes: Mapping[str, object]) -> Document:
        """Write fields of an item where this move writes: in the shot's blocking, or in the scene.

        What the shot overrides already is overridden anew, or the move would not be seen.
        """
        if not document.shots:
            return _in_scene(document, item_id, changes)
        shot_id = resolve(document, self.shot_id).shot_id
        held = document.shot(shot_id).blocking.get(item_id)
        inside = {
            name: value
            for name, value in changes.items()
            if self.this_shot_only or (held is not None and name in held.given)
        }
        if inside:
            document = SetBlocking(shot_id, item_id, inside).apply(document)
        return document if self.this_shot_only else _in_scene(document, item_id, changes)

    def with_placement(self, document: Document, item_id: str, placement: Placement) -> Document:
        """Write where an item is and how it is turned."""
        changes = {"position_m": placement.position_m, "orientation_xyzw": placement.orientation_xyzw}
        return self.with_changes(document, item_id, changes)


def _in_scene(document: Document, item_id: str, changes: Mapping[str, object]) -> Document:
    rest = dict(changes)
    placed = {name: rest.pop(name) for name in ("position_m", "orientation_xyzw") if name in rest}
    if placed:
        document = MoveItem(item_id, **placed).apply(document)  # type: ignore[arg-type]  # checked when applied
    if "lens" in rest:
        lens = rest.pop("lens")
        assert isinstance(lens, Mapping)
        document = SetLens(item_id, lens).apply(document)
    if "gaze" in rest:
        gaze = rest.pop("gaze")
        document = SetGaze(item_id, str(gaze["at"]) if isinstance(gaze, Mapping) else None).apply(document)
    if "pose" in rest:
        document = SetPose(item_id, PoseChoice.model_validate(rest.pop("pose"))).apply(document)
    if "anchors" in rest:
        anchors = rest.pop("anchors")
        assert isinstance(anchors, Sequence)
        document = SetAnchors(item_id, tuple(map(Anchor.model_validate, anchors))).apply(document)
    return with_item(document, item_id, **rest) if rest else document


def placed(position: ArrayLike, orientation_xyzw: ArrayLike) -> Placement:
    """Build a placement as it is written into a file: the quaternion's sign settled."""
    return Placement.from_arrays(position, canonical(orientation_xyzw))


def actor_of(staged: StagedShot, actor_id: str) -> StagedActor:
    """Return someone by id. Raises EditError with the nearest name."""
    for actor in staged.actors:
        if actor.actor.id == actor_id:
            return actor
    known = [actor.actor.id for actor in staged.actors]
    raise EditError(f'there is nobody "{actor_id}" here{did_you_mean(actor_id, known)}')


def placement_in(staged: StagedShot, item_id: str) -> Placement:
    """Return where an actor, camera, prop, light or module is in the shot. Raises EditError."""
    resolved = staged.resolved
    groups = (resolved.actors, resolved.props, resolved.lights, resolved.modules, (resolved.camera,))
    items = {item.id: item for group in groups for item in group}
    for camera in resolved.document.cameras:
        items.setdefault(camera.id, camera)
    if item_id not in items:
        raise EditError(f'there is nothing "{item_id}" here{did_you_mean(item_id, items)}')
    return placement_of(items[item_id])


def point_of(staged: StagedShot, reference: str) -> Array:
    """Return the point (3,) in the world of a reference: "surgeon" (the eyes), "lab/handrail-12", "laptop".

    Raises EditError.
    """
    owner_id, name = split_reference(reference)
    for actor in staged.actors:
        if actor.actor.id == owner_id:
            points = {**actor.points_in_world, EYES: actor.eyes_in_world}
            if (name or EYES) not in points:
                raise EditError(f'"{owner_id}" has no point "{name}"{did_you_mean(str(name), points)}')
            return np.asarray(points[name or EYES])
    for model in (*staged.modules, *staged.props):
        if model.item.id == owner_id and name is not None:
            known = model.model.facts.points
            if name not in known:
                raise EditError(f'"{owner_id}" has no point "{name}"{did_you_mean(name, known)}')
            return model.point(name).position_in_world
    return np.asarray(placement_in(staged, owner_id).position_m)


def previous_camera(staged: StagedShot) -> Camera:
    """Return the camera of the shot before this one, as that shot has it. Raises EditError for the first."""
    document, shot_id = staged.resolved.document, staged.resolved.shot_id
    ids = [shot.id for shot in document.shots]
    if shot_id not in ids or ids.index(shot_id) == 0:
        raise EditError("there is no shot before this one")
    return resolve(document, ids[ids.index(shot_id) - 1]).camera


def head_of_reference(staged: StagedShot, name: str) -> Array:
    """Return the head direction in the world (3,) of "station", "previous" (the camera of the shot before),
    or anything in the scene by its id.

    Raises EditError.
    """
    if name == "station":
        return staged.station_head
    if name == "previous":
        return head_of(placement_of(previous_camera(staged)).orientation_xyzw)
    return head_of(placement_in(staged, name).orientation_xyzw)
