"""F3D, through its Python bindings, with its defaults for offscreen pictures."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import f3d
import numpy as np
from shared import Case, axes_of, run


def prepare(arguments: Any) -> Any:
    """Load the scene as glTF."""
    case = Case(arguments.case)
    f3d.Log.set_verbose_level(f3d.Log.VerboseLevel.QUIET)
    f3d.Engine.autoload_plugins()
    engine = f3d.Engine.create_egl() if hasattr(f3d.Engine, "create_egl") else f3d.Engine.create(True)
    engine.options.update({"ui.axis": False, "render.grid.enable": False} if _has_axis(engine) else {})
    engine.window.size = (arguments.width, arguments.height)
    engine.scene.add(str(arguments.case / "scene.glb"))

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        camera = case.cameras[number]
        position, forward, _, down = axes_of(camera)
        view = engine.window.camera  # the engine must live as long as its window
        view.position = tuple(_on_disk(position))
        view.focal_point = tuple(_on_disk(position + forward))
        view.view_up = tuple(_on_disk(-down))
        view.view_angle = float(np.degrees(camera["vfov"]))
        image = engine.window.render_to_image()
        seconds = time.perf_counter() - started
        image.save(str(path))
        return seconds

    return draw


def _has_axis(engine: Any) -> bool:
    return "ui.axis" in engine.options.keys()  # noqa: SIM118


def _on_disk(vector: np.ndarray) -> list[float]:
    """Turn forward, right, down into glTF's axes."""
    forward, right, down = (float(value) for value in vector)
    return [-right, -down, forward]


if __name__ == "__main__":
    run(prepare)
