"""Which files the materials of an OBJ ask for."""

from __future__ import annotations

from pathlib import Path

from zeroshot.errors import did_you_mean
from zeroshot.library.textures import missing_texture


def missing_obj_files(path: Path) -> list[str]:
    """Say which material files and colour textures of an OBJ do not exist, one sentence each."""
    remarks: list[str | None] = [
        _missing_library(library, path) for library in _libraries(path) if not library.is_file()
    ]
    remarks += [missing_texture(texture, named_in=library) for texture, library in obj_textures(path)]
    return [remark for remark in remarks if remark is not None]


def obj_textures(path: Path) -> list[tuple[Path, Path]]:
    """Return the colour textures that an OBJ's material files ask for, each with the file that names it."""
    found = []
    for library in _libraries(path):
        if library.is_file():
            found += [(library.parent / name, library) for name in sorted(set(_values(library, b"map_kd")))]
    return found


def files_of_obj(path: Path) -> tuple[Path, ...]:
    """Return the material files and colour textures that an OBJ asks for, there or not."""
    return (*_libraries(path), *(texture for texture, _ in obj_textures(path)))


def _libraries(path: Path) -> list[Path]:
    return [path.parent / name for name in _values(path, b"mtllib")]


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
