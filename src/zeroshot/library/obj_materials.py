"""What an OBJ file's materials ask for: checked before loading, so that nothing goes missing in silence."""

from __future__ import annotations

from pathlib import Path

from zeroshot.errors import AssetError, did_you_mean


def refuse_missing_materials(path: Path) -> None:
    """Raise AssetError when a material file or texture that an OBJ names cannot be read."""
    for name in _values(path, b"mtllib"):
        library = path.parent / name
        if not library.is_file():
            siblings = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() == ".mtl"]
            raise AssetError(
                f'the material file "{name}" that "{path.name}" asks for does not exist'
                f"{did_you_mean(library.name, siblings)}: put it beside the mesh, or take the line "
                f'"mtllib {name}" out of it to have the mesh in grey ({library})'
            )
        refuse_missing_textures(library)


def refuse_missing_textures(library: Path) -> None:
    """Raise AssetError when a colour texture that an .mtl file names is missing or no picture."""
    from zeroshot.library.textures import read_texture

    for name in sorted(set(_values(library, b"map_kd"))):
        read_texture(library.parent / name, named_in=library)


def _values(path: Path, keyword: bytes) -> list[str]:
    """Return what follows a keyword on every line that starts with it, whatever its case."""
    found = []
    try:
        with path.open("rb") as file:
            for line in file:
                if line[: len(keyword)].lower() == keyword or line.lstrip()[: len(keyword)].lower() == keyword:
                    found.append(line.strip()[len(keyword) :].strip().decode("utf-8", "replace"))
    except OSError as error:
        raise AssetError(f'"{path.name}" cannot be read ({error.strerror}): check that you may open it ({path})') from None
    return [value for value in found if value]
