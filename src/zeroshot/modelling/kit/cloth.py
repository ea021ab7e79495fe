"""Tiles of cloth: fire-proof fabric, bags, nets, straps, foil."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.modelling.kit.paint import Picture, clouds, coat, dice


def wrinkled(name: str, size: tuple[int, int], shade: tuple[int, int, int], depth: float) -> Picture:
    """Creases as a lit height field: long soft folds with smaller ones across them."""
    rng = dice(name)
    height = 6 * clouds(rng, size, 4) + 3 * np.abs(clouds(rng, size, 9)) + 1.2 * clouds(rng, size, 24)
    slope_y, slope_x = np.gradient(height)
    light = (slope_y * 0.8 + slope_x * 0.6).clip(-0.8, 0.8)
    weave = rng.normal(0.0, 1.0, (size[1], size[0]))
    tone = depth * 100 * light + weave
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    rim = np.minimum(np.minimum(x, size[0] - 1 - x), np.minimum(y, size[1] - 1 - y))
    tone = tone - 34 * np.exp(-rim / 7.0)
    return Image.fromarray((np.array(shade) + tone[..., None]).clip(0, 255).astype(np.uint8))


def _fabric(name: str) -> Picture:
    return wrinkled(name, (224, 224), (222, 220, 213), 0.75)


def _bag(name: str) -> Picture:
    """A stowage bag: piping, webbing, a zip and a card pocket."""
    picture = wrinkled(name, (224, 176), (226, 224, 217), 0.6)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((5, 5, 218, 170), outline="#a9a79f", width=2)
    for x in (48, 170):
        draw.rectangle((x, 0, x + 12, 175), fill="#c9c7be", outline="#98968e")
    draw.line((10, 34, 214, 34), fill="#6f6d67", width=3)
    draw.rectangle((82, 74, 150, 118), fill="#f4f3ec", outline="#9a9892")
    for y in range(82, 114, 6):
        draw.line((88, y, 138, y), fill="#5c5d60")
    return picture


def _net(name: str) -> Picture:
    """Orange-brown cloth under a net."""
    picture = wrinkled(name, (256, 256), (158, 84, 44), 0.5)
    draw = ImageDraw.Draw(picture)
    for k in range(0, 520, 14):
        draw.line((k, 0, k - 256, 256), fill="#7d3f20")
        draw.line((k - 256, 0, k, 256), fill="#8d4a27")
    return picture


def _quilt(name: str) -> Picture:
    """Quilted insulation, sewn in squares."""
    size = (224, 224)
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    puff = np.abs(np.sin(np.pi * x / 56) * np.sin(np.pi * y / 56)) ** 0.35
    base = np.asarray(wrinkled(name, size, (216, 215, 210), 0.45), dtype=float)
    return Image.fromarray((base - 60 * (1 - puff)[..., None]).clip(0, 255).astype(np.uint8))


def _strap(name: str) -> Picture:
    picture = coat(name, (160, 20), "#d9d7cf", wear=4.0, edge=30.0)
    draw = ImageDraw.Draw(picture)
    for x in range(0, 160, 4):
        draw.line((x, 3, x + 2, 16), fill="#bdbbb2")
    return picture


def _hook_pads(name: str) -> Picture:
    """White cloth with patches of hook-and-loop tape."""
    picture = wrinkled(name, (224, 112), (224, 222, 215), 0.6)
    draw, rng = ImageDraw.Draw(picture), dice(name + "pads")
    for _ in range(7):
        x, y = rng.uniform(8, 190), rng.uniform(8, 90)
        draw.rectangle((x, y, x + 17, y + 12), fill=("#cfc9b2", "#f4f3ee", "#b9bcc2")[int(rng.integers(3))])
    return picture


CLOTH: dict[str, Callable[[str], Picture]] = {
    "fabric": _fabric,
    "fabric1": _fabric,
    "bag0": _bag,
    "bag1": _bag,
    "net": _net,
    "quilt": _quilt,
    "strap": _strap,
    "pads": _hook_pads,
}
