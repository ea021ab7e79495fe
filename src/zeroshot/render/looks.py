"""The looks a picture can have: one table, few options."""

from __future__ import annotations

from dataclasses import dataclass

from zeroshot.errors import RenderError, did_you_mean


@dataclass(frozen=True)
class Look:
    """How a picture is drawn.

    purpose: one phrase for help texts. samples: edge samples a pixel, 0 for none. is_shaded_softly: people
    darken what is near them and each other. has_mipmaps: textures are filtered at a distance. is_light: the
    set and its things are drawn in their lighter level.
    """

    name: str
    purpose: str
    samples: int
    is_shaded_softly: bool
    has_mipmaps: bool
    is_light: bool


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("standard", "lit by the luminaires, antialiased: stills to show", 8, True, True, False),
        Look(
            "draft",
            "the same light, a coarser set, no antialiasing, no soft shading: fast",
            0,
            False,
            True,
            True,
        ),
    )
}
DEFAULT_LOOK = "standard"


def find_look(name: str) -> Look:
    """Return a look by name. Raises RenderError that names the nearest."""
    if name not in LOOKS:
        names = ", ".join(LOOKS)
        raise RenderError(f'there is no look "{name}"{did_you_mean(name, LOOKS)} (looks: {names})')
    return LOOKS[name]
