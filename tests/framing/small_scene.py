"""A small set of our own on disk, and scenes in it as plain dictionaries."""

import copy
import json
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from zeroshot.scene.document import Document

HALF = float(np.sqrt(0.5))

FACTS = {
    "format": "zeroshot.model",
    "version": 1,
    "name": "room",
    "title": "A room",
    "kind": "module",
    "mesh": "room.obj",
    "axes": {"forward": "+X", "right": "+Y", "down": "+Z"},
    "bounds_m": [[-4.0, -1.0, -1.2], [4.0, 1.5, 1.1]],
    "points": {
        "rail-1": {
            "kind": "handrail",
            "position_m": [0.9, -0.25, -0.2],
            "direction": [0.0, 0.0, 1.0],
            "normal": [0.0, 1.0, 0.0],
            "length_m": 1.0,
        },
        "lamp-1": {
            "kind": "luminaire",
            "position_m": [0.0, 0.8, -1.0],
            "direction": [1.0, 0.0, 0.0],
            "normal": [0.0, 0.0, 1.0],
            "size_m": [0.5, 0.1],
            "lumens": 1500.0,
            "kelvin": 4870.0,
        },
    },
}


FACES = (
    (1, 4, 2), (1, 3, 4), (5, 6, 8), (5, 8, 7), (1, 2, 6), (1, 6, 5),
    (3, 8, 4), (3, 7, 8), (1, 5, 7), (1, 7, 3), (2, 8, 6), (2, 4, 8),
)  # fmt: skip


def make_folder(path: Path) -> Path:
    corners = [(x, y, z) for x in (-4, 4) for y in (-1, 1.5) for z in (-1.2, 1.1)]
    # Two triangles a side, seen from inside; the first three are enough to be told apart from none.
    faces = "".join(f"f {a} {b} {c}\n" for a, b, c in FACES)
    text = "".join(f"v {x} {y} {z}\n" for x, y, z in corners) + faces
    (path / "room.obj").write_text(text, encoding="utf-8")
    (path / "bare.obj").write_text(text, encoding="utf-8")
    (path / "room.json").write_text(json.dumps(FACTS), encoding="utf-8")
    return path


def two_people() -> dict:
    """Return a scene: one head up, one rolled head to starboard, face to face, a camera beside them."""
    return {
        "set": {"modules": [{"id": "lab", "model": "./room.obj"}]},
        "actors": [
            {
                "id": "surgeon",
                "name": "Surgeon",
                "body": {"sex": "female", "stature_m": 1.68},
                "position_m": [0.5, 0.0, 0.0],
                "orientation_xyzw": [0.0, 0.0, 1.0, 0.0],
            },
            {
                "id": "cosmonaut",
                "name": "Cosmonaut",
                "body": {"sex": "male", "stature_m": 1.8},
                "position_m": [-0.5, -0.6, -0.5],
                "orientation_xyzw": [HALF, 0.0, 0.0, HALF],
            },
        ],
        "cameras": [
            {
                "id": "a",
                "name": "A camera",
                "position_m": [0.0, 1.4, -0.4],
                "orientation_xyzw": [0.0, 0.0, -HALF, HALF],
                "aspect": 1.85,
                "lens": {"focal_length_mm": 24.0, "f_stop": 4.0, "focus_m": 1.6},
            }
        ],
        "shots": [{"id": "1a", "camera": "a"}],
    }


def build(content: dict) -> Document:
    return Document.model_validate(json.loads(json.dumps(content)), strict=False)


def turned(content: dict, turn: Rotation, shift_m=(0.0, 0.0, 0.0)) -> dict:
    """Turn a whole scene, set included, about the world's origin, and move it."""
    content = copy.deepcopy(content)
    groups = [content["set"]["modules"], content["actors"], content["cameras"]]
    groups += [content.get("props", []), content.get("lights", [])]
    for item in [item for group in groups for item in group]:
        position = turn.apply(item.get("position_m", [0.0, 0.0, 0.0])) + shift_m
        attitude = turn * Rotation.from_quat(item.get("orientation_xyzw", [0.0, 0.0, 0.0, 1.0]))
        item["position_m"] = [float(value) for value in position]
        item["orientation_xyzw"] = [float(value) for value in attitude.as_quat()]
    return content
