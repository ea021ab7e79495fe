"""A storyboard panel: ink where forms end, turn and part; two washes on paper; people in flat colours.

The lines come out of what was measured (ids, distances, normals), the washes out of light and obscurance. On
a plane the reciprocal of the distance changes evenly across the picture, so where it does not, a form ends or
turns; that holds for walls seen at a grazing angle too.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, label, map_coordinates

from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image, Points
from zeroshot.render.everyday import draw_everyday
from zeroshot.render.geometry import solid_parts
from zeroshot.render.looks import Look
from zeroshot.render.measure import PARTS_PER_THING, Measured, measure
from zeroshot.render.things import Thing, things_of
from zeroshot.render.workshop import Workshop

Mask = NDArray[np.bool_]

PAPER, LIGHT_WASH, DARK_WASH = (
    np.array(color, np.float32) for color in ((247, 243, 234), (214, 208, 198), (150, 145, 140))
)
INK = np.array((30, 28, 30), np.float32)
"""Colours of the sheet, sRGB. A choice: warm paper, grey marker, black ink."""

STRENGTH = 5.5
"""How strongly crowded places darken before they are laid in washes."""

_PERSON_SHADES = (1.0, 0.84, 0.62)
_STEPS = (0.60, 0.36)
"""Below these shares of the scale, as one sees it, the first and the second wash lie. A choice."""

_JUMP = 0.02
"""A form ends where the reciprocal of the distance bends by more than this share of itself."""

_CREASE_COS = 0.80
"""A form turns where normals of neighbours are more than 37° apart."""

_INKED = ("eyes", "brows")
"""What of a face is drawn in ink alone."""

_SPECK_PX = 22
"""Thin lines of fewer pixels at full HD are left out: nobody draws every screw."""


def draw_storyboard(
    workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int
) -> Image:
    """Draw a shot as a panel: (h, w, 3) uint8 sRGB, rows from the top."""
    size = {"width_px": width_px, "height_px": height_px}
    things = list(things_of(staged, is_light=look.is_light))
    lit = draw_everyday(workshop, staged, look, **size)[::-1]
    half = workshop.measure_half(staged, things, **size)
    openness = workshop.shader.openness(half, staged.camera_placement, staged.view, strength=STRENGTH)
    measured = measure(workshop.easel, staged, things, **size)
    is_person = np.array([*(thing.person is not None for thing in things), False])[measured.thing_index]
    unit = max(height_px / 1080.0, 0.2)
    tones = _tones(lit, openness[..., 0], unit)
    sheet = _washed(tones, _flat_colors(measured, things), is_person)
    ink = _wobbled(_ink(measured, is_person, unit), unit)[..., None]
    drawn = sheet * (1.0 - ink) + INK * ink
    panel: Image = np.rint(drawn[::-1].clip(0.0, 255.0)).astype(np.uint8)
    return panel


def _tones(lit: Image, openness: Points, unit: float) -> Points:
    """Return how light each place is (h, w), 0 to 1 as one sees it, in broad shapes."""
    height_px, width_px = lit.shape[:2]
    grey = lit.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32) / 255.0
    broad = gaussian_filter(grey, 3.0 * unit, truncate=2.0)
    opened = np.repeat(np.repeat(openness, 2, axis=0), 2, axis=1)[:height_px, :width_px]
    tones: Points = broad * gaussian_filter(opened, 2.0 * unit, truncate=2.0) ** 0.7
    return tones


def _washed(tones: Points, colors: Points, is_person: Mask) -> Points:
    """Lay two washes on paper, and on people's colours (h, w, 3)."""
    first, second = (_soft_step(edge - tones, 0.008)[..., None] for edge in _STEPS)
    sheet = PAPER * (1.0 - first) + LIGHT_WASH * first
    sheet = sheet * (1.0 - second) + DARK_WASH * second
    lit, dim, dark = _PERSON_SHADES
    shade = lit + (dim - lit) * first + (dark - dim) * second
    return np.where(is_person[..., None], colors * shade, sheet)


def _flat_colors(measured: Measured, things: list[Thing]) -> Points:
    """Return the one colour that each part of a person has (h, w, 3)."""
    table = np.zeros((len(things) + 1, PARTS_PER_THING, 3), np.float32)
    for index, thing in enumerate(things):
        if thing.person is None:
            continue
        for place, part in enumerate(solid_parts(thing.mesh)):
            color = np.array(part.material.base_color[:3], np.float32) * 255.0
            if part.material.name in _INKED:
                table[index, place] = INK
                continue
            if part.colors is not None:
                color = color * (np.median(part.colors[:, :3], axis=0) / 255.0)
            # As of a marker: the paper shines through.
            table[index, place] = 0.86 * color + 0.14 * PAPER
    flat: Points = table[measured.thing_index, measured.part_index]
    return flat


def _ink(measured: Measured, is_person: Mask, unit: float) -> Points:
    """Return how much ink lies where (h, w), 0 to 1: lines of three weights, finer far away."""
    depth_m = measured.depth_m
    weight = np.clip(1.25 - 0.13 * depth_m, 0.5, 1.15).astype(np.float32)
    ids = measured.thing_index
    ends = _differs(ids)
    people = ends & _spread(is_person)
    jumps = _jumps(depth_m, _JUMP) | ends
    fine = (_creases(measured) | _differs(measured.part_index)) & ~jumps
    fine = _without_specks(fine, _SPECK_PX * unit)
    jumps = _without_specks(jumps, 0.7 * _SPECK_PX * unit)
    ink = _line(people * weight, 1.7 * unit, 0.10)
    ink = np.maximum(ink, _line(jumps * weight, 1.1 * unit, 0.13) * 0.95)
    thin = _line(fine * weight, 0.75 * unit, 0.20)
    return np.asarray(np.maximum(ink, 0.72 * thin), np.float32)


def _line(mask: Points | Mask, sigma_px: float, edge: float) -> Points:
    """Return lines of ink with soft edges; sigma_px: about their width."""
    sigma_px = max(sigma_px, 0.5)
    # A line one pixel wide has this height in its middle.
    height = 1.0 / (sigma_px * np.sqrt(2.0 * np.pi))
    blurred = gaussian_filter(mask.astype(np.float32), sigma_px, truncate=3.0) / height
    lines: Points = _soft_step(blurred - edge * 4.0, 0.22)
    return lines


def _jumps(depth_m: Points, share: float) -> Mask:
    """Tell where forms end: where the reciprocal of the distance bends."""
    near = np.where(depth_m > 0.0, 1.0 / np.maximum(depth_m, 1e-3), 0.0)
    bends = np.zeros(depth_m.shape, np.float32)
    middle = near[1:-1, 1:-1]
    across = np.abs(near[1:-1, :-2] + near[1:-1, 2:] - 2.0 * middle)
    along = np.abs(near[:-2, 1:-1] + near[2:, 1:-1] - 2.0 * middle)
    bends[1:-1, 1:-1] = np.maximum(across, along) / np.maximum(middle, 0.02)
    # Of the two sides of a step the nearer has the line.
    return np.asarray(bends > share)


def _creases(measured: Measured) -> Mask:
    normals = measured.normal_in_world
    cos = np.ones(normals.shape[:2], np.float32)
    cos[:, 1:] = (normals[:, 1:] * normals[:, :-1]).sum(axis=-1)
    cos[1:] = np.minimum(cos[1:], (normals[1:] * normals[:-1]).sum(axis=-1))
    return np.asarray(cos < _CREASE_COS)


def _differs(codes: NDArray[np.int32]) -> Mask:
    """Tell where a code is not that of the pixel to the left or below."""
    differs = np.zeros(codes.shape, np.bool_)
    differs[:, 1:] = codes[:, 1:] != codes[:, :-1]
    differs[1:] |= codes[1:] != codes[:-1]
    return differs


def _spread(mask: Mask) -> Mask:
    wide = mask.copy()
    wide[:, 1:] |= mask[:, :-1]
    wide[1:] |= mask[:-1]
    return wide


def _without_specks(mask: Mask, least_px: float) -> Mask:
    marked, _ = label(mask, structure=np.ones((3, 3)))
    sizes = np.bincount(marked.ravel())
    sizes[0] = 0
    return np.asarray(sizes[marked] >= least_px)


def _wobbled(ink: Points, unit: float) -> Points:
    """Return lines as a hand draws them: never quite straight, here and there with less pressure."""
    height_px, width_px = ink.shape
    down, right, pressure = (_clouds(height_px, width_px, 70.0 * unit, seed) for seed in (1, 2, 3))
    rows, columns = np.mgrid[0:height_px, 0:width_px].astype(np.float32)
    places = [rows + 1.4 * unit * down, columns + 1.4 * unit * right]
    moved = map_coordinates(ink, places, order=1, mode="nearest")
    return np.asarray(moved * (0.93 + 0.07 * pressure), np.float32)


@functools.lru_cache(maxsize=6)
def _clouds(height_px: int, width_px: int, cell_px: float, seed: int) -> Points:
    """Return smooth noise (h, w) of about −1 to 1, the same for the same size."""
    rng = np.random.default_rng(seed)
    shape = (int(height_px / cell_px) + 3, int(width_px / cell_px) + 3)
    small = rng.uniform(-1.0, 1.0, shape).astype(np.float32)
    rows = np.arange(height_px) / cell_px + 1.0
    columns = np.arange(width_px) / cell_px + 1.0
    places = np.meshgrid(rows, columns, indexing="ij")
    return np.asarray(map_coordinates(small, places, order=2, mode="nearest"), np.float32)


def _soft_step(values: Points, half: float) -> Points:
    """Return 0 below −half, 1 above half, smooth between."""
    t = np.clip(values / (2.0 * half) + 0.5, 0.0, 1.0)
    step: Points = t * t * (3.0 - 2.0 * t)
    return step
