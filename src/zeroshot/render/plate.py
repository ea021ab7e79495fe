"""What comes out of drawing a shot: the picture, and what must be known to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from zeroshot.mesh import Image, Points


@dataclass(frozen=True, eq=False)
class Plate:
    """A picture without anything drawn over it; rows from the top.

    pixels: (h, w, 3) uint8 sRGB; or (h, w, 3) float32 linear light; or (h, w) float32 metres.
    about: JSON data for the sidecar that says how to read the picture, such as which colour is whose.
    """

    pixels: Image | Points
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def picture(self) -> Image | None:
        """Return the picture to look at, (h, w, 3) uint8; None when there are only numbers."""
        return self.pixels.astype(np.uint8, copy=False) if self.pixels.dtype == np.uint8 else None
