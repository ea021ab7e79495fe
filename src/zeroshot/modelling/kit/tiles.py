"""Every tile by name. Names with a colon carry what is written: ``label:LAB1S5``, ``sign:DECK``."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.errors import OutputError
from zeroshot.modelling.kit.cloth import CLOTH
from zeroshot.modelling.kit.instruments import INSTRUMENTS
from zeroshot.modelling.kit.paint import Picture, clouds, coat, dice, fit_letter, screw, small_print
from zeroshot.modelling.kit.russian_tiles import RUSSIAN, RUSSIAN_SIGNS

_PAPER, _INK, _BLUE = "#f3f2ec", "#1c2024", "#2f5fa8"


def draw_tile(name: str) -> Picture:
    """Draw the tile of a name. Raises OutputError for a name that no painter knows."""
    kind, _, text = name.partition(":")
    if text:
        return _WRITTEN[kind](text)
    painter = {**_TILES, **CLOTH, **INSTRUMENTS, **RUSSIAN}.get(kind)
    if painter is None:
        raise OutputError(f'no painter knows the texture "{name}": add it to modelling/tiles.py')
    return painter(kind)


def _plain(name: str) -> Picture:
    return coat(name, (128, 128), "#f0f0ee", wear=4.0, edge=0.0)


def _panel(name: str) -> Picture:
    """A painted aluminium front: screws round the rim, a seam, a few placards and scuffs."""
    rng, size = dice(name), (300, 225)
    picture = coat(name, size, "#e9e7e1", wear=6.0, edge=44.0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="#77756f")
    for x in np.linspace(10, size[0] - 11, 6):
        for y in (9, size[1] - 10):
            screw(draw, x, y)
    for y in np.linspace(9, size[1] - 10, 4)[1:-1]:
        for x in (10, size[0] - 11):
            screw(draw, x, y)
    if name[-1] in "135":
        seam = int(rng.uniform(0.35, 0.65) * size[0])
        draw.line((seam, 0, seam, size[1]), fill="#8c8a84", width=2)
        draw.line((seam + 2, 0, seam + 2, size[1]), fill="#fbfaf5")
    for _ in range(2 + int(name[-1]) % 3):
        _placard_on(draw, rng, size)
    for _ in range(7):
        left, at_y, long = rng.uniform(20, size[0] - 60), rng.uniform(20, size[1] - 20), rng.uniform(8, 40)
        draw.line((left, at_y, left + long, at_y + rng.uniform(-9, 9)), fill="#d6d3cb")
    return picture


def _placard_on(draw: ImageDraw.ImageDraw, rng: np.random.Generator, size: tuple[int, int]) -> None:
    x, y = rng.uniform(24, size[0] - 90), rng.uniform(24, size[1] - 52)
    wide, high = rng.uniform(26, 60), rng.uniform(14, 26)
    shade = ("#fbfaf4", "#fbfaf4", "#f1ead0", "#e3e6ea")[int(rng.integers(4))]
    draw.rectangle((x, y, x + wide, y + high), fill=shade, outline="#b3b1aa")
    small_print(draw, (x + 3, y + 4, x + wide - 3, y + high - 2), rng)


def _sheet(name: str) -> Picture:
    """A large rack front: rivet rows, two seams, faint marks where things were stuck."""
    rng, size = dice(name), (300, 420)
    picture = coat(name, size, "#e7e5df", wear=7.0, edge=36.0)
    draw = ImageDraw.Draw(picture)
    for y in (140, 282):
        draw.line((4, y, size[0] - 4, y), fill="#8f8d87", width=2)
        draw.line((4, y + 2, size[0] - 4, y + 2), fill="#f8f7f2")
    for y in (8, 130, 150, 272, 292, 412):
        for x in range(12, size[0], 23):
            screw(draw, x, y, 2.0)
    for _ in range(9):
        left, top = rng.uniform(20, size[0] - 70), rng.uniform(20, size[1] - 50)
        shade = int(rng.integers(214, 240))
        draw.rectangle(
            (left, top, left + rng.uniform(14, 46), top + rng.uniform(10, 30)), fill=(shade, shade, shade - 7)
        )
    for _ in range(4):
        _placard_on(draw, rng, size)
    return picture


def _drawer(name: str) -> Picture:
    """The front of a drawer: frame, label holder, two quarter-turn latches."""
    rng, size = dice(name), (260, 130)
    picture = coat(name, size, "#e4e1d8", wear=6.0, edge=52.0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((6, 6, size[0] - 7, size[1] - 7), outline="#a7a49b")
    draw.rectangle((8, 8, size[0] - 9, size[1] - 9), outline="#f4f2ea")
    for x in (17, size[0] - 18):
        for y in (17, size[1] - 18):
            screw(draw, x, y, 4)
    draw.rectangle((26, 15, 104, 40), fill=_PAPER, outline="#8c8a84")
    small_print(draw, (30, 20, 100, 38), rng, ink="#3c3e44", pitch=5)
    if name[-1] in "12":
        draw.rectangle(
            (176, 15, 226, 36), fill="#f0d63c" if name[-1] == "1" else "#cfd6e2", outline="#77756f"
        )
        small_print(draw, (180, 20, 222, 34), rng)
    return picture


def _vent(name: str) -> Picture:
    """A louvred air inlet."""
    picture = coat(name, (192, 120), "#cfcdc6", wear=4.0, edge=40.0)
    draw = ImageDraw.Draw(picture)
    for y in range(12, 110, 9):
        for x0, x1 in ((10, 92), (100, 182)):
            draw.rectangle((x0, y, x1, y + 4), fill="#1d1e20")
            draw.line((x0, y + 5, x1, y + 5), fill="#f2f0ea")
    return picture


def _grille(name: str) -> Picture:
    """The black perforated sheet of an air return."""
    size = (384, 128)
    picture = coat(name, size, "#2a2c2e", wear=5.0, edge=10.0)
    draw = ImageDraw.Draw(picture)
    for row, y in enumerate(range(8, size[1] - 4, 9)):
        for x in range(8 + (row % 2) * 5, size[0] - 4, 10):
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill="#060707", outline="#4b4e50")
    for x in (0, size[0] // 2 - 4, size[0] - 9):
        draw.rectangle((x, 0, x + 8, size[1]), fill="#8f9194")
    return picture


def _track(name: str) -> Picture:
    """Half a metre of seat track: an aluminium extrusion with a row of round holes, 25.4 mm apart."""
    size = (640, 32)
    picture = coat(name, size, "#cbbfae", wear=6.0, edge=18.0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 12, size[0], 20), fill="#57504a")
    for x in range(16, size[0], 32):
        draw.ellipse((x - 9, 7, x + 9, 25), fill="#38332f", outline="#efe6da")
    return picture


def _metal(name: str) -> Picture:
    """Bare aluminium, brushed along its length."""
    rng, size = dice(name), (128, 128)
    streak = np.repeat(rng.normal(0, 5, (size[1], 1)), size[0], axis=1)
    tone = 176 + streak + 7 * clouds(rng, size, 5)
    return Image.fromarray(np.repeat(tone.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2))


def _stripes(name: str) -> Picture:
    """Warning stripes, red and white or black and yellow."""
    first, second = ("#c2272d", "#f2f0ea") if name.endswith("red") else ("#e8c51e", "#1a1a1a")
    picture = Image.new("RGB", (128, 24), second)
    draw = ImageDraw.Draw(picture)
    for x in range(-24, 150, 24):
        draw.polygon([(x, 24), (x + 12, 24), (x + 36, 0), (x + 24, 0)], fill=first)
    return picture


def _fire_port(name: str) -> Picture:
    picture = Image.new("RGB", (64, 64), "#efede6")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, 59, 59), fill="#b8242b", outline="#7d1519")
    draw.ellipse((20, 24, 43, 47), fill="#2a2a2a", outline="#efede6")
    fit_letter(picture, "FIRE PORT", (12, 9, 52, 22), "#ffffff", bold=0)
    return picture


def _caution(name: str) -> Picture:
    picture = Image.new("RGB", (112, 72), "#e9cf22")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((2, 2, 109, 69), outline=_INK)
    draw.rectangle((2, 2, 109, 22), fill=_INK)
    fit_letter(picture, "CAUTION", (14, 4, 98, 21), "#e9cf22", bold=0.4)
    small_print(draw, (9, 30, 104, 66), dice(name), ink="#2b2a20", pitch=7)
    return picture


def _placard(name: str) -> Picture:
    rng = dice(name)
    picture = coat(name, (112, 72), "#f1f0ea", wear=2.0, edge=10.0)
    draw = ImageDraw.Draw(picture)
    if name[-1] in "13":
        draw.rectangle((0, 0, 111, 14), fill=_BLUE if name[-1] == "1" else "#b8242b")
    small_print(draw, (6, 20, 70, 66), rng, pitch=5)
    draw.rectangle((76, 22, 104, 48), outline="#4a4c50")
    for x in range(78, 103, 2):
        if rng.random() < 0.5:
            draw.line((x, 52, x, 64), fill=_INK)
    return picture


def _paper(name: str) -> Picture:
    """A taped note, a checklist or a photograph."""
    rng = dice(name)
    picture = coat(name, (96, 128), "#f4f2e8", wear=3.0, edge=8.0)
    draw = ImageDraw.Draw(picture)
    small_print(draw, (9, 30 if name[-1] == "0" else 66, 88, 120), rng, pitch=6)
    if name[-1] != "0":
        draw.rectangle((9, 10, 86, 58), fill=("#3d5f7d", "#6b4a3a", "#44604a")[int(name[-1]) % 3])
    return picture


def _patch(name: str) -> Picture:
    """A round sewn badge: a planet, an orbit, a star."""
    picture = Image.new("RGB", (80, 80), "#e4e1d8")
    draw = ImageDraw.Draw(picture)
    ring, sky, planet = {"0": ("#c8a23a", "#16264d", "#3f79b5"), "1": ("#a8342f", "#10161f", "#b9805a")}[
        name[-1]
    ]
    draw.ellipse((2, 2, 77, 77), fill=ring)
    draw.ellipse((8, 8, 71, 71), fill=sky)
    draw.chord((10, 26, 69, 96), 200, 340, fill=planet)
    draw.arc((14, 24, 66, 50), 180, 20, fill="#f0efe8", width=3)
    draw.ellipse((46, 18, 51, 23), fill="#fffbe0")
    return picture


def _label(text: str) -> Picture:
    """Black on white, a location or equipment label."""
    picture = Image.new("RGB", (24 * max(4, len(text)) + 12, 44), _PAPER)
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, 43), outline="#9a9892")
    fit_letter(picture, text, (8, 6, picture.width - 8, 38), _INK)
    return picture


def _sign(text: str) -> Picture:
    """White on blue, the name of a wall."""
    picture = Image.new("RGB", (26 * max(4, len(text)) + 16, 52), _BLUE)
    fit_letter(picture, text, (9, 8, picture.width - 9, 44), "#ffffff")
    return picture


def _stencil(text: str) -> Picture:
    """Black letters straight on white paint."""
    picture = Image.new("RGB", (26 * max(4, len(text)) + 8, 48), "#eeece6")
    fit_letter(picture, text, (4, 5, picture.width - 4, 43), _INK, bold=1.0)
    return picture


_WRITTEN: dict[str, Callable[[str], Picture]] = {
    "label": _label,
    "sign": _sign,
    "stencil": _stencil,
    **RUSSIAN_SIGNS,
}

_TILES: dict[str, Callable[[str], Picture]] = {
    "plain": _plain,
    **{f"panel{i}": _panel for i in range(6)},
    **{f"sheet{i}": _sheet for i in range(3)},
    **{f"drawer{i}": _drawer for i in range(4)},
    "vent": _vent,
    "grille": _grille,
    "track": _track,
    "metal": _metal,
    "stripes_red": _stripes,
    "stripes_yellow": _stripes,
    "fire_port": _fire_port,
    "caution": _caution,
    **{f"placard{i}": _placard for i in range(4)},
    **{f"paper{i}": _paper for i in range(4)},
    "patch0": _patch,
    "patch1": _patch,
}
