"""Take another program's mesh into a project: one .glb in zeroshot's frame and metres, and its facts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from zeroshot.disk import write_whole
from zeroshot.errors import AssetError, OutputError
from zeroshot.exchange.reduce import reduce_parts
from zeroshot.exchange.repair import repair_parts
from zeroshot.exchange.units import beside_person, offer_units, states_axes, states_unit
from zeroshot.library.facts import ModelFacts, Original
from zeroshot.library.gltf_writer import glb_bytes
from zeroshot.library.meshes import build_mesh, missing_files, read_parts, refuse_unusable_file
from zeroshot.library.models import GLTF_AXES, default_axes
from zeroshot.library.raw_parts import RawPart
from zeroshot.mesh import Mesh
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Axes
from zeroshot.scene.json_text import format_json

MAX_TRIANGLES = 250_000
"""Where a laptop without a graphics card begins to drag, with people in front of it."""

FACES_ARE_SCALED_ABOVE_M, FACES_ARE_SCALED_BELOW_M = 60.0, 0.02
"""Larger than half the station or smaller than a coin: taken, with a warning that the unit may be wrong."""


@dataclass(frozen=True)
class ImportWish:
    """What a director says of a file. None: as the file says, and an error where it says nothing.

    metres_per_unit: of the numbers of a file that states no unit. scale multiplies what comes of it.
    """

    path: Path
    name: str = ""
    title: str = ""
    kind: Literal["module", "prop"] = "prop"
    metres_per_unit: float | None = None
    scale: float = 1.0
    axes: Axes | None = None
    max_triangles: int = MAX_TRIANGLES
    licence: str = ""
    credit: str = ""
    source: str = ""


@dataclass(frozen=True, eq=False)
class Imported:
    """A mesh ready to be written. remarks: what was mended, reduced or left out, a sentence each."""

    mesh: Mesh
    facts: ModelFacts
    remarks: tuple[str, ...]

    @property
    def size_sentence(self) -> str:
        """Say how big it turned out, beside a person."""
        length, width, height = np.ptp(self.mesh.bounds_m, axis=0)
        longest = max(length, width, height)
        return (
            f"{_metres(length)} long (forward), {_metres(width)} wide (right), "
            f"{_metres(height)} high (down); its longest side is {beside_person(longest)} of 1.75 m"
        )


def open_questions(path: Path) -> tuple[str, ...]:
    """Return what a file leaves unsaid: "unit", "axes", both or neither. Raises AssetError for no mesh."""
    refuse_unusable_file(path)
    answers = (("unit", states_unit(path)), ("axes", states_axes(path)))
    return tuple(question for question, is_said in answers if not is_said)


def longest_side(path: Path) -> float:
    """Return the longest side of a file's mesh, in the file's own numbers. Raises AssetError."""
    parts, _ = repair_parts(read_parts(path))
    return _longest(parts, path)


def prepare_import(wish: ImportWish) -> Imported:
    """Read, mend, reduce and turn a mesh into zeroshot's frame. Writes nothing.

    Raises AssetError: no usable mesh, or a unit or axes that neither the file nor the wish says.
    """
    unsaid = open_questions(wish.path)
    raw = read_parts(wish.path)
    parts, remarks = repair_parts(raw)
    _refuse_unsaid(wish, unsaid, parts)
    count = sum(len(part.triangles) for part in parts)
    parts = reduce_parts(parts, max_triangles=wish.max_triangles)
    reduced = sum(len(part.triangles) for part in parts)
    if reduced < count:
        remarks = (*remarks, f"reduced {count:,} triangles to {reduced:,}")
    metres_per_unit = (wish.metres_per_unit or 1.0) * wish.scale
    axes = wish.axes or default_axes(wish.path)
    mesh = build_mesh(parts, metres_per_unit=metres_per_unit, axes=axes, path=wish.path)
    remarks = (*remarks, *missing_files(wish.path), *_doubts(mesh))
    return Imported(mesh, _facts(wish, mesh, metres_per_unit), remarks)


def write_import(imported: Imported, folder: Path, *, replace: bool = False) -> tuple[Path, Path]:
    """Write NAME.glb and NAME.json into a folder and return their paths.

    Raises OutputError when one is there already (unless replace) or the disk refuses.
    """
    mesh_path, facts_path = (folder / f"{imported.facts.name}{suffix}" for suffix in (".glb", ".json"))
    if not folder.is_dir():
        raise OutputError(f"the model cannot be written, there is no such folder: make it first ({folder})")
    for path in (mesh_path, facts_path):
        if path.exists() and not replace:
            raise OutputError(
                f'"{path.name}" is there already: choose another --name, or say --replace ({path})'
            )
    write_whole(mesh_path, glb_bytes(imported.mesh, name=imported.facts.name), what="the mesh")
    write_whole(facts_path, facts_json(imported.facts).encode(), what="the facts")
    return mesh_path, facts_path


def facts_json(facts: ModelFacts) -> str:
    """Return facts as the text of their file, with the fields that are for the director to fill."""
    data = {key: value for key, value in facts.model_dump(mode="json").items() if value is not None}
    return format_json(plain_data(data))


def _refuse_unsaid(wish: ImportWish, unsaid: Sequence[str], parts: Sequence[RawPart]) -> None:
    name = wish.path.name
    if "unit" not in unsaid and wish.metres_per_unit is not None:
        raise AssetError(f'"{name}" states its unit itself: correct its size with --scale ({wish.path})')
    if "unit" in unsaid and wish.metres_per_unit is None:
        offer = offer_units(_longest(parts, wish.path))
        raise AssetError(f'"{name}" does not say its unit: say it with --units ({offer}) ({wish.path})')
    if "axes" in unsaid and wish.axes is None:
        raise AssetError(
            f'"{name}" does not say its axes: say with --axes y-overhead or z-overhead which of them points '
            f'overhead, or which point forward, right and down, such as "-Z,+X,-Y" ({wish.path})'
        )


def _longest(parts: Sequence[RawPart], path: Path) -> float:
    if not parts:
        raise AssetError(
            f'the mesh "{path.name}" has no faces, only points or lines or nothing: '
            f"export it with its surfaces, or mesh the points first ({path})"
        )
    corners = []
    for part in parts:
        used = part.points[np.unique(part.triangles)]
        if part.matrix is not None:
            used = used @ part.matrix[:3, :3].T + part.matrix[:3, 3]
        corners += [used.min(axis=0), used.max(axis=0)]
    return float(np.ptp(np.array(corners), axis=0).max())


def _doubts(mesh: Mesh) -> tuple[str, ...]:
    longest = float(np.ptp(mesh.bounds_m, axis=0).max())
    if FACES_ARE_SCALED_BELOW_M <= longest <= FACES_ARE_SCALED_ABOVE_M:
        return ()
    return (f"it is {_metres(longest)} long: if that is not so, say its unit with --units",)


def _facts(wish: ImportWish, mesh: Mesh, metres_per_unit: float) -> ModelFacts:
    name = wish.name or _name_from(wish.path.stem)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise AssetError(f'a model cannot be named "{name}": use letters, digits, - and _')
    lowest, highest = (tuple(round(float(v), 4) for v in corner) for corner in mesh.bounds_m)
    return ModelFacts.model_validate(
        {
            "name": name,
            "title": wish.title or wish.path.stem,
            "kind": wish.kind,
            "mesh": f"{name}.glb",
            "axes": GLTF_AXES,
            "sources": (wish.source,) if wish.source else (),
            "licence": wish.licence,
            "credit": wish.credit,
            "original": Original(
                file=wish.path.name,
                sha256=hashlib.sha256(wish.path.read_bytes()).hexdigest(),
                metres_per_unit=metres_per_unit,
            ),
            "bounds_m": (lowest, highest),
            "triangles": mesh.triangle_count,
        }
    )


def _name_from(stem: str) -> str:
    """Make a name that can be a file's and a point's on every system."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-").lower() or "model"


def _metres(length_m: float) -> str:
    return f"{length_m:.2f} m" if length_m >= 0.095 else f"{length_m * 100:.1f} cm"
