"""The recipe of the service module Zvezda.

Frame: origin at the middle of the large working compartment, +X forward, +Y starboard, +Z deck.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.shapes import Rect, face, inset, panel
from zeroshot.modelling.parts.russian_corridor import (
    OVERLAP_M,
    Corridor,
    build_liner,
    bulkhead,
    hang_lamps,
    lay_ceiling,
    lay_floor,
    lay_panels,
    panels_on,
)
from zeroshot.modelling.parts.russian_dressing import LIVED_IN, bundle, duct, fill
from zeroshot.modelling.parts.russian_fittings import foot_loop, lamp, porthole, rail
from zeroshot.modelling.parts.russian_furniture import control_post, dining_table, treadmill
from zeroshot.modelling.parts.russian_hatch import (
    HATCH_M,
    Hatch,
    build_hatch,
    liner_opening_m,
    mark_rim,
    passage,
)
from zeroshot.modelling.parts.russian_rooms import (
    cabin,
    gallery,
    mark_walls,
    side_names,
)
from zeroshot.modelling.parts.russian_round import SMALL_LAMP_M, bore_board, dress_ball, stow
from zeroshot.modelling.parts.shells import (
    Ball,
    Bore,
    Look,
    board_facing,
    bore_end,
    build_ball,
    build_bore,
)
from zeroshot.spatial import Array

SOURCES = (
    "Wikipedia, Zvezda: 13.1 m long, hull 4.15 m; pressurised volume given as 75 or 89 m³",
    "Roscosmos-derived exterior models (ISS-Mimic), measured: transfer compartment 2.0-2.8 × 2.2 m, "
    "small working compartment 3.1-3.5 × 2.9 m, cone 1.2-1.3 m, large working compartment 2.7 × 4.15 m, "
    "intermediate chamber 2.3 × 2.0 m",
    "Russian hatch: circular, 0.80 m; TASS: two cabins, table, treadmill; windows 12 to 14",
    "JPL on Mir's base block, its twin: floor dark green carpet, walls light green, ceiling white",
    "The box of panels in the hull (2.1 and 1.7 m wide, 2.0 m high), lumens and all equipment are estimates",
)

LARGE = Corridor("zvezda-large", -1.35, 1.35, 1.05)
SMALL = Corridor("zvezda-small", 2.55, 6.05, 0.85)
FORWARD_X, AFT_X = 9.15, -3.95
"""Mating planes; between them the facts' 13.1 m."""

TRANSFER = Ball(np.array([7.40, 0.0, 0.0]), np.array([1.30, 1.03, 1.03]))
PORT_Z = 1.45
CHAMBER = Bore(-3.45, 0.80, -1.55, 0.80)

CABIN_X, CABIN_DEPTH_M = (-1.22, -0.40), 0.72
TREADMILL_X = (-1.22, 0.02)
FLOOR_WINDOW_X, FLOOR_WINDOW_M = 3.55, 0.40
"""Our choice of places; the large window in the small compartment's floor is about 0.4 m across, recalled."""


def build_zvezda() -> ModelDraft:
    """Build Zvezda."""
    draft = ModelDraft("zvezda", "Zvezda (service module)", "module", "approximate", SOURCES, volume_m3=75.0)
    _large(draft)
    _cone(draft)
    _small(draft)
    _transfer(draft)
    _chamber(draft)
    _lines(draft)
    mark_walls(draft, LARGE, SMALL.forward_x, LARGE.aft_x)
    draft.dimensions_m = {
        "length": FORWARD_X - AFT_X,
        "hatch_diameter": HATCH_M,
        "large_compartment_length": LARGE.length,
        "large_compartment_width": 2 * LARGE.half_width,
        "small_compartment_length": SMALL.length,
        "small_compartment_width": 2 * SMALL.half_width,
        "cone_length": SMALL.aft_x - LARGE.forward_x,
        "deck_to_ceiling": 2 * LARGE.half_height,
        "transfer_compartment_diameter": 2 * float(TRANSFER.radii_m[1]),
        "intermediate_chamber_diameter": 2 * CHAMBER.aft_radius_m,
    }
    return draft


def _square(c: Corridor, letter: str, x: float, y: float, half: float) -> Rect:
    at = c.at_x(letter, x)
    return at - half, y - half, at + half, y + half


def _span(c: Corridor, letter: str, xs: tuple[float, float], y0: float, y1: float) -> Rect:
    first, second = sorted(c.at_x(letter, x) for x in xs)
    return first, y0, second, y1


def _large(draft: ModelDraft) -> None:
    s, c = draft.sculpture, LARGE
    cabins = {letter: _span(c, letter, CABIN_X, -0.77, 0.87) for letter in "SP"}
    windows = [_square(c, "D", 0.95, y, 0.16) for y in (-0.62, 0.62)]
    run = _span(c, "D", TREADMILL_X, -0.34, 0.34)
    holes = {"S": [cabins["S"]], "P": [cabins["P"]], "D": [*windows, run]}
    build_liner(s, c, holes)
    for letter in "SP":
        panels = lay_panels(s, c, letter, holes=holes[letter])
        fill(s, c.wall(letter), panels, seed=f"zvezda-large-{letter}", mix=LIVED_IN)
        cabin(
            draft,
            c.wall(letter),
            cabins[letter],
            CABIN_DEPTH_M,
            name="starboard" if letter == "S" else "port",
        )
        rail(draft, c.wall(letter), (c.at_x(letter, 0.5), -0.22), 0.9, h=0.006)
    lay_floor(s, c, holes=holes["D"])
    lay_ceiling(s, c)
    hang_lamps(draft, c, (-0.9, -0.1, 0.7), (-0.7, 0.1, 0.9))
    for number, rect in enumerate(windows):
        spot = c.wall("D").shifted((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
        porthole(
            draft, spot, 0.11, name=f"deck-{number + 2}", square=0.16, cover="shut" if number else "open"
        )
    treadmill(draft, c.wall("D"), run)
    dining_table(draft, c.wall("D").shifted(c.at_x("D", 0.72), -0.30))
    for y in (-0.35, 0.35):
        rail(draft, c.wall("O"), (0.0, y), 1.2, h=0.006)
    wall = bulkhead(s, c, c.aft_x, forward=False)
    gallery(draft, wall)
    side_names(s, wall, c, way=-1.0)


def _cone(draft: ModelDraft) -> None:
    """The part between: the walls draw together, floor and ceiling go on."""
    s = draft.sculpture
    wide, narrow = LARGE, SMALL
    between = Corridor("zvezda-cone", wide.forward_x, narrow.aft_x, wide.half_width)
    for letter in "DO":
        panel(s, between.wall(letter), inset(between.rect(letter), -OVERLAP_M), tint=paint.SEAM)
    lay_floor(s, between)
    lay_ceiling(s, between)
    middle = np.array([(wide.forward_x + narrow.aft_x) / 2, 0.0, 0.0])
    for side in (-1.0, 1.0):
        ends = [
            _corners(c, side, x) for c, x in ((wide, wide.forward_x - 0.004), (narrow, narrow.aft_x + 0.004))
        ]
        for i, tint in enumerate((paint.CEILING, paint.SEAM, paint.SEAM)):
            face(s, [ends[0][i], ends[0][i + 1], ends[1][i + 1], ends[1][i]], tint=tint, toward=middle)
        _cone_wall(draft, side)


def _corners(c: Corridor, side: float, x: float) -> list[Array]:
    w, h = c.half_width, c.half_height
    profile = (
        (w - c.ceiling_cut, -h), (w, -h + c.ceiling_cut), (w, h - c.floor_cut), (w - c.floor_cut, h)
    )  # fmt: skip
    return [np.array([x, side * y, z]) for y, z in profile]


def _cone_wall(draft: ModelDraft, side: float) -> None:
    aft = np.array([LARGE.forward_x, side * LARGE.half_width, 0.0])
    forward = np.array([SMALL.aft_x, side * SMALL.half_width, 0.0])
    right = (aft - forward if side > 0 else forward - aft) / np.linalg.norm(forward - aft)
    wall = board((aft + forward) / 2, right, (0.0, 0.0, 1.0))
    half = float(np.linalg.norm(forward - aft)) / 2
    whole = (-half, -0.8, half, 0.9)
    laid = panels_on(draft.sculpture, wall, whole, f"zvezda-cone{side:+.0f}")
    fill(draft.sculpture, wall, laid, seed=f"cone{side:+.0f}", mix=LIVED_IN)
    rail(draft, wall, (0.0, 0.35), 0.7, h=0.006)
    lamp(draft, _cone_corner(side), group="ceiling-starboard" if side > 0 else "ceiling-port")


def _cone_corner(side: float) -> Board:
    """Return the board on the cone's cut ceiling corner, its right along the corner."""
    aft, forward = (_corners(c, side, x) for c, x in ((LARGE, LARGE.forward_x), (SMALL, SMALL.aft_x)))
    middle = sum(aft[:2] + forward[:2]) / 4
    along = forward[0] + forward[1] - aft[0] - aft[1]
    right = -side * along / np.linalg.norm(along)
    across = aft[1] - aft[0]
    foot = across - (across @ right) * right
    return board(middle, right, foot / np.linalg.norm(foot))


def _small(draft: ModelDraft) -> None:
    s, c = draft.sculpture, SMALL
    window = _square(c, "D", FLOOR_WINDOW_X, 0.0, 0.30)
    build_liner(s, c, {"D": [window]})
    post = _span(c, "S", (4.35, 5.75), -0.8, 0.45)
    for letter in "SP":
        panels = lay_panels(s, c, letter)
        keep = [post] if letter == "S" else []
        fill(s, c.wall(letter), panels, seed=f"zvezda-small-{letter}", mix=LIVED_IN, keep=keep)
        for x in (3.1, 4.2, 5.3):
            if not (letter == "S" and x > 4.3):
                rail(draft, c.wall(letter), (c.at_x(letter, x), -0.22), 0.8, h=0.006)
    control_post(draft, c.wall("S").shifted((post[0] + post[2]) / 2, 0.0))
    lay_floor(s, c, holes=[window])
    lay_ceiling(s, c)
    hang_lamps(draft, c, (3.0, 4.1, 5.2), (3.4, 4.5, 5.6))
    spot = c.wall("D").shifted(c.at_x("D", FLOOR_WINDOW_X), 0.0)
    porthole(draft, spot, FLOOR_WINDOW_M / 2, name="deck-1", square=0.30, cover="open", depth=0.2)
    for x, y in ((4.1, 0.25), (5.05, -0.1)):
        foot_loop(draft, c.wall("D"), (c.at_x("D", x), y), h=0.008)
    for y in (-0.3, 0.3):
        for x in (3.3, 4.9):
            rail(draft, c.wall("O"), (c.at_x("O", x), y), 1.0, h=0.006)
    wall = bulkhead(s, c, c.forward_x, forward=True)
    side_names(s, wall, c, way=1.0)
    edge_x = float(TRANSFER.middle[0] - TRANSFER.radii_m[0] * np.sqrt(1 - (liner_opening_m() / 1.03) ** 2))
    passage(s, wall, edge_x - c.forward_x)
    mark_rim(draft, wall, "transfer")


def _transfer(draft: ModelDraft) -> None:
    """The transfer compartment: hatches forward, overhead and on the deck, a window to either side."""
    s, ball = draft.sculpture, TRANSFER
    hatch = liner_opening_m()
    openings = {
        "forward": hatch,
        "aft": hatch,
        "overhead": hatch,
        "deck": hatch,
        "port": 0.17,
        "starboard": 0.17,
    }
    looks = {"": Look("liner0", paint.SAND), "deck": Look("liner1", paint.PALE_GREEN)}
    edges = build_ball(s, ball, looks, openings)
    x = float(ball.middle[0])
    planes = {"forward": (FORWARD_X, 0, 0), "overhead": (x, 0, -PORT_Z), "deck": (x, 0, PORT_Z)}
    for name, leads_to in (("forward", "ФГБ"), ("overhead", "МИМ2"), ("deck", "МЛМ")):
        b = board_facing(name, np.asarray(planes[name], float))
        build_hatch(draft, Hatch(name, b, edges[name], leads_to))
    for name, side in (("port", -1.0), ("starboard", 1.0)):
        b = board_facing(name, np.array([x, side * 1.05, 0.0]))
        porthole(draft, b, 0.11, name=f"transfer-{name}", edge=edges[name])
    dress_ball(draft, ball, seed="zvezda-transfer")


def _chamber(draft: ModelDraft) -> None:
    """The intermediate chamber behind the aft bulkhead, a tube with the aft hatch at its end."""
    s = draft.sculpture
    wall = board((LARGE.aft_x, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0))
    passage(s, wall, LARGE.aft_x - CHAMBER.forward_x)
    mark_rim(draft, wall, "intermediate")
    build_bore(s, CHAMBER, {"": Look("liner0", paint.SAND), "deck": Look("liner1", paint.SAGE)})
    end, opening = Look("liner1", paint.BEIGE), liner_opening_m()
    bore_end(s, CHAMBER.forward_x, CHAMBER.forward_radius_m, opening, end, forward=True)
    edge = bore_end(s, CHAMBER.aft_x, CHAMBER.aft_radius_m, opening, end, forward=False)
    _dress_chamber(draft)
    b = board_facing("aft", np.array([AFT_X, 0.0, 0.0]))
    build_hatch(draft, Hatch("aft", b, edge, "ТГК"))


def _dress_chamber(draft: ModelDraft) -> None:
    for x, degrees in ((-1.9, -60.0), (-3.0, -120.0)):
        lamp(draft, bore_board(CHAMBER, x, degrees, 0.015), group="end", size=SMALL_LAMP_M)
    boards = [bore_board(CHAMBER, x, degrees, 0.02) for x in (-2.05, -2.9) for degrees in (0.0, 180.0, 150.0)]
    stow(draft.sculpture, boards, seed="zvezda-chamber", size=(0.42, 0.36))
    for degrees in (-25.0, -155.0):
        rail(draft, bore_board(CHAMBER, -2.5, degrees, 0.012), (0.0, 0.0), 0.5)


# fmt: off
_AIR_FORWARD = (
    (7.6, -0.45, 0.72), (6.9, -0.34, 0.45), (6.4, -0.20, 0.29), (6.1, -0.19, 0.28), (5.75, -0.45, 0.5),
    (5.2, -0.70, 0.80), (3.8, -0.72, 0.86), (2.5, -0.74, 0.86), (1.3, -0.93, 0.87), (0.2, -0.95, 0.88),
)
_AIR_AFT = (
    (-0.6, 0.5, 0.92), (-1.1, 0.3, 0.55), (-1.35, 0.2, 0.26), (-1.7, 0.25, 0.3), (-2.4, 0.5, 0.55),
    (-3.2, 0.5, 0.52),
)
_CABLES_STARBOARD = (
    (7.5, 0.5, 0.68), (6.6, 0.3, 0.32), (6.1, 0.2, 0.32), (5.7, 0.5, 0.6), (5.2, 0.78, 0.87),
    (3.9, 0.76, 0.9), (2.6, 0.77, 0.9), (1.4, 0.96, 0.9), (0.1, 0.96, 0.9),
)
_CABLES_CEILING = (
    (5.9, -0.4, -0.95), (4.5, -0.45, -0.96), (3.0, -0.42, -0.96), (1.3, -0.55, -0.96), (-1.2, -0.5, -0.96),
)
# fmt: on


def _lines(draft: ModelDraft) -> None:
    s = draft.sculpture
    duct(s, _AIR_FORWARD)
    duct(s, _AIR_AFT)
    bundle(s, _CABLES_STARBOARD, seed=11)
    bundle(s, _CABLES_CEILING, seed=12, count=3)


RECIPES = {"zvezda": build_zvezda}
