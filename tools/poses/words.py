"""The words of a recipe: trunk, head and limbs as people say them, hands by what they are to do."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Thing:
    """A prop at hand: a model, where its origin is (in the frame of a joint, from a point), how it is turned.

    turn_deg: about forward, right and down of that frame.
    """

    model: str
    at: str = "hips"
    offset: tuple = (0.4, 0.0, 0.0)
    turn_deg: tuple = (0.0, 0.0, 0.0)
    frame: str | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class Hand:
    """A goal for a hand: where, which way the palm and the fingers point, and what the elbow prefers.

    at: a point ("mouth", "eyes", a joint or landmark) or "thing:grip-right". offset: in `frame`'s axes
    (default: the frame of that point). palm, fingers: directions in that frame. bar: hold along it.
    out: how far the elbow is lifted from hanging, degrees of abduction that it would like.
    """

    at: str
    offset: tuple = (0.0, 0.0, 0.0)
    palm: tuple | None = None
    fingers: tuple | None = None
    frame: str | None = None
    touch: str = "palm"
    shape: str = "relaxed"
    bar: tuple | None = None
    out: float = 30.0
    forward: float = 35.0
    weight: float = 1.0


@dataclass(frozen=True)
class Arm:
    """An arm by angles: flexion, abduction, turned in, elbow, then wrist (bend, side, roll)."""

    swing: tuple = (36, 35, 38)
    elbow: float = 58.0
    wrist: tuple = (8, 0, -38)
    shape: str = "relaxed"
    girdle: tuple = (0, 0)


@dataclass(frozen=True)
class Leg:
    """A leg by angles: flexion, abduction, turned in, knee, how far the foot points, and how it turns."""

    swing: tuple = (52, 7, -4)
    knee: float = 47.0
    point: float = 21.0
    foot: tuple = (0.0, 0.0)
    toes: float = -8.0


@dataclass(frozen=True)
class Recipe:
    """A pose by goals: trunk (bend forward, lean right, twist right), head (nod, tilt right, turn right)."""

    name: str
    title: str
    description: str
    tags: tuple
    right: Arm | Hand = field(default_factory=Arm)
    left: Arm | Hand | None = None
    right_leg: Leg = field(default_factory=Leg)
    left_leg: Leg | None = None
    trunk: tuple = (0, 0, 0)
    head: tuple = (24, 0, 0)
    face: str = "neutral"
    things: tuple = ()
    holds: dict = field(default_factory=dict)
    girdle: tuple | None = None
    view: tuple | None = None
