"""A plain PyVista script with its defaults. Option: "kept" keeps the plotter from still to still."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")

import numpy as np
import pyvista
from shared import Case, axes_of, run


def prepare(arguments: Any) -> Any:
    """Read the meshes."""
    case = Case(arguments.case)
    size = (arguments.width, arguments.height)
    meshes = [(case.parts[i], _data(case, i), case.texture_path(i)) for i in case.opaque()]
    textures = {path: pyvista.read_texture(str(path)) for _, _, path in meshes if path is not None}
    kept: list[Any] = []

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        if not kept or arguments.option != "kept":
            if kept:
                kept.pop().close()
            kept.append(_plotter(size, meshes, textures))
        plotter, camera = kept[0], case.cameras[number]
        position, forward, _, down = axes_of(camera)
        plotter.camera.position, plotter.camera.focal_point = position, position + forward
        plotter.camera.up = -down
        plotter.camera.view_angle = np.degrees(camera["vfov"])
        plotter.camera.clipping_range = (0.02, 80.0)
        plotter.render()
        picture = plotter.screenshot(return_img=True)
        seconds = time.perf_counter() - started
        plotter.screenshot(str(path))
        assert picture.shape[1] == size[0]
        return seconds

    return draw


def _data(case: Case, index: int) -> Any:
    data = pyvista.PolyData.from_regular_faces(case.array(index, "points"), case.array(index, "triangles"))
    data.point_data["Normals"] = case.array(index, "normals")
    data.point_data.active_normals_name = "Normals"
    uvs, colors = case.array(index, "uvs"), case.array(index, "colors")
    if uvs is not None:
        data.active_texture_coordinates = uvs
    if colors is not None:
        data.point_data["tint"] = colors[:, :3]
    return data


def _plotter(size: tuple[int, int], meshes: list[Any], textures: dict[Path, Any]) -> Any:
    plotter = pyvista.Plotter(off_screen=True, window_size=size)
    for part, data, path in meshes:
        is_tinted = "tint" in data.point_data
        plotter.add_mesh(
            data,
            color=None if is_tinted else part["color"][:3],
            scalars="tint" if is_tinted else None,
            rgb=is_tinted,
            texture=None if path is None or data.active_texture_coordinates is None else textures[path],
            smooth_shading=True,
        )
    return plotter


if __name__ == "__main__":
    run(prepare)
