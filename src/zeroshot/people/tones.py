"""The tones of skin and hair, and the cuts of hair, that a person can have by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from zeroshot.errors import did_you_mean

Color = tuple[int, int, int]

# Design choices, sRGB, from light to dark; the middle ones after the Monk scale of skin tones.
SKIN_TONES: Mapping[str, Color] = {
    "porcelain": (230, 188, 166),
    "rosy": (222, 172, 146),
    "sand": (212, 160, 128),
    "olive": (194, 148, 110),
    "honey": (178, 124, 86),
    "bronze": (150, 98, 66),
    "walnut": (118, 76, 52),
    "umber": (88, 56, 40),
    "ebony": (62, 40, 31),
}
HAIR_COLORS: Mapping[str, Color] = {
    "black": (26, 23, 22),
    "dark-brown": (46, 36, 30),
    "brown": (74, 48, 34),
    "chestnut": (100, 60, 38),
    "auburn": (112, 52, 30),
    "red": (158, 80, 40),
    "dark-blond": (138, 108, 72),
    "blond": (186, 152, 102),
    "grey": (136, 134, 130),
    "white": (212, 210, 204),
}
_CUTS = (
    "bald", "buzz", "short", "side-part", "crop", "curls", "bun", "ponytail", "bob-floating", "long-floating",
)  # fmt: skip
HAIR_CUTS: Mapping[str, tuple[str, ...]] = {"female": _CUTS, "male": _CUTS}
"""By sex: every cut fits either. Bob and long hair float, as they do where nothing pulls them down."""

_USUAL: Mapping[str, Mapping[str, str]] = {
    "female": {"skin": "rosy", "hair": "bun", "hair_color": "brown"},
    "male": {"skin": "sand", "hair": "short", "hair_color": "dark-brown"},
}
"""The two should not be each other's copy in a two-shot."""


def usual(sex: str, field: str) -> str:
    """Return what a woman or man has where nothing is said. field: skin, hair or hair_color."""
    return _USUAL[sex][field]


def color_of(text: str, tones: Mapping[str, Color]) -> Color:
    """Return the colour that a name of a table, or "#rrggbb", means."""
    if text in tones:
        return tones[text]
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def is_color(text: str) -> bool:
    """Tell whether a text is "#rrggbb"."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def find_tone_problems(
    sex: str, skin: str | None, hair: str | None, color: str | None
) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for every tone or cut that does not exist."""
    for field, what, name, tones in (
        ("skin", "skin tone", skin, SKIN_TONES),
        ("hair_color", "hair colour", color, HAIR_COLORS),
    ):
        if name is not None and name not in tones and not is_color(name):
            known = f'take one of {", ".join(tones)}, or a colour such as "#c8a080"'
            yield field, f'there is no {what} "{name}"{did_you_mean(name, tones)}: {known}'
    cuts = HAIR_CUTS[sex]
    if hair is not None and hair not in cuts:
        yield (
            "hair",
            f'there is no hair cut "{hair}"{did_you_mean(hair, cuts)}: take one of {", ".join(cuts)}',
        )
