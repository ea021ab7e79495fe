"""One picture for all surfaces of a model: the tiles that its pieces use, packed, with a margin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from zeroshot.errors import OutputError
from zeroshot.mesh import Image
from zeroshot.modelling.kit.tiles import draw_tile
from zeroshot.spatial import Array

MARGIN_PX = 4
"""Border of repeated pixels around a tile, so that smaller versions of the picture do not mix neighbours."""


@dataclass(frozen=True, eq=False)
class Atlas:
    """The packed picture (h, w, 3) and where each tile lies in it: x, y, width, height in pixels."""

    picture: Image
    places: dict[str, tuple[int, int, int, int]]

    def uvs(self, tile: str, tile_uvs: Array) -> Array:
        """Turn positions on a tile (n, 2), top left origin, into ``mesh`` uvs, bottom left origin."""
        x, y, wide, high = self.places[tile]
        # Half a pixel in from the edge, where the tile's own colour ends.
        pixels = np.array([x, y]) + 0.5 + tile_uvs.clip(0.0, 1.0) * (wide - 1, high - 1)
        share = pixels / (self.picture.shape[1], self.picture.shape[0])
        return np.stack([share[:, 0], 1.0 - share[:, 1]], axis=-1)


def build_atlas(tiles: Iterable[str], *, size_px: int = 2048) -> Atlas:
    """Draw the named tiles and pack them in rows, the tallest first.

    Raises OutputError when they do not fit.
    """
    pictures = {name: np.asarray(draw_tile(name).convert("RGB")) for name in sorted(set(tiles))}
    order = sorted(pictures, key=lambda name: (-pictures[name].shape[0], -pictures[name].shape[1], name))
    sheet = np.full((size_px, size_px, 3), 128, np.uint8)
    places: dict[str, tuple[int, int, int, int]] = {}
    left = top = row = 0
    for name in order:
        padded = np.pad(pictures[name], ((MARGIN_PX, MARGIN_PX), (MARGIN_PX, MARGIN_PX), (0, 0)), "edge")
        high, wide = padded.shape[:2]
        if left + wide > size_px:
            left, top, row = 0, top + row, 0
        if top + high > size_px or wide > size_px:
            raise OutputError(
                f"the textures do not fit into {size_px} × {size_px} pixels: draw fewer or smaller"
            )
        sheet[top : top + high, left : left + wide] = padded
        places[name] = (left + MARGIN_PX, top + MARGIN_PX, wide - 2 * MARGIN_PX, high - 2 * MARGIN_PX)
        left, row = left + wide, max(row, high)
    used = max(64, 1 << int(np.ceil(np.log2(top + row))))
    return Atlas(sheet[:used], places)
