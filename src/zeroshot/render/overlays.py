"""What can be drawn over a copy of a still, on request: the still itself stays a clean plate.

Works on the finished picture with what was read of the shot; Pillow only, no VTK.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from zeroshot.errors import RenderError, did_you_mean
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.words import counted, shot_title
from zeroshot.framing.staging import StagedShot
from zeroshot.library.lettering import lettering, width_em, wrapped
from zeroshot.mesh import Image
from zeroshot.render.boards import FAINT, INK, PANEL, Clock, draw_arrow, draw_clocks
from zeroshot.render.horizon_lines import draw_horizons, horizon_lines
from zeroshot.render.plane_tints import PlaneTints

ACTION_SAFE, TITLE_SAFE = 0.93, 0.90
"""Shares of width and height. Source: SMPTE ST 2046-1:2009."""

STATION_COLOR = "#eceff4"

_SLATE_LEADING = 1.45
"""From line to line of a slate, in sizes of its letters."""


@dataclass(frozen=True, eq=False)
class _Shot:
    """What an overlay may draw from."""

    staged: StagedShot
    reading: Reading


Draw = Callable[[Image, _Shot], Image]


def check_overlays(names: Sequence[str]) -> tuple[str, ...]:
    """Return overlays once each, in the order of drawing. Raises RenderError for an unknown one."""
    for name in names:
        if name not in OVERLAYS:
            listed = ", ".join(OVERLAYS)
            raise RenderError(
                f'there is no overlay "{name}"{did_you_mean(name, OVERLAYS)} (overlays: {listed})'
            )
    return tuple(name for name in OVERLAYS if name in names)


def with_overlays(picture: Image, names: Sequence[str], staged: StagedShot, reading: Reading) -> Image:
    """Return a copy of a picture (h, w, 3) uint8 with overlays; the slate adds a strip below it.

    Raises RenderError for an overlay that does not exist.
    """
    shot = _Shot(staged, reading)
    for name in check_overlays(names):
        picture = OVERLAYS[name].draw(picture, shot)
    return picture


def _draw_guides(picture: Image, _shot: _Shot) -> Image:
    """Draw thirds, the middle, and the areas that are safe for action and titles; dark-edged, for paper."""
    over, pen, unit = _sheet(picture)
    thick = max(1, round(1.6 * unit))
    for edge, shade in ((max(1, round(unit)), 20), (0, 255)):
        for line, opacity in _guide_lines(picture, 18 * unit):
            fill = (shade, shade, shade, opacity)
            pen.line(line, fill=fill, width=thick + 2 * edge, joint="curve")
    return _laid(picture, over)


def _guide_lines(picture: Image, arm: float) -> Iterator[tuple[list[tuple[float, float]], int]]:
    """List lines with their opacities, 0 to 255; arm: half of the cross in the middle."""
    height, width = picture.shape[:2]
    fine, strong = 95, 190
    for share in (1 / 3, 2 / 3):
        yield [(width * share, 0), (width * share, height)], fine
        yield [(0, height * share), (width, height * share)], fine
    for share, opacity in ((ACTION_SAFE, strong), (TITLE_SAFE, fine)):
        left, top = width * (1 - share) / 2, height * (1 - share) / 2
        right, bottom = width - left, height - top
        yield [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], opacity
    x, y = width / 2, height / 2
    yield [(x - arm, y), (x + arm, y)], strong
    yield [(x, y - arm), (x, y + arm)], strong


def _draw_horizons(picture: Image, shot: _Shot) -> Image:
    tints = PlaneTints.of(shot.staged)
    return draw_horizons(picture, horizon_lines(shot.staged, tints), shot.staged.view)


def _draw_down(picture: Image, shot: _Shot) -> Image:
    """Draw the arrow that points where down will be felt, and how sure that is."""
    down = shot.reading.perceived_down
    if down is None or down.clock_deg is None:
        return picture
    drawn = Pillow.fromarray(picture)
    draw_arrow(drawn, down.clock_deg, down.confidence)
    height, width = picture.shape[:2]
    unit = min(height, width * 9 / 16) / 1080.0
    text = f"reads as down: {down.station_word} ({down.confidence:.0%} sure)"
    # At the foot: the head is where the clocks are.
    _write_boxed(drawn, text, (width / 2, height - 26 * unit), round(24 * unit))
    return np.asarray(drawn)


def _draw_clocks(picture: Image, shot: _Shot) -> Image:
    """Draw the clocks of the station and of everyone in the picture, in its upper left corner."""
    colors = {actor.actor.id: actor.actor.color for actor in shot.staged.actors}
    clocks = [Clock("Station", shot.reading.station_clock_deg, STATION_COLOR)]
    clocks += [
        Clock(subject.name, subject.clock_deg, colors[subject.id])
        for subject in shot.reading.subjects
        if subject.in_frame
    ]
    height, width = picture.shape[:2]
    unit = max(9, round(min(height / 50, width / 40)))
    wide = min(width - unit, round(unit * (7.0 * len(clocks) + 1.5)))
    box = (unit, unit, unit + wide, unit + round(unit * 5.6))
    over, pen, _ = _sheet(picture)
    pen.rounded_rectangle(box, radius=unit * 0.6, fill=(20, 22, 26, 190))
    drawn = Pillow.fromarray(_laid(picture, over))
    draw_clocks(drawn, clocks, (unit * 2, round(unit * 1.9)), unit, wide - unit)
    return np.asarray(drawn)


def _draw_slate(picture: Image, shot: _Shot) -> Image:
    """Add a strip below the picture with scene, shot, lens, stop, focus and planes, as high as they need."""
    height, width = picture.shape[:2]
    size = max(9, round(min(height / 42, width / 70)))
    title, facts = slate_lines(shot.staged, shot.reading)
    lines = [(line, True) for line in _wrapped(title, width - 2 * size, size, is_bold=True)]
    lines += [(line, False) for line in _wrapped(facts, width - 2 * size, size, is_bold=False)]
    strip = Pillow.new("RGB", (width, round(size * (0.7 + _SLATE_LEADING * len(lines)))), PANEL)
    pen = ImageDraw.Draw(strip)
    y = size * 0.5
    for text, is_bold in lines:
        _write_line(pen, (size, y), text, size, INK if is_bold else FAINT, is_bold=is_bold)
        y += size * _SLATE_LEADING
    return np.concatenate([picture, np.asarray(strip)])


def slate_lines(staged: StagedShot, reading: Reading) -> tuple[str, str]:
    """Return the two lines of a slate: what it is, and how it is taken."""
    document, shot, camera = staged.resolved.document, staged.resolved.shot, staged.camera
    name = shot.name if shot is not None else ""
    title = " · ".join(
        part
        for part in (document.title or "Scene", shot_title(reading.shot), name, camera.name or camera.id)
        if part
    )
    names = {subject.id: subject.name for subject in reading.subjects}
    planes = " | ".join(
        " + ".join(names.get(member, member) for member in plane.members) for plane in reading.planes
    )
    lens = camera.lens
    squeeze = f" anamorphic {lens.squeeze:g}×" if lens.squeeze != 1.0 else ""
    facts = (
        f"{lens.focal_length_mm:g} mm{squeeze} · f/{lens.f_stop:g} · focus {lens.focus_m:.2f} m · "
        f"{counted(reading.plane_count, 'plane')}: {planes}"
    )
    return title, facts


def _sheet(picture: Image) -> tuple[Pillow.Image, ImageDraw.ImageDraw, float]:
    height, width = picture.shape[:2]
    over = Pillow.new("RGBA", (width, height), (0, 0, 0, 0))
    return over, ImageDraw.Draw(over), height / 1080.0


def _laid(picture: Image, over: Pillow.Image) -> Image:
    drawn = Pillow.fromarray(picture).convert("RGBA")
    drawn.alpha_composite(over)
    return np.asarray(drawn.convert("RGB"))


def _write_line(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    size: int,
    ink: str,
    *,
    is_bold: bool = False,
) -> None:
    pen.text(place, text, font=lettering(size, is_bold=is_bold), fill=ink)


def _wrapped(text: str, room_px: float, size: int, *, is_bold: bool) -> list[str]:
    """Wrap a text for pixels: small letters are set on whole ones, so that they run wider than their ems."""
    face, share = lettering(size, is_bold=is_bold), 1.0
    while True:
        lines = wrapped(text, room_px * share / size, is_bold=is_bold)
        if share < 0.5 or max((face.getlength(line) for line in lines), default=0.0) <= room_px:
            return lines
        share -= 0.03


def _write_boxed(drawn: Pillow.Image, text: str, middle: tuple[float, float], size: int) -> None:
    """Write a line on a dark plate around a point."""
    size = max(9, size)
    half = width_em(text) * size / 2 + size * 0.5, size * 0.75
    pen = ImageDraw.Draw(drawn)
    box = (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])
    pen.rounded_rectangle(box, radius=size * 0.4, fill=PANEL)
    pen.text(middle, text, font=lettering(size), fill=INK, anchor="mm")


@dataclass(frozen=True)
class Overlay:
    """One overlay. purpose: one phrase for help texts."""

    purpose: str
    draw: Draw


OVERLAYS: Mapping[str, Overlay] = {
    "guides": Overlay("thirds, middle, areas safe for action and titles", _draw_guides),
    "horizons": Overlay("the horizon of every plane, with names", _draw_horizons),
    "down": Overlay("the arrow toward what will be taken for down", _draw_down),
    "clocks": Overlay("where the station's and everyone's head points", _draw_clocks),
    "slate": Overlay("scene, shot, lens, stop, focus and planes on a strip below", _draw_slate),
}
"""In the order in which they are drawn."""
