"""The colours of the station's surfaces, sRGB. Source: facts by eye from photographs, an estimate."""

from __future__ import annotations

from zeroshot.modelling.kit.sculpture import color

WHITE = color("#f4f2ec")
CREAM = color("#e6dfcb")
BEIGE = color("#ddd6c6")
GREY = color("#b9b8b4")
DARK = color("#3a3b3e")
BLACK = color("#17181a")
RAIL_BLUE = color("#2f6ea8")
BAND_BLUE = color("#1c4f80")
SURROUND_BLUE = color("#164f92")
COLLAR = color("#d8cb9c")
ALUMINIUM = color("#c9c7c2")
YELLOW = color("#e6cf2e")
RED = color("#b8342c")
CABLE_WHITE = color("#e9e6dc")
CABLE_GREY = color("#8d8f93")
