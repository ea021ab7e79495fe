"""How surfaces can be shaded, and the fragment shader of each: one program a kind of material.

``lamps``: every luminaire at every pixel, shown at once. ``swift``: the light of a place as one even part and
one that leans, shown at once. ``film``: the same, corrected by a map of what lamps and walls really give,
mirrors of the cabin, in linear light without limits. ``clay``: one tint, corrected by a map too.
``measure``: no light, but how far, facing where and what, as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zeroshot.render import shader, swift_shader
from zeroshot.render.occlusion import BALLS_PER_BODY

Shading = Literal["lamps", "swift", "film", "clay", "measure"]

Replacements = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Surface:
    """What of a material decides which shader draws it.

    is_lamp: a diffuser that glows as its lamp is switched. is_clear: one sees through it.
    is_rough: highlights are so broad that all lamps make one. is_glowing: it gives light itself.
    is_two_sided: its backs are drawn.
    """

    is_textured: bool
    is_lamp: bool
    is_clear: bool
    is_rough: bool
    is_glowing: bool
    is_two_sided: bool


def replacements(shading: Shading, surface: Surface) -> Replacements:
    """Return which tags of VTK's fragment shader become what."""
    if shading == "lamps":
        return shader.replacements(
            is_textured=surface.is_textured,
            is_lamp=surface.is_lamp,
            is_clear=surface.is_clear,
            is_rough=surface.is_rough,
            balls_per_body=BALLS_PER_BODY,
        )
    if shading == "swift":
        return swift_shader.swift_replacements(
            is_textured=surface.is_textured,
            is_lamp=surface.is_lamp,
            is_clear=surface.is_clear,
            is_glowing=surface.is_glowing,
            is_two_sided=surface.is_two_sided,
        )
    makers = {
        "film": swift_shader.film_replacements,
        "clay": swift_shader.clay_replacements,
        "measure": swift_shader.measure_replacements,
    }
    return makers[shading](
        is_textured=surface.is_textured, is_lamp=surface.is_lamp, is_clear=surface.is_clear
    )


def corner_replacements(shading: Shading) -> Replacements:
    """Return which tags of VTK's vertex shader become what."""
    return swift_shader.SWIFT_CORNERS if shading == "swift" else ()
