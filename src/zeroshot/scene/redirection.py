"""Leads references to a thing elsewhere, when the thing gets another id or goes."""

from __future__ import annotations

from typing import TypeVar

from zeroshot.scene.document import Actor, Anchor, Blocking, Document, Gaze, Shot
from zeroshot.scene.values import FrozenDict

Looking = TypeVar("Looking", Actor, Blocking)


def redirected(document: Document, item_id: str, new_id: str | None) -> Document:
    """Return the document with every reference to an item led to a new id, or dropped for None.

    Dropping leaves nobody looking at it, nothing held to it, and no shot moving it or wanting its down; a
    shot's camera is not dropped. The result is not validated, since the new id may not be there yet.
    """
    actors = tuple(_look_elsewhere(actor, item_id, new_id) for actor in document.actors)
    shots = tuple(_shot_elsewhere(shot, item_id, new_id) for shot in document.shots)
    changes = {"actors": actors, "shots": shots}
    different = {name: group for name, group in changes.items() if group != getattr(document, name)}
    return document.model_copy(update=different) if different else document


def _lead(reference: str, item_id: str, new_id: str | None) -> str | None:
    owner, slash, point = reference.partition("/")
    if owner != item_id:
        return reference
    return None if new_id is None else f"{new_id}{slash}{point}"


def _look_elsewhere(thing: Looking, item_id: str, new_id: str | None) -> Looking:
    changes: dict[str, object] = {}
    if thing.gaze is not None and (gaze := _gaze_elsewhere(thing.gaze, item_id, new_id)) != thing.gaze:
        changes["gaze"] = gaze
    if thing.anchors is not None and (held := _held(thing.anchors, item_id, new_id)) != thing.anchors:
        changes["anchors"] = held
    return thing.model_copy(update=changes) if changes else thing


def _gaze_elsewhere(gaze: Gaze, item_id: str, new_id: str | None) -> Gaze | None:
    at = _lead(gaze.at, item_id, new_id)
    return None if at is None else gaze.model_copy(update={"at": at})


def _held(anchors: tuple[Anchor, ...], item_id: str, new_id: str | None) -> tuple[Anchor, ...]:
    led = ((anchor, _lead(anchor.to, item_id, new_id)) for anchor in anchors)
    return tuple(anchor.model_copy(update={"to": to}) for anchor, to in led if to is not None)


def _shot_elsewhere(shot: Shot, item_id: str, new_id: str | None) -> Shot:
    led = ((_lead(key, item_id, new_id), change) for key, change in shot.blocking.items())
    blocking = {key: _look_elsewhere(change, item_id, new_id) for key, change in led if key is not None}
    changes: dict[str, object] = {}
    if blocking != shot.blocking:
        changes["blocking"] = FrozenDict(blocking)
    if shot.camera == item_id and new_id is not None:
        changes["camera"] = new_id
    if shot.intended_down == item_id:
        changes["intended_down"] = new_id
    return shot.model_copy(update=changes) if changes else shot
