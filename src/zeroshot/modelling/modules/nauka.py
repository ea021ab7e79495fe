"""The recipe of the multipurpose laboratory module Nauka.

Frame: origin at the middle of the corridor, floor toward +Z, +X toward Zvezda: ``hatch-forward`` docks to
Zvezda's deck hatch, ``hatch-aft`` to Prichal, ``hatch-starboard`` leads to the science airlock.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import circle
from zeroshot.modelling.kit.shapes import block
from zeroshot.modelling.parts.russian_box import Room, build_room, span_at, square_at
from zeroshot.modelling.parts.russian_corridor import Corridor, bulkhead
from zeroshot.modelling.parts.russian_dressing import LIVED_IN, bundle, duct
from zeroshot.modelling.parts.russian_fittings import porthole, sign
from zeroshot.modelling.parts.russian_furniture import workbench
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
    extinguisher,
    mark_walls,
    side_names,
    toilet,
)
from zeroshot.modelling.parts.russian_round import ball_hatches, dress_ball
from zeroshot.modelling.parts.shells import Ball, Look, board_facing, build_ball

SOURCES = (
    "russianspaceweb, worldspaceflight: 13.1 m long, hull 4.25 m, 70 m³, cabin, toilet, science airlock",
    "Same family as Zarya: forward sphere 2.3 m (ISS-Mimic exterior model, measured)",
    "Russian hatch: circular, 0.80 m",
    "The corridor (1.6 × 2.0 m), which side has what, lumens and all equipment are estimates",
)

CORRIDOR = Corridor("nauka", -4.55, 4.55, 0.80)
FORWARD_X, AFT_X, AIRLOCK_Y = 5.45, -7.65, 1.50
SPHERE = Ball(np.array([-5.768, 0.0, 0.0]), np.array([1.15, 1.08, 1.08]))
CABIN_X, TOILET_X, BENCH_X = (2.2, 3.05), (2.4, 3.2), (-1.7, -0.1)
ALCOVE_M = 0.85

TINTS = (paint.IVORY, paint.SAND, paint.IVORY, paint.PALE_GREEN, paint.BEIGE, paint.IVORY)


def build_nauka() -> ModelDraft:
    """Build Nauka."""
    draft = ModelDraft("nauka", "Nauka (laboratory)", "module", "approximate", SOURCES, volume_m3=70.0)
    _corridor(draft)
    _ends(draft)
    _sphere(draft)
    s = draft.sculpture
    duct(s, [(-5.6, 0.5, 0.7), (-4.9, 0.22, 0.3), (-4.55, 0.2, 0.26), (-4.1, 0.5, 0.6), (-3.4, 0.70, 0.88),
             (0.0, 0.71, 0.9), (3.6, 0.70, 0.88), (4.3, 0.45, 0.55), (4.6, 0.2, 0.27)])  # fmt: skip
    bundle(s, [(-4.4, -0.5, -0.93), (-2.0, -0.45, -0.95), (1.5, -0.48, -0.95), (4.4, -0.5, -0.93)], seed=31)
    mark_walls(draft, CORRIDOR, CORRIDOR.forward_x, CORRIDOR.aft_x)
    draft.dimensions_m = {
        "length": FORWARD_X - AFT_X,
        "hatch_diameter": HATCH_M,
        "corridor_length": CORRIDOR.length,
        "corridor_width": 2 * CORRIDOR.half_width,
        "deck_to_ceiling": 2 * CORRIDOR.half_height,
        "sphere_diameter": 2 * float(SPHERE.radii_m[1]),
    }
    return draft


def _corridor(draft: ModelDraft) -> None:
    c = CORRIDOR
    berth, closet = span_at(c, "P", CABIN_X, -0.77, 0.87), span_at(c, "S", TOILET_X, -0.77, 0.87)
    bench = span_at(c, "S", BENCH_X, -0.8, 0.5)
    windows = {"deck-1": square_at(c, "D", 0.6, 0.0, 0.28), "deck-2": square_at(c, "D", -3.0, 0.0, 0.17)}
    port_window = square_at(c, "P", -1.0, -0.1, 0.17)
    holes = {"P": [berth, port_window], "S": [closet], "D": list(windows.values())}
    build_room(draft, Room(c, LIVED_IN, paint.CARPET, TINTS, holes, {"S": [bench]}))
    cabin(draft, c.wall("P"), berth, ALCOVE_M, name="port")
    toilet(draft, c.wall("S"), closet, ALCOVE_M)
    workbench(draft, c.wall("S").shifted((bench[0] + bench[2]) / 2, 0.0))
    deck = c.wall("D")
    porthole(
        draft, deck.shifted(c.at_x("D", 0.6), 0.0), 0.20, name="deck-1", square=0.28, cover="open", depth=0.18
    )
    porthole(draft, deck.shifted(c.at_x("D", -3.0), 0.0), 0.11, name="deck-2", square=0.17, cover="shut")
    porthole(
        draft, c.wall("P").shifted(c.at_x("P", -1.0), -0.1), 0.12, name="port", square=0.17, cover="open"
    )


def _ends(draft: ModelDraft) -> None:
    s, c = draft.sculpture, CORRIDOR
    forward = bulkhead(s, c, c.forward_x, forward=True, tint=paint.IVORY)
    edge = forward.loop(liner_opening_m() * circle(64), 0.0)
    build_hatch(draft, Hatch("forward", board_facing("forward", np.array([FORWARD_X, 0.0, 0.0])), edge, "СМ"))
    side_names(s, forward, c, way=1.0)
    extinguisher(s, forward.shifted(0.64, 0.1))
    block(s, forward, (-0.72, -0.05, -0.56, 0.17), -0.001, 0.11, tile="wall5", tint=paint.IVORY, bevel=0.012)
    sign(s, forward, "АПТЕЧКА", (-0.64, 0.06), 0.033, 0.11, kind="red_plate")
    aft = bulkhead(s, c, c.aft_x, forward=False, tint=paint.IVORY)
    side_names(s, aft, c, way=-1.0)
    edge_x = SPHERE.middle[0] + SPHERE.radii_m[0] * np.sqrt(1 - (liner_opening_m() / SPHERE.radii_m[1]) ** 2)
    passage(s, aft, c.aft_x - float(edge_x))
    mark_rim(draft, aft, "sphere")


def _sphere(draft: ModelDraft) -> None:
    """The sphere at the far end: the hatch to Prichal, the science airlock to starboard, a window to port."""
    openings = {**dict.fromkeys(("forward", "aft", "starboard"), liner_opening_m()), "port": 0.18}
    looks = {"": Look("liner0", paint.IVORY), "deck": Look("liner1", paint.SAGE)}
    edges = build_ball(draft.sculpture, SPHERE, looks, openings)
    x = float(SPHERE.middle[0])
    planes = {"aft": ((AFT_X, 0.0, 0.0), "УМ"), "starboard": ((x, AIRLOCK_Y, 0.0), "ШК")}
    ball_hatches(draft, edges, planes)
    b = board_facing("port", np.array([x, -1.09, 0.0]))
    porthole(draft, b, 0.12, name="sphere-port", edge=edges["port"])
    dress_ball(draft, SPHERE, seed="nauka-sphere")


RECIPES = {"nauka": build_nauka}
