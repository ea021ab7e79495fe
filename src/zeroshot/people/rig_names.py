"""Which bone of somebody else's rig is which joint of ours, by name: as in VRM or as in Mixamo."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import FINGERS, JOINTS
from zeroshot.rigs import Rig

_LIMBS = ("UpperArm", "LowerArm", "Hand", "UpperLeg", "LowerLeg", "Foot")
NEEDED = ("hips", "head", *(side + name for side in ("left", "right") for name in _LIMBS))
"""Without these nothing of a pose could be carried over; of the spine any part will do."""

_SPINE = ("upperChest", "chest", "spine")
_SHOWN_BONES = 12


def _mixamo() -> dict[str, str]:
    names = {
        "hips": "hips", "spine": "spine", "spine1": "chest", "spine2": "upperChest", "neck": "neck",
        "head": "head", "lefteye": "leftEye", "righteye": "rightEye",
    }  # fmt: skip
    limbs = {
        "shoulder": "Shoulder", "arm": "UpperArm", "forearm": "LowerArm", "hand": "Hand", "upleg": "UpperLeg",
        "leg": "LowerLeg", "foot": "Foot", "toebase": "Toes", "handthumb1": "ThumbMetacarpal",
        "handthumb2": "ThumbProximal", "handthumb3": "ThumbDistal",
    }  # fmt: skip
    for finger in FINGERS:
        own = "pinky" if finger == "Little" else finger.lower()
        for number, bone in enumerate(("Proximal", "Intermediate", "Distal"), start=1):
            limbs[f"hand{own}{number}"] = finger + bone
    for side in ("left", "right"):
        names |= {side + name: side + joint for name, joint in limbs.items()}
    return names


_MIXAMO = _mixamo()
_VRM = {joint.lower(): joint for joint in JOINTS}
# VRM 0 counts the joints of a thumb from the first one that shows.
_OLD_THUMB = {
    "ThumbProximal": "ThumbMetacarpal", "ThumbIntermediate": "ThumbProximal", "ThumbDistal": "ThumbDistal",
}  # fmt: skip


def joints_of_bones(rig: Rig) -> dict[str, int]:
    """Find our joints among the bones of a rig: joint → row.

    What the file says itself counts, else the names. The topmost bone of the spine carries what our upper
    chest carries. Raises BodyError that names what is missing.
    """
    found = _told(rig.humanoid) if rig.humanoid else _named(rig)
    missing = [joint for joint in NEEDED if joint not in found]
    spine = next((name for name in _SPINE if name in found), None)
    if spine is None:
        missing.append("spine")
    if missing:
        some = ", ".join(rig.bones[:_SHOWN_BONES]) + (", …" if len(rig.bones) > _SHOWN_BONES else "")
        raise BodyError(
            f'the figure "{rig.name}" has no bone for {", ".join(missing)}: name its bones as VRM or Mixamo '
            f"do, such as leftUpperArm or mixamorig:LeftArm (it has {some})"
        )
    if spine is not None and spine != "upperChest":
        found["upperChest"] = found.pop(spine)
    return found


def _told(humanoid: Mapping[str, int]) -> dict[str, int]:
    is_old = any("ThumbIntermediate" in name for name in humanoid)
    found = {}
    for name, row in humanoid.items():
        bare = name.removeprefix("left").removeprefix("right")
        side = name.removesuffix(bare)
        joint = side + (_OLD_THUMB.get(bare, bare) if is_old else bare)
        if joint in JOINTS:
            found[joint] = row
    return found


def _named(rig: Rig) -> dict[str, int]:
    """Match names without prefixes, capitals and signs; of two like-named bones the first counts."""
    plain = [_plain(name) for name in rig.bones]
    by_table = []
    for table in (_VRM, _MIXAMO):
        found: dict[str, int] = {}
        for row, name in enumerate(plain):
            if name in table:
                found.setdefault(table[name], row)
        by_table.append(found)
    # Both call hands and feet alike: the naming that knows more bones is the one that was meant.
    return max(by_table, key=len)


def _plain(name: str) -> str:
    bare = re.sub(r"[^a-z0-9]", "", name.split(":")[-1].lower())
    return re.sub(r"^mixamorig\d*", "", bare)
