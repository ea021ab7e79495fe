"""The recipe of the cargo block Zarya.

Frame: origin at the middle of the corridor, +X forward (to PMA-1), +Y starboard, +Z deck.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import circle
from zeroshot.modelling.parts.russian_box import Room, build_room, square_at
from zeroshot.modelling.parts.russian_corridor import Corridor, bulkhead
from zeroshot.modelling.parts.russian_dressing import STORE_ROOM, bundle, duct
from zeroshot.modelling.parts.russian_fittings import porthole
from zeroshot.modelling.parts.russian_hatch import (
    HATCH_M,
    Hatch,
    build_hatch,
    liner_opening_m,
    mark_rim,
    passage,
)
from zeroshot.modelling.parts.russian_rooms import extinguisher, mark_walls, side_names
from zeroshot.modelling.parts.russian_round import ball_hatches, dress_ball
from zeroshot.modelling.parts.shells import Ball, Look, board_facing, build_ball

SOURCES = (
    "Wikipedia, Zarya: 12.6 m long, hull 4.1 m",
    "Roscosmos-derived exterior models (ISS-Mimic), measured: forward sphere 2.3 m, hull inside the tank "
    "ring 4.0 m long, aft cylinder 4.3 m long",
    "Russian hatch: circular, 0.80 m",
    "The corridor (1.6 × 2.0 m), lumens and all equipment are estimates",
)

CORRIDOR = Corridor("zarya", -4.15, 4.15, 0.80)
FORWARD_X, AFT_X, DECK_Z = 7.25, -5.35, 1.55
SPHERE = Ball(np.array([5.37, 0.0, 0.0]), np.array([1.15, 1.08, 1.08]))


def build_zarya() -> ModelDraft:
    """Build Zarya."""
    draft = ModelDraft("zarya", "Zarya (cargo block)", "module", "approximate", SOURCES, volume_m3=71.5)
    s, c = draft.sculpture, CORRIDOR
    windows = {name: square_at(c, "D", x, 0.0, 0.17) for name, x in (("deck-1", 1.4), ("deck-2", -2.2))}
    build_room(draft, Room(c, STORE_ROOM, paint.CARPET_BROWN, holes={"D": list(windows.values())}))
    for name, rect in windows.items():
        spot = c.wall("D").shifted((rect[0] + rect[2]) / 2, 0.0)
        porthole(draft, spot, 0.12, name=name, square=0.17, cover="open" if name == "deck-1" else "")
    _ends(draft)
    _sphere(draft)
    duct(s, [(5.2, -0.5, 0.7), (4.5, -0.22, 0.3), (4.15, -0.2, 0.26), (3.7, -0.5, 0.6), (3.0, -0.70, 0.86),
             (0.0, -0.71, 0.9), (-3.2, -0.70, 0.86), (-3.9, -0.45, 0.55), (-4.2, -0.2, 0.27)])  # fmt: skip
    bundle(s, [(5.0, 0.4, -0.7), (4.3, 0.18, -0.32), (4.1, 0.2, -0.33), (3.6, 0.4, -0.9), (0.0, 0.42, -0.95),
               (-3.6, 0.4, -0.92), (-4.1, 0.2, -0.33), (-4.5, 0.2, -0.34)], seed=21)  # fmt: skip
    mark_walls(draft, c, c.forward_x, c.aft_x)
    draft.dimensions_m = {
        "length": FORWARD_X - AFT_X,
        "hatch_diameter": HATCH_M,
        "corridor_length": c.length,
        "corridor_width": 2 * c.half_width,
        "deck_to_ceiling": 2 * c.half_height,
        "sphere_diameter": 2 * float(SPHERE.radii_m[1]),
    }
    return draft


def _ends(draft: ModelDraft) -> None:
    s, c = draft.sculpture, CORRIDOR
    aft = bulkhead(s, c, c.aft_x, forward=False)
    edge = aft.loop(liner_opening_m() * circle(64), 0.0)
    build_hatch(draft, Hatch("aft", board_facing("aft", np.array([AFT_X, 0.0, 0.0])), edge, "СМ"))
    side_names(s, aft, c, way=-1.0)
    extinguisher(s, aft.shifted(0.64, 0.1))
    forward = bulkhead(s, c, c.forward_x, forward=True)
    side_names(s, forward, c, way=1.0)
    edge_x = SPHERE.middle[0] - SPHERE.radii_m[0] * np.sqrt(1 - (liner_opening_m() / SPHERE.radii_m[1]) ** 2)
    passage(s, forward, float(edge_x) - c.forward_x)
    mark_rim(draft, forward, "sphere")


def _sphere(draft: ModelDraft) -> None:
    """The forward sphere: hatches to PMA-1 and, on the deck, to Rassvet."""
    openings = dict.fromkeys(("forward", "aft", "deck"), liner_opening_m())
    looks = {
        "": Look("liner0", paint.SAND),
        "deck": Look("liner1", paint.SAGE),
        "overhead": Look("liner0", paint.IVORY),
    }
    edges = build_ball(draft.sculpture, SPHERE, looks, openings)
    x = float(SPHERE.middle[0])
    planes = {"forward": ((FORWARD_X, 0.0, 0.0), "PMA-1"), "deck": ((x, 0.0, DECK_Z), "МИМ1")}
    ball_hatches(draft, edges, planes)
    dress_ball(draft, SPHERE, seed="zarya-sphere")


RECIPES = {"zarya": build_zarya}
