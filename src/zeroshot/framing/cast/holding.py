"""What hands and feet are anchored to: rails, loops, walls, things and other people, as goals to reach for.

Two hands that hold each other meet half way. What holds on to somebody is found anew as they move; a ring of
three or more hands that all wait for each other cannot be, and is said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from zeroshot.errors import Problem, SceneFileError
from zeroshot.framing.cast.pointers import pointer_of
from zeroshot.framing.places.points import NamedPoint, PointFinder
from zeroshot.framing.places.standing_out import standing_out_m
from zeroshot.people.figure import Figure, ReachGoal
from zeroshot.people.holds import EFFECTORS, side_by_side_m, spread, touch_of
from zeroshot.people.skeleton import INDEX
from zeroshot.scene.document import Actor
from zeroshot.scene.resolve import ResolvedShot
from zeroshot.scene.values import split_reference
from zeroshot.spatial import DOWN, HEAD, Array, Placement, inverse, rotate, unit

Triple = tuple[float, float, float]
Limb = tuple[str, str]
"""An actor's id and a hand or foot of theirs."""

SETTLED_M = 0.001

# What of a person a hand is laid on, where a scene names it in other words.
_LAID_ON = {
    "left_hand": "leftPalm", "right_hand": "rightPalm", "leftHand": "leftPalm", "rightHand": "rightPalm",
    "leftShoulder": "leftShoulderTop", "rightShoulder": "rightShoulderTop", "chest": "breastbone",
    "suprasternale": "breastbone", "navel": "belly", "leftUpperArm": "leftUpperArmOuter",
    "rightUpperArm": "rightUpperArmOuter",
}  # fmt: skip
# What of a person a hand closes around, and the joint along whose bone it runs.
_LIMBS = {
    side + name: side + joint
    for side in ("left", "right")
    for name, joint in (
        ("Wrist", "LowerArm"), ("LowerArm", "LowerArm"), ("Elbow", "LowerArm"), ("Knee", "LowerLeg"),
        ("LowerLeg", "LowerLeg"), ("Ankle", "LowerLeg"), ("Foot", "LowerLeg"), ("_foot", "LowerLeg"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Holding:
    """The anchors of one shot, and who stands where. posed: the figures before they hold on to anything."""

    resolved: ResolvedShot
    finder: PointFinder
    placements: Mapping[str, Placement]
    posed: Mapping[str, Figure]

    def __post_init__(self) -> None:
        self._refuse_rings()

    def goals(
        self, figures: Mapping[str, Figure], *, is_held: bool = False
    ) -> dict[str, tuple[ReachGoal, ...]]:
        """Return by actor's id what their hands and feet reach for, as others now are.

        is_held: the figures hold on already; then palms and soles come out to what stands before their wall.
        Raises SceneFileError for a point that does not exist, AssetError for a mesh that cannot be used.
        """
        points: dict[Limb, NamedPoint] = {
            (actor.id, anchor.effector): self._point(actor, index, figures)
            for actor in self.resolved.actors
            for index, anchor in enumerate(actor.anchors)
        }
        points = self._shared(points)
        if is_held:
            points = {limb: self._raised(limb, point, figures[limb[0]]) for limb, point in points.items()}
        return {
            actor.id: tuple(
                self._goal(actor.id, anchor.effector, points[actor.id, anchor.effector])
                for anchor in actor.anchors
            )
            for actor in self.resolved.actors
        }

    def _raised(self, limb: Limb, point: NamedPoint, figure: Figure) -> NamedPoint:
        """Move a wall out to what stands before it where a palm or sole lies."""
        owner, normal = split_reference(self._holds_of(limb[0])[limb[1]])[0], point.normal_in_world
        if point.hold != "surface" or normal is None or owner not in self.finder.models:
            return point
        goal = self._goal(limb[0], limb[1], point)
        joint = goal.side + ("Hand" if goal.kind == "hand" else "Foot")
        touch = figure.attitudes_in_actor[INDEX[joint]] @ touch_of(goal, figure.sex, figure.stature_m)
        at = self.placements[limb[0]].apply(figure.joints_in_actor[joint] + touch)
        on_wall = at - ((at - point.position_in_world) @ normal) * normal
        out_m = standing_out_m(self.finder.models[owner], on_wall, normal)
        return replace(point, position_in_world=point.position_in_world + out_m * normal)

    def _goal(self, actor_id: str, effector: str, point: NamedPoint) -> ReachGoal:
        world_from_actor = self.placements[actor_id]
        actor_from_world = inverse(world_from_actor.orientation_xyzw)
        along, normal = (
            None if direction is None else _triple(rotate(actor_from_world, direction))
            for direction in (point.direction_in_world, point.normal_in_world)
        )
        position = _triple(world_from_actor.apply_inverse(point.position_in_world))
        return ReachGoal(effector, position, along, normal, point.size_m, point.hold)

    def _point(self, actor: Actor, index: int, figures: Mapping[str, Figure]) -> NamedPoint:
        anchor = actor.anchors[index]
        owner, name = split_reference(anchor.to)
        if name is not None and self._holds_of(owner).get(name) == f"{actor.id}/{anchor.effector}":
            return self._between((actor.id, anchor.effector), (owner, name))
        if owner in self.placements and name is not None:
            found = self._on_person(owner, name, figures)
            if found is not None:
                return found
        pointer = f"{pointer_of(self.resolved, actor.id, 'anchors')}/{index}/to"
        return self.finder.find(anchor.to, figures, pointer=pointer)

    def _holds_of(self, actor_id: str) -> dict[str, str]:
        for actor in self.resolved.actors:
            if actor.id == actor_id:
                return {anchor.effector: anchor.to for anchor in actor.anchors}
        return {}

    def _on_person(self, owner: str, name: str, figures: Mapping[str, Figure]) -> NamedPoint | None:
        """Return where on somebody a hand lies, or what of them it closes around; None for other points."""
        figure, placement = figures[owner], self.placements[owner]
        contact = _LAID_ON.get(name, name)
        if contact.endswith("Palm") and name in self._holds_of(owner):
            # A hand that holds on to something has its palm there: another is laid on its back.
            contact = contact.removesuffix("Palm") + "HandBack"
        if contact in figure.contacts_in_actor:
            found = figure.contacts_in_actor[contact]
            normal = rotate(placement.orientation_xyzw, found.normal)
            return NamedPoint(placement.apply(found.position), None, normal, hold="clasp")
        if name not in _LIMBS:
            return None
        points = {**figure.joints_in_actor, **figure.landmarks_in_actor}
        key = name.replace("_foot", "Ankle")
        along = rotate(placement.orientation_xyzw, figure.attitudes_in_actor[INDEX[_LIMBS[name]]] @ DOWN)
        return NamedPoint(placement.apply(points[key]), along, None, hold="limb")

    def _between(self, one: Limb, other: Limb) -> NamedPoint:
        """Return where two hands that hold each other meet: half way between where their poses have them."""
        palms = [self._palm(limb) for limb in (one, other)]
        shoulders = [self._shoulder(limb) for limb in (one, other)]
        first = min(one, other)
        way = shoulders[1] - shoulders[0]
        way = unit(way) if np.linalg.norm(way) > 1e-6 else rotate(self._turn(one), [1.0, 0.0, 0.0])
        line = way if first == one else -way
        # The palm of whoever comes first is upright to their own head; the other's lies against it.
        across = np.cross(line, rotate(self._turn(first), HEAD))
        across = unit(across) if np.linalg.norm(across) > 1e-6 else rotate(self._turn(first), [0.0, 1.0, 0.0])
        back = across * (1.0 if first[1].startswith("right") else -1.0)
        position = (palms[0] + palms[1]) / 2.0
        return NamedPoint(position, way, back if first == one else -back, hold="clasp")

    def _turn(self, limb: Limb) -> tuple[float, float, float, float]:
        return self.placements[limb[0]].orientation_xyzw

    def _palm(self, limb: Limb) -> Array:
        side, kind = limb[1].split("_")
        figure = self.posed[limb[0]]
        if kind == "hand":
            return self.placements[limb[0]].apply(figure.contacts_in_actor[f"{side}Palm"].position)
        return self.placements[limb[0]].apply(figure.joints_in_actor[f"{side}Foot"])

    def _shoulder(self, limb: Limb) -> Array:
        side, kind = limb[1].split("_")
        joint = side + ("UpperArm" if kind == "hand" else "UpperLeg")
        return self.placements[limb[0]].apply(self.posed[limb[0]].joints_in_actor[joint])

    def _shared(self, points: dict[Limb, NamedPoint]) -> dict[Limb, NamedPoint]:
        """Put the hands of several people on one bar side by side."""
        result = dict(points)
        bars: dict[str, list[Limb]] = {}
        for actor in self.resolved.actors:
            for anchor in actor.anchors:
                point = points[actor.id, anchor.effector]
                if point.hold == "bar" and point.size_m[0] > 0.0:
                    bars.setdefault(anchor.to, []).append((actor.id, anchor.effector))
        for limbs in bars.values():
            if len({actor_id for actor_id, _ in limbs}) > 1:
                result.update(self._spread(limbs, points[limbs[0]]))
        return result

    def _spread(self, limbs: list[Limb], bar: NamedPoint) -> dict[Limb, NamedPoint]:
        assert bar.direction_in_world is not None
        palms = [self._palm(limb) - bar.position_in_world for limb in limbs]
        places = [float(palm @ bar.direction_in_world) for palm in palms]
        gap, room = side_by_side_m(limb[1] for limb in limbs), bar.size_m[0] / 2.0 - 0.05
        gap, room = min(gap, max(0.0, 2.0 * room / (len(limbs) - 1))), max(room, 0.0)
        return {
            limb: replace(
                bar,
                position_in_world=bar.position_in_world + place * bar.direction_in_world,
                size_m=(0.0, 0.0),
            )
            for limb, place in zip(limbs, spread(places, gap, room), strict=True)
        }

    def _refuse_rings(self) -> None:
        """Refuse hands that hold each other in a ring of three or more. Raises SceneFileError."""
        held: dict[Limb, Limb | None] = {
            (actor.id, anchor.effector): _limb_of(anchor.to)
            for actor in self.resolved.actors
            for anchor in actor.anchors
        }
        for start in held:
            path: list[Limb] = [start]
            while (step := held.get(path[-1])) is not None and step not in path:
                path.append(step)
            if step == start and len(path) > 2:
                said = ", ".join(f"{owner}'s {effector.replace('_', ' ')}" for owner, effector in path)
                raise SceneFileError(
                    [
                        Problem(
                            pointer_of(self.resolved, start[0], "anchors"),
                            f"these hold on to each other in a ring, and none knows where to go: {said}; "
                            "anchor one of them to something else",
                        )
                    ]
                )


def is_settled(before: tuple[ReachGoal, ...], after: tuple[ReachGoal, ...]) -> bool:
    """Tell whether somebody's goals are where they were."""
    return len(before) == len(after) and all(
        np.linalg.norm(old.position - new.position) < SETTLED_M
        for old, new in zip(before, after, strict=True)
    )


def _limb_of(reference: str) -> Limb | None:
    owner, name = split_reference(reference)
    return (owner, name) if name in EFFECTORS else None


def _triple(vector: Array) -> Triple:
    x, y, z = (float(value) for value in vector)
    return x, y, z
