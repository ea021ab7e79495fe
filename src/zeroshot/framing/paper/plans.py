"""The six views of a module as lines on paper: the cut, what is on the wall, who is where, what is framed.

Each view looks at one wall from within. Numbers are metres on the paper, right and down from where the
module's origin falls. Knows no paper and no ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.cast.cast import StagedActor
from zeroshot.framing.paper.cutting import clip_segments, cut_mesh, seen_from
from zeroshot.framing.paper.setup import head_and_feet
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.staging import StagedShot
from zeroshot.library.facts import NamedPoint
from zeroshot.people.skeleton import FINGERS, PARENT
from zeroshot.spatial import STATION_DIRECTIONS, Array, Placement

MARGIN_M = 0.12
"""Paper around the cabin."""

NEARBY_M = 1.5
"""Who is so far outside the module is still on its plan; farther off, they are named beside it."""

WALL_KINDS = ("rack", "hatch", "window", "luminaire")
RAIL_KINDS = ("handrail", "seat-track", "edge")
CABIN_KINDS = ("rack", "wall", "handrail", "luminaire", "hatch", "seat-track", "foot-loop", "hatch-rim")
"""What says how far the cabin reaches; a mesh may have a hull around it."""

SQUARE_ON = 0.6
"""A thing is on the wall that one looks at when its normal is within 53° of the line of sight."""

LEAST_FRUSTUM_M, MOST_FRUSTUM_M = 0.6, 3.0
"""The frustum is drawn to the focus, but never so short or long that it says nothing."""

_THIN_BONES = tuple(name for name in PARENT if any(finger in name for finger in (*FINGERS, "Thumb")))


@dataclass(frozen=True)
class Wall:
    """A way to look at a module: toward a wall, with station words on the paper's right and down."""

    name: str
    right: str
    down: str

    @property
    def axes(self) -> tuple[Array, Array, Array]:
        """Return the line of sight, the paper's right and its down, (3,) each, in the module's frame."""
        looks, right, down = (
            np.array(STATION_DIRECTIONS[word]) for word in (self.name, self.right, self.down)
        )
        return looks, right, down


LENGTHWISE = (
    Wall("port", "forward", "deck"),
    Wall("starboard", "aft", "deck"),
    Wall("forward", "starboard", "deck"),
    Wall("overhead", "forward", "port"),
    Wall("deck", "forward", "starboard"),
    Wall("aft", "port", "deck"),
)
"""The six walls of a module that lies fore and aft: two long sides and an end, overhead, deck, the other end.

All are seen from within, so what is to the right on the paper is to the right of who looks at the wall.
"""

ATHWART = (
    Wall("forward", "starboard", "deck"),
    Wall("aft", "port", "deck"),
    Wall("starboard", "aft", "deck"),
    Wall("overhead", "port", "aft"),
    Wall("deck", "starboard", "aft"),
    Wall("port", "forward", "deck"),
)
"""The same for a module that lies across the station."""


@dataclass(frozen=True, eq=False)
class Rail:
    """A rail on paper: its ends (2, 2), its place as a scene names it, and whether it is on this wall."""

    ends: Array
    place: str
    kind: str
    is_on_wall: bool


@dataclass(frozen=True, eq=False)
class Panel:
    """A rack front, hatch, window or lamp on this wall: its outline (4, 2), its kind and label."""

    outline: Array
    kind: str
    label: str


@dataclass(frozen=True, eq=False)
class Arrow:
    """Someone on paper: bones (n, 2, 2); from feet to crown (2, 2); eyes, and a step before them (2, 2).

    head_is_away: the head points away from the reader, into the paper.
    """

    id: str
    name: str
    color: str
    bones: Array
    feet_to_crown: Array
    gaze: Array
    head_is_away: bool


@dataclass(frozen=True, eq=False)
class Frustum:
    """The camera on paper: entrance pupil (2,), and the frame's corners (4, 2) at the focus.

    The corners go from the picture's top left clockwise.
    """

    pupil: Array
    corners: Array


@dataclass(frozen=True, eq=False)
class PlanView:
    """One view. window: left, top, right, bottom; cut: segments (n, 2, 2) within it."""

    wall: Wall
    window: tuple[float, float, float, float]
    cut: Array
    panels: tuple[Panel, ...]
    rails: tuple[Rail, ...]
    people: tuple[Arrow, ...]
    frustum: Frustum

    @property
    def size_m(self) -> tuple[float, float]:
        """Return width and height of what it shows."""
        left, top, right, bottom = self.window
        return right - left, bottom - top


@dataclass(frozen=True, eq=False)
class Plan:
    """The six views of the module that a camera is in. beyond: who is too far off to be on it."""

    views: tuple[PlanView, ...]
    beyond: tuple[str, ...]

    @property
    def size_m(self) -> tuple[float, float, float]:
        """Return the paper's needs: the width of a long view, of an end, and the height of two rows."""
        widths, heights = zip(*(view.size_m for view in self.views), strict=True)
        rows = max(heights[:3]) + max(heights[3:])
        return max(*widths[:2], *widths[3:5]), max(widths[2], widths[5]), rows


def draw_plan(staged: StagedShot) -> Plan:
    """Draw the six views of the module that the camera is in, or of open space around everybody."""
    return _Draughtsman(staged).plan()


@dataclass(frozen=True, eq=False)
class _Place:
    """A rectangle of a module in its frame: half its sides along and across, and its normal, (3,) each."""

    name: str
    point: NamedPoint
    center: Array
    along: Array
    across: Array
    normal: Array

    @property
    def ends(self) -> Array:
        return np.stack([self.center - self.along, self.center + self.along])

    @property
    def outline(self) -> Array:
        near, far = self.ends - self.across, self.ends + self.across
        return np.stack([near[0], near[1], far[1], far[0]])


def _place(module: StagedModel, name: str, point: NamedPoint) -> _Place:
    turn, scale = module.model_from_facts, module.scale
    along, normal = turn @ np.array(point.direction), turn @ np.array(point.normal)
    length, width = point.size_m or (point.length_m or 0.0, 0.0)
    return _Place(
        name=f"{module.item.id}/{name}",
        point=point,
        center=scale * (turn @ np.array(point.position_m)),
        along=along * length * scale / 2.0,
        across=np.cross(normal, along) * width * scale / 2.0,
        normal=normal,
    )


class _Draughtsman:
    def __init__(self, staged: StagedShot) -> None:
        self.staged = staged
        self.module = staged.station_module
        self.station = Placement() if self.module is None else self.module.placement
        people = (
            *staged.actors,
            *(crew.person for crew in staged.crews if crew.camera_id != staged.camera.id),
        )
        box = None if self.module is None else cabin_bounds(self.module)
        near = [
            one for one in people if box is None or _is_near(self.station.apply_inverse(_middle(one)), box)
        ]
        self.people = near
        self.beyond = tuple(one.name for one in people if one not in near)
        self.frustum = self.station.apply_inverse(frustum_in_world(staged))
        points = [self.frustum[:1], *(self.station.apply_inverse(head_and_feet(one)) for one in near)]
        corners = np.concatenate(points if box is None else [box, *points])
        self.box = np.stack([corners.min(axis=0) - MARGIN_M, corners.max(axis=0) + MARGIN_M])

    def plan(self) -> Plan:
        size = self.box[1] - self.box[0]
        walls = LENGTHWISE if size[0] >= size[1] else ATHWART
        return Plan(tuple(self._view(wall) for wall in walls), self.beyond)

    def _view(self, wall: Wall) -> PlanView:
        looks, right, down = wall.axes
        paper = np.stack([right, down], axis=1)
        corners = np.sort(self.box @ paper, axis=0)
        window = (*corners[0].tolist(), *corners[1].tolist())
        pupil = self.frustum[0]
        cuts = [
            segments @ paper for segments in self._cuts(looks, self._cut_at(looks, pupil)) if len(segments)
        ]
        lines = np.concatenate(cuts) if cuts else np.zeros((0, 2, 2))
        cut = seen_from(clip_segments(lines, window), pupil @ paper, window)
        return PlanView(
            wall=wall,
            window=window,
            cut=cut,
            panels=tuple(self._panels(looks, paper)),
            rails=tuple(self._rails(looks, paper)),
            people=tuple(self._arrow(one, looks, paper) for one in self.people),
            frustum=Frustum(pupil @ paper, self.frustum[1:] @ paper),
        )

    def _cut_at(self, looks: Array, pupil: Array) -> float:
        """Return where the module is cut: across its length at the lens, else down its axis."""
        axis = int(np.abs(looks).argmax())
        size = self.box[1] - self.box[0]
        if axis == int(size.argmax()):
            return float(pupil[axis])
        low, high = self.box[:, axis]
        return 0.0 if low < 0.0 < high else float(low + high) / 2.0

    def _cuts(self, looks: Array, at_m: float) -> Iterator[Array]:
        axis = int(np.abs(looks).argmax())
        for model in self.staged.modules:
            placement = self.station.inverse().compose(model.placement)
            corners = placement.apply(_corners(model.bounds_in_model))
            lowest, highest = corners.min(axis=0), corners.max(axis=0)
            if (lowest > self.box[1]).any() or (highest < self.box[0]).any():
                continue
            yield cut_mesh(model.load_mesh(is_light=True, is_bare=True), placement, axis=axis, at_m=at_m)

    def _panels(self, looks: Array, paper: Array) -> Iterator[Panel]:
        for place in self._places(WALL_KINDS):
            if place.normal @ looks < -SQUARE_ON:
                yield Panel(place.outline @ paper, place.point.kind, place.point.label)

    def _rails(self, looks: Array, paper: Array) -> Iterator[Rail]:
        for place in self._places(RAIL_KINDS):
            is_on_wall = bool(place.normal @ looks < -SQUARE_ON)
            yield Rail(place.ends @ paper, place.name, place.point.kind, is_on_wall)

    def _places(self, kinds: tuple[str, ...]) -> Iterator[_Place]:
        """List the points of the module that the camera is in, of some kinds, as far as they are on paper."""
        if self.module is None:
            return
        for name, point in self.module.model.facts.points.items():
            if point.kind in kinds and point.direction is not None and point.normal is not None:
                place = _place(self.module, name, point)
                if self._is_inside(place.center):
                    yield place

    def _is_inside(self, point: Array) -> bool:
        return bool((point >= self.box[0]).all() and (point <= self.box[1]).all())

    def _arrow(self, one: StagedActor, looks: Array, paper: Array) -> Arrow:
        joints = one.points_in_world
        bones = np.stack(
            [
                [joints[name], joints[parent]]
                for name, parent in PARENT.items()
                if parent and name not in _THIN_BONES
            ]
        )
        eyes = one.eyes_in_world
        face = one.placement.apply(one.figure.eyes_in_actor + 0.25 * one.actor_from_head[:, 0])
        in_module = self.station.apply_inverse(
            np.concatenate([bones.reshape(-1, 3), head_and_feet(one), np.stack([eyes, face])])
        )
        flat = in_module @ paper
        return Arrow(
            id=one.actor.id,
            name=one.name,
            color=one.actor.color,
            bones=flat[:-4].reshape(-1, 2, 2),
            feet_to_crown=flat[-4:-2],
            gaze=flat[-2:],
            head_is_away=bool((in_module[-3] - in_module[-4]) @ looks > 0.0),
        )


def cabin_bounds(module: StagedModel) -> Array:
    """Return the lowest and highest corner (2, 3) of where a module's named points are, in its frame.

    Those of the mesh for a module without any.
    """
    points = [
        module.scale * (module.model_from_facts @ np.array(point.position_m))
        for point in module.model.facts.points.values()
        if point.kind in CABIN_KINDS
    ]
    if len(points) < 4:
        return module.bounds_in_model
    return np.stack([np.min(points, axis=0), np.max(points, axis=0)])


def frustum_in_world(staged: StagedShot) -> Array:
    """Return the entrance pupil, then the frame's corners at the focus, clockwise from top left, (5, 3)."""
    depth_m = min(max(staged.camera.lens.focus_m, LEAST_FRUSTUM_M), MOST_FRUSTUM_M)
    left, right, top, bottom = staged.view.tangents
    corners = [(1.0, u, v) for u, v in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return staged.camera_placement.apply(np.concatenate([np.zeros((1, 3)), depth_m * np.array(corners)]))


def _middle(one: StagedActor) -> Array:
    return np.asarray(one.placement.position_m)


def _is_near(point: Array, box: Array) -> bool:
    outside = np.maximum(np.maximum(box[0] - point, point - box[1]), 0.0)
    return float(np.linalg.norm(outside)) <= NEARBY_M


def _corners(box: Array) -> Array:
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
