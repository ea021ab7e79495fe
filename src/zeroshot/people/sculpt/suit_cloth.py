"""The soft part of a pressure suit: one thick piece from neck to feet. Fields take points of either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.draping import Cut
from zeroshot.people.sculpt.fields import clip, cone, join, mirrored, ramp
from zeroshot.people.sculpt.nets import graded, mirrored_lines
from zeroshot.people.sculpt.tailoring import Fitting, Pattern, Piece
from zeroshot.spatial import Array


@dataclass(frozen=True)
class SuitCut:
    """How bulky a suit is: metres.

    trunk: off its skin. arm, leg: radii at shoulder, elbow and wrist, and at hip, knee and ankle. excess:
    cloth to spare, as a share. neck: how wide its opening is off the neck.
    """

    trunk: float
    arm: tuple[float, float, float]
    leg: tuple[float, float, float]
    excess: float
    creased: float
    neck: float
    step: float
    budget: int


def suit_field(p: Array, body: Body, cut: SuitCut) -> Array:
    """Measure to the outside of a suit."""
    q = mirrored(p)
    slim = 1.0 if body.build.is_male else 0.93
    trunk = join(join(body.trunk(q), body.arm(q), 0.07), body.leg(q), 0.06) - cut.trunk
    local = body.local(q, "rightUpperArm")
    shoulder, elbow, wrist = (slim * radius for radius in cut.arm)
    upper = cone(local, (0.0, 0.0, 0.02), (0.0, 0.0, body.upper_arm), shoulder, elbow)
    lower = cone(local, (0.0, 0.0, body.upper_arm), (0.0, 0.0, body.whole_arm + 0.03), elbow, wrist)
    arm = join(upper, lower, 0.02)
    limb = body.local(q, "rightUpperLeg")
    hip, knee, ankle = (slim * radius for radius in cut.leg)
    thigh = cone(limb, (-0.004, 0.0, 0.04), (0.0, 0.0, body.thigh), hip, knee)
    shank = cone(limb, (-0.004, 0.0, body.thigh), (-0.012, 0.0, body.whole_leg + 0.03), knee, ankle)
    legs = clip(join(thigh, shank, 0.03), 0.0035 - q[:, 1], 0.012)
    trunk = clip(trunk, p[:, 2] - body.joint("rightUpperLeg")[2] - 0.085, 0.03)
    return join(join(trunk, arm, 0.05), legs, 0.05)


def soft_suit(fitting: Fitting, cut: SuitCut) -> Piece:
    """Cut the soft part of a suit and let it settle; open at neck, wrists and ankles."""
    body = fitting.body
    arm_end, leg_end = body.whole_arm - 0.004, body.whole_leg - 0.006
    side = abs(body.world(np.array([[0.0, 0.0, arm_end]]), "rightUpperArm")[0, 1]) + 0.13
    top = body.joint("neck")[2] - 0.10

    def neck(p: Array) -> Array:
        base = body.joint("neck")
        tilt = (base[2] - p[:, 2]) + 0.45 * (p[:, 0] - base[0]) - 0.010
        close = cut.neck - body.neck(mirrored(p)) + 0.8 * np.maximum(tilt - 0.015, 0.0)
        return join(0.9 * tilt, close, 0.02)

    def wrist(p: Array) -> Array:
        local = body.local(mirrored(p), "rightUpperArm")
        near = -cone(local, (0.0, 0.0, 0.25), (0.0, 0.0, 0.95), 0.14)
        return np.minimum(local[:, 2] - arm_end, near)

    pattern = Pattern(
        field=lambda p: suit_field(p, body, cut),
        hems=(wrist, lambda p: body.local(mirrored(p), "rightUpperLeg")[:, 2] - leg_end, neck),
        lines=(
            graded([-0.30, 0.30], [cut.step]),
            mirrored_lines([0.0, side], [cut.step]),
            graded([top, 0.02], [cut.step]),
        ),
        cloth=lambda p: _suit_cloth(p, body, cut, neck(p)),
        budget=cut.budget,
        rounds=260,
        billow_m=0.00004,
    )
    return fitting.sewn(pattern)


def _suit_cloth(p: Array, body: Body, cut: SuitCut, neck: Array) -> Cut:
    """Say how a suit is cut: rings hold it at neck, wrists and ankles; it bunches where limbs bend."""
    q = mirrored(p)
    leg, arm = body.local(q, "rightUpperLeg")[:, 2], body.local(q, "rightUpperArm")[:, 2]
    is_leg = p[:, 2] > body.joint("rightUpperLeg")[2]
    is_arm = (q[:, 1] > 0.24) & ~is_leg
    bends = np.where(is_arm, np.exp(-(((arm - body.upper_arm) / 0.08) ** 2)), 0.0)
    bends = np.maximum(bends, np.where(is_leg, np.exp(-(((leg - body.thigh) / 0.10) ** 2)), 0.0))
    waist = np.exp(-(((p[:, 2] + body.build.size["iliocristaleheight"]) / 0.06) ** 2)) * ~is_arm
    ends = np.where(is_arm, ramp(arm, body.whole_arm - 0.03, body.whole_arm - 0.012), 0.0)
    ends = np.maximum(ends, np.where(is_leg, ramp(leg, body.whole_leg - 0.04, body.whole_leg - 0.015), 0.0))
    held = np.maximum(np.exp(-((neck / 0.02) ** 2)), ends)
    return Cut(
        excess=(cut.excess * (1.0 + 0.8 * bends + 0.5 * waist)) * (1.0 - held),
        pinned=0.95 * held,
        clear_m=np.full(len(p), 0.006),
        stiff=0.16 + 0.4 * held,
        creased_m=cut.creased,
    )
