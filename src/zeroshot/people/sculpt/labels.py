"""Say where on the body each point lies: its region, and how far along it; see ``people.regions``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.regions import REGION_INDEX
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import mirrored, ramp
from zeroshot.people.sculpt.weights import arm_share, head_share, leg_share, neck_share
from zeroshot.spatial import Array


def labelled(points: Array, body: Body) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return the region (n,) and the place along it (n,) of points of the bind pose, either side."""
    p = mirrored(points)
    region = np.full(len(p), REGION_INDEX["trunk"], dtype=np.uint8)
    along = _along_trunk(p, body)
    for name, place, inside in (
        ("neck", _along_neck(p, body), neck_share(p, body) > 0.5),
        ("head", np.zeros(len(p)), head_share(p, body) > 0.5),
        *_limb(p, body, "leg", leg_share(p, body) > 0.5),
        *_limb(p, body, "arm", arm_share(p, body) > 0.5),
    ):
        region[inside] = REGION_INDEX[name]
        along[inside] = place[inside]
    return region, np.clip(along, 0.0, 1.0).astype(np.float32)


def _along_trunk(p: Array, body: Body) -> Array:
    neck = body.joint("neck")
    low = -body.build.size["crotchheight"]
    below = p[:, 2] - neck[2]
    tilt = 0.62 * (p[:, 0] - neck[0]) * ramp(-below, -0.25, -0.02)
    return np.asarray(1.0 - (below - tilt) / (low - neck[2]))


def _along_neck(p: Array, body: Body) -> Array:
    neck, head = body.joint("neck"), body.joint("head")
    tilted = (neck[2] - p[:, 2]) + 0.62 * (p[:, 0] - neck[0])
    return np.asarray(tilted / (neck[2] - head[2]))


def _limb(
    p: Array, body: Body, kind: str, inside: NDArray[np.bool_]
) -> tuple[tuple[str, Array, NDArray[np.bool_]], ...]:
    """Cut a limb at its joints: three regions, the place along each, and the points in each."""
    if kind == "arm":
        z, near, far = body.local(p, "rightUpperArm")[:, 2], body.upper_arm, body.whole_arm
        end = (z - far) / body.build.size["handlength"]
        last = "hand"
    else:
        z, near, far = body.local(p, "rightUpperLeg")[:, 2], body.thigh, body.whole_leg
        foot = body.local(p, "rightFoot")
        end = 0.28 + foot[:, 0] / body.build.size["footlength"]
        last = "foot"
    return (
        (f"upper {kind}", z / near, inside & (z <= near)),
        (f"lower {kind}", (z - near) / (far - near), inside & (z > near) & (z <= far)),
        (last, end, inside & (z > far)),
    )
