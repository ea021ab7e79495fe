"""What is shown before all are posed anew: who only moves keeps their pose, who is posed is posed alone.

Posing people who hold on and look at each other takes far longer than drawing them; handles and pictures must
follow the hand. The good picture is made of the document itself, and so is everything that is written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from zeroshot.framing.cast.cast import StagedActor, pose_alone
from zeroshot.framing.places.points import PointFinder
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.people.figure import Figure
from zeroshot.scene.document import Actor, Document
from zeroshot.scene.resolve import ResolvedShot, placement_of


def carried(
    before: StagedShot | None, document: Document, shot_id: str | None, *, beside: Path | None = None
) -> StagedShot:
    """Stage a shot with people as they were staged before, wherever the document has moved them.

    Whoever has another pose, other anchors or another body, or was not there, is posed by themselves: their
    hands and eyes are where their pose has them. Raises as `stage` does.
    """
    known = {} if before is None else {one.actor.id: one for one in before.actors}
    return stage(document, shot_id, beside=beside, cast=partial(_carried_cast, known))


def _carried_cast(
    known: dict[str, StagedActor], resolved: ResolvedShot, finder: PointFinder
) -> tuple[StagedActor, ...]:
    return tuple(
        StagedActor(actor, placement_of(actor), _figure(known.get(actor.id), actor, resolved, finder))
        for actor in resolved.actors
    )


def _figure(was: StagedActor | None, actor: Actor, resolved: ResolvedShot, finder: PointFinder) -> Figure:
    if was is not None and _is_same_but_moved(was.actor, actor):
        return was.figure
    return pose_alone(resolved, finder, actor)


def _is_same_but_moved(old: Actor, new: Actor) -> bool:
    here = {"position_m": new.position_m, "orientation_xyzw": new.orientation_xyzw}
    return old is new or old.model_copy(update=here) == new
