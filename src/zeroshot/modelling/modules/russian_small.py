"""The recipes of the small Russian modules: Rassvet, Poisk, Prichal, and the orbital module of a Soyuz.

Frames: origin in the middle, floor toward +Z. Rassvet's ``hatch-forward`` docks to Zarya, Poisk's to
Zvezda, Prichal's to Nauka, the Soyuz' to the station; its ``hatch-aft`` leads to the descent module.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.shapes import block, cushion
from zeroshot.modelling.parts.russian_dressing import bundle, duct
from zeroshot.modelling.parts.russian_fittings import foot_loop, porthole, rail, sign, strap
from zeroshot.modelling.parts.russian_hatch import (
    EVA_HATCH_M,
    HATCH_M,
    Hatch,
    build_hatch,
    liner_opening_m,
)
from zeroshot.modelling.parts.russian_rooms import extinguisher
from zeroshot.modelling.parts.russian_round import (
    ball_board,
    ball_hatches,
    bore_board,
    dress_ball,
    dress_bore,
    mark_round_walls,
)
from zeroshot.modelling.parts.shells import Ball, Bore, Look, board_facing, bore_end, build_ball, build_bore

_LOOKS = {
    "": Look("liner0", paint.SAND),
    "deck": Look("carpet0", paint.CARPET),
    "overhead": Look("liner1", paint.IVORY),
}
_END = Look("liner1", paint.PALE_GREEN)

BORE_M = 1.6
"""An estimate; no inner diameter of Rassvet or Poisk is published."""


def _tube_ends(draft: ModelDraft, half_bore: float, half: float, leads_to: tuple[str, str]) -> None:
    """Close a tube with a cone, an end wall and a hatch at either end; half: to the mating plane."""
    s, radius, end_x = draft.sculpture, BORE_M / 2, half_bore + 0.25
    for way, name, label in ((1.0, "forward", leads_to[0]), (-1.0, "aft", leads_to[1])):
        ends = sorted(((way * half_bore, radius), (way * end_x, 0.62)))
        build_bore(s, Bore(*ends[0], *ends[1]), {"": _END})
        edge = bore_end(s, way * end_x, 0.62, liner_opening_m(), _END, forward=way > 0)
        b = board_facing(name, np.array([way * half, 0.0, 0.0]))
        build_hatch(draft, Hatch(name, b, edge, label))


# fmt: off
_RASSVET_AIR = (
    (2.6, 0.2, 0.33), (2.2, 0.3, 0.62), (1.0, 0.22, 0.73), (-1.0, 0.24, 0.73), (-2.2, 0.3, 0.62),
    (-2.6, 0.2, 0.33),
)
_RASSVET_CABLES = (
    (2.6, -0.2, -0.36), (2.2, -0.1, -0.72), (0.0, -0.08, -0.77), (-2.2, -0.1, -0.72), (-2.6, -0.2, -0.36),
)
# fmt: on


def build_rassvet() -> ModelDraft:
    """Build Rassvet, 6.0 m between its mating planes."""
    sources = (
        "Recalled, and Roscosmos-derived exterior model (ISS-Mimic): 6.0 × 2.35 m, 17.4 m³",
        "Russian hatch: circular, 0.80 m",
        "Bore (1.6 m), lumens and all equipment are estimates",
    )
    draft = ModelDraft(
        "rassvet", "Rassvet (cargo and docking)", "module", "approximate", sources, volume_m3=17.4
    )
    s, half = draft.sculpture, 3.0
    bore = Bore(-2.3, BORE_M / 2, 2.3, BORE_M / 2)
    for x in (-1.84, -0.92, 0.0, 0.92, 1.84):
        piece = Bore(x - 0.46, BORE_M / 2, x + 0.46, BORE_M / 2)
        build_bore(s, piece, _LOOKS)
    _tube_ends(draft, 2.3, half, ("ФГБ", "ТПК"))
    dress_bore(draft, bore, (-1.84, -1.1, -0.37, 0.37, 1.1, 1.84), seed="rassvet")
    duct(s, _RASSVET_AIR)
    bundle(s, _RASSVET_CABLES, seed=41)
    extinguisher(s, bore_board(bore, 0.74, -12.0, 0.01))
    foot_loop(draft, board_facing("deck", np.array([0.0, 0.0, 0.78])), (0.0, 0.0))
    reach = dict.fromkeys(("port", "starboard", "overhead", "deck"), BORE_M / 2)
    mark_round_walls(draft, {**reach, "forward": 2.55, "aft": 2.55})
    draft.dimensions_m = {"length": 2 * half, "bore": BORE_M, "hatch_diameter": HATCH_M}
    return draft


POISK_HULL_Y = 1.20
"""Where the side hatches close: the hull is 2.55 m across."""


def build_poisk() -> ModelDraft:
    """Build Poisk: 4.9 m with the docking units, at whose ends the mating planes lie; 4.05 m is its hull."""
    sources = (
        "NASA: 16 ft (4.9 m) × 8.4 ft (2.55 m), docking units included; 14.8 m³ recalled",
        "Russian hatch: circular, 0.80 m; side hatches for going outside about 1.0 m, recalled",
        "Bore (1.6 m), lumens and all equipment are estimates",
    )
    draft = ModelDraft(
        "poisk", "Poisk (airlock and docking)", "module", "approximate", sources, volume_m3=14.8
    )
    s, half, radius = draft.sculpture, 2.45, BORE_M / 2
    opening = liner_opening_m(EVA_HATCH_M)
    edges = build_bore(
        s, Bore(-0.7, radius, 0.7, radius), _LOOKS, dict.fromkeys(("port", "starboard"), opening)
    )
    for x in (-1.225, 1.225):
        build_bore(s, Bore(x - 0.525, radius, x + 0.525, radius), _LOOKS)
    _tube_ends(draft, 1.75, half, ("СМ", "ТПК"))
    for name, side in (("port", -1.0), ("starboard", 1.0)):
        b = board_facing(name, np.array([0.0, side * POISK_HULL_Y, 0.0]))
        build_hatch(draft, Hatch(name, b, edges[name], "ВЫХОД", EVA_HATCH_M, has_window=True, lines=False))
        draft.mark(
            f"window-hatch-{name}",
            "window",
            b.at(0, 0, 0.06),
            direction=b.right,
            normal=b.out,
            size_m=(0.22, 0.22),
        )
    bore = Bore(-1.75, radius, 1.75, radius)
    dress_bore(draft, bore, (-1.42, 1.42), seed="poisk")
    for x in (-0.85, 0.85):
        for degrees in (-8.0, 188.0):
            rail(draft, bore_board(bore, x, degrees, 0.012), (0.0, 0.0), 0.5, along_y=True)
    top = bore_board(bore, 0.0, -89.0, 0.02)
    sign(s, top, "ВЫХОД", (0.0, 0.0), 0.07, 0.002, kind="red_plate")
    bundle(
        s,
        [(2.0, 0.2, 0.36), (1.5, 0.2, 0.74), (0.0, 0.1, 0.77), (-1.5, 0.2, 0.74), (-2.0, 0.2, 0.36)],
        seed=42,
    )
    foot_loop(draft, board_facing("deck", np.array([0.0, 0.0, 0.78])), (0.0, 0.0))
    reach = dict.fromkeys(("port", "starboard", "overhead", "deck"), radius)
    mark_round_walls(draft, {**reach, "forward": 2.0, "aft": 2.0})
    draft.dimensions_m = {
        "length": 2 * half,
        "bore": BORE_M,
        "hatch_diameter": HATCH_M,
        "side_hatch_diameter": EVA_HATCH_M,
    }
    return draft


def build_prichal() -> ModelDraft:
    """Build Prichal: a ball with six hatches; the one to Nauka sits at the end of a neck."""
    sources = (
        "Wikipedia, Prichal: 4.91 × 3.3 m, near-spherical, six ports; volume given as 14 or 19 m³",
        "Russian hatch: circular, 0.80 m",
        "Liner (3.0 m across, which holds 14 m³), lumens and all equipment are estimates",
    )
    draft = ModelDraft("prichal", "Prichal (docking ball)", "module", "approximate", sources, volume_m3=14.0)
    ball, near, far = Ball(np.zeros(3), np.full(3, 1.5)), 2.0, 2.91
    names = ("forward", "aft", "port", "starboard", "overhead", "deck")
    looks = {
        "": Look("liner0", paint.IVORY),
        "deck": Look("liner1", paint.SAGE),
        "overhead": Look("liner0", paint.CEILING),
    }
    edges = build_ball(draft.sculpture, ball, looks, dict.fromkeys(names, liner_opening_m()))
    planes = {name: (-near * board_facing(name, np.zeros(3)).out, "ПОРТ") for name in names}
    ball_hatches(draft, edges, {**planes, "forward": (np.array([far, 0.0, 0.0]), "МЛМ")})
    dress_ball(draft, ball, seed="prichal")
    extinguisher(draft.sculpture, ball_board(ball, (0.05, 1.0, -0.95), 0.03))
    mark_round_walls(draft, dict.fromkeys(names, 1.5))
    draft.dimensions_m = {"length": near + far, "ball_diameter": 3.0, "hatch_diameter": HATCH_M}
    return draft


SOYUZ_LOWER_M, SOYUZ_SIDE_M = 0.64, 0.66
"""Clear openings to the descent module and to the side: recalled, about 0.65 m."""


def build_soyuz() -> ModelDraft:
    """Build the orbital module of a Soyuz."""
    sources = (
        "NASA: orbital module 2.25 m across, 2.64 m long, 6.5 m³ gross",
        "Russian hatch: circular, 0.80 m; lower and side hatch about 0.65 m, recalled",
        "Liner, lumens and all equipment are estimates",
    )
    draft = ModelDraft("soyuz", "Soyuz (orbital module)", "module", "approximate", sources, volume_m3=6.5)
    ball, half = Ball(np.zeros(3), np.array([1.12, 1.06, 1.06])), 1.32
    clear = {"forward": HATCH_M, "aft": SOYUZ_LOWER_M, "starboard": SOYUZ_SIDE_M}
    openings = {**{name: liner_opening_m(size) for name, size in clear.items()}, "port": 0.16}
    looks = {"": Look("liner0", paint.SAND), "deck": Look("liner1", paint.BEIGE)}
    edges = build_ball(draft.sculpture, ball, looks, openings)
    ball_hatches(
        draft, edges, {"forward": ((half, 0, 0), "СТАНЦИЯ"), "aft": ((-half, 0, 0), "СА")}, clear_m=clear
    )
    side = board_facing("starboard", np.array([0.0, 1.13, 0.0]))
    build_hatch(
        draft,
        Hatch("starboard", side, edges["starboard"], "ПОСАДКА", SOYUZ_SIDE_M, has_window=True, lines=False),
    )
    draft.mark(
        "window-hatch",
        "window",
        side.at(0, 0, 0.06),
        direction=side.right,
        normal=side.out,
        size_m=(0.22, 0.22),
    )
    porthole(draft, board_facing("port", np.array([0.0, -1.07, 0.0])), 0.11, name="port", edge=edges["port"])
    _dress_soyuz(draft, ball)
    mark_round_walls(
        draft,
        dict.fromkeys(("forward", "aft"), 1.12)
        | dict.fromkeys(("port", "starboard", "overhead", "deck"), 1.06),
    )
    draft.dimensions_m = {
        "length": 2 * half,
        "diameter": 2.12,
        "hatch_diameter": HATCH_M,
        "lower_hatch_diameter": SOYUZ_LOWER_M,
    }
    return draft


def _dress_soyuz(draft: ModelDraft, ball: Ball) -> None:
    """A sofa along the floor, a locker opposite, bags, rails, lamps."""
    s = draft.sculpture
    dress_ball(draft, ball, seed="soyuz")
    floor = board_facing("deck", np.array([0.0, 0.0, 1.0])).rolled(1)
    block(s, floor, (-0.52, -0.30, 0.52, 0.30), -0.1, 0.14, tile="wall4", tint=paint.BEIGE, bevel=0.02)
    for x0 in (-0.50, 0.01):
        cushion(
            s,
            floor,
            (x0, -0.28, x0 + 0.49, 0.28),
            0.13,
            0.22,
            tile="liner1",
            tint=paint.KHAKI,
            seed=int(9 + x0),
        )
    strap(s, floor, (-0.02, -0.3, 0.02, 0.3), 0.235)
    top = board_facing("overhead", np.array([0.0, 0.0, -1.0])).rolled(1)
    block(s, top, (-0.46, -0.27, 0.46, 0.27), -0.1, 0.16, tile="wall2", tint=paint.IVORY, bevel=0.02)
    block(s, top, (-0.42, -0.2, 0.0, 0.2), 0.15, 0.19, tile="console1", tint=paint.IVORY, bevel=0.006)
    sign(s, top, "СОЮЗ", (0.2, 0.0), 0.06, 0.16)
    rail(draft, top, (0.0, 0.235), 0.6, h=0.158)


RECIPES = {
    "rassvet": build_rassvet,
    "poisk": build_poisk,
    "prichal": build_prichal,
    "soyuz": build_soyuz,
}
