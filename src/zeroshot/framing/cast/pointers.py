"""Where in the scene file something of a shot is said."""

from __future__ import annotations

from zeroshot.scene.resolve import ResolvedShot


def pointer_of(resolved: ResolvedShot, item_id: str, field: str) -> str:
    """Return the JSON pointer to an actor's field as this shot has it: the shot's own where it has one."""
    document, shot = resolved.document, resolved.shot
    if shot is not None and item_id in shot.blocking and field in shot.blocking[item_id].given:
        return f"/shots/{document.shots.index(shot)}/blocking/{item_id}/{field}"
    index = [actor.id for actor in document.actors].index(item_id)
    return f"/actors/{index}/{field}"
