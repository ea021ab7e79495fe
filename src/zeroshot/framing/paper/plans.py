"""The six views of a module as lines on paper: the cut, what is on the wall, who is where, what is framed.

Each view looks at one wall from within. Numbers are metres on the paper, right and down from where the
module's origin falls. Knows no paper and no ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from zeroshot.framing.cast.cast import StagedActor
from zeroshot.framing.paper.cutting import clip_segments, cut_mesh, seen_from
from zeroshot.framing.paper.plan_forms import (
    ATHWART,
    LENGTHWISE,
    Arrow,
    Frustum,
    Panel,
    Plan,
    PlanView,
    Rail,
    Wall,
)
from zeroshot.framing.paper.setup import head_and_feet
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.staging import StagedShot
from zeroshot.library.facts import NamedPoint
from zeroshot.people.skeleton import FINGERS, PARENT
from zeroshot.spatial import Array, Placement

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


def draw_plan(staged: StagedShot) -> Plan:
    """Draw the six views of the module that the camera is in, or of open space around everybody."""
    return _Draughtsman(staged, staged.station_module, with_camera=True).plan()


def draw_plans(staged: StagedShot) -> tuple[Plan, ...]:
    """Draw the plan of where the camera is, then one of every other module that somebody is in.

    A module whose people are on the first plan, because they float in its hatch, has none of its own.
    """
    first = draw_plan(staged)
    is_outside = staged.station_module is None
    wanted = [one for one in _everyone(staged) if is_outside or one.name in first.beyond]
    rooms = {id(room): room for one in wanted if (room := _room_of(staged, one)) is not None}
    more = tuple(_Draughtsman(staged, room, with_camera=False).plan() for room in rooms.values())
    drawn = {name for plan in more for name in plan.people}
    beyond = tuple(name for name in first.beyond if name not in drawn)
    return replace(first, beyond=beyond), *(replace(plan, beyond=()) for plan in more)


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
    """One plan under way, in the frame of its module; in the world's where there is none.

    with_camera: the plan is of where the camera is, so that the lens has to be on it.
    """

    def __init__(self, staged: StagedShot, module: StagedModel | None, *, with_camera: bool) -> None:
        self.staged = staged
        self.module = module
        self.station = Placement() if module is None else module.placement
        people = _everyone(staged)
        box = None if module is None else cabin_bounds(module)
        near = [
            one for one in people if box is None or _is_near(self.station.apply_inverse(_middle(one)), box)
        ]
        self.people = near
        self.beyond = tuple(one.name for one in people if one not in near)
        most_m = MOST_FRUSTUM_M if with_camera else np.inf
        self.frustum = self.station.apply_inverse(frustum_in_world(staged, most_m=most_m))
        # Where a plan is cut: at the lens, or at somebody where the lens is in no cabin to cut.
        is_at_lens = not near or (with_camera and module is not None)
        self.within = self.frustum[0] if is_at_lens else self.station.apply_inverse(_middle(near[0]))
        self.box = self._box(with_camera)

    def _box(self, with_camera: bool) -> Array:
        """Return the lowest and highest corner (2, 3) of what has to be on paper, with a margin."""
        points = [self.station.apply_inverse(_body(one)) for one in self.people]
        if with_camera:
            points.append(self.frustum[:1])
        if self.module is not None:
            points.append(cabin_bounds(self.module))
        else:
            points.append(self.frustum)
            rooms = [room for one in self.people if (room := _room_of(self.staged, one)) is not None]
            points += [room.placement.apply(_corners(cabin_bounds(room))) for room in rooms]
        corners = np.concatenate(points)
        return np.stack([corners.min(axis=0) - MARGIN_M, corners.max(axis=0) + MARGIN_M])

    def plan(self) -> Plan:
        size = self.box[1] - self.box[0]
        walls = LENGTHWISE if size[0] >= size[1] else ATHWART
        module = None if self.module is None else f"{self.module.item.id}, {self.module.model.title}"
        views = tuple(self._view(wall) for wall in walls)
        return Plan(views, self.beyond, module, tuple(one.name for one in self.people))

    def _view(self, wall: Wall) -> PlanView:
        looks, right, down = wall.axes
        paper = np.stack([right, down], axis=1)
        corners = np.sort(self.box @ paper, axis=0)
        window = (*corners[0].tolist(), *corners[1].tolist())
        pupil = self.frustum[0]
        cuts = [segments @ paper for segments in self._cuts(looks, self._cut_at(looks)) if len(segments)]
        lines = np.concatenate(cuts) if cuts else np.zeros((0, 2, 2))
        cut = seen_from(clip_segments(lines, window), self.within @ paper, window)
        return PlanView(
            wall=wall,
            window=window,
            cut=cut,
            panels=tuple(self._panels(looks, paper)),
            rails=tuple(self._rails(looks, paper)),
            people=tuple(self._arrow(one, looks, paper) for one in self.people),
            frustum=Frustum(pupil @ paper, self.frustum[1:] @ paper),
        )

    def _cut_at(self, looks: Array) -> float:
        """Return where the module is cut: across its length at the lens or a person, else down its axis."""
        axis = int(np.abs(looks).argmax())
        size = self.box[1] - self.box[0]
        if axis == int(size.argmax()):
            return float(self.within[axis])
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
        """List the points of the module, of some kinds, as far as they are on paper."""
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


def frustum_in_world(staged: StagedShot, *, most_m: float = MOST_FRUSTUM_M) -> Array:
    """Return the entrance pupil, then the frame's corners at the focus, clockwise from top left, (5, 3).

    most_m: the frustum is no longer, however far the focus.
    """
    depth_m = min(max(staged.camera.lens.focus_m, LEAST_FRUSTUM_M), most_m)
    left, right, top, bottom = staged.view.tangents
    corners = [(1.0, u, v) for u, v in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return staged.camera_placement.apply(np.concatenate([np.zeros((1, 3)), depth_m * np.array(corners)]))


def _everyone(staged: StagedShot) -> tuple[StagedActor, ...]:
    """Return the cast, and who operates the other cameras."""
    crews = (crew.person for crew in staged.crews if crew.camera_id != staged.camera.id)
    return *staged.actors, *crews


def _room_of(staged: StagedShot, one: StagedActor) -> StagedModel | None:
    """Return the module whose cabin someone is in, or nearest to; None far from all."""
    gaps = [
        (_gap_m(room.placement.apply_inverse(_middle(one)), cabin_bounds(room)), number)
        for number, room in enumerate(staged.modules)
    ]
    gap_m, number = min(gaps, default=(np.inf, 0))
    return staged.modules[number] if gap_m <= NEARBY_M else None


def _body(one: StagedActor) -> Array:
    """Return in the world where someone reaches (n, 3): joints, crown and feet."""
    return np.concatenate([head_and_feet(one), *(point[None] for point in one.points_in_world.values())])


def _middle(one: StagedActor) -> Array:
    return np.asarray(one.placement.position_m)


def _is_near(point: Array, box: Array) -> bool:
    return _gap_m(point, box) <= NEARBY_M


def _gap_m(point: Array, box: Array) -> float:
    """Return how far a point is outside a box; 0 within it."""
    outside = np.maximum(np.maximum(box[0] - point, point - box[1]), 0.0)
    return float(np.linalg.norm(outside))


def _corners(box: Array) -> Array:
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
