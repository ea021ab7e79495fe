"""What a reading says of people, as data: each in the picture, and each with the others.

Fields that `to_json` leaves out serve the words alone, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from zeroshot.framing import rounding
from zeroshot.framing.lens.sight import Overlap, Sight
from zeroshot.framing.picture.cuts_at_joints import JointCut


@dataclass(frozen=True)
class FocusReading:
    """How sharp someone's eyes are.

    blur_um: diameter of the blur circle on the sensor. blur_share: of the circle of confusion; sharp up to 1.
    near_margin_m, far_margin_m: how far they may come nearer or go away, along the lens axis, and stay sharp;
    negative when they already are too near or too far; the far one may be infinite.
    """

    blur_um: float
    blur_share: float
    near_margin_m: float
    far_margin_m: float

    def to_json(self) -> dict[str, Any]:
        """Return JSON data; an infinite margin is null."""
        return {
            "blur_um": round(self.blur_um, 1),
            "blur_share": rounding.share(self.blur_share),
            "near_margin_m": rounding.metres(self.near_margin_m),
            "far_margin_m": rounding.metres(self.far_margin_m),
        }


@dataclass(frozen=True)
class SubjectReading:
    """How one actor reads in the picture.

    size, clock_deg, lean_deg, in_focus, eyes, headroom, look_room and focus are None when their eyes are not
    in front of the lens; clock_deg also when their head points straight along the line of sight; headroom and
    look_room also where `room` says. focus: None as well when the lens cannot focus as asked.
    distance_m: from the lens to their eyes. cuts: joints at which the frame cuts them. sight: counted in a
    rendered picture, None when nobody has or when too little of them is in it. share_out_of_frame: of their
    skin, measured along with it.
    name, sex: for the words only.
    """

    id: str
    in_frame: bool
    size: str | None
    side: str
    angle: str
    angle_deg: float
    clock_deg: float | None
    lean_deg: float | None
    in_focus: bool | None
    name: str
    sex: Literal["female", "male"]
    eyes: tuple[float, float] | None = None
    headroom: float | None = None
    look_room: float | None = None
    distance_m: float | None = None
    focus: FocusReading | None = None
    cuts: tuple[JointCut, ...] = ()
    sight: Sight | None = None
    share_out_of_frame: float | None = None

    @property
    def visible_share(self) -> float | None:
        """Return the share seen of what would be seen of them alone in the frame; None when not counted."""
        return None if self.sight is None else self.sight.visible_share

    @property
    def hidden_by(self) -> tuple[str, ...] | None:
        """Return the ids of what hides the rest, the largest share first; None when not counted."""
        return None if self.sight is None else tuple(name for name, _ in self.sight.hidden_by)

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "id": self.id,
            "in_frame": self.in_frame,
            "size": self.size,
            "side": self.side,
            "angle": self.angle,
            "angle_deg": rounding.degrees(self.angle_deg),
            "clock_deg": rounding.turn(self.clock_deg),
            "lean_deg": rounding.degrees(self.lean_deg),
            **self._sight_to_json(),
            "in_focus": self.in_focus,
            "focus": None if self.focus is None else self.focus.to_json(),
            "eyes": rounding.place(self.eyes),
            "headroom": rounding.share(self.headroom),
            "look_room": rounding.share(self.look_room),
            "distance_m": rounding.metres(self.distance_m),
            "cuts": [_cut_to_json(cut) for cut in self.cuts],
        }

    def _sight_to_json(self) -> dict[str, Any]:
        sight, hidden_by = self.sight, self.hidden_by
        return {
            "visible_share": rounding.share(self.visible_share),
            "hidden_by": None if hidden_by is None else list(hidden_by),
            "hidden_by_share": None
            if sight is None
            else {name: rounding.share(value) for name, value in sight.hidden_by},
            "head_visible_share": None if sight is None else rounding.share(sight.head_visible_share),
            "picture_share": None if sight is None else rounding.share(sight.pixel_share),
            "share_out_of_frame": rounding.share(self.share_out_of_frame),
        }


@dataclass(frozen=True)
class EyelineReading:
    """Someone in the picture looks at somebody, or was told to.

    looker: their id. target: an actor's id, or "camera" for the lens. miss_deg: between their gaze and the
    target's eyes. looks: they miss by too little to tell. intended: the scene says that they look there.
    """

    looker: str
    target: str
    miss_deg: float
    looks: bool
    intended: bool

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "from": self.looker,
            "to": self.target,
            "miss_deg": rounding.degrees(self.miss_deg),
            "looks": self.looks,
            "intended": self.intended,
        }


@dataclass(frozen=True)
class PairReading:
    """Two people, at least one of them in the picture.

    distance_m: between their eyes. roll_deg: between their head directions about the line from eyes to eyes,
    positive when each sees the other turned clockwise; None when a head points along that line.
    plane_angle_deg: between their head directions.
    """

    ids: tuple[str, str]
    distance_m: float
    face_to_face: bool
    roll_deg: float | None
    plane_angle_deg: float

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "ids": list(self.ids),
            "distance_m": rounding.metres(self.distance_m),
            "face_to_face": self.face_to_face,
            "roll_deg": rounding.degrees(self.roll_deg),
            "plane_angle_deg": rounding.degrees(self.plane_angle_deg),
        }


def overlap_to_json(overlap: Overlap) -> dict[str, Any]:
    """Return an overlap as JSON data."""
    return {"front": overlap.front, "behind": overlap.behind, "share": rounding.share(overlap.share)}


def _cut_to_json(cut: JointCut) -> dict[str, Any]:
    return {"joint": cut.joint, "edge": cut.edge, "inside_share": rounding.share(cut.inside_share)}
