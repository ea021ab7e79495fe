"""The colours of a body and its clothes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Material
from zeroshot.people.clothes import NAME_TAG
from zeroshot.people.person import Person
from zeroshot.people.proportions import BodyError
from zeroshot.people.tones import HAIR_COLORS, SKIN_TONES, Color, color_of, is_color

_FIXED: dict[str, Color] = {
    "sclera": (222, 214, 206),
    "tooth": (222, 212, 194),
    "gum": (150, 76, 74),
    "pupil": (16, 13, 12),
    "sole": (176, 178, 182),
    "sock": (206, 208, 212),
    "button": (226, 220, 208),
    "belt": (38, 34, 32),
    "zip": (176, 178, 182),
    "canvas": (228, 226, 218),
    "strap": (176, 174, 166),
    "anodised": (62, 104, 170),
    "hose": (108, 112, 118),
    "clear": (206, 220, 230),
    "gold": (204, 154, 62),
    "plain": (255, 255, 255),
    "flight blue": (44, 66, 122),
    "dark blue": (28, 42, 82),
}
# By sex: the two should not be each other's copy in a two-shot. Design choices, sRGB.
_BY_SEX: dict[str, dict[str, Color]] = {
    "female": {
        "iris": (92, 86, 66),
        "cloth": (98, 96, 84),
        "seam": (72, 70, 60),
    },
    "male": {
        "iris": (90, 96, 98),
        "cloth": (52, 62, 84),
        "seam": (36, 44, 62),
    },
}


@dataclass(frozen=True)
class PartLook:
    """A part's up to three colours by name, and how its surface takes light."""

    colors: tuple[str, str, str]
    roughness: float
    metallic: float = 0.0
    opacity: float = 1.0


PART_LOOKS: Mapping[str, PartLook] = {
    "head": PartLook(("skin", "lips", "blush"), 0.55),
    "skin": PartLook(("skin", "lips", "blush"), 0.55),
    "eyes": PartLook(("sclera", "iris", "pupil"), 0.12),
    "mouth": PartLook(("tooth", "gum", "gum"), 0.35),
    "brows": PartLook(("brow", "lash", "brow"), 0.8),
    "hair": PartLook(("hair", "sheen", "skin"), 0.62),
    "t-shirt": PartLook(("top", "trim", "trim"), 0.85),
    "polo": PartLook(("top", "trim", "button"), 0.85),
    "trousers": PartLook(("cloth", "seam", "belt"), 0.9),
    "shorts": PartLook(("cloth", "seam", "belt"), 0.9),
    "flight-suit": PartLook(("flight blue", "dark blue", "top"), 0.85),
    "flight-suit-colored": PartLook(("top", "trim", "trim"), 0.85),
    "sokol": PartLook(("canvas", "strap", "top"), 0.85),
    "sokol-metal": PartLook(("anodised", "zip", "zip"), 0.35, metallic=0.5),
    "sokol-hoses": PartLook(("hose", "hose", "hose"), 0.6),
    "sokol-visor": PartLook(("clear", "clear", "clear"), 0.08, opacity=0.16),
    "sokol-visor-raised": PartLook(("clear", "clear", "clear"), 0.08, opacity=0.30),
    "eva": PartLook(("canvas", "sole", "top"), 0.88),
    "eva-hard": PartLook(("canvas", "sole", "top"), 0.8),
    "eva-metal": PartLook(("zip", "zip", "zip"), 0.35, metallic=0.7),
    "eva-cap": PartLook(("canvas", "belt", "belt"), 0.85),
    "eva-bubble": PartLook(("clear", "clear", "clear"), 0.05, opacity=0.14),
    "eva-shield": PartLook(("gold", "gold", "gold"), 0.12, metallic=0.9),
    "eva-shield-raised": PartLook(("gold", "gold", "gold"), 0.12, metallic=0.9),
    "name-tag": PartLook(("plain", "plain", "plain"), 0.7),
    "zips": PartLook(("zip", "zip", "zip"), 0.35, metallic=0.8),
    "socks": PartLook(("sock", "sole", "sole"), 0.9),
}


_WARMTH = np.array([0.85, 1.10, 1.20], dtype=np.float32)
"""How much more a shade takes of skin's red, green and blue. Design choice."""

# Locks of hair are ribbons.
_RIBBONS = frozenset({"hair", "brows"})


def material_of(part: str) -> Material:
    """Return a part's material; its colours ride on the points."""
    look = PART_LOOKS[part]
    return Material(
        name=part,
        base_color=(1.0, 1.0, 1.0, look.opacity),
        roughness=look.roughness,
        metallic=look.metallic,
        two_sided=part in _RIBBONS,
    )


def paint_colors(part: str, paint: NDArray[np.float32], person: Person) -> NDArray[np.uint8]:
    """Mix a part's colours (n, 4) uint8 sRGB from its paint (n, 3). Raises BodyError for a bad colour."""
    colors = _colors_of(person)
    base, second, third = (np.array(colors[name], dtype=np.float32) for name in PART_LOOKS[part].colors)
    if part == NAME_TAG:
        paint = paint * np.array([0.0, 0.0, 1.0], dtype=np.float32)
    share2, share3, light = paint[:, 0:1], paint[:, 1:2], paint[:, 2:3]
    # Light that skin swallows comes out again red: its shades are warm.
    shade = light**_WARMTH if part in ("head", "skin") else light
    rgb = (base * (1.0 - share2 - share3) + second * share2 + third * share3) * shade
    alpha = np.full((len(paint), 1), 255.0)
    return np.clip(np.round(np.concatenate([rgb, alpha], axis=1)), 0, 255).astype(np.uint8)


def _colors_of(person: Person) -> dict[str, Color]:
    colors = {**_FIXED, **_BY_SEX[person.sex], "top": parse_color(person.color)}
    colors["skin"] = color_of(person.skin_tone, SKIN_TONES)
    colors["hair"] = color_of(person.hair_tone, HAIR_COLORS)
    colors["trim"] = _shaded(colors["top"], 0.72)
    # Blood shows through: most in the lips, less in cheeks, nose, ears and knuckles.
    # The darker the skin, the less red it looks.
    depth = min(1.0, max(0.55, sum(colors["skin"]) / 480.0))
    colors["lips"] = _mixed(
        _shaded(colors["skin"], 0.82), _shaded((176, 66, 66), depth), 0.42 if person.sex == "female" else 0.20
    )
    colors["blush"] = _mixed(_shaded(colors["skin"], 0.93), _shaded((190, 80, 70), depth), 0.24)
    if sum(colors["skin"]) < _DARK_SKIN:
        colors["iris"] = (70, 44, 30)
    colors["sheen"] = _mixed(_shaded(colors["hair"], 1.30), (150, 110, 80), 0.06)
    colors["lash"] = _mixed(colors["hair"], (20, 15, 13), 0.7)
    colors["brow"] = _mixed(colors["hair"], colors["skin"], 0.24)
    return colors


_DARK_SKIN = 390
"""Skin whose red, green and blue make less goes with brown eyes."""


def parse_color(text: str) -> Color:
    """Read "#rrggbb". Raises BodyError."""
    if not is_color(text):
        raise BodyError(f'a colour is written "#rrggbb", such as "#c8553d", not "{text}"')
    return color_of(text, {})


def _mixed(color: Color, other: Color, share: float) -> Color:
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(color, other, strict=True))
    return red, green, blue


def _shaded(color: Color, share: float) -> Color:
    red, green, blue = (min(255, round(value * share)) for value in color)
    return red, green, blue
