"""What the programs of the benchmark share: the same meshes, the same cameras, and how they are timed.

Needs numpy and nothing of zeroshot, so that it runs in the environment of every program. A case is a folder:
``case.json`` (parts, cameras), ``meshes.npz`` (points, normals, triangles, texture coordinates, colours, in
the world: forward, right, down) and ``textures/*.png``.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


class Case:
    """The meshes and cameras of one case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        said = json.loads((folder / "case.json").read_text())
        self.parts: list[dict[str, Any]] = said["parts"]
        self.cameras: list[dict[str, Any]] = said["cameras"]
        self._arrays = np.load(folder / "meshes.npz")

    def array(self, index: int, name: str) -> np.ndarray | None:
        """Return an array of a part, or None where it has none."""
        key = f"{index}.{name}"
        return self._arrays.get(key)

    def texture_path(self, index: int) -> Path | None:
        """Return the texture of a part, or None."""
        name = self.parts[index]["texture"]
        return self.folder / "textures" / name if name else None

    def opaque(self) -> list[int]:
        """Return the parts that can be seen, glass left out: it is drawn by all alike, or by none."""
        return [i for i, part in enumerate(self.parts) if part["color"][3] >= 0.5]


def axes_of(camera: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return where a camera is, and its forward, right and down in the world."""
    turn = np.array(camera["world_from_camera"])
    return np.array(camera["position"]), turn[:, 0], turn[:, 1], turn[:, 2]


def pose_of(camera: dict[str, Any]) -> np.ndarray:
    """Return the camera's 4×4 pose in OpenGL's convention: right, up, backward."""
    position, forward, right, down = axes_of(camera)
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2], pose[:3, 3] = right, -down, -forward, position
    return pose


def projection_of(camera: dict[str, Any], near: float = 0.02, far: float = 80.0) -> np.ndarray:
    """Return the 4×4 projection in OpenGL's convention."""
    across, along = np.tan(np.array([camera["hfov"], camera["vfov"]]) / 2.0)
    projection = np.zeros((4, 4))
    projection[0, 0], projection[1, 1] = 1.0 / across, 1.0 / along
    projection[2, 2], projection[2, 3] = (far + near) / (near - far), 2.0 * far * near / (near - far)
    projection[3, 2] = -1.0
    return projection


def arguments_of() -> Any:
    """Read what every program is told."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--height", type=int, default=1080)
    parser.add_argument("--cameras", default="0")
    parser.add_argument("--option", default="")
    return parser.parse_args()


def tell(stills: list[dict[str, float]], *, of_children: bool = False) -> None:
    """Print what was measured as one line of JSON."""
    whose = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    peak_mib = resource.getrusage(whose).ru_maxrss / 1024.0
    sys.stdout.flush()
    print("\nRESULT " + json.dumps({"stills": stills, "peak_mib": peak_mib}), flush=True)


def run(prepare: Callable[[Any], Callable[[int, Path], float]]) -> None:
    """Run a program: prepare(arguments) gives a function that draws a camera into a file.

    That function returns the seconds until the picture was in memory. Printed is one line of JSON.
    """
    arguments = arguments_of()
    draw = prepare(arguments)
    stills = []
    for number in map(int, arguments.cameras.split(",")):
        started, cpu = time.perf_counter(), time.process_time()
        in_memory = draw(number, arguments.out / f"{number:03}.png")
        stills.append(
            {
                "memory_s": in_memory,
                "disk_s": time.perf_counter() - started,
                "cpu_s": time.process_time() - cpu,
                "at": time.time(),
            }
        )
    tell(stills)
