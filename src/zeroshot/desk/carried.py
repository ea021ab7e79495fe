"""What a drag shows before anyone is posed anew: whoever is carried keeps their pose for as long as it lasts.

Posing people who hold on and look at each other takes a second; handles and names must follow the hand. The
pictures are made of the document itself, and so is everything once the drag has ended.
"""

from __future__ import annotations

from dataclasses import replace

from zeroshot.errors import ZeroshotError
from zeroshot.framing.cast import StagedActor
from zeroshot.framing.staging import StagedShot, seen_through
from zeroshot.scene.document import Actor, Document
from zeroshot.scene.resolve import placement_of, resolve


def carried(before: StagedShot, document: Document, shot_id: str | None) -> StagedShot | None:
    """Return the shot as it was staged before a drag, with people and camera where the drag has them.

    None where more than that has changed, so that it must be staged anew.
    """
    try:
        after = resolve(document, shot_id)
    except ZeroshotError:
        return None
    old = before.resolved
    if not _same_but_moved(old.actors, after.actors) or after.props != old.props:
        return None
    if document.set != old.document.set or after.lights != old.lights:
        return None
    actors = tuple(
        StagedActor(actor, placement_of(actor), was.figure)
        for actor, was in zip(after.actors, before.actors, strict=True)
    )
    moved = replace(before, actors=actors, resolved=replace(old, document=document, actors=after.actors))
    return seen_through(moved, after.camera)


def _same_but_moved(before: tuple[Actor, ...], after: tuple[Actor, ...]) -> bool:
    if len(before) != len(after):
        return False
    for old, new in zip(before, after, strict=True):
        here = {"position_m": new.position_m, "orientation_xyzw": new.orientation_xyzw}
        if old is not new and old.model_copy(update=here) != new:
            return False
    return True
