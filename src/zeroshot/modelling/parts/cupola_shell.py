"""The Cupola's shell: the round base, the six slanted windows, the window in the middle, their shutters."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, circle, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.parts.fittings import label
from zeroshot.modelling.parts.panes import framed_pane, grown, rounded_polygon
from zeroshot.modelling.parts.solids import slab
from zeroshot.spatial import Array

DEPTH_M, TOP_M = 1.35, 0.80
"""From the hatch plane to the middle window's glass (measured on NASA's mesh); its diameter (ESA)."""

PANE_M = (0.66, 0.41, 0.45)
"""Side panes: base, top, height along the slope. Source: measured on NASA's Cupola mesh, × 1.046."""

TILT = np.radians(60.0)
"""Between a side pane's normal and the axis (measured, as above)."""

BASE_APOTHEM_M, CORNER_M = 0.80, 0.895
"""Base: half the distance between flats, and from the axis to the cut corners; about 1.7 m across."""

RIM_APOTHEM_M, RIM_Z_M, FRAME_M = 0.47, 1.305, 0.07
"""Where facets and middle frame meet, and how wide the frame is along the slope beyond a pane: fitted to the
panes' measures."""

FACET_M = PANE_M[2] + 2 * FRAME_M
SILL_APOTHEM_M = RIM_APOTHEM_M + FACET_M * float(np.cos(TILT))
SILL_Z_M = RIM_Z_M - FACET_M * float(np.sin(TILT))
FLOOR_Z_M = 0.20

BLUE_GREY = color("#93a3b3")
FRAME_GREY = color("#c3c8cb")
SHUTTER = color("#d9d5c8")


def outward(index: float) -> Array:
    """Return the direction of window 1 (forward) to 6, from 0 toward starboard; halves are corners."""
    angle = np.pi / 3 * index
    return np.array([np.cos(angle), np.sin(angle), 0.0])


def wall_board(index: float, distance: float, z: float) -> Board:
    """Return the board on the base wall, for someone whose head is to the Earth: x right, y to overhead."""
    d, foot = outward(index), np.array([0.0, 0.0, -1.0])
    return board(distance * d + [0.0, 0.0, z], np.cross(foot, d), foot)


def facet_board(index: int) -> Board:
    """Return the board in the plane of a side window's facet, its origin in the middle of the pane."""
    d, foot = outward(index), np.array([0.0, 0.0, -1.0])
    down_slope = np.cos(TILT) * d + np.sin(TILT) * foot
    edge = RIM_APOTHEM_M * d + np.array([0.0, 0.0, RIM_Z_M])
    return board(edge + FACET_M / 2 * down_slope, np.cross(foot, d), down_slope)


def hexagon(apothem: float, corner: float = np.inf) -> Array:
    """Return a loop (12, 2) of forward and starboard: a hexagon with flats forward and aft, corners cut."""
    half = apothem * np.tan(np.pi / 6)
    if corner < apothem / np.cos(np.pi / 6):
        half = (corner - apothem * np.cos(np.pi / 6)) / np.sin(np.pi / 6)
    loop = []
    for index in range(6):
        d = outward(index)[:2]
        side = np.array([-d[1], d[0]])
        loop += [apothem * d - half * side, apothem * d + half * side]
    return np.asarray(loop)


def ring(loop: Array, z: float) -> Array:
    """Lift a loop (n, 2) of forward and starboard to a depth."""
    return np.column_stack([loop, np.full(len(loop), z)])


def build_shell(draft: ModelDraft) -> None:
    """Build base wall, windows and shutters."""
    s = draft.sculpture
    base = hexagon(BASE_APOTHEM_M, CORNER_M)
    middle = np.array([0.0, 0.0, 0.6])
    loft(
        s,
        [ring(base, FLOOR_Z_M), ring(base, 0.5), ring(base, SILL_Z_M)],
        toward=middle,
        smooth=False,
        tint=palette.GREY,
    )
    _sill(s, base)
    for index in range(6):
        _facet(draft, index)
    _middle_window(draft)
    draft.options["shutters"] = ("open", "closed")


def _sill(s: Sculpture, base: Array) -> None:
    """Close the ledge between wall and windows, and cover the edges where two windows meet with a bar."""
    seen_from_overhead = board((0.0, 0.0, SILL_Z_M), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    annulus(s, seen_from_overhead, hexagon(SILL_APOTHEM_M), base, 0.0, tint=FRAME_GREY)
    for index in range(6):
        d = outward(index + 0.5) / np.cos(np.pi / 6)
        ends = [(RIM_APOTHEM_M - 0.006) * d, (SILL_APOTHEM_M - 0.004) * d]
        path = [ends[0] + [0, 0, RIM_Z_M - 0.004], ends[1] + [0, 0, SILL_Z_M - 0.004]]
        tube(s, np.asarray(path), 0.026, sides=8, squash=0.7, flat_toward=d, tint=FRAME_GREY)


def _trapezoid() -> tuple[Array, Array]:
    """Return the loops of a side pane and of the facet around it, about the middle of the pane."""
    wide, narrow, high = PANE_M
    pane = [(-narrow / 2, -high / 2), (narrow / 2, -high / 2), (wide / 2, high / 2), (-wide / 2, high / 2)]
    rim, sill = RIM_APOTHEM_M * np.tan(np.pi / 6), SILL_APOTHEM_M * np.tan(np.pi / 6)
    far = FACET_M / 2
    whole = [(-rim, -far), (rim, -far), (sill, far), (-sill, far)]
    return rounded_polygon(pane, 0.07), rounded_polygon(whole, 0.0005)


def _facet(draft: ModelDraft, index: int) -> None:
    s, b = draft.sculpture, facet_board(index)
    pane, whole = _trapezoid()
    edge = framed_pane(
        draft,
        b,
        pane,
        name=f"window-{index + 1}",
        label=f"window {index + 1}",
        size_m=(PANE_M[0], PANE_M[2]),
        bolts=22,
        tint=FRAME_GREY,
    )
    annulus(s, b, edge, whole, 0.0, tint=BLUE_GREY)
    label(s, b, f"WINDOW {index + 1}", (0.0, 0.27), 0.022, 0.001)
    for x in (-0.335, 0.335):
        knob(s, b, (x, 0.262), 0.011, 0.0, 0.012, tint=palette.ALUMINIUM, finish="metal", count=6)
    outline = grown(pane, 0.05)
    with s.only_when("shutters", "closed"):
        slab(s, b, outline, -0.146, -0.106, tint=SHUTTER, tile="quilt")
    with s.only_when("shutters", "open"):
        angle = np.radians(112.0)
        hinge = b.at(0.0, PANE_M[2] / 2 + 0.06, -0.19)
        foot = np.cos(angle) * b.foot + np.sin(angle) * b.out
        slab(
            s,
            Board(hinge, b.right, foot),
            outline - [0.0, PANE_M[2] / 2 + 0.06],
            -0.02,
            0.02,
            tint=SHUTTER,
            tile="quilt",
        )


def _middle_window(draft: ModelDraft) -> None:
    s = draft.sculpture
    recess = DEPTH_M - RIM_Z_M
    b = board((0.0, 0.0, RIM_Z_M), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))
    pane = TOP_M / 2 * circle(48)
    edge = framed_pane(
        draft,
        b,
        pane,
        name="window-7",
        label="window 7",
        size_m=(TOP_M, TOP_M),
        recess=recess,
        bolts=36,
        tint=FRAME_GREY,
    )
    hexa = np.stack([_onto_hexagon(spot) for spot in edge])
    annulus(s, b, edge, hexa, 0.0, tint=BLUE_GREY)
    label(s, b, "WINDOW 7", (0.0, 0.45), 0.018, 0.015)
    outline = grown(pane, 0.04)
    with s.only_when("shutters", "closed"):
        slab(s, b, outline, -recess - 0.101, -recess - 0.061, tint=SHUTTER, tile="quilt")
    with s.only_when("shutters", "open"):
        angle = np.radians(125.0)
        hinge = b.at(0.0, 0.47, -recess - 0.10)
        foot = np.cos(angle) * b.foot + np.sin(angle) * b.out
        slab(s, Board(hinge, b.right, foot), outline - [0.0, 0.47], -0.02, 0.02, tint=SHUTTER, tile="quilt")


def _onto_hexagon(spot: Array) -> Array:
    """Push a point of the middle frame out to where the facets begin; the board's −y is forward."""
    angle = np.arctan2(spot[0], -spot[1])
    nearest = np.round(angle / (np.pi / 3)) * np.pi / 3
    reach = RIM_APOTHEM_M / np.cos(angle - nearest)
    return np.asarray(spot / np.linalg.norm(spot) * reach)
