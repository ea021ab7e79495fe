"""Name tags: the picture of the small patch on the chest, lettered with what it says."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from zeroshot.library.lettering import lettering, width_em
from zeroshot.mesh import Image

PIXELS_PER_M = 5200.0
_GROUND, _EDGE, _LETTERS = (28, 34, 52), (196, 200, 206), (240, 240, 236)
_BORDER_M = 0.0016


@lru_cache(maxsize=64)
def tag_image(text: str, *, broad_m: float, high_m: float) -> Image:
    """Letter a tag: (h, w, 3) uint8 sRGB, rows from the top; the letters as large as fit."""
    from PIL import Image as Images
    from PIL import ImageDraw

    width, height = round(broad_m * PIXELS_PER_M), round(high_m * PIXELS_PER_M)
    border = round(_BORDER_M * PIXELS_PER_M)
    picture = Images.new("RGB", (width, height), _EDGE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((border, border, width - border - 1, height - border - 1), fill=_GROUND)
    room = width - 6 * border
    size = min(0.62 * height, room / max(width_em(text, is_bold=True), 0.1))
    pen.text((width / 2, height / 2), text, font=lettering(size, is_bold=True), fill=_LETTERS, anchor="mm")
    image = np.asarray(picture, dtype=np.uint8)
    image.flags.writeable = False
    return image
