"""Poses as JSON: one file holds one pose or many by name, in degrees.

What a file may hold is told in docs/poses.md. Anything else is refused with the place of the fault, since a
slip of the pen would otherwise be a limb that does not move.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zeroshot.errors import did_you_mean
from zeroshot.people.faces import find_face_problems
from zeroshot.people.hands import check_hand_shape
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX

FORMAT = "zeroshot.poses"
VERSION = 1

EFFECTORS = ("left_hand", "right_hand", "left_foot", "right_foot")
Angles = tuple[float, float, float]
USUAL_VIEW_DEG = (-42.0, 12.0, 0.0)
_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class PoseProp:
    """A thing that usually goes with a pose, where it is for a body of 1.70 m, in the actor's frame.

    turn_deg: about forward, right and down. held_by: "right_hand", "left_hand", "both_hands" or "".
    """

    model: str
    position_m: Angles
    turn_deg: Angles
    held_by: str = ""


@dataclass(frozen=True)
class Pose:
    """A pose as it stands in a file.

    joints_deg: joint → degrees about forward, right, down; joints that are missing are straight. holds: what
    a hand or foot is usually anchored to, such as {"right_hand": "rail"}. view_deg: from where it is best
    seen: how far to the right of their front, how far toward their head, and how far the head then leans in
    the picture, clockwise. group: the file of the library.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    joints_deg: Mapping[str, Angles]
    right_hand: str = "relaxed"
    left_hand: str = "relaxed"
    face: str = "neutral"
    holds: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    props: tuple[PoseProp, ...] = ()
    view_deg: Angles = USUAL_VIEW_DEG
    group: str = "own"

    def to_json(self) -> dict[str, Any]:
        """Return all but name and group as JSON data, in the order of the files."""
        data: dict[str, Any] = {
            "title": self.title,
            "description": self.description,
            "tags": list(self.tags),
            "joints_deg": {name: list(angles) for name, angles in self.joints_deg.items()},
            "right_hand": self.right_hand,
            "left_hand": self.left_hand,
            "face": self.face,
            "holds": dict(self.holds),
            "props": [
                {
                    "model": prop.model,
                    "position_m": list(prop.position_m),
                    "turn_deg": list(prop.turn_deg),
                    **({"held_by": prop.held_by} if prop.held_by else {}),
                }
                for prop in self.props
            ],
            "view_deg": list(self.view_deg) if self.view_deg != USUAL_VIEW_DEG else [],
        }
        return {key: value for key, value in data.items() if value not in ({}, [])}


_FIELDS = frozenset(
    (
        *("title", "description", "tags", "joints_deg", "right_hand", "left_hand", "face", "holds", "props"),
        "view_deg",
    )
)
_PROP_FIELDS = frozenset(("model", "position_m", "turn_deg", "held_by"))


def read_poses(path: Path, *, group: str = "own") -> tuple[Pose, ...]:
    """Read the poses of a file. Raises BodyError: what is wrong, where, and the file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BodyError(f"the pose file cannot be read: {error}") from error
    except json.JSONDecodeError as error:
        raise BodyError(f"{path}: line {error.lineno} is no JSON: {error.msg}") from error
    try:
        return poses_from_json(data, group=group)
    except _PoseFault as fault:
        raise BodyError(f"{fault} ({path})") from fault


def poses_from_json(data: Any, *, group: str = "own") -> tuple[Pose, ...]:
    """Take poses out of JSON data. Raises BodyError."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _PoseFault("", f'this is no pose file: it must begin with {{"format": "{FORMAT}"')
    if data.get("version") != VERSION:
        raise _PoseFault("/version", f"this zeroshot reads version {VERSION} of pose files")
    poses = data.get("poses")
    if not isinstance(poses, dict):
        raise _PoseFault("/poses", "a pose file holds its poses by name")
    return tuple(_pose(name, row, group) for name, row in poses.items())


def poses_to_json(poses: Iterator[Pose] | tuple[Pose, ...]) -> dict[str, Any]:
    """Return a file's data for some poses."""
    return {"format": FORMAT, "version": VERSION, "poses": {pose.name: pose.to_json() for pose in poses}}


def text_of_poses(data: Mapping[str, Any]) -> str:
    """Write a file's data as text: a line for each joint and prop, so that a diff shows what changed."""
    head = {key: value for key, value in data.items() if key != "poses"}
    lines = [
        "{",
        *(f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()),
        '  "poses": {',
    ]
    for index, (name, pose) in enumerate(data["poses"].items()):
        lines.append(f"    {json.dumps(name)}: {{")
        lines += _lines_of_pose(pose)
        lines.append("    }" + ("," if index < len(data["poses"]) - 1 else ""))
    return "\n".join([*lines, "  }", "}"]) + "\n"


def _lines_of_pose(pose: Mapping[str, Any]) -> list[str]:
    lines = []
    for index, (key, value) in enumerate(pose.items()):
        comma = "," if index < len(pose) - 1 else ""
        if key == "joints_deg":
            rows = [f"        {json.dumps(joint)}: {json.dumps(angles)}" for joint, angles in value.items()]
            lines += ['      "joints_deg": {', ",\n".join(rows), "      }" + comma]
        else:
            lines.append(f"      {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}{comma}")
    return lines


class _PoseFault(BodyError):
    """A fault at a place (JSON pointer) of a pose file."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{problem}: at {where}" if where else problem)


def _pose(name: str, row: Any, group: str) -> Pose:
    where = f"/poses/{name}"
    if not isinstance(row, dict):
        raise _PoseFault(where, "a pose is an object")
    _refuse_unknown(row, _FIELDS, where)
    return Pose(
        name=name,
        title=_text(row, "title", where) or name,
        description=_text(row, "description", where),
        tags=tuple(_texts(row.get("tags", []), f"{where}/tags")),
        joints_deg=MappingProxyType(dict(_joints(row.get("joints_deg", {}), f"{where}/joints_deg"))),
        right_hand=_shape(row, "right_hand", where),
        left_hand=_shape(row, "left_hand", where),
        face=_face(row, where),
        holds=MappingProxyType(dict(_holds(row.get("holds", {}), f"{where}/holds"))),
        props=tuple(_props(row.get("props", []), f"{where}/props")),
        view_deg=_three(row.get("view_deg", list(USUAL_VIEW_DEG)), f"{where}/view_deg"),
        group=group,
    )


def _refuse_unknown(row: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    for key in row:
        if key not in known:
            raise _PoseFault(f"{where}/{key}", f'there is no "{key}" here{did_you_mean(key, known)}')


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise _PoseFault(f"{where}/{key}", "this must be text")
    return value


def _texts(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _PoseFault(where, "this must be a list of words")
    return value


def _shape(row: Mapping[str, Any], key: str, where: str) -> str:
    shape = _text(row, key, where) or "relaxed"
    try:
        check_hand_shape(shape)
    except BodyError as error:
        raise _PoseFault(f"{where}/{key}", str(error)) from error
    return shape


def _face(row: Mapping[str, Any], where: str) -> str:
    face = _text(row, "face", where) or "neutral"
    for key, sentence in find_face_problems(face):
        raise _PoseFault(f"{where}/{key}", sentence)
    return face


def _joints(value: Any, where: str) -> Iterator[tuple[str, Angles]]:
    if not isinstance(value, dict):
        raise _PoseFault(where, "joints are an object: joint to three angles in degrees")
    for joint, angles in value.items():
        if joint not in INDEX:
            raise _PoseFault(where, f'a body has no joint "{joint}"{did_you_mean(joint, INDEX)}')
        yield joint, _three(angles, f"{where}/{joint}")


def _three(value: Any, where: str) -> Angles:
    is_list = isinstance(value, list) and len(value) == 3
    if not is_list or not all(_is_number(number) for number in value):
        raise _PoseFault(where, "this must be three numbers")
    return float(value[0]), float(value[1]), float(value[2])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _holds(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        raise _PoseFault(where, "holds are an object: hand or foot to what it holds")
    for effector, kind in value.items():
        if effector not in EFFECTORS:
            raise _PoseFault(
                where,
                f'"{effector}" can hold nothing{did_you_mean(effector, EFFECTORS)}: {", ".join(EFFECTORS)}',
            )
        yield effector, str(kind)


def _props(value: Any, where: str) -> Iterator[PoseProp]:
    if not isinstance(value, list):
        raise _PoseFault(where, "props are a list")
    for index, row in enumerate(value):
        place = f"{where}/{index}"
        if not isinstance(row, dict):
            raise _PoseFault(place, "a prop is an object")
        _refuse_unknown(row, _PROP_FIELDS, place)
        yield PoseProp(
            model=_text(row, "model", place),
            position_m=_three(row.get("position_m", [0, 0, 0]), f"{place}/position_m"),
            turn_deg=_three(row.get("turn_deg", [0, 0, 0]), f"{place}/turn_deg"),
            held_by=_text(row, "held_by", place),
        )
