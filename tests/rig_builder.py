"""Small rigged figures made from code: boxes along bones, named as VRM or Mixamo do, at rest arms out."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gltf_builder import Builder
from zeroshot.people.skeleton import FINGERS

# In glTF's axes: x to the figure's left, y overhead, z forward; metres; a person of about 1.7 m.
HEIGHTS = {
    "hips": 0.95, "spine": 1.05, "chest": 1.18, "upperChest": 1.30, "neck": 1.47, "head": 1.55,
}  # fmt: skip
MIXAMO = {
    "hips": "Hips", "spine": "Spine", "chest": "Spine1", "upperChest": "Spine2", "neck": "Neck",
    "head": "Head", "Shoulder": "Shoulder", "UpperArm": "Arm", "LowerArm": "ForeArm", "Hand": "Hand",
    "UpperLeg": "UpLeg", "LowerLeg": "Leg", "Foot": "Foot", "Toes": "ToeBase",
}  # fmt: skip
CROWN_M = 1.72


def joints_at_rest(*, arms_down_deg: float = 0.0, palms_forward: bool = False) -> dict[str, np.ndarray]:
    """Place the joints of a figure at rest; arms_down_deg: how far its arms slant, 0 for a T."""
    joints = {name: np.array([0.0, y, 0.0]) for name, y in HEIGHTS.items()}
    slant = np.radians(arms_down_deg)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        way = np.array([sign * np.cos(slant), -np.sin(slant), 0.0])
        shoulder = np.array([sign * 0.17, 1.40, 0.0])
        joints[side + "Shoulder"] = np.array([sign * 0.04, 1.42, 0.0])
        joints[side + "UpperArm"] = shoulder
        joints[side + "LowerArm"] = shoulder + 0.28 * way
        joints[side + "Hand"] = shoulder + 0.53 * way
        joints[side + "UpperLeg"] = np.array([sign * 0.09, 0.91, 0.0])
        joints[side + "LowerLeg"] = np.array([sign * 0.10, 0.50, 0.0])
        joints[side + "Foot"] = np.array([sign * 0.11, 0.08, -0.02])
        joints[side + "Toes"] = np.array([sign * 0.12, 0.02, 0.12])
        for place, finger in enumerate(FINGERS):
            # The index is in front when palms face down, overhead when they face forward.
            offset = 0.03 - 0.02 * place
            aside = np.array([0.0, offset, 0.0] if palms_forward else [0.0, 0.0, offset])
            for bone, along in (("Proximal", 0.09), ("Intermediate", 0.13), ("Distal", 0.155)):
                joints[side + finger + bone] = joints[side + "Hand"] + along * way + aside
    return joints


def parent_of(name: str) -> str | None:
    chain = ["hips", "spine", "chest", "upperChest", "neck", "head"]
    if name in chain:
        place = chain.index(name)
        return chain[place - 1] if place else None
    side = "left" if name.startswith("left") else "right"
    bare = name.removeprefix(side)
    above = {
        "Shoulder": "upperChest", "UpperArm": side + "Shoulder", "LowerArm": side + "UpperArm",
        "Hand": side + "LowerArm", "UpperLeg": "hips", "LowerLeg": side + "UpperLeg",
        "Foot": side + "LowerLeg", "Toes": side + "Foot",
    }  # fmt: skip
    if bare in above:
        return above[bare]
    for lower, upper in (("Distal", "Intermediate"), ("Intermediate", "Proximal"), ("Proximal", "")):
        if bare.endswith(lower):
            return side + (bare.removesuffix(lower) + upper if upper else "Hand")
    raise KeyError(name)


def mixamo_name(name: str) -> str:
    side = "Left" if name.startswith("left") else "Right" if name.startswith("right") else ""
    bare = name.removeprefix("left").removeprefix("right")
    if bare in MIXAMO:
        return f"mixamorig:{side}{MIXAMO[bare]}"
    for number, bone in enumerate(("Proximal", "Intermediate", "Distal"), start=1):
        if bare.endswith(bone):
            finger = bare.removesuffix(bone).replace("Little", "Pinky")
            return f"mixamorig:{side}Hand{finger}{number}"
    raise KeyError(name)


def box(start: np.ndarray, end: np.ndarray, half: float) -> tuple[np.ndarray, np.ndarray]:
    """Build a box along a bone: points (8, 3), triangles (12, 3)."""
    along = end - start
    along = along / np.linalg.norm(along)
    across = np.cross(along, [0.0, 0.0, 1.0] if abs(along[2]) < 0.9 else [1.0, 0.0, 0.0])
    across /= np.linalg.norm(across)
    third = np.cross(along, across)
    corners = [
        end_ + half * (a * across + b * third)
        for end_ in (start, end)
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    faces = [
        (0, 2, 1), (0, 3, 2), (4, 5, 6), (4, 6, 7), (0, 1, 5), (0, 5, 4), (1, 2, 6), (1, 6, 5),
        (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7),
    ]  # fmt: skip
    return np.array(corners), np.array(faces)


def write_rig(
    path: Path,
    *,
    naming: str = "vrm",
    arms_down_deg: float = 0.0,
    palms_forward: bool = False,
    turned_deg: float = 0.0,
    unit: float = 1.0,
    without: tuple[str, ...] = (),
    humanoid: str | None = None,
    bound_elsewhere: bool = False,
) -> dict[str, np.ndarray]:
    """Write a figure of boxes; returns its joints at rest in glTF's axes, metres.

    turned_deg: about overhead. unit: of the points, undone by the armature's scale as Mixamo does. without:
    joints that it lacks. humanoid: "1" or "0" for a VRM whose bones have names of their own. bound_elsewhere:
    the skin was bound in another pose than the bones rest in.
    """
    joints = joints_at_rest(arms_down_deg=arms_down_deg, palms_forward=palms_forward)
    joints = {name: point for name, point in joints.items() if name not in without}
    turn = np.radians(turned_deg)
    about = np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]])
    joints = {name: about @ point for name, point in joints.items()}
    names = sorted(joints, key=lambda name: _depth(name, joints))
    own = {"vrm": lambda n: n, "mixamo": mixamo_name, "own": lambda n: f"J_{names.index(n):02d}"}[naming]
    builder = Builder()
    rows = {name: 1 + place for place, name in enumerate(names)}
    nodes = [{"name": "Armature", "scale": [1.0 / unit] * 3, "children": [rows[names[0]], len(names) + 1]}]
    for name in names:
        above = _above(name, joints)
        offset = (joints[name] - (joints[above] if above else np.zeros(3))) * unit
        children = [rows[other] for other in names if _above(other, joints) == name]
        node = {"name": own(name), "translation": offset.tolist()}
        nodes.append(node | ({"children": children} if children else {}))
    nodes.append({"name": "Skin", "mesh": 0, "skin": 0})
    points, triangles, held = _boxes(joints, names)
    binds = []
    for name in names:
        matrix = np.eye(4)
        matrix[:3, 3] = -joints[name] * unit
        binds.append(matrix)
    outward = points.reshape(-1, 8, 3) - points.reshape(-1, 8, 3).mean(axis=1, keepdims=True)
    outward = outward.reshape(-1, 3) / np.linalg.norm(outward, axis=2).reshape(-1, 1)
    points = points * unit
    if bound_elsewhere:
        # Everything a metre aside and twice as large when it was bound.
        points = points * 2.0 + [unit, 0.0, 0.0]
        moved = np.diag([0.5, 0.5, 0.5, 1.0])
        moved[:3, 3] = [-0.5 * unit, 0.0, 0.0]
        binds = [bind @ moved for bind in binds]
    count = len(points)
    builder.header["nodes"] = nodes
    builder.header["meshes"] = [{"primitives": []}]
    builder.primitive(
        points.astype(np.float32),
        triangles.reshape(-1),
        attributes={
            "NORMAL": builder.accessor(outward.astype(np.float32)),
            "JOINTS_0": builder.accessor(np.stack([held, *[np.zeros(count)] * 3], axis=1).astype(np.uint16)),
            "WEIGHTS_0": builder.accessor(np.tile([1, 0, 0, 0], (count, 1)).astype(np.float32)),
        },
    )
    stored = np.stack([bind.T.reshape(16) for bind in binds]).astype(np.float32)
    builder.header["skins"] = [
        {"joints": [rows[name] for name in names], "inverseBindMatrices": builder.accessor(stored)}
    ]
    if humanoid == "1":
        bones = {name: {"node": rows[name]} for name in names}
        builder.header["extensions"] = {"VRMC_vrm": {"specVersion": "1.0", "humanoid": {"humanBones": bones}}}
    elif humanoid == "0":
        bones = [{"bone": name, "node": rows[name]} for name in names]
        builder.header["extensions"] = {"VRM": {"humanoid": {"humanBones": bones}}}
    builder.write_glb(path)
    return joints


def _above(name: str, joints: dict[str, np.ndarray]) -> str | None:
    above = parent_of(name)
    while above is not None and above not in joints:
        above = parent_of(above)
    return above


def _depth(name: str, joints: dict[str, np.ndarray]) -> int:
    above = _above(name, joints)
    return 0 if above is None else 1 + _depth(above, joints)


def _boxes(joints: dict[str, np.ndarray], names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hang a box on every joint, to the next one or on beyond it."""
    points, triangles, held, start = [], [], [], 0
    for place, name in enumerate(names):
        following = [joints[other] for other in names if _above(other, joints) == name]
        end = np.mean(following, axis=0) if following else joints[name] + _beyond(name, joints)
        own, faces = box(joints[name], end, 0.012 if "al" in name[-4:] or "ate" in name[-4:] else 0.04)
        points.append(own)
        triangles.append(faces + start)
        held.append(np.full(len(own), place))
        start += len(own)
    return np.concatenate(points), np.concatenate(triangles), np.concatenate(held)


def _beyond(name: str, joints: dict[str, np.ndarray]) -> np.ndarray:
    if name == "head":
        return np.array([0.0, CROWN_M - HEIGHTS["head"], 0.0])
    above = _above(name, joints)
    way = joints[name] - joints[above]
    return 0.03 * way / np.linalg.norm(way)
