"""Which files the materials of an OBJ ask for."""

from __future__ import annotations

from pathlib import Path

from zeroshot.errors import did_you_mean
from zeroshot.library.textures import missing_texture


def missing_obj_files(path: Path) -> list[str]:
    """Say which material files and colour textures of an OBJ do not exist, one sentence each."""
    remarks: list[str | None] = []
    for name in _values(path, b"mtllib"):
        library = path.parent / name
        if library.is_file():
            textures = sorted(set(_values(library, b"map_kd")))
            remarks += [missing_texture(library.parent / texture, named_in=library) for texture in textures]
        else:
            remarks.append(_missing_library(library, path))
    return [remark for remark in remarks if remark is not None]


def _missing_library(library: Path, path: Path) -> str:
    siblings = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() == ".mtl"]
    return (
        f'the material file "{library.name}" that "{path.name}" asks for does not exist'
        f"{did_you_mean(library.name, siblings)}: the mesh is drawn grey until it is put there ({library})"
    )


def _values(path: Path, keyword: bytes) -> list[str]:
    """Return what follows a keyword on every line that starts with it, whatever its case."""
    found = []
    with path.open("rb") as file:
        for line in file:
            # Vertices and faces are most of a file: look no further at them.
            if line[:1] not in b"vf" and line.lstrip()[: len(keyword)].lower() == keyword:
                found.append(line.strip()[len(keyword) :].strip().decode("utf-8", "replace"))
    return [value for value in found if value]
