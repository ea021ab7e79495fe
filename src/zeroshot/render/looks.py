"""The looks a picture can have: one table, few options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zeroshot.errors import RenderError, did_you_mean

Way = Literal["lamps", "draft"]


@dataclass(frozen=True)
class Look:
    """How a picture is drawn; everything that decides it stands here.

    purpose: one phrase for help texts. way: which of the ways of drawing. samples: edge samples a pixel, 0
    for none. is_light: set, things and people are drawn in their lighter level.
    """

    name: str
    purpose: str
    way: Way
    samples: int = 0
    is_light: bool = False


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("standard", "lit by every luminaire, antialiased: the light of every day", "lamps", samples=8),
        Look("draft", "clean light, a coarser set, no antialiasing: fast", "draft", is_light=True),
    )
}
DEFAULT_LOOK = "standard"


def find_look(name: str) -> Look:
    """Return a look by name. Raises RenderError that names the nearest."""
    if name not in LOOKS:
        names = ", ".join(LOOKS)
        raise RenderError(f'there is no look "{name}"{did_you_mean(name, LOOKS)} (looks: {names})')
    return LOOKS[name]
