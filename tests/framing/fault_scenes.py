"""A set of our own in which nothing is wrong, and scenes that differ from it by exactly one fault."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import trimesh

Scene = dict[str, Any]

HALF = float(np.sqrt(0.5))
LEVEL = [0.0, 0.0, -HALF, HALF]
"""The attitude of a camera that looks to port, its head to overhead."""
AXES = {"forward": "+X", "right": "+Y", "down": "+Z"}
ROOM_M, CRATE_M = (6.0, 4.0, 4.0), (0.4, 0.4, 0.4)


def make_set(path: Path) -> Path:
    """Write the models into a folder: cabins that differ in one thing each, and a crate."""
    room = trimesh.creation.box(ROOM_M)
    room.invert()
    room.export(path / "cabin.obj", include_normals=False)
    hull = (path / "cabin.obj").read_text()
    for name, points in _cabins().items():
        (path / f"{name}.obj").write_text(_papered(hull) if name == "papered" else hull)
        _write_facts(path, name, "module", ROOM_M, points)
    (path / "paper.mtl").write_text("newmtl wall\nKd 1 1 1\nmap_Kd roses.png\n")
    trimesh.creation.box(CRATE_M).export(path / "crate.obj", include_normals=False)
    _write_facts(path, "crate", "prop", CRATE_M, {})
    return path


def _cabins() -> dict[str, dict[str, Scene]]:
    """Return the points of each cabin: as it should be, with small hatches, with dark lamps, papered."""
    hatch = CABIN_POINTS["hatch-aft"]
    dark = {name: {**point, "lumens": 0.0} for name, point in CABIN_POINTS.items() if "lumens" in point}
    return {
        "cabin": CABIN_POINTS,
        "papered": CABIN_POINTS,
        "closet": {**CABIN_POINTS, "hatch-aft": {**hatch, "size_m": [0.45, 0.4]}},
        "porthole": {**CABIN_POINTS, "hatch-aft": {**hatch, "size_m": [0.57, 0.57]}},
        "dark": {**CABIN_POINTS, **dark},
    }


def _write_facts(
    path: Path, name: str, kind: str, size_m: tuple[float, float, float], points: dict[str, Scene]
) -> None:
    half = [size / 2.0 for size in size_m]
    facts = {
        "format": "zeroshot.model", "version": 1, "name": name, "kind": kind, "mesh": f"{name}.obj",
        "axes": AXES, "bounds_m": [[-value for value in half], half], "points": points,
    }  # fmt: skip
    (path / f"{name}.json").write_text(json.dumps(facts))


def _papered(hull: str) -> str:
    faces = [line.split()[1:] for line in hull.splitlines() if line.startswith("f ")]
    rest = [line for line in hull.splitlines() if not line.startswith("f ")]
    textured = ["f " + " ".join(f"{corner.split('/')[0]}/1" for corner in face) for face in faces]
    return "\n".join(["mtllib paper.mtl", "vt 0 0", "usemtl wall", *rest, *textured])


def _lamp(x: float) -> Scene:
    return {
        "kind": "luminaire", "position_m": [x, 0.0, -1.95], "direction": [1.0, 0.0, 0.0],
        "normal": [0.0, 0.0, 1.0], "size_m": [0.5, 0.1], "lumens": 1500.0, "kelvin": 4870.0,
    }  # fmt: skip


CABIN_POINTS: dict[str, Scene] = {
    "rail-1": {
        "kind": "handrail", "position_m": [-0.25, -0.35, 0.2], "direction": [0.0, 0.0, 1.0],
        "normal": [0.0, 1.0, 0.0], "length_m": 0.6,
    },
    "rail-2": {
        "kind": "handrail", "position_m": [0.28, -0.33, 0.2], "direction": [0.0, 0.0, 1.0],
        "normal": [0.0, 1.0, 0.0], "length_m": 0.6,
    },
    "hatch-aft": {
        "kind": "hatch", "position_m": [-3.0, 0.0, 0.0], "direction": [0.0, 0.0, 1.0],
        "normal": [-1.0, 0.0, 0.0], "size_m": [1.27, 1.27],
    },
    "wall-starboard": {
        "kind": "wall", "position_m": [0.0, 2.0, 0.0], "direction": [1.0, 0.0, 0.0],
        "normal": [0.0, -1.0, 0.0], "label": "starboard",
    },
    "lamp-1": _lamp(0.8),
    "lamp-2": _lamp(-0.8),
}  # fmt: skip


def calm() -> Scene:
    """Return a scene in which nothing is wrong: two people face to face, one holding on, a camera beside."""
    return {
        "set": {"modules": [{"id": "lab", "model": "./cabin.obj"}]},
        "actors": [
            {
                "id": "surgeon", "name": "Surgeon", "body": {"sex": "female", "stature_m": 1.68},
                "position_m": [0.534, -0.1, 0.1], "orientation_xyzw": [0.0, 0.0, 1.0, 0.0],
                "gaze": {"at": "cosmonaut/eyes"},
            },
            {
                "id": "cosmonaut", "name": "Cosmonaut", "body": {"sex": "male", "stature_m": 1.8},
                "position_m": [-0.536, -0.1, 0.1], "orientation_xyzw": [0.0, 0.0, 0.0, 1.0],
                "gaze": {"at": "surgeon/eyes"},
                "anchors": [{"effector": "left_hand", "to": "lab/rail-1"}],
            },
        ],
        "cameras": [
            {
                "id": "a", "name": "A camera", "position_m": [0.0, 0.8, -0.1],
                "orientation_xyzw": LEVEL, "aspect": 1.5,
                "lens": {"focal_length_mm": 18.0, "f_stop": 16.0, "focus_m": 0.9},
            }
        ],
        "shots": [{"id": "1a", "camera": "a"}],
    }  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A change to the calm scene and the one finding that it must give.

    value: what the finding's value must be, within `within`; None when it has none. shot: the last one is
    examined, and the cuts before it. after: advice that names a move is applied, and then the kind is gone.
    """

    name: str
    change: Callable[[Scene], None]
    severity: str
    kind: str
    subject: str
    value: float | None = None
    within: float = 0.3
    says: str = ""
    is_followed: bool = False
    sees: dict[str, tuple[float, tuple[str, ...]]] = field(default_factory=dict)


def actor(scene: Scene, name: str) -> Scene:
    return next(one for one in scene["actors"] if one["id"] == name)


def camera(scene: Scene, name: str = "a") -> Scene:
    return next(one for one in scene["cameras"] if one["id"] == name)


def put(item: Callable[[Scene], Scene], **fields: Any) -> Callable[[Scene], None]:
    """Return a change that sets fields of an item."""

    def change(scene: Scene) -> None:
        item(scene).update(copy.deepcopy(fields))

    return change


def lens(**fields: Any) -> Callable[[Scene], None]:
    def change(scene: Scene) -> None:
        camera(scene)["lens"].update(fields)

    return change


def both(*changes: Callable[[Scene], None]) -> Callable[[Scene], None]:
    def change(scene: Scene) -> None:
        for one in changes:
            one(scene)

    return change


def surgeon(scene: Scene) -> Scene:
    return actor(scene, "surgeon")


def cosmonaut(scene: Scene) -> Scene:
    return actor(scene, "cosmonaut")


def shot(scene: Scene) -> Scene:
    return scene["shots"][0]


def lab(scene: Scene) -> Scene:
    return scene["set"]["modules"][0]


def crate(position_m: tuple[float, float, float]) -> Callable[[Scene], None]:
    def change(scene: Scene) -> None:
        scene["props"] = [
            {"id": "crate", "name": "Crate", "model": "./crate.obj", "position_m": list(position_m)}
        ]

    return change


def nobody(scene: Scene) -> None:
    scene["actors"] = []


def second_camera(scene: Scene, **fields: Any) -> None:
    """Add a camera b like a, and a shot through it after the first."""
    scene["cameras"].append({**copy.deepcopy(camera(scene)), "id": "b", "name": "B camera", **fields})
    scene["shots"].append({"id": "1b", "camera": "b"})


def cut_to(**fields: Any) -> Callable[[Scene], None]:
    return lambda scene: second_camera(scene, **fields)


def yaw(degrees: float) -> list[float]:
    return [0.0, 0.0, float(np.sin(np.radians(degrees) / 2)), float(np.cos(np.radians(degrees) / 2))]


def alone(scene: Scene) -> None:
    """Leave the surgeon alone, holding on."""
    scene["actors"] = [
        {**surgeon(scene), "gaze": None, "anchors": [{"effector": "right_hand", "to": "lab/rail-2"}]}
    ]
