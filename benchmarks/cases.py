"""Cases for the benchmark: a scene for zeroshot, and the very meshes and cameras of it for everybody else."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from zeroshot.framing.staging import StagedShot, stage
from zeroshot.library.gltf_writer import glb_bytes
from zeroshot.library.models import find_model
from zeroshot.mesh import Material, Mesh, Part
from zeroshot.render.things import things_of
from zeroshot.scene.content import document_from_data
from zeroshot.scene.document import Document
from zeroshot.spatial import look_at, matrix_from_quaternion

CAMERA_COUNT = 64
COLORS = ("#c8553d", "#4c9a5b", "#3d6fc8", "#d0a030")


@dataclasses.dataclass(frozen=True)
class CaseSpec:
    """What is in a case. cuts: how often every triangle of the set is cut into four. modules: see below."""

    name: str
    people: int = 4
    cuts: int = 0
    modules: str = "lab"
    is_light: bool = False


def build_case(spec: CaseSpec, folder: Path) -> dict[str, int]:
    """Write a case into a folder; return its counts of triangles, parts and modules."""
    folder.mkdir(parents=True, exist_ok=True)
    data = scene_data(spec)
    if spec.cuts:
        data["set"]["modules"][0]["model"] = f"./{_finer_model(spec.cuts, folder)}"
    (folder / "scene.json").write_text(json.dumps(data))
    document = document_from_data(data)
    staged = stage(document, None, beside=folder)
    parts = _world_parts(staged, is_light=spec.is_light)
    _write_parts(folder, parts, _cameras(document, folder))
    (folder / "scene.glb").write_bytes(glb_bytes(Mesh(tuple(part for part in parts)), name="scene"))
    return {"triangles": sum(len(part.triangles) for part in parts), "parts": len(parts)}


def scene_data(spec: CaseSpec) -> dict[str, Any]:
    """Return a scene: people in a row down the laboratory, and cameras that look at them from all around."""
    sets = {
        "lab": {"modules": [{"id": "lab", "model": "destiny"}]},
        "usos": {"assembly": "usos"},
        "station": {"assembly": "station"},
    }
    people = [_person(index, spec.people) for index in range(spec.people)]
    cameras = [_camera(index) for index in range(CAMERA_COUNT)]
    shots = [{"id": f"s{index:02}", "camera": f"c{index}"} for index in range(CAMERA_COUNT)]
    return {
        "format": "zeroshot.scene",
        "version": 1,
        "title": spec.name,
        "set": sets[spec.modules],
        "actors": people,
        "cameras": cameras,
        "shots": shots,
    }


def _person(index: int, count: int) -> dict[str, Any]:
    """Put people in rows along the module, each turned another way, clear of walls and of one another."""
    lanes = 1 if count <= 5 else 2 if count <= 16 else 4
    step_m = 5.2 / math.ceil(count / lanes)
    row, lane = divmod(index, lanes)
    places = {
        1: [(0.0, 0.0)],
        2: [(-0.5, 0.0), (0.5, 0.0)],
        4: [(-0.5, -0.4), (0.5, 0.4), (0.5, -0.4), (-0.5, 0.4)],
    }
    across, along = places[lanes][lane]
    turn = 0.9 * index
    return {
        "id": f"p{index}",
        "color": COLORS[index % 4],
        "body": {"sex": ("female", "male")[index % 2], "stature_m": 1.6 + 0.04 * (index % 6)},
        "position_m": [-2.6 + step_m * (row + 0.5), across, along],
        "orientation_xyzw": [math.sin(turn / 2.0), 0.0, 0.0, math.cos(turn / 2.0)],
    }


def _camera(index: int) -> dict[str, Any]:
    """Put cameras on a slow screw along the module, clear of the racks, looking along it, rolled."""
    share = (index + 0.5) / CAMERA_COUNT
    side = 1.0 if index % 2 else -1.0
    turn = 2.4 * index
    position = np.array([side * (2.0 + 0.9 * share), 0.75 * math.cos(turn), 0.75 * math.sin(turn)])
    aim = np.array([-side * 0.8, 0.3 * math.sin(1.7 * index), 0.3 * math.cos(1.3 * index)])
    head = np.array([0.0, math.sin(0.8 * index), math.cos(0.8 * index)])
    attitude = look_at(aim - position, head_reference_in_world=head)
    return {
        "id": f"c{index}",
        "position_m": [float(value) for value in position],
        "orientation_xyzw": [float(value) for value in attitude],
        "sensor": {"width_mm": 36.0, "height_mm": 20.25},
        "lens": {"focal_length_mm": (18.0, 24.0, 35.0)[index % 3], "f_stop": 4.0, "focus_m": 2.5},
    }


def _cameras(document: Document, folder: Path) -> list[dict[str, Any]]:
    found = []
    for shot in document.shots:
        staged = stage(document, shot.id, beside=folder)
        found.append(
            {
                "position": list(staged.camera_placement.position_m),
                "world_from_camera": matrix_from_quaternion(
                    staged.camera_placement.orientation_xyzw
                ).tolist(),
                "hfov": staged.view.horizontal_fov_rad,
                "vfov": staged.view.vertical_fov_rad,
            }
        )
    return found


def _world_parts(staged: StagedShot, *, is_light: bool) -> list[Part]:
    """Return every part of the set and of the people, where it stands in the world."""
    modules = [(model.load_mesh(is_light=is_light), model.placement) for model in staged.modules]
    seen = {id(mesh) for mesh, _ in modules}
    others = [
        (thing.mesh, thing.placement)
        for thing in things_of(staged, is_light=is_light)
        if id(thing.mesh) not in seen
    ]
    parts = []
    for mesh, placement in (*modules, *others):
        turn = matrix_from_quaternion(placement.orientation_xyzw)
        for part in mesh.parts:
            parts.append(
                dataclasses.replace(
                    part,
                    points=placement.apply(part.points).astype(np.float32),
                    normals=(part.normals @ turn.T).astype(np.float32),
                    choice="",
                )
            )
    return parts


def _write_parts(folder: Path, parts: list[Part], cameras: list[dict[str, Any]]) -> None:
    arrays: dict[str, np.ndarray] = {}
    told: list[dict[str, Any]] = []
    names: dict[int, str] = {}
    (folder / "textures").mkdir(exist_ok=True)
    for index, part in enumerate(parts):
        for name in ("points", "normals", "triangles", "uvs", "colors"):
            value = getattr(part, name)
            if value is not None:
                arrays[f"{index}.{name}"] = value
        told.append({**_material(part.material), "texture": _texture(part.material, folder, names)})
    np.savez(folder / "meshes.npz", **arrays)
    (folder / "case.json").write_text(json.dumps({"parts": told, "cameras": cameras}))


def _material(material: Material) -> dict[str, Any]:
    return {"color": list(material.base_color), "two_sided": material.two_sided}


def _texture(material: Material, folder: Path, names: dict[int, str]) -> str | None:
    if material.texture is None:
        return None
    key = id(material.texture)
    if key not in names:
        names[key] = f"{len(names)}.png"
        Image.fromarray(material.texture).convert("RGB").save(
            folder / "textures" / names[key], compress_level=1
        )
    return names[key]


def _finer_model(cuts: int, folder: Path) -> str:
    """Write the laboratory with its triangles cut finer, with the facts that it has."""
    model = find_model("destiny", beside=None)
    mesh = model.load(scale=1.0, axes=None, options={}, is_light=False)
    parts = tuple(dataclasses.replace(_cut_finer(part, cuts), choice="") for part in mesh.parts)
    name = f"destiny-{cuts}"
    (folder / f"{name}.glb").write_bytes(glb_bytes(Mesh(parts), name=name))
    facts = {**model.facts.model_dump(mode="json", exclude_none=True), "name": name, "mesh": f"{name}.glb"}
    facts["options"] = {}
    (folder / f"{name}.json").write_text(json.dumps(facts))
    return f"{name}.glb"


def _cut_finer(part: Part, cuts: int) -> Part:
    """Cut every triangle into four, so many times, through the middles of its sides."""
    for _ in range(cuts):
        corners = part.triangles
        edges = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]]), axis=1)
        ends, where = np.unique(edges, axis=0, return_inverse=True)
        middles = where.reshape(3, -1).T + len(part.points)
        a, b, c = corners.T
        ab, bc, ca = middles.T
        finer = np.concatenate(
            [np.stack(three, axis=1) for three in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )
        part = dataclasses.replace(
            part,
            points=_with_middles(part.points, ends),
            normals=_with_middles(part.normals, ends),
            uvs=None if part.uvs is None else _with_middles(part.uvs, ends),
            colors=None if part.colors is None else _with_middles(part.colors, ends),
            triangles=finer.astype(np.int32),
        )
    return part


def _with_middles(values: np.ndarray, ends: np.ndarray) -> np.ndarray:
    middles = values[ends].astype(np.float32).mean(axis=1).astype(values.dtype)
    return np.concatenate([values, middles])
