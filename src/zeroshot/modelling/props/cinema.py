"""Recipe of the cinema camera: body, lens with follow focus, matte box, handle, finder."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, knob, loft, rounded_square, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import panel
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import label, latch
from zeroshot.modelling.parts.solids import lathe

_ESTIMATE = ("Dimensions are estimates, a design choice",)


def build_camera_rig() -> ModelDraft:
    """Build a cinema camera. Origin: its sensor; +X along the lens, +Z toward its base plate."""
    draft = ModelDraft("camera-rig", "Cinema camera", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    side = board((0, 0, 0), (-1, 0, 0), (0, 0, 1))  # seen from the camera's left, where its operator is
    closed_box(s, side, (-0.02, -0.075, 0.16, 0.07), -0.07, 0.07, tint=color("#3b3d40"), bevel=0.008)
    closed_box(s, side, (0.16, -0.06, 0.235, 0.06), -0.045, 0.045, tint=palette.BLACK, bevel=0.006)
    panel(s, side, (0.02, -0.05, 0.10, 0.0), 0.0712, tile="screen1", finish="screen", cell=0.6)
    for x in (0.03, 0.06, 0.09, 0.12):
        knob(s, side, (x, 0.03), 0.008, 0.069, 0.075, tint=palette.GREY, count=8)
    label(s, side, "A CAM", (0.10, 0.055), 0.014, 0.071)
    latch(s, side, 0.135, -0.03, 0.07)
    _lens(s)
    _rigging(s, side)
    _follow_focus(s, side)
    draft.dimensions_m = {"body_length": 0.18, "body_width": 0.14, "body_height": 0.145}
    draft.mark("sensor", "sensor", (0, 0, 0), direction=(0, 1, 0), normal=(1, 0, 0))
    draft.mark("focus", "handle", side.at(-0.11, 0.07, 0.10), direction=(1, 0, 0), normal=side.out)
    draft.mark("handle", "handle", (-0.06, 0.0, -0.155), direction=(1, 0, 0), normal=(0, 0, -1))
    # Inside the lens, a third of its length behind the front glass: a design choice, as primes differ.
    draft.mark("entrance-pupil", "pupil", (0.10, 0.0, 0.0), normal=(1, 0, 0))
    draft.mark("eyepiece", "eyepiece", (-0.10, -0.11, -0.095), normal=(-1, 0, 0))
    for name, y in (("grip-left", -_GRIP_Y), ("grip-right", _GRIP_Y)):
        draft.mark(name, "handle", (0.082, y, 0.04), direction=(0, 0, 1), normal=(-1, 0, 0), length_m=0.11)
    return draft


_GRIP_Y = 0.165
"""How far to either side the hand grips stand from the lens axis, metres. A design choice."""


def _lens(s: Sculpture) -> None:
    front = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    front = Board(front.origin, -front.right, front.foot)  # seen from before the camera
    for h0, h1, radius, tint in (
        (0.018, 0.03, 0.040, palette.ALUMINIUM),
        (0.03, 0.07, 0.044, palette.BLACK),
        (0.07, 0.085, 0.050, color("#4a4c50")),
        (0.085, 0.135, 0.046, palette.BLACK),
        (0.135, 0.15, 0.052, color("#4a4c50")),
    ):
        knob(s, front, (0.0, 0.0), radius, h0, h1, tint=tint, count=24, top_share=1.0)
    knob(s, front, (0.0, 0.0), 0.044, 0.149, 0.153, tile="glass", finish="lens", tint=palette.WHITE, count=24)
    outer, inner = rounded_square(0.085, 0.008), rounded_square(0.062, 0.006)
    wide = np.array([1.0, 0.75])
    for h in (0.155, 0.215):
        annulus(s, front, inner * wide, outer * wide, h, tint=palette.BLACK)
    back = Board(front.at(0.0, 0.0, 0.155), -front.right, front.foot)
    hole = (-0.042, -0.042, 0.042, 0.042)
    panel(s, back, (-0.085, -0.064, 0.085, 0.064), tint=palette.BLACK, holes=[hole])
    loft(
        s,
        [front.loop((outer * wide), 0.155), front.loop((outer * wide), 0.215)],
        toward=front.at(0, 0, 0.18),
        outward=True,
        tint=color("#232528"),
    )
    loft(
        s,
        [front.loop((inner * wide), 0.155), front.loop((inner * wide), 0.215)],
        toward=front.at(0, 0, 0.18),
        tint=palette.BLACK,
    )
    panel(
        s,
        front,
        (-0.062, -0.0465, 0.062, 0.0465),
        0.1552,
        tint=palette.BLACK,
        holes=[hole],
    )
    flag = board(front.at(0.0, -0.064, 0.215), (0, -1, 0), (1, 0, 0.25))
    for b in (flag, Board(flag.origin, -flag.right, flag.foot)):
        panel(s, b, (-0.085, 0.0, 0.085, 0.075), 0.0006, tint=palette.BLACK)


def _rigging(s: Sculpture, side: Board) -> None:
    top = board((0, 0, -0.075), (1, 0, 0), (0, 1, 0))
    path = top.at([0.02, 0.02, -0.0, -0.12, -0.15, -0.15], 0.0, [0.0, 0.05, 0.075, 0.075, 0.05, 0.0])
    tube(s, path, 0.013, sides=8, tint=palette.BLACK, flat_toward=(0, 1, 0))
    plate = Board(top.at(0.0, 0.0, -0.145), -top.right, top.foot)
    closed_box(s, plate, (-0.02, -0.05, 0.16, 0.05), -0.002, 0.02, tint=color("#4a4c50"))
    for y in (-0.03, 0.03):
        rods = [(-0.10, y, 0.088), (0.20, y, 0.088)]
        tube(s, rods, 0.0075, sides=8, tint=palette.ALUMINIUM, finish="metal", capped=True)
    finder = side.shifted(-0.02, -0.095, 0.11)
    closed_box(s, finder, (-0.05, -0.025, 0.09, 0.025), -0.03, 0.03, tint=palette.BLACK)
    eye = Board(finder.at(0.09, 0.0, 0.0), np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    knob(s, eye, (0.0, 0.0), 0.024, -0.002, 0.03, tint=palette.BLACK, count=12)
    arm = [side.at(0.02, -0.074, 0.05), side.at(0.02, -0.095, 0.085)]
    tube(s, arm, 0.01, sides=6, tint=palette.DARK)
    for sign in (-1.0, 1.0):
        _hand_grip(s, sign)


def _hand_grip(s: Sculpture, sign: float) -> None:
    """One grip of a pair, on an arm from the rods. sign: −1 on the camera's left."""
    y = sign * _GRIP_Y
    arm = [(0.09, sign * 0.03, 0.088), (0.09, sign * 0.10, 0.104), (0.08, y, 0.108)]
    tube(s, arm, 0.009, sides=8, tint=palette.ALUMINIUM, finish="metal")
    tube(s, [(0.082, y, 0.112), (0.082, y, -0.025)], 0.016, sides=10, tint=palette.BLACK, capped=True)


def _follow_focus(s: Sculpture, side: Board) -> None:
    """Add the gear box on the rods under the lens, its gear on the focus ring, and the white-marked wheel."""
    closed_box(s, side, (-0.125, 0.045, -0.095, 0.10), -0.03, 0.075, tint=color("#33363a"), bevel=0.004)
    teeth = [(-0.012 + 0.003 * i, 0.0235 if i % 2 else 0.022) for i in range(9)]
    ahead = board(side.at(-0.11, 0.062, 0.0), (0, -1, 0), (0, 0, 1))
    lathe(s, ahead, (0, 0), [(-0.012, 0.0), *teeth, (0.012, 0.0)], tint=palette.BLACK, count=20)
    wheel = side.shifted(-0.11, 0.07, 0.075)
    profile = [(0.0, 0.012), (0.012, 0.012), (0.012, 0.034), (0.034, 0.034), (0.036, 0.028), (0.036, 0.0)]
    lathe(s, wheel, (0, 0), profile, tint=palette.BLACK, count=26)
    lathe(
        s, wheel, (0, 0), [(0.0125, 0.030), (0.0125, 0.0345), (0.018, 0.0345)], tint=palette.WHITE, count=26
    )


RECIPES = {"camera-rig": build_camera_rig}
