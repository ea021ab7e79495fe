"""Recipes of what a medical scene needs: kit, syringe, defibrillator, stretcher, gas mask."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import curve, loft, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import cable, handle, label
from zeroshot.modelling.parts.solids import belt, lathe, soft_box

_ESTIMATE = ("Dimensions are estimates, a design choice",)
_CROSS, _MEDICAL_BLUE = color("#c23a32"), color("#35679c")


def build_medical_kit() -> ModelDraft:
    """Build a medical kit that opens like a case. Origin: its middle; the lid with the cross faces −Z."""
    draft = ModelDraft("medical-kit", "Medical kit", "prop", "approximate", _ESTIMATE)
    s, size = draft.sculpture, (0.36, 0.26, 0.13)
    top = board((0, 0, 0), (1, 0, 0), (0, 1, 0))
    soft_box(s, top, (0, 0, 0), size, tile="fabric1", tint=_MEDICAL_BLUE, fullness=0.13, seed=12)
    lid = size[2] / 2 + 0.003
    for x, y in ((0.05, 0.016), (0.016, 0.05)):
        block(s, top, (-x, -y, x, y), lid - 0.004, lid + 0.003, tint=palette.WHITE, bevel=0.002)
    label(s, top, "MED KIT", (0.0, 0.085), 0.026, lid)
    label(s, top, "АПТЕЧКА", (0.0, -0.085), 0.026, lid)
    belt(s, top, (0, 0, 0), (0.362, 0.264, 0.128), -0.13, 0.03, fullness=0.13, tint=palette.GREY)
    belt(s, top, (0, 0, 0), (0.362, 0.264, 0.128), 0.13, 0.03, fullness=0.13, tint=palette.GREY)
    front = board((0, size[1] / 2, 0), (1, 0, 0), (0, 0, 1))
    handle(s, front, (0.0, -0.01), 0.14, 0.0, tint=palette.DARK)
    draft.dimensions_m = {"length": size[0], "width": size[1], "height": size[2]}
    draft.mark("handle", "handle", front.at(0.0, -0.01, 0.026), direction=(1, 0, 0), normal=front.out)
    return draft


def build_syringe() -> ModelDraft:
    """Build a 10 ml syringe. Origin: middle of the barrel; the needle points along +X."""
    draft = ModelDraft("syringe", "Syringe", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    ahead = board((0, 0, 0), (0, -1, 0), (0, 0, 1))
    liquid = color("#d9e6ee")
    lathe(
        s,
        ahead,
        (0, 0),
        [(-0.012, 0.0), (-0.012, 0.0072), (0.036, 0.0072), (0.036, 0.0)],
        tint=liquid,
        count=16,
    )
    barrel = [(-0.043, 0.0082), (0.037, 0.0082), (0.041, 0.003), (0.048, 0.0022), (0.048, 0.0)]
    lathe(s, ahead, (0, 0), barrel, tint=palette.WHITE, finish="glass", count=16)
    closed_box(s, ahead, (-0.019, -0.007, 0.019, 0.007), -0.0455, -0.043, tint=liquid, bevel=0.001)
    lathe(
        s,
        ahead,
        (0, 0),
        [(-0.013, 0.0), (-0.013, 0.0076), (-0.022, 0.0076), (-0.022, 0.0)][::-1],
        tint=palette.DARK,
        count=16,
    )
    rod = [(-0.088, 0.0), (-0.088, 0.011), (-0.085, 0.011), (-0.085, 0.0032), (-0.02, 0.0032)]
    lathe(s, ahead, (0, 0), rod, tint=palette.WHITE, count=12)
    lathe(s, ahead, (0, 0), [(0.047, 0.0034), (0.058, 0.0028), (0.058, 0.0)], tint=color("#3f7d4d"), count=12)
    needle = [(0.057, 0.0005), (0.094, 0.0005), (0.097, 0.0)]
    lathe(s, ahead, (0, 0), needle, tint=palette.ALUMINIUM, finish="metal", count=6)
    side = board((0.0, 0.0, -0.0083), (-1, 0, 0), (0, 1, 0))
    for index in range(6):
        x = -0.028 + 0.011 * index
        panel(s, side, (x, -0.003, x + 0.0008, 0.003), 0.0002, tint=palette.BLACK)
    draft.dimensions_m = {"length": 0.185, "barrel_diameter": 0.0164}
    draft.mark("grip", "handle", (0, 0, 0), direction=(1, 0, 0), normal=(0, 0, -1))
    draft.mark("tip", "tip", (0.097, 0.0, 0.0), direction=(0, 1, 0), normal=(1, 0, 0))
    return draft


def build_defibrillator() -> ModelDraft:
    """Build a defibrillator with its two paddles in place. Origin: its middle; the front faces −X."""
    draft = ModelDraft("defibrillator", "Defibrillator", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    closed_box(s, front, (-0.15, -0.11, 0.15, 0.13), -0.09, 0.09, tint=color("#d8b531"), bevel=0.014)
    block(s, front, (-0.135, -0.095, 0.135, 0.115), 0.088, 0.094, tint=palette.DARK, bevel=0.003)
    panel(s, front, (-0.125, -0.085, 0.03, 0.035), 0.0955, tile="screen0", finish="screen", cell=0.5)
    for index, tint in enumerate((color("#3e8f4d"), color("#d8b531"), _CROSS)):
        lathe(
            s,
            front,
            (0.085, -0.06 + 0.045 * index),
            [(0.093, 0.017), (0.103, 0.016), (0.104, 0.0)],
            tint=tint,
            count=18,
        )
    label(s, front, "AED", (-0.09, 0.06), 0.03, 0.094, kind="sign")
    panel(s, front, (-0.05, 0.045, 0.03, 0.105), 0.0948, tile="keypad", cell=0.5)
    top = board((0, 0, -0.11), (0, 1, 0), (-1, 0, 0))
    for side in (-1, 1):
        x0, x1 = sorted((side * 0.03, side * 0.125))
        closed_box(s, top, (x0, -0.06, x1, 0.06), -0.002, 0.028, tint=palette.DARK, bevel=0.006)
        handle(s, top, (side * 0.078, 0.0), 0.085, 0.028, along_y=True, tint=palette.BLACK)
        way = [(side * 0.078, -0.06, 0.02), (side * 0.13, -0.10, 0.03), (side * 0.165, -0.06, -0.05)]
        cable(s, top, [*way, (side * 0.149, -0.02, -0.09)], 0.005, tint=palette.BLACK, sides=6)
        draft.mark(
            f"paddle-{'left' if side < 0 else 'right'}",
            "handle",
            top.at(side * 0.078, 0.0, 0.05),
            direction=(1, 0, 0),
            normal=(0, 0, -1),
        )
    draft.dimensions_m = {"width": 0.30, "height": 0.24, "depth": 0.18}
    draft.mark("screen", "screen", front.at(-0.05, -0.03, 0.0955), direction=(0, 1, 0), normal=(-1, 0, 0))
    return draft


def build_stretcher() -> ModelDraft:
    """Build a restraint board with straps. Origin: middle of its face; a patient lies on −Z, head to +X."""
    draft = ModelDraft("stretcher", "Stretcher", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    top = board((0, 0, 0), (0, 1, 0), (-1, 0, 0))
    closed_box(s, top, (-0.22, -0.93, 0.22, 0.93), -0.035, 0.0, tint=color("#d0cdc4"), bevel=0.01)
    for y0, y1 in ((-0.90, -0.32), (-0.30, 0.28), (0.30, 0.90)):
        cushion(s, top, (-0.205, y0, 0.205, y1), 0.0, 0.028, tile="fabric1", tint=color("#5f7f9c"), steps=8)
    cushion(s, top, (-0.13, -0.90, 0.13, -0.68), 0.02, 0.065, tile="fabric", tint=palette.WHITE, seed=5)
    for number, y in enumerate((-0.42, 0.0, 0.46), start=1):
        arc = np.linspace(0.0, np.pi, 15)
        way = top.at(-0.235 * np.cos(arc), y, -0.02 + 0.085 * np.sin(arc) ** 0.6)
        tube(s, way, 0.028, sides=8, squash=0.1, flat_toward=top.out, tile="strap", tint=color("#b9402f"))
        closed_box(
            s, top.shifted(0.03, y, 0.066), (-0.03, -0.026, 0.03, 0.026), -0.004, 0.008, tint=palette.DARK
        )
        draft.mark(f"strap-{number}", "strap", top.at(0.0, y, 0.03), direction=(0, 1, 0), normal=(0, 0, -1))
    for side in (-1, 1):
        for y in (-0.55, 0.55):
            path = top.at(
                side * np.array([0.215, 0.26, 0.26, 0.215]), y + np.array([-0.15, -0.12, 0.12, 0.15]), -0.018
            )
            tube(s, curve(path, 4), 0.012, sides=8, tint=palette.RAIL_BLUE)
            end = "head" if y < 0 else "foot"
            name = f"rail-{end}-{'left' if side < 0 else 'right'}"
            draft.mark(
                name,
                "handrail",
                top.at(side * 0.26, y, -0.018),
                direction=(1, 0, 0),
                normal=(0.0, float(side), 0.0),
                length_m=0.24,
            )
    draft.dimensions_m = {"length": 1.86, "width": 0.52, "thickness": 0.035}
    draft.mark(
        "surface", "surface", (0, 0, -0.028), direction=(1, 0, 0), normal=(0, 0, -1), size_m=(1.86, 0.44)
    )
    return draft


def build_gas_mask() -> ModelDraft:
    """Build a full-face breathing mask. Origin: middle of the head that would wear it; it looks along +X."""
    draft = ModelDraft("gas-mask", "Breathing mask", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    rubber = color("#2b2e31")
    face = board((0.065, 0, 0.01), (0, -1, 0), (0, 0, 1))
    angle = np.linspace(0, 2 * np.pi, 33)[:-1]
    oval = np.stack([0.078 * np.cos(angle), 0.108 * np.sin(angle) + 0.004], axis=-1)
    _shell(draft, face, oval)
    visor = board(face.at(0.0, -0.03, 0.0), face.right, face.foot)
    soft_box(
        s,
        visor,
        (0, 0, 0.026),
        (0.128, 0.082, 0.05),
        tile="glass",
        tint=palette.WHITE,
        fullness=0.55,
        finish="lens",
        columns=20,
        rows=11,
    )
    rim = np.linspace(0.0, 2.0 * np.pi, 33)
    x, y = (np.sign(f) * np.abs(f) ** 0.7 for f in (np.cos(rim), np.sin(rim)))
    tube(s, visor.at(0.064 * x, 0.042 * y, 0.026), 0.006, sides=6, tint=palette.BLACK)
    snout = face.shifted(0.0, 0.062, 0.03)
    lathe(
        s,
        snout,
        (0, 0),
        [(-0.02, 0.034), (0.018, 0.032), (0.022, 0.026), (0.022, 0.0)],
        tint=rubber,
        count=18,
    )
    for side in (-1, 1):
        out = np.array([0.45, -side * 0.89, 0.0])
        right = np.array([0.0, 0.0, 1.0])
        can = board(snout.at(side * 0.026, 0.006, -0.004), right, np.cross(right, out))
        lathe(
            s,
            can,
            (0, 0),
            [(0.0, 0.022), (0.02, 0.022), (0.022, 0.042), (0.058, 0.042), (0.060, 0.036), (0.060, 0.0)],
            tint=color("#7c8187"),
            count=22,
        )
    for height, spread in ((-0.07, 0.066), (-0.01, 0.072), (0.05, 0.066)):
        arc = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 15)
        way = np.stack(
            [
                0.045 - 0.15 * np.cos(arc),
                spread * np.sin(arc) * 1.02,
                np.full(15, height) - 0.02 * np.cos(arc),
            ],
            -1,
        )
        tube(s, way, 0.011, sides=6, squash=0.2, flat_toward=(1, 0, 0), tile="strap", tint=rubber)
    draft.dimensions_m = {"width": 0.17, "height": 0.22}
    draft.mark("head", "head", (0, 0, 0), direction=(1, 0, 0), normal=(0, 0, -1))
    draft.mark("snout", "handle", snout.at(0.0, 0.0, 0.02), direction=(0, 1, 0), normal=(1, 0, 0))
    return draft


def _shell(draft: ModelDraft, face: Board, oval: np.ndarray) -> None:
    """Add the rubber shell: a bowl toward the face, open at the back, with its own inside."""
    depths = ((-0.05, 1.0), (-0.01, 0.98), (0.02, 0.86), (0.034, 0.60), (0.038, 0.2))
    loops = [face.loop(oval * share, h) for h, share in depths]
    inner = [face.loop(oval * share * 0.95, h - 0.003) for h, share in depths]
    rubber = color("#2b2e31")
    loft(draft.sculpture, loops, toward=face.at(0, 0, -0.03), outward=True, tint=rubber)
    loft(draft.sculpture, inner, toward=face.at(0, 0, -0.08), tint=rubber)
    loft(draft.sculpture, [loops[0], inner[0]], toward=face.at(0, 0, -0.3), tint=rubber)


RECIPES = {
    "medical-kit": build_medical_kit,
    "syringe": build_syringe,
    "defibrillator": build_defibrillator,
    "stretcher": build_stretcher,
    "gas-mask": build_gas_mask,
}
