"""Recipes of what hangs about on board: drink, water, torch, tool, extinguisher, tablet, laptop arm."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import curve, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import panel
from zeroshot.modelling.parts.dressing import closed_box, mounted_laptop
from zeroshot.modelling.parts.fittings import cable, label, sticker
from zeroshot.modelling.parts.solids import ball, lathe, soft_box

_ESTIMATE = ("Dimensions are estimates, a design choice",)


def build_drink_pouch() -> ModelDraft:
    """Build a drink pouch with its straw. Origin: its middle; the straw points to −Z, the label to −X."""
    draft = ModelDraft("drink-pouch", "Drink pouch", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    soft_box(
        s, front, (0, 0, 0), (0.095, 0.15, 0.045), tile="fabric1", tint=color("#c9ccd0"), fullness=0.5, seed=3
    )
    for y in (-0.077, 0.077):
        closed_box(
            s, front, (-0.045, y - 0.008, 0.045, y + 0.008), -0.002, 0.002, tint=color("#b9bcc2"), bevel=0.001
        )
    panel(s, front, (-0.026, -0.03, 0.026, 0.03), 0.0245, tile="placard1", cell=0.4)
    neck = board(front.at(0.0, -0.083, 0.0), (0, 1, 0), (-1, 0, 0))
    lathe(
        s,
        neck,
        (0, 0),
        [(-0.01, 0.009), (0.012, 0.009), (0.012, 0.006), (0.018, 0.006), (0.018, 0.0)],
        tint=palette.WHITE,
        count=14,
    )
    straw = [(0.0, 0.0, 0.015), (0.002, 0.0, 0.05), (0.012, 0.01, 0.085), (0.03, 0.02, 0.105)]
    tube(s, curve([neck.at(*spot) for spot in straw], 5), 0.003, sides=7, tint=color("#9fc2dd"))
    closed_box(
        s, neck.shifted(0.0, 0.0, 0.04), (-0.006, -0.009, 0.006, 0.009), -0.006, 0.006, tint=color("#3b6ea5")
    )
    draft.dimensions_m = {"width": 0.095, "height": 0.17}
    draft.mark("grip", "handle", (0.01, 0, 0), direction=(0, 0, 1), normal=(1, 0, 0))
    draft.mark("straw", "tip", neck.at(*straw[-1]), direction=(0, 1, 0), normal=(0, 0, -1))
    return draft


def build_water_bubble() -> ModelDraft:
    """Build a trembling ball of water, a fist wide. Origin: its middle."""
    draft = ModelDraft("water-bubble", "Water bubble", "prop", "approximate", _ESTIMATE)
    ahead = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    angle = np.linspace(0.0, np.pi, 23)
    radius = 0.045 * (1.0 + 0.05 * np.cos(2 * angle) - 0.035 * np.cos(3 * angle))
    profile = [(-float(r * np.cos(a)), float(r * np.sin(a))) for a, r in zip(angle, radius, strict=True)]
    lathe(draft.sculpture, ahead, (0, 0), profile, tint=color("#dfeaf2"), finish="glass", count=28)
    for place, size in (((0.012, -0.01, 0.016), 0.006), ((-0.014, 0.012, -0.01), 0.004)):
        ball(draft.sculpture, ahead, place, size, tint=palette.WHITE, finish="glass", count=10)
    ball(draft.sculpture, ahead, (0.075, -0.03, 0.01), 0.008, tint=color("#dfeaf2"), finish="glass", count=12)
    draft.dimensions_m = {"diameter": 0.09}
    draft.mark("middle", "surface", (0, 0, 0), direction=(0, 1, 0), normal=(-1, 0, 0))
    return draft


def build_torch() -> ModelDraft:
    """Build a torch, switched on. Origin: middle of its grip; it shines along +X."""
    draft = ModelDraft("torch", "Torch", "prop", "approximate", (*_ESTIMATE, "Lumens are an estimate"))
    s = draft.sculpture
    ahead = board((0, 0, 0), (0, -1, 0), (0, 0, 1))
    body = [(-0.065, 0.0), (-0.065, 0.013), (-0.06, 0.0145), (0.045, 0.0145), (0.06, 0.021), (0.085, 0.022)]
    lathe(s, ahead, (0, 0), [*body, (0.085, 0.0185), (0.079, 0.017)], tint=color("#33363a"), count=22)
    ribs = [(-0.04 + 0.005 * i, 0.0152 if i % 2 else 0.0146) for i in range(15)]
    lathe(s, ahead, (0, 0), ribs, tint=palette.BLACK, count=20)
    lathe(s, ahead, (0, 0), [(0.0795, 0.0175), (0.081, 0.0)], tint=palette.WHITE, finish="lamp", count=20)
    switch = board((0.045, 0.0, -0.0145), (1, 0, 0), (0, 1, 0))
    closed_box(s, switch, (-0.008, -0.005, 0.008, 0.005), -0.001, 0.004, tint=palette.RED, bevel=0.001)
    loop = np.array(
        [(0, 0, -0.065), (0.02, 0.0, -0.09), (0.0, 0.03, -0.12), (-0.02, 0.0, -0.09), (0, 0, -0.065)]
    )
    tube(s, curve([ahead.at(*spot) for spot in loop], 6), 0.002, sides=5, tint=palette.YELLOW)
    draft.dimensions_m = {"length": 0.15, "head_diameter": 0.044}
    draft.mark("grip", "handle", (0, 0, 0), direction=(1, 0, 0), normal=(0, 0, -1))
    draft.mark(
        "luminaire-1",
        "luminaire",
        (0.085, 0, 0),
        direction=(0, 1, 0),
        normal=(1, 0, 0),
        size_m=(0.035, 0.035),
        lumens=250.0,
        kelvin=5500.0,
        group="torch",
        label="lumens estimated",
    )
    return draft


def build_ratchet() -> ModelDraft:
    """Build a ratchet with an extension and socket. Origin: middle of its grip; it runs along X."""
    draft = ModelDraft("ratchet", "Ratchet", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    ahead = board((0, 0, 0), (0, -1, 0), (0, 0, 1))
    grip = [(-0.07, 0.0), (-0.068, 0.012), (-0.03, 0.0145), (0.03, 0.0125), (0.05, 0.011), (0.052, 0.0075)]
    lathe(s, ahead, (0, 0), grip, tint=color("#2f5f9e"), count=18)
    lathe(
        s, ahead, (0, 0), [(0.05, 0.0075), (0.115, 0.0065)], tint=palette.ALUMINIUM, finish="metal", count=12
    )
    head = board((0.135, 0, 0.0), (1, 0, 0), (0, -1, 0))
    profile = [(-0.012, 0.0), (-0.012, 0.02), (0.012, 0.02), (0.012, 0.0)]
    lathe(s, head, (0, 0), profile, tint=palette.ALUMINIUM, finish="metal", count=22)
    shaft = [
        (0.011, 0.0065),
        (0.06, 0.0065),
        (0.062, 0.0095),
        (0.09, 0.0105),
        (0.09, 0.007),
        (0.08, 0.007),
        (0.08, 0.0),
    ]
    lathe(s, head, (0, 0), shaft, tint=palette.ALUMINIUM, finish="metal", count=14)
    lever = Board(head.at(0.0, 0.0, -0.012), -head.right, head.foot)
    closed_box(s, lever, (-0.006, -0.014, 0.006, 0.014), -0.001, 0.005, tint=palette.BLACK, bevel=0.001)
    cable(
        s,
        ahead,
        [(0, 0, -0.068), (0.02, 0.03, -0.10), (0.05, 0.0, -0.16), (0.02, -0.04, -0.22)],
        0.002,
        tint=palette.YELLOW,
        sides=5,
    )
    draft.dimensions_m = {"length": 0.225}
    draft.mark("grip", "handle", (-0.01, 0, 0), direction=(1, 0, 0), normal=(0, 0, -1))
    return draft


def build_fire_extinguisher() -> ModelDraft:
    """Build a portable fire extinguisher. Origin: middle of the bottle; it stands along Z, its head to −Z."""
    draft = ModelDraft("fire-extinguisher", "Fire extinguisher", "prop", "approximate", _ESTIMATE)
    s, red = draft.sculpture, color("#b3261e")
    axis = board((0, 0, 0), (1, 0, 0), (0, 1, 0))
    bottle = [
        (-0.205, 0.0),
        (-0.205, 0.05),
        (-0.19, 0.066),
        (0.11, 0.066),
        (0.145, 0.055),
        (0.165, 0.026),
        (0.19, 0.022),
        (0.19, 0.0),
    ]
    lathe(s, axis, (0, 0), bottle, tint=red, count=28)
    lathe(s, axis, (0, 0), [(-0.04, 0.0668), (0.06, 0.0668)], tile="paper2", tint=palette.WHITE, count=28)
    lathe(
        s,
        axis,
        (0, 0),
        [(0.188, 0.026), (0.225, 0.026), (0.226, 0.0)],
        tint=palette.ALUMINIUM,
        finish="metal",
        count=18,
    )
    side = board((0, 0, -0.225), (1, 0, 0), (0, 1, 0))
    closed_box(s, side, (-0.02, -0.012, 0.12, 0.012), 0.008, 0.018, tint=palette.BLACK, bevel=0.003)
    closed_box(s, side, (-0.02, -0.010, 0.11, 0.010), -0.012, -0.004, tint=palette.BLACK, bevel=0.003)
    gauge = board((0.026, 0.0, -0.205), (0, 1, 0), (0, 0, 1))
    gauge = Board(gauge.origin, -gauge.right, gauge.foot)
    lathe(s, gauge, (0, 0), [(0.0, 0.018), (0.012, 0.018), (0.012, 0.0)], tint=palette.WHITE, count=18)
    hose = [
        (-0.02, 0.0, 0.205),
        (-0.07, 0.0, 0.22),
        (-0.11, 0.01, 0.13),
        (-0.095, 0.01, -0.02),
        (-0.09, 0.0, -0.08),
    ]
    tube(s, curve([axis.at(*spot) for spot in hose], 6), 0.011, sides=8, tint=palette.BLACK)
    cone = board(axis.at(-0.09, 0.0, -0.07), (1, 0, 0), (0, -1, 0))
    lathe(
        s,
        cone,
        (0, 0),
        [(0.0, 0.012), (0.02, 0.014), (0.115, 0.032), (0.115, 0.028), (0.03, 0.01), (0.03, 0.0)],
        tint=palette.BLACK,
        count=20,
    )
    label(s, board((0, -0.067, 0.10), (-1, 0, 0), (0, 0, 1)), "PFE", (0, 0), 0.03, 0.0, kind="sign")
    draft.dimensions_m = {"height": 0.43, "diameter": 0.132}
    draft.mark("lever", "handle", side.at(0.07, 0.0, 0.012), direction=(1, 0, 0), normal=(0, 0, -1))
    draft.mark("cone", "handle", cone.at(0, 0, 0.04), direction=(0, 0, 1), normal=(-1, 0, 0))
    return draft


def build_tablet() -> ModelDraft:
    """Build a tablet. Origin: middle of its screen; who reads it looks along +X, its head is toward −Z."""
    draft = ModelDraft("tablet", "Tablet", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    closed_box(s, front, (-0.125, -0.09, 0.125, 0.09), -0.009, 0.0, tint=palette.BLACK, bevel=0.003)
    panel(s, front, (-0.112, -0.079, 0.112, 0.079), 0.0008, tile="screen2", finish="screen", cell=0.5)
    back = Board(front.at(0.0, 0.0, -0.009), -front.right, front.foot)
    sticker(s, back, "patch1", (0.0, 0.0), 0.0, 0.8)
    for x in (-0.08, 0.08):
        closed_box(s, back, (x - 0.02, -0.035, x + 0.02, 0.035), 0.0, 0.003, tint=palette.GREY, bevel=0.001)
    draft.dimensions_m = {"width": 0.25, "height": 0.18}
    draft.mark("screen", "screen", (0, 0, 0), direction=(0, 1, 0), normal=(-1, 0, 0), size_m=(0.224, 0.158))
    for name, side in (("edge-left", -1.0), ("edge-right", 1.0)):
        draft.mark(name, "handle", (0.004, side * 0.12, 0.0), direction=(0, 0, 1), normal=(0.0, side, 0.0))
    return draft


def build_laptop_arm() -> ModelDraft:
    """Build a laptop on its arm. Origin: the arm's foot on the wall; the wall is +X, the screen faces −X."""
    draft = ModelDraft("laptop-arm", "Laptop on its arm", "prop", "approximate", _ESTIMATE)
    wall = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    mounted_laptop(draft.sculpture, wall, (0.0, -0.12), tile="screen1")
    draft.dimensions_m = {"width": 0.37}
    draft.mark("screen", "screen", wall.at(0.0, -0.18, 0.11), direction=(0, 1, 0), normal=(-1, 0, 0))
    draft.mark("foot", "mount", (0, 0, 0), direction=(0, 1, 0), normal=(-1, 0, 0))
    draft.mark("keys", "surface", wall.at(0.0, -0.03, 0.20), direction=(0, 1, 0), normal=(-0.24, 0, -0.97))
    return draft


RECIPES = {
    "drink-pouch": build_drink_pouch,
    "water-bubble": build_water_bubble,
    "torch": build_torch,
    "ratchet": build_ratchet,
    "fire-extinguisher": build_fire_extinguisher,
    "tablet": build_tablet,
    "laptop-arm": build_laptop_arm,
}
