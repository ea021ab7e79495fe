"""Time one still and eight stills of one scene, 1920×1080, beside plain PyVista drawing the same meshes.

Run: python benchmarks/stills.py [SCENE] [--runs N]. Every figure is a whole process, from its start to the
last PNG on disk; the programs take turns, so that a machine whose speed drifts drifts for all. Read the
ratios; the seconds are this machine's today.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZE_PX = (1920, 1080)


def staged_shots(scene: Path, count: int) -> Iterator[object]:
    """Stage the first shot of a scene with the camera rolled a little further each time."""
    import numpy as np

    from zeroshot.framing.lens.optics import View
    from zeroshot.framing.staging import stage
    from zeroshot.scene.files import read_document
    from zeroshot.spatial import Placement, compose, quaternion_from_axis_angle

    staged = stage(read_document(scene), None, beside=scene.parent)
    view = View.from_sensor(
        width_mm=36.0, height_mm=24.0, aspect=16 / 9, focal_length_mm=staged.view.focal_length_mm
    )
    for i in range(count):
        roll = quaternion_from_axis_angle([1.0, 0.0, 0.0], np.radians(45.0 * i))
        placement = staged.camera_placement
        turned = Placement.from_arrays(placement.position_m, compose(placement.orientation_xyzw, roll))
        yield dataclasses.replace(staged, camera_placement=turned, view=view)


def draw_ours(scene: Path, count: int, folder: Path, look: str) -> None:
    """Draw with the project's painter and write PNGs."""
    from PIL import Image

    from zeroshot.render.painter import Painter

    with Painter() as painter:
        for i, staged in enumerate(staged_shots(scene, count)):
            picture = painter.draw(staged, width_px=SIZE_PX[0], height_px=SIZE_PX[1], look=look)
            Image.fromarray(picture).save(folder / f"{i}.png", compress_level=3)  # as write_still does


def draw_pyvista(scene: Path, count: int, folder: Path, is_reused: bool) -> None:
    """Draw the same meshes as a plain PyVista script does, with its defaults."""
    import numpy as np
    import pyvista

    from zeroshot.spatial import FORWARD, HEAD, rotate

    plotter = None
    for i, staged in enumerate(staged_shots(scene, count)):
        if plotter is None or not is_reused:
            plotter = pyvista.Plotter(off_screen=True, window_size=SIZE_PX)
            for mesh, placement in _meshes(staged):
                for part in mesh.parts:
                    data = pyvista.PolyData.from_regular_faces(placement.apply(part.points), part.triangles)
                    texture = None
                    if part.uvs is not None and part.material.texture is not None:
                        data.active_texture_coordinates = part.uvs
                        texture = pyvista.Texture(np.ascontiguousarray(part.material.texture))
                    color = part.material.base_color[:3] if part.colors is None else None
                    scalars = None if part.colors is None else part.colors[:, :3]
                    plotter.add_mesh(
                        data, color=color, scalars=scalars, rgb=scalars is not None, texture=texture,
                        smooth_shading=True,
                    )  # fmt: skip
        placement = staged.camera_placement
        plotter.camera.position = placement.position_m
        plotter.camera.focal_point = placement.position_m + rotate(placement.orientation_xyzw, FORWARD)
        plotter.camera.up = rotate(placement.orientation_xyzw, HEAD)
        plotter.camera.view_angle = np.degrees(staged.view.vertical_fov_rad)
        plotter.camera.clipping_range = (0.01, 50.0)
        plotter.render()
        plotter.screenshot(str(folder / f"{i}.png"))


def _meshes(staged: object) -> Iterator[tuple[object, object]]:
    for model in (*staged.modules, *staged.props):
        yield model.model.load(scale=model.scale, axes=model.item.axes), model.placement
    for actor in staged.actors:
        yield actor.figure.mesh, actor.placement


PROGRAMS: dict[str, Callable[[Path, int, Path], None]] = {
    "zeroshot, standard": lambda scene, count, folder: draw_ours(scene, count, folder, "standard"),
    "zeroshot, draft": lambda scene, count, folder: draw_ours(scene, count, folder, "draft"),
    "PyVista, new plotter": lambda scene, count, folder: draw_pyvista(scene, count, folder, False),
    "PyVista, plotter kept": lambda scene, count, folder: draw_pyvista(scene, count, folder, True),
}


def time_process(program: str, scene: Path, count: int) -> float:
    """Return the seconds of one whole process."""
    command = [sys.executable, __file__, str(scene), "--program", program, "--count", str(count)]
    environment = {**os.environ, "VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow"}
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True)
    return time.perf_counter() - started


def compare(scene: Path, count: int, runs: int) -> None:
    """Time all programs in turn and print a table."""
    seconds: dict[str, list[float]] = {program: [] for program in PROGRAMS}
    for _ in range(runs):
        for program in PROGRAMS:
            seconds[program].append(time_process(program, scene, count))
    base = statistics.median(seconds["zeroshot, standard"])
    print(f"\n{count} still{'s' if count > 1 else ''} {SIZE_PX[0]}×{SIZE_PX[1]}, start to last PNG on disk")
    for program, values in seconds.items():
        median = statistics.median(values)
        print(f"  {program:24} {median:6.2f} s   {median / base:5.2f} × zeroshot, standard")


def main() -> None:
    """Run the comparison, or one program of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--program", choices=list(PROGRAMS))
    parser.add_argument("--count", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.program:
        with tempfile.TemporaryDirectory() as folder:
            PROGRAMS[arguments.program](arguments.scene, arguments.count, Path(folder))
        return
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"{arguments.scene.name}"
    )
    for count in (1, 8):
        compare(arguments.scene, count, arguments.runs)


if __name__ == "__main__":
    main()
