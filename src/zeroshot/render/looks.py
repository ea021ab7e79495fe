"""The looks a picture can have: one table, few options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zeroshot.errors import RenderError, did_you_mean

Way = Literal["lamps", "draft", "film"]


@dataclass(frozen=True)
class Look:
    """How a picture is drawn; everything that decides it stands here.

    purpose: one phrase for help texts. way: which of the ways of drawing. samples: edge samples a pixel, 0
    for none. views: pinholes of the lens that are averaged. is_light: set, things and people are drawn in their lighter level.
    """

    name: str
    purpose: str
    way: Way
    samples: int = 0
    views: int = 1
    is_light: bool = False


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("standard", "lit by every luminaire, antialiased: the light of every day", "lamps", samples=8),
        Look("draft", "clean light, a coarser set, no antialiasing: fast", "draft", is_light=True),
        Look(
            "film", "as a film camera sees it: soft shadows, the real stop's depth of field", "film", views=16
        ),
        Look("film-sharp", "film without depth of field: four times as fast", "film", views=1),
    )
}
DEFAULT_LOOK = "standard"


def find_look(name: str) -> Look:
    """Return a look by name. Raises RenderError that names the nearest."""
    if name not in LOOKS:
        names = ", ".join(LOOKS)
        raise RenderError(f'there is no look "{name}"{did_you_mean(name, LOOKS)} (looks: {names})')
    return LOOKS[name]
