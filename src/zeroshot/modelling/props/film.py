"""Recipes of a film crew's own things: stills camera, lens, clamp and arm, LED panel, microphone, headset."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import curve, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import block, panel
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import cable, label
from zeroshot.modelling.parts.solids import ball, lathe, soft_box

_ESTIMATE = ("Dimensions are estimates, a design choice",)
_RUBBER, _GUNMETAL = color("#26282b"), color("#46494e")


def _ahead() -> Board:
    """Return a board that looks along +X: seen by someone before the lens."""
    return board((0, 0, 0), (0, -1, 0), (0, 0, 1))


def build_stills_camera() -> ModelDraft:
    """Build a stills camera with a zoom. Origin: its sensor; +X along the lens, +Z toward its base."""
    draft = ModelDraft("stills-camera", "Stills camera", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = _ahead()
    closed_box(s, front, (-0.072, -0.045, 0.072, 0.055), -0.025, 0.028, tint=_RUBBER, bevel=0.007)
    closed_box(s, front, (-0.036, -0.075, 0.036, -0.042), -0.03, 0.024, tint=_RUBBER, bevel=0.008)
    soft_box(s, front, (-0.062, 0.006, 0.038), (0.046, 0.10, 0.052), tile="plain", tint=_RUBBER, fullness=0.4)
    _barrel(s, front, 0.042, 0.150, rings=((0.055, 0.085), (0.098, 0.128)))
    back = Board(front.at(0.0, 0.0, -0.025), -front.right, front.foot)
    panel(s, back, (-0.040, -0.022, 0.028, 0.030), 0.0015, tile="screen2", finish="screen", cell=0.5)
    lathe(s, back, (0.048, 0.005), [(0.0, 0.015), (0.006, 0.014), (0.007, 0.0)], tint=_GUNMETAL, count=16)
    top = board((0, 0, -0.045), (1, 0, 0), (0, 1, 0))
    for x, y, radius in ((0.012, 0.056, 0.010), (-0.008, -0.055, 0.013)):
        lathe(s, top, (x, y), [(0.0, radius), (0.010, radius), (0.011, 0.0)], tint=_GUNMETAL, count=16)
    strap_way = [(-0.066, -0.03, 0.0), (-0.12, 0.02, -0.06), (-0.10, 0.12, -0.10), (0.0, 0.17, -0.09)]
    strap_way += [(0.10, 0.11, -0.10), (0.12, 0.02, -0.05), (0.066, -0.03, 0.0)]
    tube(
        s,
        curve([front.at(*spot) for spot in strap_way], 5),
        0.009,
        sides=6,
        squash=0.3,
        flat_toward=front.foot,
        tile="strap",
        tint=_RUBBER,
    )
    draft.dimensions_m = {"body_width": 0.144, "body_height": 0.13, "lens_length": 0.12}
    draft.mark("sensor", "sensor", (0, 0, 0), direction=(0, 1, 0), normal=(1, 0, 0))
    draft.mark("grip-right", "handle", front.at(-0.085, 0.0, 0.03), direction=(0, 0, 1), normal=(0, 1, 0))
    draft.mark("grip-left", "handle", front.at(0.0, 0.042, 0.09), direction=(1, 0, 0), normal=(0, 0, 1))
    return draft


def _barrel(
    s: Sculpture,
    front: Board,
    radius: float,
    length: float,
    *,
    rings: tuple[tuple[float, float], ...],
    start: float = 0.026,
) -> None:
    """Add a lens barrel: mount, body, ribbed rings, hood, and the front glass set back in it."""
    hood = radius * 1.12
    profile = [
        (start, radius * 0.86),
        (start + 0.006, radius),
        (length - 0.03, radius),
        (length - 0.024, hood),
        (length, hood * 1.02),
        (length, hood * 0.94),
        (length - 0.016, radius * 0.84),
        (length - 0.016, 0.0),
    ]
    lathe(s, front, (0.0, 0.0), profile, tint=_RUBBER, count=28)
    lathe(
        s,
        front,
        (0.0, 0.0),
        [(length - 0.0158, radius * 0.82), (length - 0.011, 0.0)],
        tile="glass",
        finish="lens",
        tint=palette.WHITE,
        count=24,
    )
    lathe(
        s,
        front,
        (0.0, 0.0),
        [(length - 0.034, radius * 1.004), (length - 0.031, radius * 1.004)],
        tint=color("#c03a30"),
        count=28,
    )
    for low, high in rings:
        steps = np.linspace(low, high, 9)
        ribs = [(float(h), radius * (1.05 if i % 2 else 1.03)) for i, h in enumerate(steps)]
        ends = [(low - 0.001, radius), *ribs, (high + 0.001, radius)]
        lathe(s, front, (0.0, 0.0), ends, tint=_GUNMETAL, count=28)


def build_lens() -> ModelDraft:
    """Build a cinema prime, capped at the back. Origin: its mount; +X the way it looks."""
    draft = ModelDraft("lens", "Cinema prime lens", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = _ahead()
    lathe(s, front, (0, 0), [(-0.018, 0.0), (-0.018, 0.034), (0.0, 0.035)], tint=palette.BLACK, count=24)
    lathe(
        s,
        front,
        (0, 0),
        [(0.0, 0.038), (0.014, 0.038), (0.014, 0.046)],
        tint=palette.ALUMINIUM,
        finish="metal",
        count=28,
    )
    _barrel(s, front, 0.052, 0.145, rings=((0.034, 0.052), (0.074, 0.100)), start=0.012)
    scale = board(front.at(0.0, -0.0525, 0.063), (0, 1, 0), (-1, 0, 0))
    label(s, scale, "T1.3/35", (0.0, 0.0), 0.012, 0.0)
    draft.dimensions_m = {"length": 0.145, "front_diameter": 0.118}
    for name, side in (("grip-left", 1.0), ("grip-right", -1.0)):
        draft.mark(
            name, "handle", front.at(side * 0.055, 0.0, 0.07), direction=(1, 0, 0), normal=(0.0, -side, 0.0)
        )
    return draft


def build_bogen_arm() -> ModelDraft:
    """Build a clamp with a jointed arm, what stands for a tripod where nothing stands.

    Origin: the jaws' middle, where the rail goes, along Y; the camera's screw is at the arm's end.
    """
    draft = ModelDraft("bogen-arm", "Clamp and jointed arm", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    jaw = board((0, 0, 0), (1, 0, 0), (0, 1, 0))
    closed_box(s, jaw, (-0.045, -0.02, -0.019, 0.02), -0.03, 0.035, tint=_RUBBER, bevel=0.005)
    closed_box(s, jaw, (0.019, -0.02, 0.045, 0.02), -0.03, 0.035, tint=_RUBBER, bevel=0.005)
    closed_box(s, jaw, (-0.045, -0.02, 0.045, 0.02), 0.033, 0.055, tint=_RUBBER, bevel=0.005)
    crank = board((0.045, 0, 0), (0, 1, 0), (0, 0, 1))
    crank = Board(crank.origin, -crank.right, crank.foot)
    lathe(
        s,
        crank,
        (0, 0),
        [(0.0, 0.008), (0.05, 0.008), (0.052, 0.02), (0.066, 0.02), (0.068, 0.0)],
        tint=palette.ALUMINIUM,
        finish="metal",
        count=14,
    )
    joints = [np.array(p) for p in ((0.0, 0.0, -0.07), (0.05, 0.05, -0.30), (0.26, 0.12, -0.40))]
    for a, b in pairwise(joints):
        tube(s, np.stack([a, b]), 0.0155, sides=12, tint=_RUBBER, capped=True)
    for p in (joints[0], joints[-1]):
        ball(s, board(p, (1, 0, 0), (0, 1, 0)), (0, 0, 0), 0.021, tint=_GUNMETAL, count=16)
    elbow = board(joints[1], (1, 0, 0), (0, 0, 1))
    lathe(
        s,
        elbow,
        (0, 0),
        [(-0.03, 0.0), (-0.03, 0.026), (0.03, 0.026), (0.03, 0.016), (0.05, 0.014), (0.05, 0.0)],
        tint=_GUNMETAL,
        count=20,
    )
    lever = elbow.shifted(0.0, 0.0, 0.045)
    closed_box(s, lever, (-0.008, -0.01, 0.008, 0.07), -0.005, 0.008, tint=color("#b33127"), bevel=0.003)
    head = board(joints[-1] + (0.0, 0.0, -0.024), (1, 0, 0), (0, 1, 0))
    lathe(
        s,
        head,
        (0, 0),
        [(-0.01, 0.03), (0.006, 0.03), (0.008, 0.026), (0.008, 0.005), (0.020, 0.005), (0.020, 0.0)],
        tint=palette.ALUMINIUM,
        finish="metal",
        count=20,
    )
    draft.dimensions_m = {"reach": 0.50}
    draft.mark("clamp", "clamp", (0, 0, 0), direction=(0, 1, 0), normal=(0, 0, -1))
    draft.mark("screw", "mount", head.at(0, 0, 0.008), direction=(1, 0, 0), normal=head.out)
    draft.mark("knob", "handle", elbow.at(0, 0, 0.05), direction=(1, 0, 0), normal=elbow.out)
    return draft


def build_led_panel() -> ModelDraft:
    """Build a battery LED panel, switched on. Origin: middle of its face; it shines along +X."""
    draft = ModelDraft(
        "led-panel", "LED panel", "prop", "approximate", (*_ESTIMATE, "Lumens are an estimate")
    )
    s = draft.sculpture
    front = _ahead()
    closed_box(s, front, (-0.155, -0.155, 0.155, 0.155), -0.035, -0.004, tint=_RUBBER, bevel=0.006)
    block(
        s, front, (-0.142, -0.142, 0.142, 0.142), -0.005, 0.0, tint=palette.WHITE, finish="lamp", bevel=0.002
    )
    back = Board(front.at(0.0, 0.0, -0.035), -front.right, front.foot)
    closed_box(s, back, (-0.05, -0.02, 0.05, 0.11), -0.001, 0.045, tint=_GUNMETAL, bevel=0.005)
    label(s, back, "LED 300", (0.0, -0.11), 0.022, 0.0)
    for x in (-0.10, 0.10):
        lathe(s, back, (x, -0.06), [(0.0, 0.013), (0.014, 0.012), (0.015, 0.0)], tint=palette.DARK, count=14)
    for side in (-1, 1):
        door = board(front.at(side * 0.155, 0.0, 0.0), (0, 0, 1), (1, 0, 0))
        leaf = Board(door.origin, door.right, np.array([0.93, -side * 0.37, 0.0]))
        for face in (leaf, Board(leaf.origin, -leaf.right, leaf.foot)):
            panel(s, face, (-0.14, 0.0, 0.14, 0.12), 0.0007, tint=palette.BLACK)
    yoke = [(0.165, 0.0, -0.02), (0.17, 0.16, -0.02), (0.10, 0.19, -0.02), (-0.10, 0.19, -0.02)]
    yoke += [(-0.17, 0.16, -0.02), (-0.165, 0.0, -0.02)]
    tube(s, np.array([front.at(*spot) for spot in yoke]), 0.009, sides=8, tint=_GUNMETAL)
    draft.dimensions_m = {"width": 0.31, "height": 0.31}
    draft.mark(
        "luminaire-1",
        "luminaire",
        (0, 0, 0),
        direction=(0, 1, 0),
        normal=(1, 0, 0),
        size_m=(0.284, 0.284),
        lumens=1800.0,
        kelvin=5600.0,
        group="film",
        label="lumens estimated",
    )
    draft.mark("yoke", "handle", front.at(0.0, 0.19, -0.02), direction=(0, 1, 0), normal=(0, 0, 1))
    return draft


def build_microphone() -> ModelDraft:
    """Build a shotgun microphone in its mount. Origin: the mount; it listens along +X."""
    draft = ModelDraft("microphone", "Shotgun microphone", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    front = _ahead()
    lathe(s, front, (0, 0), [(-0.075, 0.0), (-0.07, 0.011), (0.02, 0.011)], tint=_GUNMETAL, count=16)
    foam = [
        (0.018, 0.0),
        (0.02, 0.022),
        (0.03, 0.026),
        (0.17, 0.026),
        (0.19, 0.022),
        (0.20, 0.012),
        (0.203, 0.0),
    ]
    lathe(s, front, (0, 0), foam, tile="pads", tint=_RUBBER, count=20)
    for h in (-0.045, 0.0):
        angle = np.linspace(0.0, 2.0 * np.pi, 25)
        ring = front.at(0.03 * np.cos(angle), 0.03 * np.sin(angle), h)
        tube(s, ring, 0.003, sides=6, tint=palette.BLACK)
        for spoke in np.arange(4) * np.pi / 2 + 0.4:
            x, y = np.cos(spoke), np.sin(spoke)
            tube(
                s,
                front.at([0.011 * x, 0.03 * x], [0.011 * y, 0.03 * y], h),
                0.0016,
                sides=4,
                tint=palette.RED,
            )
    closed_box(s, front, (-0.012, 0.028, 0.012, 0.055), -0.05, 0.005, tint=_RUBBER)
    way = [(0.0, 0.0, -0.07), (0.01, 0.02, -0.12), (0.03, 0.08, -0.12), (0.02, 0.16, -0.06)]
    cable(s, front, way, 0.003, tint=palette.BLACK, sides=6)
    draft.dimensions_m = {"length": 0.28}
    draft.mark("mount", "mount", front.at(0.0, 0.055, -0.02), direction=(1, 0, 0), normal=(0, 0, 1))
    draft.mark("grip", "handle", front.at(0.0, 0.0, -0.05), direction=(1, 0, 0), normal=(0, 0, 1))
    return draft


def build_headset() -> ModelDraft:
    """Build a headset. Origin: the middle of the head that would wear it; +X the way its wearer faces."""
    draft = ModelDraft("headset", "Headset", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    angle = np.linspace(np.pi * 0.04, np.pi * 0.96, 21)
    band = np.stack([np.zeros(21), 0.082 * np.cos(angle), -0.118 * np.sin(angle) ** 0.9], axis=-1)
    tube(s, band, 0.012, sides=8, squash=0.3, flat_toward=(1, 0, 0), tint=_RUBBER)
    for side in (-1.0, 1.0):
        ear = board((0.0, side * 0.074, -0.008), (side, 0, 0), (0, 0, 1))
        cup = [(-0.008, 0.0), (-0.008, 0.038), (0.002, 0.041), (0.020, 0.036), (0.026, 0.020), (0.027, 0.0)]
        lathe(s, ear, (0, 0), cup, tint=_RUBBER, count=20)
    boom = [(0.0, 0.10, 0.01), (0.03, 0.105, 0.04), (0.085, 0.075, 0.075), (0.105, 0.03, 0.085)]
    tube(s, curve(np.array(boom), 5), 0.003, sides=6, tint=_RUBBER, capped=True)
    ball(s, board(boom[-1], (0, 1, 0), (0, 0, 1)), (0, 0, 0), 0.011, tint=palette.BLACK, count=12)
    way = np.array([(0.0, -0.09, 0.03), (-0.02, -0.11, 0.12), (0.03, -0.06, 0.22), (0.0, 0.0, 0.30)])
    tube(s, curve(way, 6), 0.003, sides=6, tint=palette.BLACK, capped=True)
    draft.dimensions_m = {"width": 0.21, "height": 0.16}
    draft.mark("head", "head", (0, 0, 0), direction=(1, 0, 0), normal=(0, 0, -1))
    draft.mark("band", "handle", (0.0, 0.0, -0.12), direction=(0, 1, 0), normal=(0, 0, -1))
    return draft


RECIPES = {
    "stills-camera": build_stills_camera,
    "lens": build_lens,
    "bogen-arm": build_bogen_arm,
    "led-panel": build_led_panel,
    "microphone": build_microphone,
    "headset": build_headset,
}
