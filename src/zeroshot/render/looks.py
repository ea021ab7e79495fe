"""The looks a picture can have: one table, few options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zeroshot.errors import RenderError, did_you_mean

Way = Literal["lamps", "swift", "clay", "film", "storyboard", "planes", "ids", "depth"]


@dataclass(frozen=True)
class Look:
    """How a picture is drawn; everything that decides it stands here.

    purpose: one phrase for help texts. way: which of the ways of drawing. samples: edge samples a pixel, 0
    for none. views: pinholes of the lens that are averaged; 1 has everything sharp. is_light: set, things and
    people are drawn in their lighter level. is_linear: linear light can be had of it. is_metres: it gives
    metres and no picture. has_lines: lines are drawn over the picture, so it is a diagram and no plate.
    """

    name: str
    purpose: str
    way: Way
    samples: int = 0
    views: int = 1
    is_light: bool = False
    is_linear: bool = False
    is_metres: bool = False
    has_lines: bool = False


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("standard", "every lamp, antialiased: to work with", "lamps", samples=8),
        Look("draft", "clean light, lighter meshes, not antialiased: fast", "swift", is_light=True),
        Look("clean", "draft, antialiased: to arrange by", "swift", samples=8, is_light=True),
        Look("clay", "matt forms without textures, people in their colours: to judge blocking", "clay", 8),
        Look(
            "film",
            "soft shadows, the cabin's own light, the stop's depth of field: to show",
            "film",
            views=16,
            is_linear=True,
        ),
        Look("film-sharp", "film with everything sharp: to show, sooner", "film", views=1, is_linear=True),
        Look("storyboard", "ink and paper, people in flat colours: for the wall", "storyboard"),
        Look(
            "planes",
            "everyone in the colour of their plane, with its horizon: to see the planes",
            "planes",
            8,
            has_lines=True,
        ),
        Look("ids", "a flat colour for each thing, told in the sidecar: for tools", "ids"),
        Look("depth", "metres along the lens: for tools", "depth", is_metres=True),
    )
}
DEFAULT_LOOK = "standard"


def find_look(name: str) -> Look:
    """Return a look by name. Raises RenderError that names the nearest."""
    if name not in LOOKS:
        names = ", ".join(LOOKS)
        raise RenderError(f'there is no look "{name}"{did_you_mean(name, LOOKS)} (looks: {names})')
    return LOOKS[name]
