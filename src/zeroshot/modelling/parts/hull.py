"""The pressure shell behind everything: seen only where two parts of the cabin leave a hair between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from zeroshot.modelling.kit.frames import board
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import Rect, panel

SHADE = color("#4a4b4d")

_FACES: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "forward": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "aft": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "starboard": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "port": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "deck": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    "overhead": ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),
}
"""Right and foot of who looks at each face from inside."""


def box_hull(
    sculpture: Sculpture,
    lowest: Sequence[float],
    highest: Sequence[float],
    holes: Mapping[str, Sequence[Rect]] | None = None,
) -> None:
    """Enclose a cabin in a box of six sheets that overlap at their edges.

    lowest, highest: corners, in the frame one builds in. holes: by face, where a hatch or window is:
    x0, y0, x1, y1 to the right and toward the foot of who looks at the face from inside, from its middle.
    """
    low, high = np.asarray(lowest, float), np.asarray(highest, float)
    middle, half = (low + high) / 2, (high - low) / 2
    for name, (right, foot) in _FACES.items():
        face = board((0.0, 0.0, 0.0), right, foot)
        reach = middle - face.out * np.abs(half @ np.abs(face.out))
        wide, tall = (float(half @ np.abs(axis)) + 0.02 for axis in (face.right, face.foot))
        sheet = board(reach, right, foot)
        panel(
            sculpture,
            sheet,
            (-wide, -tall, wide, tall),
            0.0,
            tint=SHADE,
            holes=tuple((holes or {}).get(name, ())),
            cell=10.0,
        )
