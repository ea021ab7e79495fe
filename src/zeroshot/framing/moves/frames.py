"""Moves that solve for the camera's place: frame someone, two heads, over the shoulder, two-shot."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.lens.optics import View
from zeroshot.framing.lens.solve import aimed, direction_by_bearing, ray_at, toric_place, two_heads
from zeroshot.framing.lens.subjects import HEADROOM, SIZES, frame_span_m
from zeroshot.framing.moves.base import ROUNDS, SETTLED_M, Move, actor_of, head_of_reference, placed
from zeroshot.framing.moves.cameras import CENTER, with_clock
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.scene.document import Document
from zeroshot.spatial import Array, Placement, forward_of, head_of, look_at, rotate

CROWN_OVER_EYES = 0.065
"""Height of the crown over the eyes, in statures. Source: ANSUR II, standing eye height 0.933 to 0.935."""

REACHES: dict[str, float] = {
    "ECU": 0.105,
    "CU": 0.185,
    "MCU": 0.28,
    "MS": 0.40,
    "MCS": 0.56,
    "MLS": 0.80,
    "LS": 1.45,
    "ELS": 4.5,
}
"""How far below the crown, in statures, the frame of each size ends: inside its range in subjects.SIZES."""

SIDE_BEARINGS_DEG: dict[str, float] = {
    "front": 0.0,
    "three-quarter right": 45.0,
    "three-quarter left": -45.0,
    "profile right": 90.0,
    "profile left": -90.0,
    "back right": 135.0,
    "back left": -135.0,
    "back": 180.0,
}
"""Where the camera is about the head's axis for each side that subjects.side_name tells apart."""

ANGLES_DEG: dict[str, float] = {"level": 0.0, "high": 30.0, "low": -30.0}


@dataclass(frozen=True, kw_only=True)
class Frame(Move):
    """Place the camera so that someone reads as asked through the lens it has.

    size, side: as the reading names them. angle: "level", "high", "low", or degrees over the subject's plane.
    clock_deg: which way their head points in the picture; keep: or whose head direction points to its top
    ("station" or an id, "camera" for the roll it has now). With neither, their own head is up in the picture.
    screen: where their eyes lie; None: a tenth of the frame over the crown, as is usual.
    """

    subject: str
    size: str = "MCU"
    side: str = "front"
    angle: str | float = "level"
    clock_deg: float | None = None
    keep: str | None = None
    screen: tuple[float, float] | None = None
    verb = "Frame"

    def _moved(self, document: Document) -> Document:
        self._check()
        for _ in range(ROUNDS):
            staged = self.see(document)
            fresh = self.place(staged)
            step_m = np.linalg.norm(np.subtract(fresh.position_m, staged.camera_placement.position_m))
            turned = (
                np.abs(np.dot(fresh.orientation_xyzw, staged.camera_placement.orientation_xyzw)) < 1.0 - 1e-9
            )
            document = self.with_placement(document, staged.camera.id, fresh)
            if step_m < SETTLED_M and not turned:
                break
        return document

    def place(self, staged: StagedShot) -> Placement:
        """Return where the camera must be, everybody staying as they are. Raises EditError, OpticsError."""
        actor = actor_of(staged, self.subject)
        direction = self._direction(actor)
        clock = self._clock(staged, actor, direction)
        view, stature_m = staged.view, actor.actor.body.stature_m
        span_m = REACHES[self.size] * stature_m / (1.0 - HEADROOM)
        depth_m = span_m / frame_span_m(view, clock_rad=clock, depth_m=1.0)
        screen = self.screen or usual_screen(view, clock, span_m=span_m, stature_m=stature_m)
        ray = ray_at(view, screen)
        eyes = actor.eyes_in_world
        position = eyes + direction * depth_m / float(ray[0])
        start = _looking(staged, -direction, actor)
        turn = aimed(start, ray, -direction)
        if not math.isnan(clock):
            turn = with_clock(turn, head_of(actor.placement.orientation_xyzw), ray, clock)
        return placed(position, turn)

    def _check(self) -> None:
        for value, known, what in (
            (self.size, REACHES, "size"),
            (self.side, SIDE_BEARINGS_DEG, "side"),
            (self.angle if isinstance(self.angle, str) else "level", ANGLES_DEG, "angle"),
        ):
            if value not in known:
                offer = did_you_mean(str(value), known) or f": say {', '.join(known)}"
                raise EditError(f'there is no {what} "{value}"{offer}')
        if isinstance(self.angle, int | float) and not abs(self.angle) <= 89.0:
            raise EditError("an angle over someone's plane lies between −89° and 89°")

    def _direction(self, actor: StagedActor) -> Array:
        """Return the direction in the world (3,) from the eyes to the camera."""
        elevation_deg = ANGLES_DEG[self.angle] if isinstance(self.angle, str) else float(self.angle)
        found = direction_by_bearing(
            actor.actor_from_head,
            bearing_rad=math.radians(SIDE_BEARINGS_DEG[self.side]),
            elevation_rad=math.radians(elevation_deg),
        )
        if found is None:
            raise EditError(
                f"{actor.name} has the head turned so far that no camera sees {self.side} at that angle: "
                "turn the head back, or ask for another side or angle"
            )
        return rotate(actor.placement.orientation_xyzw, found)

    def _clock(self, staged: StagedShot, actor: StagedActor, direction: Array) -> float:
        if self.clock_deg is not None:
            return math.radians(self.clock_deg % 360.0)
        if self.keep is None:
            return 0.0
        if self.keep == "camera":
            top = head_of(staged.camera_placement.orientation_xyzw)
        else:
            top = head_of_reference(staged, self.keep)
        return _clock_against(head_of(actor.placement.orientation_xyzw), top, -direction)


def _clock_against(head: Array, top: Array, forward: Array) -> float:
    """Return which way a head points (radians, clockwise) in a picture whose top is nearest to another."""
    if np.linalg.norm(np.cross(forward, top)) < 1e-6:
        raise EditError(
            "the lens would point along that head direction, so it says no roll: give a clock_deg"
        )
    turn = look_at(forward, head_reference_in_world=top)
    right, down = rotate(turn, [0.0, 1.0, 0.0]), rotate(turn, [0.0, 0.0, 1.0])
    return math.atan2(float(head @ right), float(-(head @ down))) % (2.0 * math.pi)


def usual_screen(view: View, clock: float, *, span_m: float, stature_m: float) -> tuple[float, float]:
    """Return where eyes lie when a tenth of the frame, along the way the body lies, is over the crown."""
    if math.isnan(clock):
        return CENTER
    # From the middle of the picture toward the head, as a share of the line through it.
    share = 0.5 - HEADROOM - CROWN_OVER_EYES * stature_m / span_m
    left, right, top, bottom = view.tangents
    chord = frame_span_m(view, clock_rad=clock, depth_m=1.0) * share
    return (
        0.5 + math.sin(clock) * chord / (right - left),
        0.5 - math.cos(clock) * chord / (bottom - top),
    )


def _looking(staged: StagedShot, forward: Array, actor: StagedActor) -> Array:
    """Return some attitude that looks along a direction."""
    for reference in (
        head_of(actor.placement.orientation_xyzw),
        forward_of(actor.placement.orientation_xyzw),
        head_of(staged.camera_placement.orientation_xyzw),
    ):
        if np.linalg.norm(np.cross(forward, reference)) > 1e-3:
            return look_at(forward, head_reference_in_world=reference)
    return look_at(forward, head_reference_in_world=np.roll(forward, 1))


@dataclass(frozen=True, kw_only=True)
class TwoHeads(Move):
    """Place the camera so that the eyes of two people lie at two places in the picture; the roll falls out.

    a_screen, b_screen: shares of width and height from the top left. share: how the camera stands between
    them, 0 (over B's shoulder, at A) to 1 (over A's, at B); None: as it does now. around_deg: the turn of its
    place about the line from A to B, from A's head direction; None: as it is now.
    """

    a: str
    b: str
    a_screen: tuple[float, float] = (0.333, 0.4)
    b_screen: tuple[float, float] = (0.667, 0.4)
    share: float | None = None
    around_deg: float | None = None
    verb = "Two heads"

    def _moved(self, document: Document) -> Document:
        for _ in range(ROUNDS):
            staged = self.see(document)
            fresh = self.place(staged)
            step_m = np.linalg.norm(np.subtract(fresh.position_m, staged.camera_placement.position_m))
            document = self.with_placement(document, staged.camera.id, fresh)
            if step_m < SETTLED_M:
                break
        return document

    def place(self, staged: StagedShot) -> Placement:
        """Return where the camera must be, everybody staying as they are. Raises EditError, OpticsError."""
        if self.a == self.b:
            raise EditError("name two people")
        a, b = actor_of(staged, self.a), actor_of(staged, self.b)
        reference = head_of(a.placement.orientation_xyzw)
        share, around = toric_place(
            np.asarray(staged.camera_placement.position_m), a.eyes_in_world, b.eyes_in_world, reference
        )
        position, turn = two_heads(
            a.eyes_in_world,
            b.eyes_in_world,
            ray_a=ray_at(staged.view, self.a_screen),
            ray_b=ray_at(staged.view, self.b_screen),
            share=share if self.share is None else self.share,
            around_rad=around if self.around_deg is None else math.radians(self.around_deg),
            reference_in_world=reference,
        )
        return placed(position, turn)


@dataclass(frozen=True, kw_only=True)
class OverTheShoulder(Move):
    """Look past one person's shoulder at another's face: a call to two heads.

    past: whose shoulder is in the foreground. at: whose face is seen. shoulder: "right" or "left", theirs.
    around_deg: how far the camera stands around the line between them, from the side of that shoulder.
    """

    past: str
    at: str
    shoulder: str = "right"
    around_deg: float = 0.0
    verb = "Over the shoulder"

    def _moved(self, document: Document) -> Document:
        if self.shoulder not in ("right", "left"):
            raise EditError('the shoulder is "right" or "left"')
        staged = self.see(document)
        past, at = actor_of(staged, self.past), actor_of(staged, self.at)
        along = at.eyes_in_world - past.eyes_in_world
        head = head_of(past.placement.orientation_xyzw)
        # Past their right shoulder the camera is on their right; a head of theirs is left in the picture.
        side = np.cross(along, head) * (1.0 if self.shoulder == "right" else -1.0)
        around = _turn_about(along, head, side) + math.radians(self.around_deg)
        near, far = (0.22, 0.62) if self.shoulder == "right" else (0.78, 0.38)
        move = TwoHeads(
            a=self.past,
            b=self.at,
            a_screen=(near, 0.36),
            b_screen=(far, 0.42),
            share=0.86,
            around_deg=math.degrees(around),
            shot_id=self.shot_id,
            this_shot_only=self.this_shot_only,
            beside=self.beside,
        )
        return move.apply(document)


@dataclass(frozen=True, kw_only=True)
class TwoShot(Move):
    """See two people side by side, as far from both: a call to two heads.

    left: who is on the left of the picture; right: who is on the right. from_head_deg: the turn of the
    camera's place about the line between them, from the left one's head direction: 90 is level with it.
    """

    left: str
    right: str
    from_head_deg: float = 90.0
    verb = "Two-shot"

    def _moved(self, document: Document) -> Document:
        move = TwoHeads(
            a=self.left,
            b=self.right,
            a_screen=(0.3, 0.42),
            b_screen=(0.7, 0.42),
            share=0.5,
            around_deg=self.from_head_deg,
            shot_id=self.shot_id,
            this_shot_only=self.this_shot_only,
            beside=self.beside,
        )
        return move.apply(document)


def _turn_about(along: Array, reference: Array, toward: Array) -> float:
    """Return the angle about an axis from a reference to a direction, as `two_heads` counts it."""
    axis = along / np.linalg.norm(along)
    start = reference - (reference @ axis) * axis
    if np.linalg.norm(start) < 1e-9:
        raise EditError("the head of the one in front points straight at the other: say around_deg yourself")
    return math.atan2(float(np.cross(axis, start) @ toward), float(start @ toward))


assert set(REACHES) == {name for name, _ in SIZES}
