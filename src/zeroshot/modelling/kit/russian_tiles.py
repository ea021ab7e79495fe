"""Tiles of the Russian segment: panels under tape, carpet, quilted liners, bags, consoles, signs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from zeroshot.modelling.kit.cloth import wrinkled
from zeroshot.modelling.kit.paint import Picture, clouds, coat, dice, fit_letter, letter, screw, small_print

_PAPER, _INK = "#f3f0e4", "#20211e"
_TAPES = ("#a99c74", "#c9bf9d", "#8f8a6c", "#efece0", "#6f7358")


def _wall(name: str) -> Picture:
    """A wall panel: fasteners, a seam, strips and patches of hook-and-loop tape, notes, scuffs."""
    rng, size = dice(name), (240, 240)
    picture = coat(name, size, "#f0ede2", wear=7.0, edge=46.0)
    draw = ImageDraw.Draw(picture)
    for x in (12, size[0] // 2, size[0] - 13):
        for y in (12, size[1] - 13):
            screw(draw, x, y, 4.0)
    if name[-1] in "024":
        at = float(rng.uniform(0.4, 0.6)) * size[1]
        draw.line((0, at, size[0], at), fill="#8d8770", width=2)
        draw.line((0, at + 2, size[0], at + 2), fill="#faf8ee")
    for _ in range(2 + int(rng.integers(3))):
        _tape_on(draw, rng, size)
    for _ in range(int(rng.integers(1, 4))):
        _note_on(draw, rng, size)
    for _ in range(9):
        left, top, long = rng.uniform(10, 200), rng.uniform(10, 225), rng.uniform(5, 34)
        draw.line((left, top, left + long, top + rng.uniform(-8, 8)), fill="#d9d3c0")
    return picture


def _tape_on(draw: ImageDraw.ImageDraw, rng: np.random.Generator, size: tuple[int, int]) -> None:
    shade = _TAPES[int(rng.integers(len(_TAPES)))]
    x, y, wide = rng.uniform(20, 150), rng.uniform(26, 190), rng.uniform(9, 15)
    long = rng.uniform(24, size[0] - 30 - x) if rng.random() < 0.6 else rng.uniform(14, 26)
    box = (x, y, x + long, y + wide) if rng.random() < 0.6 else (y, x, y + wide, x + long)
    draw.rectangle(box, fill=shade, outline="#857d62")


def _note_on(draw: ImageDraw.ImageDraw, rng: np.random.Generator, size: tuple[int, int]) -> None:
    x, y = rng.uniform(22, size[0] - 80), rng.uniform(26, size[1] - 60)
    wide, high = rng.uniform(24, 52), rng.uniform(16, 34)
    fill = ("#fbf8ec", "#fbf8ec", "#efe2a8", "#dfe6ea")[int(rng.integers(4))]
    draw.rectangle((x, y, x + wide, y + high), fill=fill, outline="#a59f8a")
    small_print(draw, (x + 3, y + 5, x + wide - 3, y + high - 2), rng)


def _carpet(name: str) -> Picture:
    """Carpet, dark when tinted: a short pile, lighter where feet hold on, strips of tape."""
    rng, size = dice(name), (256, 256)
    pile = rng.normal(0.0, 13.0, (size[1], size[0]))
    tone = 214 + pile + 16 * clouds(rng, size, 4) + 9 * clouds(rng, size, 14)
    picture = Image.fromarray(np.repeat(tone.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="#6e6e66", width=4)
    for y in (58, 196):
        draw.rectangle((8, y, 248, y + 13), fill="#a9a991", outline="#7d7d6d")
    for x in (14, 128, 241):
        for y in (14, 241):
            screw(draw, x, y, 5)
    return picture


def _ceiling(name: str) -> Picture:
    """A ceiling panel: perforated field, frame, fasteners."""
    size = (200, 200)
    picture = coat(name, size, "#f3f2ea", wear=5.0, edge=34.0)
    draw = ImageDraw.Draw(picture)
    if name[-1] == "0":
        for x in range(30, 172, 9):
            for y in range(40, 162, 9):
                draw.ellipse((x, y, x + 3, y + 3), fill="#8b8a80")
    else:
        small_print(draw, (60, 90, 140, 112), dice(name))
        draw.rectangle((24, 30, 52, 170), fill="#d9d2b6", outline="#a8a287")
    for x in (10, 190):
        for y in (10, 100, 190):
            screw(draw, x, y, 3.5)
    return picture


def _diffuser(name: str) -> Picture:
    """The ribbed diffuser of a fluorescent lamp, brighter along its two tubes."""
    size = (256, 64)
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    tubes = np.exp(-(((y - 20) / 11.0) ** 2)) + np.exp(-(((y - 44) / 11.0) ** 2))
    tone = 226 + 26 * tubes - 14 * ((x % 8) < 2)
    return Image.fromarray(np.repeat(tone.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2))


def _liner(name: str) -> Picture:
    """Cloth over the hull, buttoned in squares, with seams and straps."""
    base = wrinkled(name, (256, 256), (232, 228, 212), 0.55)
    draw, rng = ImageDraw.Draw(base), dice(name + "seams")
    for at in (1, 85, 170, 254):
        for line in ((at, 0, at, 255), (0, at, 255, at)):
            draw.line(line, fill="#9c9579", width=2)
    for x in (20, 66, 105, 150, 190, 236):
        for y in (20, 66, 105, 150, 190, 236):
            draw.ellipse((x - 1.5, y - 1.5, x + 1.5, y + 1.5), fill="#8a8876")
    for _ in range(2):
        _tape_on(draw, rng, (256, 256))
    _note_on(draw, rng, (256, 256))
    return base


_WORDS = ("ОДЕЖДА", "РАЦИОН", "БЕЛЬЁ", "ФИЛЬТРЫ", "КАБЕЛИ", "ОТХОДЫ")


def _bag(name: str) -> Picture:
    """A stowage bag: two straps, a flap, a card that says what is in it."""
    number = int(name[-1])
    picture = wrinkled(name, (208, 160), (236, 232, 220), 0.7)
    draw = ImageDraw.Draw(picture)
    draw.line((6, 44 + 6 * number, 202, 44 + 4 * number), fill="#88826c", width=3)
    for x in (44, 152):
        draw.rectangle((x, 0, x + 12, 159), fill="#b9b193", outline="#8a836a")
        draw.rectangle((x - 3, 66, x + 15, 82), fill="#4b4b46", outline="#2c2c2a")
    draw.rectangle((68, 92, 142, 128), fill=_PAPER, outline="#8d8977")
    fit_letter(picture, _WORDS[number % len(_WORDS)], (72, 96, 138, 110), _INK, bold=0)
    small_print(draw, (74, 115, 136, 126), dice(name))
    return picture


def _mesh(name: str) -> Picture:
    """Things behind a coarse net: cloth, packets, a towel."""
    rng = dice(name)
    picture = wrinkled(name, (224, 176), (150, 146, 128), 0.8)
    draw = ImageDraw.Draw(picture)
    shades = ("#e3dfd0", "#8aa0a8", "#c9b98c", "#b26a4a", "#e9e6da", "#7f8a68")
    for _ in range(16):
        x, y, wide, high = rng.uniform(-10, 200), rng.uniform(-10, 150), *rng.uniform(22, 66, 2)
        draw.rounded_rectangle((x, y, x + wide, y + high), 8, fill=str(rng.choice(shades)), outline="#5f5c50")
    for k in range(-176, 240, 13):
        draw.line((k, 0, k + 176, 176), fill="#e9e5d6")
        draw.line((k + 176, 0, k, 176), fill="#cfcab6")
    return picture


def _hose(name: str) -> Picture:
    """A corrugated hose, its rings along the tile's height."""
    y = np.mgrid[0:512, 0:16][0]
    tone = 205 + 38 * np.sin(2 * np.pi * y / 8.0)
    return Image.fromarray(np.repeat(tone.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2))


def _keys_on(picture: Picture, box: tuple[int, int, int, int], rng: np.random.Generator) -> None:
    draw = ImageDraw.Draw(picture)
    x0, y0, x1, y1 = box
    for y in range(y0, y1 - 10, 17):
        for x in range(x0, x1 - 18, 25):
            fill = ("#e8e2cd", "#e8e2cd", "#d9d3bd", "#3f8a52", "#b03a30", "#d6a83a")[int(rng.integers(6))]
            draw.rectangle((x, y, x + 20, y + 11), fill=fill, outline="#4a4a44")


def _console(name: str) -> Picture:
    """A panel of the control post: titled fields of keys, lamps, a counter, a dial."""
    rng, size = dice(name), (320, 256)
    picture = coat(name, size, "#a9ab9c", wear=5.0, edge=40.0)
    draw = ImageDraw.Draw(picture)
    titles = (
        ("ПИТАНИЕ", "СВЯЗЬ", "СТЫКОВКА", "СОЖ") if name[-1] == "0" else ("ТВ", "АВАРИЯ", "ОРИЕНТАЦИЯ", "СВЕТ")
    )
    for index, title in enumerate(titles):
        x, y = 10 + (index % 2) * 154, 10 + (index // 2) * 120
        draw.rectangle((x, y, x + 146, y + 112), fill="#8d9183", outline="#e3e0cf", width=2)
        fit_letter(picture, title, (x + 8, y + 5, x + 138, y + 21), "#f6f4e8", bold=0)
        if index == int(name[-1]) * 3:
            draw.ellipse((x + 8, y + 30, x + 78, y + 100), fill="#1f211f", outline="#d9d6c6", width=3)
            draw.line((x + 43, y + 65, x + 63, y + 42), fill="#e8e4d0", width=3)
            _keys_on(picture, (x + 88, y + 32, x + 146, y + 106), rng)
        else:
            draw.rectangle((x + 8, y + 26, x + 80, y + 44), fill="#22301f")
            letter(picture, f"{rng.integers(100, 999)}.{rng.integers(10)}", (x + 44, y + 35), 15, "#9be07a")
            _keys_on(picture, (x + 8, y + 52, x + 142, y + 110), rng)
    return picture


def _clock(name: str) -> Picture:
    """The board clock: a dial with hands over a counter of days."""
    picture = coat(name, (128, 128), "#2b2d2b", wear=3.0, edge=14.0)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((14, 8, 114, 108), fill="#f3f0e2", outline="#b9b5a2", width=3)
    for hour in range(12):
        angle = hour * np.pi / 6
        s, c = np.sin(angle), -np.cos(angle)
        draw.line((64 + 38 * s, 58 + 38 * c, 64 + 46 * s, 58 + 46 * c), fill=_INK, width=3)
    draw.line((64, 58, 64 + 26 * np.sin(5.2), 58 - 26 * np.cos(5.2)), fill=_INK, width=5)
    draw.line((64, 58, 64 + 40 * np.sin(0.9), 58 - 40 * np.cos(0.9)), fill=_INK, width=3)
    draw.line((64, 58, 64 + 42 * np.sin(3.3), 58 - 42 * np.cos(3.3)), fill="#b3332b", width=1)
    letter(picture, "ВРЕМЯ", (64, 117), 13, "#e6e2d2")
    return picture


def _portrait(name: str) -> Picture:
    """A framed picture: a head and shoulders, or a gilded panel with two figures."""
    number = int(name[-1])
    ground = ("#8d8574", "#5f6f80", "#b78b34")[number]
    picture = coat(name, (96, 120), ground, wear=8.0, edge=20.0)
    draw = ImageDraw.Draw(picture)
    if number == 2:
        for x, tone in ((34, "#6a2f27"), (62, "#2f4a5e")):
            draw.ellipse((x - 15, 26, x + 15, 56), fill="#e2bd55")
            draw.ellipse((x - 8, 32, x + 8, 52), fill="#a9764c")
            draw.polygon([(x - 17, 112), (x - 11, 54), (x + 11, 54), (x + 17, 112)], fill=tone)
    else:
        draw.ellipse((32, 22, 64, 66), fill="#c8ab8c")
        draw.pieslice((30, 14, 66, 56), 180, 360, fill="#3b352e")
        draw.polygon(
            [(10, 118), (22, 78), (48, 70), (74, 78), (86, 118)], fill=("#3f4638", "#e6e2d8")[number]
        )
    draw.rectangle((0, 0, 95, 119), outline="#5c4326", width=5)
    return picture


def _flag(name: str) -> Picture:
    """White, blue, red."""
    picture = coat(name, (90, 60), "#f1efe8", wear=3.0, edge=8.0)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 20, 90, 39), fill="#2d55a4")
    draw.rectangle((0, 40, 90, 60), fill="#bf2f2b")
    return picture


def _belt(name: str) -> Picture:
    """The running belt of a treadmill: slats across the run."""
    size = (96, 256)
    picture = coat(name, size, "#4b4d4c", wear=6.0, edge=16.0)
    draw = ImageDraw.Draw(picture)
    for y in range(0, size[1], 13):
        draw.line((0, y, size[0], y), fill="#1d1e1e", width=2)
        draw.line((0, y + 2, size[0], y + 2), fill="#6d6f6e")
    return picture


def _written(ground: str, ink: str, edge: str) -> Callable[[str], Picture]:
    def draw_sign(text: str) -> Picture:
        picture = Image.new("RGB", (24 * max(3, len(text)) + 14, 46), ground)
        ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, 45), outline=edge, width=2)
        fit_letter(picture, text, (9, 7, picture.width - 9, 39), ink, bold=0.0)
        return picture

    return draw_sign


RUSSIAN_SIGNS: dict[str, Callable[[str], Picture]] = {
    "plate": _written(_PAPER, _INK, "#8f8a76"),
    "red_plate": _written("#b3302a", "#fbf6ea", "#7b1c18"),
    "green_plate": _written("#2f7a4b", "#fbf9ee", "#1d5231"),
    "number": _written("#d9cfae", "#35322a", "#d9cfae"),
}

RUSSIAN: dict[str, Callable[[str], Picture]] = {
    **{f"wall{i}": _wall for i in range(6)},
    "carpet0": _carpet,
    "carpet1": _carpet,
    "ceiling0": _ceiling,
    "ceiling1": _ceiling,
    "diffuser": _diffuser,
    "liner0": _liner,
    "liner1": _liner,
    **{f"sack{i}": _bag for i in range(4)},
    "mesh0": _mesh,
    "mesh1": _mesh,
    "corrugated": _hose,
    "console0": _console,
    "console1": _console,
    "clock": _clock,
    **{f"portrait{i}": _portrait for i in range(3)},
    "flag": _flag,
    "belt": _belt,
}
