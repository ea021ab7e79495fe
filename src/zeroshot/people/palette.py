"""The colours of a body and its clothes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Material
from zeroshot.people.proportions import BodyError

Color = tuple[int, int, int]

_FIXED: dict[str, Color] = {
    "sclera": (232, 228, 222),
    "pupil": (16, 13, 12),
    "sole": (176, 178, 182),
    "sock": (206, 208, 212),
}
# By sex: the two should not be each other's copy in a two-shot. Design choices, sRGB.
_BY_SEX: dict[str, dict[str, Color]] = {
    "female": {
        "skin": (222, 172, 142),
        "lips": (200, 122, 110),
        "blush": (217, 156, 130),
        "hair": (74, 48, 34),
        "sheen": (104, 70, 48),
        "iris": (92, 112, 78),
        "cloth": (98, 96, 84),
        "seam": (72, 70, 60),
    },
    "male": {
        "skin": (212, 160, 128),
        "lips": (186, 124, 106),
        "blush": (203, 146, 120),
        "hair": (46, 36, 30),
        "sheen": (70, 56, 46),
        "iris": (84, 104, 120),
        "cloth": (52, 62, 84),
        "seam": (36, 44, 62),
    },
}


@dataclass(frozen=True)
class PartLook:
    """A part's up to three colours by name, and how its surface takes light."""

    colors: tuple[str, str, str]
    roughness: float


PART_LOOKS: Mapping[str, PartLook] = {
    "head": PartLook(("skin", "lips", "blush"), 0.55),
    "arms": PartLook(("skin", "lips", "blush"), 0.55),
    "eyes": PartLook(("sclera", "iris", "pupil"), 0.15),
    "brows": PartLook(("brow", "brow", "brow"), 0.8),
    "hair": PartLook(("hair", "sheen", "hair"), 0.6),
    "shirt": PartLook(("top", "trim", "trim"), 0.85),
    "trousers": PartLook(("cloth", "seam", "seam"), 0.9),
    "socks": PartLook(("sock", "sole", "sole"), 0.9),
}


def material_of(part: str) -> Material:
    """Return a part's material; its colours ride on the points."""
    return Material(name=part, base_color=(1.0, 1.0, 1.0, 1.0), roughness=PART_LOOKS[part].roughness)


def paint_colors(
    part: str,
    paint: NDArray[np.float32],
    *,
    sex: str,
    color: str,
    skin: str | None = None,
    hair: str | None = None,
) -> NDArray[np.uint8]:
    """Mix a part's colours (n, 4) uint8 sRGB from its paint (n, 3). Raises BodyError for a bad colour."""
    colors = {**_FIXED, **_BY_SEX[sex], "top": parse_color(color)}
    colors["trim"] = _shaded(colors["top"], 0.72)
    for name, chosen, darker in (("skin", skin, "blush"), ("hair", hair, "sheen")):
        if chosen is not None:
            colors[name] = parse_color(chosen)
            colors[darker] = _shaded(colors[name], 0.88 if name == "skin" else 1.3)
    colors["brow"] = _mixed(colors["hair"], colors["skin"], 0.22)
    base, second, third = (np.array(colors[name], dtype=np.float32) for name in PART_LOOKS[part].colors)
    share2, share3, light = paint[:, 0:1], paint[:, 1:2], paint[:, 2:3]
    rgb = (base * (1.0 - share2 - share3) + second * share2 + third * share3) * light
    alpha = np.full((len(paint), 1), 255.0)
    return np.clip(np.round(np.concatenate([rgb, alpha], axis=1)), 0, 255).astype(np.uint8)


def parse_color(text: str) -> Color:
    """Read "#rrggbb". Raises BodyError."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise BodyError(f'a colour is written "#rrggbb", such as "#c8553d", not "{text}"')
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _mixed(color: Color, other: Color, share: float) -> Color:
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(color, other, strict=True))
    return red, green, blue


def _shaded(color: Color, share: float) -> Color:
    red, green, blue = (min(255, round(value * share)) for value in color)
    return red, green, blue
