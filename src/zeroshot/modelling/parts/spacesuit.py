"""A spacesuit for going outside, hung on its donning stand with its pack to the wall."""

from __future__ import annotations

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.rounds import curve, knob, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture, color
from zeroshot.modelling.kit.shapes import block
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import cable, label
from zeroshot.modelling.parts.solids import ball, lathe, soft_box

CLOTH, VISOR, RING = color("#f1efe8"), color("#b98a3a"), color("#9fa4a8")
"""Colours by eye; measures of the suit are estimates from a person of 1.75 m."""


def hung_suit(sculpture: Sculpture, wall: Board, *, stripe: Color, seed: int = 0) -> None:
    """Hang a suit before a wall's board, its middle at the board's origin, head toward the board's −y."""
    _stand(sculpture, wall)
    soft_box(sculpture, wall, (0.0, -0.30, 0.34), (0.52, 0.60, 0.34), tint=CLOTH, fullness=0.45, seed=seed)
    block(
        sculpture,
        wall,
        (-0.15, -0.36, 0.15, -0.17),
        0.40,
        0.555,
        tile="switches1",
        tint=palette.WHITE,
        bevel=0.02,
    )
    _helmet(sculpture, wall.shifted(0.0, -0.70, 0.36))
    for side in (-1.0, 1.0):
        arm = [(0.22, -0.48, 0.36), (0.36, -0.34, 0.40), (0.40, -0.08, 0.44), (0.33, 0.10, 0.52)]
        _limb(sculpture, wall, [(side * x, y, h) for x, y, h in arm], 0.082, stripe)
        soft_box(
            sculpture, wall, (side * 0.31, 0.19, 0.55), (0.11, 0.20, 0.10), tint=palette.GREY, fullness=0.6
        )
        leg = [(0.11, 0.0, 0.34), (0.14, 0.25, 0.38), (0.14, 0.48, 0.36), (0.13, 0.72, 0.30)]
        _limb(sculpture, wall, [(side * x, y, h) for x, y, h in leg], 0.112, stripe)
        soft_box(sculpture, wall, (side * 0.13, 0.80, 0.36), (0.16, 0.15, 0.30), tint=CLOTH, fullness=0.4)
    waist = Board(wall.at(0.0, 0.02, 0.34), wall.right, -wall.out)
    lathe(
        sculpture,
        waist,
        (0.0, 0.0),
        [(-0.03, 0.17), (-0.03, 0.225), (0.03, 0.225), (0.03, 0.17)],
        tint=RING,
        finish="metal",
        count=24,
    )
    cable(
        sculpture,
        wall,
        [(0.1, -0.2, 0.54), (0.26, 0.05, 0.60), (0.44, -0.1, 0.42), (0.46, -0.5, 0.05)],
        0.016,
        tint=color("#c9b58a"),
        steps=8,
    )


def _stand(s: Sculpture, wall: Board) -> None:
    """The pack on its plate, and the frame around it."""
    closed_box(s, wall, (-0.27, -0.60, 0.27, 0.06), 0.02, 0.22, tint=CLOTH, bevel=0.03)
    for x in (-0.34, 0.34):
        tube(
            s,
            wall.at([x, x], [-0.86, 0.60], [0.06, 0.06]),
            0.018,
            sides=8,
            tint=palette.ALUMINIUM,
            finish="metal",
            flat_toward=wall.out,
            capped=True,
        )
    for y in (-0.80, 0.12, 0.55):
        tube(
            s,
            wall.at([-0.34, 0.34], [y, y], [0.05, 0.05]),
            0.014,
            sides=8,
            tint=palette.ALUMINIUM,
            finish="metal",
            flat_toward=wall.out,
        )
        for x in (-0.34, 0.34):
            block(s, wall, (x - 0.035, y - 0.025, x + 0.035, y + 0.025), 0.0, 0.05, tint=palette.GREY)
    label(s, wall, "EMU", (0.0, -0.88), 0.05, 0.03, kind="stencil")


def _helmet(s: Sculpture, local: Board) -> None:
    neck = Board(local.at(0.0, 0.12, 0.0), local.right, -local.out)
    lathe(
        s,
        neck,
        (0.0, 0.0),
        [(-0.025, 0.14), (-0.025, 0.165), (0.025, 0.165), (0.025, 0.14)],
        tint=RING,
        finish="metal",
        count=24,
    )
    ball(s, local, (0.0, 0.0, 0.0), 0.165, tint=CLOTH, count=28)
    ball(s, local, (0.0, 0.01, 0.035), 0.147, tint=VISOR, finish="metal", count=28)
    for side in (-1, 1):
        block(
            s,
            local,
            (side * 0.17 - 0.03, -0.06, side * 0.17 + 0.03, 0.03),
            -0.05,
            0.09,
            tint=CLOTH,
            bevel=0.015,
        )
        knob(
            s, local, (side * 0.17, -0.015), 0.022, 0.088, 0.1, tile="glass", side_tint=palette.DARK, count=12
        )


def _limb(
    s: Sculpture, wall: Board, spots: list[tuple[float, float, float]], radius: float, stripe: Color
) -> None:
    path = curve([wall.at(*spot) for spot in spots], 5)
    tube(s, path, radius, sides=12, tile="fabric", tint=CLOTH, flat_toward=wall.out, capped=True)
    tube(s, path[4:7], radius * 1.025, sides=12, tint=stripe, flat_toward=wall.out)
    for at in (8, 12):
        tube(s, path[at : at + 2], radius * 1.04, sides=12, tint=RING, flat_toward=wall.out)
