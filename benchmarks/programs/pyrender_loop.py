"""pyrender, offscreen over EGL, one head light."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
os.environ.setdefault("EGL_PLATFORM", "surfaceless")

import numpy as np
import pyrender
from PIL import Image
from shared import Case, pose_of, run


def prepare(arguments: Any) -> Any:
    """Build the scene."""
    case = Case(arguments.case)
    scene = pyrender.Scene(bg_color=(0, 0, 0), ambient_light=(0.4, 0.4, 0.4))
    textures: dict[Path, Any] = {}
    for index in case.opaque():
        scene.add(pyrender.Mesh([_primitive(case, index, textures)]))
    first = case.cameras[0]
    lens = pyrender.PerspectiveCamera(first["vfov"], 0.02, 80.0, arguments.width / arguments.height)
    camera = scene.add(lens)
    light = scene.add(pyrender.DirectionalLight(intensity=3.0))
    renderer = pyrender.OffscreenRenderer(arguments.width, arguments.height)

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        pose = pose_of(case.cameras[number])
        scene.set_pose(camera, pose)
        scene.set_pose(light, pose)
        picture, _ = renderer.render(scene)
        seconds = time.perf_counter() - started
        Image.fromarray(picture).save(path)
        return seconds

    return draw


def _primitive(case: Case, index: int, textures: dict[Path, Any]) -> Any:
    part, path, uvs = case.parts[index], case.texture_path(index), case.array(index, "uvs")
    texture = None
    if path is not None and uvs is not None:
        if path not in textures:
            image = np.asarray(Image.open(path).convert("RGB"))
            textures[path] = pyrender.Texture(source=image, source_channels="RGB")
        texture = textures[path]
    material = pyrender.MetallicRoughnessMaterial(
        baseColorFactor=part["color"], baseColorTexture=texture, metallicFactor=0.0, roughnessFactor=0.7,
        doubleSided=part["two_sided"],
    )  # fmt: skip
    colors = case.array(index, "colors")
    return pyrender.Primitive(
        positions=case.array(index, "points"), normals=case.array(index, "normals"),
        indices=case.array(index, "triangles"), texcoord_0=uvs, material=material,
        color_0=None if colors is None else colors / np.float32(255.0), mode=4,
    )  # fmt: skip


if __name__ == "__main__":
    run(prepare)
