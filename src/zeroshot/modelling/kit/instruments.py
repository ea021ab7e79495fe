"""Tiles of equipment: screens, dials, connectors, keys, bare experiment hardware, glass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.modelling.kit.paint import Picture, clouds, coat, dice, letter, screw, small_print


def _screen(name: str) -> Picture:
    """A display: header, panes with traces, numbers; dark, as it is behind its filter."""
    rng, size = dice(name), (240, 168)
    picture = Image.new("RGB", size, "#141b2b")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0], 13), fill="#34588c")
    small_print(draw, (6, 6, 150, 10), rng, ink="#dfe8f5", pitch=5)
    panes = ((6, 20, 116, 92), (124, 20, 233, 92), (6, 99, 80, 160), (87, 99, 233, 160))
    for i, (x0, y0, x1, y1) in enumerate(panes):
        draw.rectangle((x0, y0, x1, y1), fill="#1c2740", outline="#4b6390")
        if (i + int(name[-1])) % 2:
            xs = np.arange(x0 + 4, x1 - 3, 3)
            ys = (y0 + y1) / 2 + np.cumsum(rng.normal(0, 3.0, len(xs))).clip(
                (y0 - y1) / 2 + 5, (y1 - y0) / 2 - 5
            )
            ink = ("#69c27c", "#e0b64a", "#73b7e6")[int(rng.integers(3))]
            draw.line([(float(x), float(y)) for x, y in zip(xs, ys, strict=True)], fill=ink, width=2)
        else:
            small_print(draw, (x0 + 5, y0 + 7, x1 - 5, y1 - 4), rng, ink="#a9bdd9", pitch=7)
    return picture


def _earth(name: str) -> Picture:
    """A display with a map and a ground track."""
    rng, size = dice(name), (240, 168)
    land = clouds(rng, size, 5) + 0.5 * clouds(rng, size, 14) > 0.15
    base = np.where(land[..., None], (74, 92, 60), (28, 58, 104))
    picture = Image.fromarray(base.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    xs = np.arange(0, 240, 4)
    for phase in (0.0, 1.1, 2.2):
        track = [(float(x), float(84 + 58 * np.sin(2 * np.pi * x / 240 + phase))) for x in xs]
        draw.line(track, fill="#f0d468" if phase == 0 else "#b0793a", width=2)
    return picture


def _connectors(name: str) -> Picture:
    """A strip of round connectors and toggles, each with its tag."""
    rng = dice(name)
    picture = coat(name, (448, 84), "#d4d1c7", wear=6.0, edge=38.0)
    draw = ImageDraw.Draw(picture)
    for x in range(26, 440, 36):
        r = float(rng.choice([9, 12, 14]))
        draw.ellipse((x - r - 3, 39 - r, x + r + 3, 45 + r), fill="#a9a69c", outline="#6d6a62")
        draw.ellipse((x - r, 42 - r, x + r, 42 + r), fill="#26272a", outline="#77756f")
        draw.rectangle((x - 11, 10, x + 11, 18), fill="#f2f0e8")
        small_print(draw, (x - 9, 14, x + 10, 16), rng)
    for x in range(8, 446, 72):
        screw(draw, x, 74, 3)
    return picture


def _switches(name: str) -> Picture:
    """A control panel: rows of switches, lamps, two meters and their legends."""
    rng = dice(name)
    picture = coat(name, (224, 224), "#c9c7c0", wear=5.0, edge=44.0)
    draw = ImageDraw.Draw(picture)
    for y in (28, 66, 104):
        for x in range(26, 216, 34):
            draw.rectangle((x - 8, y - 12, x + 8, y + 12), fill="#e9e7df", outline="#8a8880")
            draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill="#2a2b2d")
            lit = rng.random() < 0.25
            draw.rectangle((x - 6, y + 15, x + 6, y + 19), fill="#3f8f4f" if lit else "#5a5b5d")
    for x in (58, 164):
        draw.ellipse((x - 34, 136, x + 34, 204), fill="#1f2022", outline="#8a8880", width=3)
        for angle in np.linspace(-2.3, 2.3, 11):
            s, c = np.sin(angle), -np.cos(angle)
            draw.line((x + 24 * s, 170 + 24 * c, x + 30 * s, 170 + 30 * c), fill="#e8e6de", width=2)
        draw.line((x, 170, x + 20 * np.sin(rng.uniform(-2, 2)), 152), fill="#e24b32", width=2)
    return picture


def _keypad(name: str) -> Picture:
    picture = coat(name, (72, 112), "#d8d6cf", wear=3.0, edge=24.0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 8, 62, 34), fill="#53614f", outline="#2f332d")
    letter(picture, "21.4", (36, 21), 18, "#15190f")
    for j in range(4):
        for i in range(3):
            draw.rectangle((12 + i * 17, 44 + j * 16, 24 + i * 17, 55 + j * 16), fill="#2b2d30")
    return picture


def _keys(name: str) -> Picture:
    """A laptop's keyboard and touch pad."""
    picture = coat(name, (256, 176), "#2b2d30", wear=3.0, edge=8.0)
    draw = ImageDraw.Draw(picture)
    for j in range(6):
        for i in range(14):
            x, y = 12 + i * 16.8, 12 + j * 16
            draw.rectangle((x, y, x + 13.5, y + 12.5), fill="#15171a", outline="#3b3e42")
    draw.rectangle((92, 118, 166, 166), fill="#222428", outline="#44474b")
    return picture


def _hardware(name: str) -> Picture:
    """Bare experiment hardware in the dark of an open rack: boxes, harness, bolts, foil."""
    rng, size = dice(name), (288, 288)
    base = 96 + 26 * clouds(rng, size, 6) + 14 * clouds(rng, size, 22)
    picture = Image.fromarray(np.repeat(base.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2))
    draw = ImageDraw.Draw(picture)
    shades = ("#8b887f", "#a8a59b", "#6a6b6d", "#8b8778", "#3b3c3e", "#c9c4af", "#878c94", "#d7d4c8")
    for _ in range(46):
        x, y = rng.uniform(-10, 270, 2)
        wide, high = rng.uniform(12, 70, 2)
        draw.rectangle((x + 3, y + 4, x + wide + 3, y + high + 4), fill="#3a3a3b")
        draw.rectangle((x, y, x + wide, y + high), fill=str(rng.choice(shades)), outline="#1d1d1e")
        draw.line((x + 1, y + 1, x + wide - 1, y + 1), fill="#dcd9cf")
        for _ in range(int(rng.integers(0, 5))):
            screw(draw, x + rng.uniform(3, wide), y + rng.uniform(3, high), 2)
    for _ in range(22):
        start, bend = rng.uniform(0, 288, 2), rng.normal(0, 46, (6, 2))
        path = [(float(a), float(b)) for a, b in start + np.cumsum(bend, axis=0)]
        ink = ("#111213", "#e9e6da", "#b9b6ac", "#2f5fa8", "#8f2f2a")[int(rng.integers(5))]
        draw.line(path, fill=ink, width=int(rng.integers(2, 5)), joint="curve")
    return picture


def _glass(name: str) -> Picture:
    """Dark glass with a soft reflection across it."""
    size = (128, 128)
    y, x = np.mgrid[0 : size[1], 0 : size[0]] / 128.0
    sheen = 30 * np.exp(-(((x + y - 0.8) / 0.16) ** 2)) + 14 * np.exp(-(((x + y - 1.2) / 0.06) ** 2))
    base = np.array([16, 20, 27])[None, None] + (sheen + 10 * (1 - y))[..., None] * (0.9, 1.0, 1.15)
    return Image.fromarray(base.clip(0, 255).astype(np.uint8))


def _limb(name: str) -> Picture:
    """The Earth far below the deck window: sea, cloud, no horizon; dim behind four panes."""
    rng, size = dice(name), (192, 192)
    cover = (clouds(rng, size, 4) + 0.7 * clouds(rng, size, 11) + 0.5 * clouds(rng, size, 30)).clip(
        0, 1.4
    ) / 1.4
    base = np.array([24, 46, 82]) + cover[..., None] * np.array([120, 124, 124])
    return Image.fromarray(base.clip(0, 255).astype(np.uint8))


INSTRUMENTS: dict[str, Callable[[str], Picture]] = {
    **{f"screen{i}": _screen for i in range(3)},
    "earth": _earth,
    "connectors0": _connectors,
    "connectors1": _connectors,
    "switches0": _switches,
    "switches1": _switches,
    "keypad": _keypad,
    "keys": _keys,
    **{f"hardware{i}": _hardware for i in range(3)},
    "glass": _glass,
    "limb": _limb,
}
