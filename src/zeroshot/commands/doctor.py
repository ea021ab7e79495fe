"""``zeroshot doctor``: whether this machine has what zeroshot needs, and what to install where it has not."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PIL import features

from zeroshot.commands.exit_codes import FAILED, WELL
from zeroshot.errors import ZeroshotError
from zeroshot.library.assets import asset_folder, scenes_folder
from zeroshot.library.models import list_models
from zeroshot.render.graphics import probe_graphics

PACKAGES = (
    "numpy",
    "pydantic",
    "pillow",
    "trimesh",
    "scipy",
    "lxml",
    "networkx",
    "fast-simplification",
    "pyvista",
    "vtk",
    "cyclopts",
    "isal",
    "reportlab",
    "rich",
    "PySide6-Essentials",
)
"""What zeroshot is built on: the dependencies of the project, and VTK, which pyvista brings."""

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Check:
    """One thing looked at. advice: what to do, where it is not well."""

    subject: str
    found: str
    is_well: bool = True
    advice: str = ""


def doctor() -> int:
    """Check that this machine has what zeroshot needs.

    Exits with 1 when something is missing, and says what to install.
    """
    is_well = True
    for check in _checks():
        is_well &= check.is_well
        mark = "ok     " if check.is_well else "MISSING"
        advice = f": {check.advice}" if check.advice else ""
        print(f"{mark}  {check.subject}: {check.found}{advice}", flush=True)
    return WELL if is_well else FAILED


def _checks() -> Iterator[Check]:
    yield _check_python()
    yield from map(_check_package, PACKAGES)
    for subject, look in _LOOKS.items():
        yield _guarded(subject, look)


def _guarded(subject: str, look: Callable[[], Check]) -> Check:
    """Turn what another room refuses into a line of the report."""
    try:
        return look()
    except ZeroshotError as error:
        return Check(subject, str(error), is_well=False)


def _check_python() -> Check:
    found = f"{platform.python_version()} ({sys.executable})"
    if sys.version_info >= OLDEST_PYTHON:
        return Check("Python", found)
    return Check("Python", found, is_well=False, advice="install Python 3.11 or newer")


def _check_package(name: str) -> Check:
    try:
        return Check(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "not installed", is_well=False, advice=f"python -m pip install {name}")


def _check_graphics() -> Check:
    report = probe_graphics()
    if report.problem is not None:
        return Check("OpenGL", report.problem, is_well=False)
    return Check("OpenGL", f"{report.version}, {report.renderer}")


def _check_lettering() -> Check:
    if features.check("freetype2"):
        return Check("lettering", f"FreeType {features.version('freetype2')}")
    advice = "python -m pip install --force-reinstall pillow"
    return Check("lettering", "Pillow has no FreeType", is_well=False, advice=advice)


def _check_models() -> Check:
    found = list_models()
    missing = [model.name for model in found if not model.mesh_path.is_file()]
    where = asset_folder() / "models"
    if found and not missing:
        return Check("models", f"{len(found)} in {where}")
    what = f"no mesh for {', '.join(missing)}" if missing else "none"
    return Check("models", f"{what} in {where}", is_well=False, advice="install zeroshot again")


def _check_scenes() -> Check:
    folder = scenes_folder()
    return Check("example scenes", f"{len(list(folder.glob('*.json')))} in {folder}")


def _check_folder() -> Check:
    here = Path.cwd()
    try:
        with tempfile.TemporaryFile(dir=here):
            pass
    except OSError as error:
        advice = "stills need --out with a folder that can be"
        return Check(
            "current folder", f"{here} cannot be written ({error.strerror})", is_well=False, advice=advice
        )
    return Check("current folder", f"{here} can be written")


_LOOKS: dict[str, Callable[[], Check]] = {
    "OpenGL": _check_graphics,
    "lettering": _check_lettering,
    "models": _check_models,
    "example scenes": _check_scenes,
    "current folder": _check_folder,
}
