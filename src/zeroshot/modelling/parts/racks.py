"""What every rack front has, and the table of kinds. A rack's board lies at its base, 1.10 m from the axis;
fronts stand proud of it, to 1.067 m and no nearer, handles and rails aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.modelling.kit.shapes import Rect, block, cushion, panel
from zeroshot.modelling.parts.fittings import label

HALF_PITCH_M, HALF_FACE_M = 1.067 / 2, 0.93
"""Source: rack pitch 42 in (1.067 m); flat face 1.85–1.90 m high, measured on NASA's Destiny mesh."""

FRONT = (-0.478, -0.90, 0.478, 0.90)
"""Where a rack's own front lies, between the seat tracks."""


@dataclass(frozen=True, eq=False)
class Site:
    """One rack: where it is, its location code, and whether its foot has a white cloth closeout."""

    sculpture: Sculpture
    board: Board
    code: str
    has_skirt: bool

    @property
    def rect(self) -> Rect:
        """Return the part of the front that the kind may use."""
        x0, y0, x1, y1 = FRONT
        return x0, y0, x1, 0.69 if self.has_skirt else y1

    @property
    def rng(self) -> np.random.Generator:
        """Return random numbers that belong to this rack."""
        return dice(self.code)

    def shade(self, base: Color, spread: float = 0.035) -> Color:
        """Return a colour a little lighter or darker than the base, another at each call of another rack."""
        factor = 1.0 + dice(self.code + str(base)).uniform(-spread, spread)
        red, green, blue = (min(1.0, part * factor) for part in base)
        return red, green, blue


Builder = Callable[[Site], Sequence[Rect]]
"""Builds a front and returns the holes it needs in the backing."""


def build_rack(site: Site, builder: Builder) -> None:
    """Build a rack: the front of its kind, the backing with its holes, skirt and labels."""
    holes = builder(site)
    whole = (-HALF_PITCH_M, -HALF_FACE_M, HALF_PITCH_M, HALF_FACE_M)
    panel(site.sculpture, site.board, whole, tint=site.shade(palette.GREY), holes=holes)
    if site.has_skirt:
        _skirt(site)
    label(site.sculpture, site.board, site.code, (-0.36, -0.912), 0.028, 0.004)
    _stickers(site)


def _skirt(site: Site) -> None:
    x0, _, x1, _ = FRONT
    cushion(
        site.sculpture,
        site.board,
        (x0, 0.70, x1, 0.925),
        0.0,
        0.022,
        tile=f"fabric{'1' if site.rng.random() < 0.5 else ''}",
        tint=palette.WHITE,
        seed=len(site.code),
        steps=6,
    )


def _stickers(site: Site) -> None:
    rng = site.rng
    y = 0.66 if site.has_skirt else 0.88
    side = 1.0 if rng.random() < 0.5 else -1.0
    for tile, x, wide, high in (("stripes_red", 0.38, 0.064, 0.012), ("fire_port", 0.28, 0.022, 0.022)):
        # A tag with thickness: fronts differ in height, and a sticker would float over the low ones.
        rect = (side * x - wide, y - high, side * x + wide, y + high)
        block(site.sculpture, site.board, rect, 0.0, 0.0315, tile=tile, bevel=0.001)
