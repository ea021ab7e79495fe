"""Which joints carry each point of the skin: smooth shares along spine, arms, fingers and legs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.proportions import FINGERTIPS, finger_scale
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import cone, ramp
from zeroshot.people.sculpt.fields import mirrored as mirrored_points
from zeroshot.people.skeleton import FINGERS, mirrored
from zeroshot.people.template import SKIN_INDEX
from zeroshot.spatial import Array

Shares = dict[str, Array]
KEPT = 6


def skin_weights(points: Array, body: Body) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return the joints (n, 6) and weights (n, 6) of points in the bind pose.

    Points on the left get the mirror image of the right's. Skin and cloth at one place weigh alike.
    """
    folded = mirrored_points(points)
    dense = np.zeros((len(points), len(SKIN_INDEX)))
    right = ramp(points[:, 1], -0.014, 0.014)
    for name, share in _body(folded, body).items():
        if name.startswith("right"):
            dense[:, SKIN_INDEX[name]] += share * right
            dense[:, SKIN_INDEX[mirrored(name)]] += share * (1.0 - right)
        else:
            dense[:, SKIN_INDEX[name]] += share
    kept = np.argsort(-dense, axis=1, kind="stable")[:, :KEPT]
    weights = np.take_along_axis(dense, kept, axis=1)
    weights /= weights.sum(axis=1, keepdims=True)
    return kept.astype(np.uint8), weights.astype(np.float32)


def neck_share(p: Array, body: Body) -> Array:
    """Return how far (n,) folded points are past the base of the neck, 0 to 1."""
    neck = body.joint("neck")
    return ramp((neck[2] - p[:, 2]) + 0.85 * (p[:, 0] - neck[0]), -0.030, 0.045)


def head_share(p: Array, body: Body) -> Array:
    """Return how far (n,) folded points are past the skull's pivot, 0 to 1."""
    head = body.joint("head")
    ahead = p[:, 0] - head[0]
    return ramp((head[2] - p[:, 2]) + np.where(ahead > 0.0, 1.1, -0.25) * ahead, -0.045, 0.030)


def arm_share(p: Array, body: Body) -> Array:
    """Return how far (n,) folded points belong to the arm, 0 to 1."""
    past = (p - body.joint("rightUpperArm")) @ np.array([0.0, 0.80, 0.60])
    return ramp(past, -0.075, 0.075) * ramp(body.trunk(p) - body.arm(p), -0.030, 0.040)


def leg_share(p: Array, body: Body) -> Array:
    """Return how far (n,) folded points belong to the leg, 0 to 1."""
    return ramp((p - body.joint("rightUpperLeg")) @ np.array([0.10, 0.34, 0.94]), -0.075, 0.085)


def _spine(p: Array, body: Body) -> Shares:
    """Share points among hips, spine, chest, upper chest, neck and head, by height."""
    past = {"neck": neck_share(p, body), "head": head_share(p, body)}
    for name, width in (("spine", 0.07), ("chest", 0.06), ("upperChest", 0.06)):
        past[name] = ramp(body.joint(name)[2] - p[:, 2], -width, width)
    shares, rest = {}, np.ones(len(p))
    order = ["hips", "spine", "chest", "upperChest", "neck", "head"]
    for name, following in zip(order, [*order[1:], ""], strict=True):
        share = past[following] if following else np.zeros(len(p))
        shares[name] = rest * (1.0 - share)
        rest = rest * share
    return shares


def _body(p: Array, body: Body) -> Shares:
    """Add arms and collar bones to the spine's shares."""
    shares = _legs(p, body)
    shoulder = body.joint("rightUpperArm")
    armness = arm_share(p, body)
    girdle = ramp(p[:, 1], 0.04, 0.14) * ramp(shoulder[2] + 0.10 - p[:, 2], 0.0, 0.12) * 0.75
    girdle = girdle * (1.0 - shares["neck"] - shares["head"])
    stay, half, go = _in_two_steps(armness)
    shares = {name: share * stay * (1.0 - girdle) for name, share in shares.items()}
    shares["rightShoulder"] = stay * girdle
    shares["rightUpperArmHalf"] = half
    for name, share in _arm(p, body).items():
        shares[name] = shares.get(name, 0.0) + share * go
    return shares


def _in_two_steps(share: Array) -> tuple[Array, Array, Array]:
    """Split a share into what stays with the trunk, turns half as far, and goes with the limb (Bernstein)."""
    return (1.0 - share) ** 2, 2.0 * share * (1.0 - share), share**2


def _arm(p: Array, body: Body) -> Shares:
    local = body.local(p, "rightUpperArm")
    z, elbow, wrist = local[:, 2], body.upper_arm, body.whole_arm
    turned = ramp(z, 0.07, 0.90 * elbow)
    fore = ramp(z, elbow - 0.040, elbow + 0.040)
    twist = ramp(z, elbow + 0.04, wrist - 0.02)
    end = ramp(z, wrist - 0.030, wrist + 0.016)
    shares = {
        "rightUpperArmTwist": (1.0 - fore) * (1.0 - turned),
        "rightUpperArm": (1.0 - fore) * turned,
        "rightLowerArm": fore * (1.0 - twist) * (1.0 - end),
        "rightLowerArmTwist": fore * twist * (1.0 - end),
    }
    for name, share in _hand(body.local(p, "rightHand"), body).items():
        shares[name] = share * end
    return shares


def _hand(local: Array, body: Body) -> Shares:
    """Share a hand's points among palm and fingers: the nearest finger takes them, past each joint."""
    build, scale = body.build, finger_scale(body.build.size)
    chains = {}
    for finger in (*FINGERS, "Thumb"):
        first = "Metacarpal" if finger == "Thumb" else "Proximal"
        second = "Proximal" if finger == "Thumb" else "Intermediate"
        names = [f"right{finger}{bone}" for bone in (first, second, "Distal")]
        joints = [build.offset("rightHand", name) for name in names]
        chains[finger] = (names, [*joints, np.array(FINGERTIPS[finger + "Distal"]) * scale])
    distance = {
        finger: np.min([cone(local, a, b, 0.009) for a, b in pairwise(joints)], axis=0)
        for finger, (_, joints) in chains.items()
    }
    thumb = ramp(np.min([distance[f] for f in FINGERS], axis=0) - distance["Thumb"], -0.006, 0.012)
    palm_edge = ramp(local[:, 0], 0.012 * scale[0], 0.034 * scale[0])
    total = sum(np.exp(-np.clip(distance[f], -0.02, 0.2) / 0.0022) for f in FINGERS)
    shares: Shares = {"rightHand": np.ones(len(local))}
    for finger, (names, joints) in chains.items():
        if finger == "Thumb":
            amount, widths = thumb * palm_edge, (0.020, 0.011, 0.008)
        else:
            amount = np.exp(-np.clip(distance[finger], -0.02, 0.2) / 0.0022) / total
            amount, widths = amount * (1.0 - thumb * palm_edge), (0.014, 0.008, 0.006)
        for name, joint, following, width in zip(names, joints[:-1], joints[1:], widths, strict=True):
            along = (local - joint) @ ((following - joint) / np.linalg.norm(following - joint))
            past = amount * ramp(along, -width, width)
            before = (
                shares.get(names[names.index(name) - 1], None) if name != names[0] else shares["rightHand"]
            )
            assert before is not None
            past = np.minimum(past, before)
            before -= past
            shares[name] = past
    return shares


def _legs(p: Array, body: Body) -> Shares:
    shares = _spine(p, body)
    legness = leg_share(p, body)
    stay, half, go = _in_two_steps(legness)
    shares = {name: share * stay for name, share in shares.items()}
    shares["rightUpperLegHalf"] = half
    for name, share in _leg(p, body).items():
        shares[name] = share * go
    return shares


def _leg(p: Array, body: Body) -> Shares:
    z = body.local(p, "rightUpperLeg")[:, 2]
    knee = ramp(z, body.thigh - 0.055, body.thigh + 0.055)
    ankle = ramp(z, body.whole_leg - 0.030, body.whole_leg + 0.022)
    toes = ramp(p[:, 0] - body.joint("rightToes")[0], -0.022, 0.022)
    return {
        "rightUpperLeg": 1.0 - knee,
        "rightLowerLeg": knee * (1.0 - ankle),
        "rightFoot": knee * ankle * (1.0 - toes),
        "rightToes": knee * ankle * toes,
    }
