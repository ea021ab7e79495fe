"""Whether everyone, and the camera, can have come to where they are: the widest way into a module."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name, centimetres, sentence
from zeroshot.framing.obstacles.rig import rig_points
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.thresholds import HATCH_MARGIN_M
from zeroshot.people.proportions import dimensions
from zeroshot.scene.document import Body

Opening = tuple[float, float]


def hatch_too_small(evidence: Evidence) -> Iterator[Finding]:
    """Find the camera and people in a module all of whose hatches are too small for them.

    A module whose facts name no hatch is not judged. Who needs most speaks for all who are in it.
    """
    staged = evidence.staged
    for module in staged.modules:
        hatches = _hatches_m(module)
        inside = _inside(staged, module)
        if not hatches or not inside:
            continue
        widest = max(hatches, key=lambda name: (min(hatches[name]), max(hatches[name])))
        lacks = {subject: _lack_m(hatches[widest], needed) for subject, (_, needed) in inside.items()}
        subject = max(lacks, key=lambda name: lacks[name])
        if lacks[subject] > 0.0:
            yield _finding(subject, *inside[subject], module, widest, hatches[widest])


def _finding(
    subject: str, who: str, needed_m: Opening, module: StagedModel, widest: str, hatch_m: Opening
) -> Finding:
    lack_cm = centimetres(_lack_m(hatch_m, needed_m))
    message = (
        f"{sentence(who)} cannot have come into {module.item.id}: the widest way in, {widest}, is "
        f"{_size(hatch_m)}, and {_size(needed_m)} are needed, {lack_cm:.0f} cm more."
    )
    return Finding("warning", "hatch-too-small", subject, lack_cm, message)


def _size(opening_m: Opening) -> str:
    return f"{opening_m[0] * 100:.0f} × {opening_m[1] * 100:.0f} cm"


def _hatches_m(module: StagedModel) -> dict[str, Opening]:
    return {
        name: (point.size_m[0] * module.scale, point.size_m[1] * module.scale)
        for name, point in module.model.facts.points.items()
        if point.kind == "hatch" and point.size_m is not None
    }


def _inside(staged: StagedShot, module: StagedModel) -> dict[str, tuple[str, Opening]]:
    """Return by id who is in a module, in words, and the opening that they need."""
    inside = {
        person.actor.id: (person.name, needed_for(person.actor.body, has_camera=False))
        for person in staged.actors
        if module.depth_inside_m(person.placement.position_m) >= 0.0
    }
    if module is staged.station_module:
        operator = staged.camera.operator
        body = operator.body if operator is not None else Body()
        inside[staged.camera.id] = (
            f"{camera_name(staged)} with who carries it", needed_for(body, has_camera=True)
        )  # fmt: skip
    return inside


def needed_for(body: Body, *, has_camera: bool) -> Opening:
    """Return the smallest opening, wide and narrow, metres, that somebody passes, stretched out.

    Bideltoid breadth × chest depth, or the two smaller sides of the camera without its grips where that is
    more, as the two pass one after the other; and room for fingers on every side.
    """
    size = dimensions(body.sex, body.stature_m)
    wide, narrow = size["bideltoidbreadth"], size["chestdepth"]
    if has_camera:
        rig = sorted(np.ptp(rig_points(has_grips=False).points, axis=0))
        wide, narrow = max(wide, float(rig[1])), max(narrow, float(rig[0]))
    return wide + 2.0 * HATCH_MARGIN_M, narrow + 2.0 * HATCH_MARGIN_M


def _lack_m(size_m: Opening, needed_m: Opening) -> float:
    """Return by how much an opening is too small; who passes may turn to fit."""
    return max(needed_m[0] - max(size_m), needed_m[1] - min(size_m))


CHECKS: tuple[Check, ...] = (hatch_too_small,)
