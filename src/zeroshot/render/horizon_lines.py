"""Horizons drawn over a picture, one for each plane, with the names of who lives in it. Pillow only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from zeroshot.framing.lens.optics import View
from zeroshot.framing.planes.planes import horizon_line
from zeroshot.framing.staging import StagedShot
from zeroshot.library.lettering import clipped, lettering
from zeroshot.mesh import Image
from zeroshot.render.plane_tints import Color, PlaneTints
from zeroshot.spatial import Array, inverse, rotate

_FINE = 2
"""Lines are drawn so many times as large and scaled down: Pillow's own have no soft edges."""


@dataclass(frozen=True, eq=False)
class HorizonLine:
    """One horizon in a picture. ends: (2, 2) as tangents, the heads' side on the left going along; None when
    it is not in the picture. name: whose it is.
    """

    name: str
    color: Color
    ends: Array | None


def horizon_lines(staged: StagedShot, tints: PlaneTints) -> list[HorizonLine]:
    """Return the horizons of a shot's planes, in the order of the planes."""
    names = {actor.actor.id: actor.name for actor in staged.actors}
    spoken: Mapping[str, str] = {"station": "Station", "camera": "Camera"}
    to_camera = inverse(staged.camera_placement.orientation_xyzw)
    lines = []
    for plane, color in zip(tints.planes, tints.colors, strict=True):
        name = ", ".join(spoken.get(member) or names[member] for member in plane.members)
        ends = horizon_line(rotate(to_camera, plane.head), staged.view.tangents)
        lines.append(HorizonLine(name, color, ends))
    return lines


def draw_horizons(picture: Image, lines: Sequence[HorizonLine], view: View) -> Image:
    """Draw horizons over a copy of a picture (h, w, 3); ticks on each point to its heads' side."""
    height_px, width_px = picture.shape[:2]
    unit = height_px / 1080.0
    over = Pillow.new("RGBA", (width_px * _FINE, height_px * _FINE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    for line in lines:
        if line.ends is not None:
            ends = view.pixels_from_tangents(line.ends, width_px, height_px)
            _draw_line(pen, ends * _FINE, line.color, unit * _FINE)
    small = over.resize((width_px, height_px), Pillow.Resampling.LANCZOS)
    drawn = Pillow.fromarray(picture).convert("RGBA")
    drawn.alpha_composite(small)
    taken: list[Array] = []
    for line in lines:
        if line.ends is not None:
            ends = view.pixels_from_tangents(line.ends, width_px, height_px)
            _draw_name(drawn, ends, line, unit, taken)
    return np.asarray(drawn.convert("RGB"))


def _draw_line(pen: ImageDraw.ImageDraw, ends: Array, color: Color, unit: float) -> None:
    start, end = ends
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    # Left of the way along, in a picture whose rows run down.
    headward = np.array([along[1], -along[0]])
    # A little to the heads' side, so that planes back to back show both their lines.
    start, end = start + headward * 2.5 * unit, end + headward * 2.5 * unit
    length = float(np.linalg.norm(end - start))
    for width, ink in ((5.5, (20, 22, 26, 150)), (3.0, (*color, 255))):
        pen.line([tuple(start), tuple(end)], fill=ink, width=max(1, round(width * unit)))
        for at in np.arange(0.5 * 120.0 * unit, length, 120.0 * unit):
            foot = start + along * at
            tip = foot + headward * 13.0 * unit
            pen.line([tuple(foot), tuple(tip)], fill=ink, width=max(1, round(width * 0.8 * unit)))


def _draw_name(drawn: Pillow.Image, ends: Array, line: HorizonLine, unit: float, taken: list[Array]) -> None:
    """Write whose horizon it is on the line, where no other name stands yet."""
    size = max(10, round(22 * unit))
    text = clipped(line.name, 20.0)
    face = lettering(size)
    wide, high = face.getlength(text) + size * 0.8, size * 1.4
    half = np.array([wide, high]) / 2.0
    limits = np.array(drawn.size, float)
    for share in (0.16, 0.84, 0.3, 0.7, 0.5):
        middle = np.clip(ends[0] + (ends[1] - ends[0]) * share, half + 4, limits - half - 4)
        if all((np.abs(middle - other) > np.array([wide, high])).any() for other in taken):
            break
    taken.append(middle)
    pen = ImageDraw.Draw(drawn)
    box = (*(middle - half), *(middle + half))
    pen.rounded_rectangle(box, radius=high * 0.3, fill=(20, 22, 26, 255), outline=line.color, width=2)
    pen.text(tuple(middle), text, font=face, fill=(236, 239, 244), anchor="mm")
