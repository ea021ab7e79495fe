"""People's meshes with their name tags lettered: people know no letters, the library knows no people."""

from __future__ import annotations

from dataclasses import replace

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.library.name_tags import tag_image
from zeroshot.mesh import Mesh
from zeroshot.people.clothes import NAME_TAG, NAME_TAG_M
from zeroshot.people.figure import Figure

_kept = KeptByIdentity[Mesh](64)


def dressed_mesh(figure: Figure, *, is_light: bool) -> Mesh:
    """Return a figure's mesh, lighter or not, with what the name tag says; the very same one each time."""
    mesh, text = figure.light_mesh if is_light else figure.mesh, figure.person.name_tag
    return _kept.get((mesh,), lambda: _lettered(mesh, text)) if text else mesh


def _lettered(mesh: Mesh, text: str) -> Mesh:
    broad_m, high_m = NAME_TAG_M
    parts = []
    for part in mesh.parts:
        if part.material.name == NAME_TAG:
            image = tag_image(text, broad_m=broad_m, high_m=high_m)
            part = replace(part, material=replace(part.material, texture=image))
        parts.append(part)
    return Mesh(tuple(parts))
