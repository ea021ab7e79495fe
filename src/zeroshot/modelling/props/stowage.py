"""Recipes of what is stowed and slept in: cargo bags, sleeping bag, foot loop, checklist, hose."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import curve, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import handle, label, sticker
from zeroshot.modelling.parts.solids import belt, lathe, soft_box

BAG_M = (0.50, 0.425, 0.25)
"""The single cargo transfer bag: length, width, height. Source: recalled; NASA's mesh is 5 cm larger."""

_BAG_SOURCE = ("Cargo transfer bag 0.50 × 0.425 × 0.25 m (recalled; NASA's mesh is 5 cm larger)",)
_ESTIMATE = ("Dimensions are estimates, a design choice",)


def build_cargo_bag() -> ModelDraft:
    """Build the single (1.0) cargo bag. Origin: its middle; the handle and label face −Z."""
    return _bag("cargo-bag", "Cargo bag 1.0", BAG_M, seed=4, number="CTB 1046")


def build_half_bag() -> ModelDraft:
    """Build the half (0.5) cargo bag. Origin: its middle; the handle and label face −Z."""
    return _bag("cargo-bag-half", "Cargo bag 0.5", (0.425, 0.248, 0.235), seed=9, number="CTB 0572")


def _bag(name: str, title: str, size: tuple[float, float, float], *, seed: int, number: str) -> ModelDraft:
    draft = ModelDraft(name, title, "prop", "approximate", _BAG_SOURCE)
    s, (length, width, height) = draft.sculpture, size
    top = board((0, 0, 0), (1, 0, 0), (0, 1, 0))
    soft_box(s, top, (0, 0, 0), size, tile="fabric", tint=color("#eeece4"), fullness=0.14, seed=seed, rows=17)
    for at in (-0.27 * length, 0.27 * length):
        belt(s, top, (0, 0, 0), size, at, 0.036, fullness=0.14, tint=color("#5f7fa6"))
    belt(s, top, (0, 0, 0), size, 0.0, 0.03, along_y=True, fullness=0.14, tint=color("#8b8d90"))
    lid = height / 2
    panel(s, top, (-0.11, -0.075, 0.05, 0.045), lid + 0.0045, tile="paper0", cell=0.4)
    label(s, top, number, (0.22 * length, -0.26 * width), 0.06 * length, lid + 0.0035)
    sticker(s, top, "patch0", (0.16 * length, 0.24 * width), lid + 0.0035)
    handle(s, top, (0.0, 0.105), 0.16, lid, tint=color("#4d6f98"))
    draft.dimensions_m = {"length": length, "width": width, "height": height}
    draft.mark("handle", "handle", top.at(0.0, 0.105, lid + 0.026), direction=top.right, normal=top.out)
    for side, y in (("left", -width / 2), ("right", width / 2)):
        normal = (0.0, float(np.sign(y)), 0.0)
        draft.mark(f"side-{side}", "surface", (0.0, y, 0.0), direction=(1, 0, 0), normal=normal)
    return draft


def build_sleeping_bag() -> ModelDraft:
    """Build a sleeping bag. Origin: middle of its pad's face; −X is the wall, −Z the head's end."""
    draft = ModelDraft("sleeping-bag", "Sleeping bag", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    pad = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    pad = Board(pad.origin, -pad.right, pad.foot)  # seen from the cabin, toward −X
    closed_box(s, pad, (-0.33, -0.95, 0.33, 0.95), -0.02, 0.0, tint=color("#d9d5ca"), bevel=0.008)
    soft_box(
        s,
        pad,
        (0, 0.13, 0.115),
        (0.60, 1.58, 0.25),
        tile="quilt",
        tint=color("#3f5f86"),
        fullness=0.3,
        rows=21,
    )
    cushion(s, pad, (-0.20, -0.90, 0.20, -0.62), 0.0, 0.07, tile="fabric1", tint=palette.WHITE, seed=2)
    # The opening for the head, and the zip down the front.
    lathe(
        s,
        board(pad.at(0.0, -0.66, 0.125), pad.right, pad.out),
        (0.0, 0.0),
        [(-0.05, 0.118), (0.03, 0.12), (0.045, 0.108), (0.03, 0.096), (-0.03, 0.093), (-0.03, 0.0)],
        tile="fabric1",
        tint=color("#2f4a6c"),
    )
    zip_way = [(0.12, -0.55, 0.235), (0.13, -0.1, 0.246), (0.12, 0.35, 0.246), (0.08, 0.70, 0.232)]
    tube(s, curve([pad.at(*spot) for spot in zip_way], 4), 0.006, sides=5, tint=palette.BLACK)
    for y in (-0.35, 0.15, 0.62):
        belt(
            s,
            pad,
            (0, 0.13, 0.115),
            (0.60, 1.58, 0.25),
            y - 0.13,
            0.04,
            along_y=True,
            fullness=0.3,
            tint=color("#c9c2ac"),
        )
    for x in (-0.29, 0.29):
        for y in (-0.90, 0.90):
            block(
                s,
                pad,
                (x - 0.025, y - 0.04, x + 0.025, y + 0.04),
                0.0,
                0.012,
                tile="strap",
                tint=palette.GREY,
            )
    draft.dimensions_m = {"length": 1.90, "width": 0.66, "thickness": 0.24}
    draft.mark("back", "surface", (0, 0, 0.13), direction=(0, 0, 1), normal=(1, 0, 0), size_m=(1.58, 0.60))
    draft.mark("head", "surface", pad.at(0.0, -0.76, 0.07), direction=(0, 0, 1), normal=(1, 0, 0))
    return draft


def build_foot_loop() -> ModelDraft:
    """Build a pair of foot loops on their plate. Origin: middle of the plate; feet stand on its −Z side."""
    draft = ModelDraft("foot-loop", "Foot loops", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    plate = board((0, 0, 0), (0, 1, 0), (-1, 0, 0))
    closed_box(s, plate, (-0.24, -0.16, 0.24, 0.16), -0.008, 0.0, tint=palette.ALUMINIUM, bevel=0.002)
    panel(s, plate, (-0.22, -0.14, 0.22, 0.14), 0.0008, tile="pads", cell=0.5)
    for number, x in enumerate((-0.11, 0.11), start=1):
        angle = np.linspace(0.0, np.pi, 13)
        way = plate.at(x - 0.066 * np.cos(angle), -0.02, 0.092 * np.sin(angle) ** 0.8)
        tube(s, way, 0.022, sides=8, squash=0.16, flat_toward=plate.out, tile="strap", tint=color("#6f8fb3"))
        for side in (-1, 1):
            spot = x + side * 0.07
            block(s, plate, (spot - 0.016, -0.05, spot + 0.016, 0.012), 0.0, 0.012, tint=palette.DARK)
        name = f"foot-loop-{number}"
        draft.mark(name, "foot-loop", plate.at(x, -0.02, 0.0), direction=(0, 1, 0), normal=plate.out)
    for x in (-0.22, 0.22):
        for y in (-0.14, 0.14):
            lathe(s, plate, (x, y), [(0.0, 0.011), (0.008, 0.010), (0.009, 0.0)], tint=palette.DARK, count=10)
    draft.dimensions_m = {"width": 0.48, "depth": 0.32, "loop_height": 0.092}
    return draft


def build_checklist() -> ModelDraft:
    """Build an open checklist book. Origin: the rings' middle; the pages face −Z, their head is toward +X."""
    draft = ModelDraft("checklist", "Checklist book", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    spine = board((0, 0, 0), (0, 1, 0), (-1, 0, 0))
    for side, tile in ((-1, "paper0"), (1, "paper2")):
        leaf_right = np.array([0.0, np.cos(0.2), side * np.sin(0.2) * -1.0])
        leaf = board((0, 0, 0), leaf_right, (-1, 0, 0))
        x0, x1 = sorted((side * 0.006, side * 0.165))
        closed_box(s, leaf, (x0, -0.115, x1, 0.115), -0.004, -0.001, tint=color("#2e5fa0"), bevel=0.001)
        closed_box(
            s, leaf, (x0 + 0.004, -0.110, x1 - 0.004, 0.110), -0.001, 0.010, tint=palette.WHITE, bevel=0.001
        )
        panel(s, leaf, (x0 + 0.005, -0.109, x1 - 0.005, 0.109), 0.0106, tile=tile, cell=0.5)
    for y in (-0.08, -0.027, 0.027, 0.08):
        angle = np.linspace(0.0, 2.0 * np.pi, 15)
        tube(
            s,
            spine.at(0.018 * np.cos(angle), y, 0.006 + 0.016 * np.sin(angle)),
            0.0022,
            sides=5,
            tint=palette.ALUMINIUM,
            finish="metal",
        )
    draft.dimensions_m = {"width": 0.33, "height": 0.23}
    draft.mark("page", "surface", spine.at(0.0, 0.0, 0.012), direction=(0, 1, 0), normal=(0, 0, -1))
    for name, y in (("edge-left", -0.16), ("edge-right", 0.16)):
        draft.mark(name, "handle", spine.at(y, 0.05, 0.035), direction=(1, 0, 0), normal=(0, 0, -1))
    return draft


def build_hose() -> ModelDraft:
    """Build a metre and a half of flexible duct that hangs in bends. Origin: its middle; it runs along X."""
    draft = ModelDraft("hose", "Air hose", "prop", "approximate", _ESTIMATE)
    s, rng = draft.sculpture, dice("hose")
    ways = [(-0.72, 0, 0), (-0.5, 0.05, 0.03), (-0.2, -0.09, 0.08), (0.1, -0.05, -0.09), (0.42, 0.09, -0.05)]
    spine = curve([*ways, (0.72, 0.02, 0.04)], 14)
    tube(s, spine, 0.046, sides=10, tile="quilt", tint=color("#d6d3c8"))
    for index in range(2, len(spine) - 2, 3):
        ring = spine[index] + np.array([0.0, 0.0, 0.0])
        along = spine[index + 1] - spine[index - 1]
        out = along / np.linalg.norm(along)
        right = np.cross(out, (0.2, 0.3, 0.9))
        right /= np.linalg.norm(right)
        hoop = board(ring, right, np.cross(right, out))
        lathe(
            s,
            hoop,
            (0, 0),
            [(-0.006, 0.046), (0.0, 0.051 + 0.001 * rng.random()), (0.006, 0.046)],
            tint=color("#b6b2a5"),
            count=10,
        )
    for end, toward in ((0, -1), (-1, 1)):
        out = spine[end] - spine[end - toward * 2 if end else 2]
        out = out / np.linalg.norm(out)
        right = np.cross(out, (0.2, 0.3, 0.9))
        right /= np.linalg.norm(right)
        cuff = board(spine[end], right, np.cross(right, out))
        lathe(
            s,
            cuff,
            (0, 0),
            [(-0.03, 0.05), (0.04, 0.052), (0.042, 0.043), (-0.01, 0.042), (-0.011, 0.0)],
            tint=palette.DARK,
            count=16,
        )
        draft.mark(
            f"end-{'aft' if end == 0 else 'forward'}", "handle", spine[end], direction=out, normal=right
        )
    draft.dimensions_m = {"length": 1.5, "diameter": 0.10}
    return draft


RECIPES = {
    "cargo-bag": build_cargo_bag,
    "cargo-bag-half": build_half_bag,
    "sleeping-bag": build_sleeping_bag,
    "foot-loop": build_foot_loop,
    "checklist": build_checklist,
    "hose": build_hose,
}
