"""The colours of the Russian segment, sRGB. Source: facts (JPL on Mir's base block, Zvezda's twin:
floor dark green carpet, walls light green, ceiling white; press on Zvezda today: dirty yellow to beige);
shades by eye."""

from __future__ import annotations

from zeroshot.modelling.kit.sculpture import Color, color

SAND = color("#d8cba6")
BEIGE = color("#cdbf98")
OCHRE = color("#bfab7c")
PALE_GREEN = color("#b9c3a0")
SAGE = color("#a5b18c")
IVORY = color("#e9e4d2")
CEILING = color("#f0efe8")
SEAM = color("#7d7760")
CARPET = color("#5b6a4a")
CARPET_BROWN = color("#6a5540")
RAIL = color("#a9aaa4")
POST = color("#6f706c")
STEEL = color("#b4b4ad")
HATCH_GREEN = color("#9aa88b")
KHAKI = color("#9a8f68")
OLIVE = color("#73744f")
CANVAS = color("#d9d2bd")
BLUE_BAG = color("#5f7890")
ORANGE = color("#c4743a")
BUNGEE = color("#3d4a66")

WALLS: tuple[Color, ...] = (SAND, BEIGE, SAND, PALE_GREEN, IVORY, BEIGE, OCHRE, PALE_GREEN)
"""What a wall's panels are painted, as often as they stand here."""

BAGS: tuple[Color, ...] = (CANVAS, CANVAS, KHAKI, IVORY, OLIVE, BLUE_BAG, SAND, ORANGE)
