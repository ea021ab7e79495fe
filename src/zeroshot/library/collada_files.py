"""What a Collada file states about itself: its unit, its axes and the pictures it needs."""

from __future__ import annotations

import re
import urllib.parse
from pathlib import Path

from zeroshot.library.textures import missing_texture

_HEAD_BYTES = 256 * 1024


def metres_per_collada_unit(path: Path) -> float:
    """Return the metres per unit that the file states, 1.0 when it states none."""
    match = re.search(rb"<unit\b[^>]*\bmeter\s*=\s*[\"']([0-9.eE+-]+)[\"']", _head(path))
    try:
        unit_m = float(match.group(1)) if match else 1.0
    except ValueError:
        return 1.0
    return unit_m if unit_m > 0.0 else 1.0


def overhead_axis_of_collada(path: Path) -> str:
    """Return the letter of the axis that points to the overhead: X, Y or Z (by default Y)."""
    match = re.search(rb"<up_axis>\s*([XYZ])_UP\s*</up_axis>", _head(path))
    return match.group(1).decode() if match else "Y"


def missing_collada_files(path: Path) -> list[str]:
    """Say which pictures that the file names do not exist, one sentence each."""
    remarks = [missing_texture(texture, named_in=path) for texture in collada_textures(path)]
    return [remark for remark in remarks if remark is not None]


def collada_textures(path: Path) -> list[Path]:
    """Return the pictures that the file names, in order of name."""
    names: set[bytes] = set()
    for library in re.findall(rb"<library_images\b.*?</library_images>", path.read_bytes(), re.DOTALL):
        names.update(re.findall(rb"<init_from>(?:\s*<ref>)?\s*([^<]+?)\s*<", library))
    uris = [urllib.parse.unquote(name.decode("utf-8", "replace")) for name in sorted(names)]
    return [path.parent / uri.removeprefix("file://") for uri in uris]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)
