"""Who stands in whose way, roughly: rays from the lens past people made of balls, and through the set.

For thousands of candidates; the few that are left are counted in id pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.cast.operator import camera_from_rig, rig_model
from zeroshot.framing.find.candidates import Candidates, Indices, Scene
from zeroshot.framing.find.measures import Flags
from zeroshot.framing.obstacles.clearance import distances_in_set, is_in_set
from zeroshot.framing.staging import StagedActor
from zeroshot.spatial import Array, rotate, unit

# From joint, to joint, radius as a share of stature, shares of the way. Radii follow ANSUR II breadths.
_LIMBS: tuple[tuple[str, str, float, tuple[float, ...]], ...] = (
    ("chin", "crown", 0.052, (0.35, 0.6)),
    ("hips", "neck", 0.080, (0.0, 0.25, 0.5, 0.75, 1.0)),
    ("leftShoulder", "rightShoulder", 0.045, (0.0, 1.0)),
    *(
        limb
        for side in ("left", "right")
        for limb in (
            (f"{side}UpperArm", f"{side}LowerArm", 0.028, (0.0, 0.33, 0.67)),
            (f"{side}LowerArm", f"{side}Hand", 0.024, (0.0, 0.33, 0.67, 1.0)),
            (f"{side}Hand", f"{side}MiddleDistal", 0.028, (0.4, 0.9)),
            (f"{side}UpperLeg", f"{side}LowerLeg", 0.045, (0.0, 0.25, 0.5, 0.75)),
            (f"{side}LowerLeg", f"{side}Foot", 0.033, (0.0, 0.25, 0.5, 0.75, 1.0)),
        )
    ),
)

_STARTS = [start for start, _, _, shares in _LIMBS for _ in shares]
_IS_ARM = np.array(["Arm" in start or "Hand" in start for start in _STARTS])
_IS_TRUNK_OR_LEG = ~_IS_ARM & np.array([start != "chin" for start in _STARTS])

_TARGETS = ("eyes", "crown", "chin", "chest")
SHORTEST_STEP_M, LONGEST_STEP_M, MOST_STEPS = 0.04, 0.5, 60

DEEP_M = 2.0
"""A background farther away than this behind someone is deep."""


@dataclass(frozen=True, eq=False)
class Room:
    """How free cameras are: metres (n,), negative within something.

    From the lens to set and props, from the rig to the same, and from either to the nearest body.
    """

    lens_m: Array
    rig_m: Array
    person_m: Array

    @property
    def least_m(self) -> Array:
        """Return the least of all three."""
        return np.minimum(np.minimum(self.lens_m, self.rig_m), self.person_m)


def balls_of(actor: StagedActor) -> Array:
    """Return balls (b, 4) that fill a body: centre in the world and radius, metres."""
    points, stature_m = actor.points_in_world, actor.actor.body.stature_m
    rows = [
        [*(points[start] + (points[end] - points[start]) * share), radius * stature_m]
        for start, end, radius, shares in _LIMBS
        for share in shares
    ]
    return np.asarray(rows)


def measure_room(scene: Scene, candidates: Candidates, *, within_m: float = 0.6) -> Room:
    """Measure how free cameras are; a lens outside every module where there are modules is not."""
    corners = _rig_corners()
    count = len(candidates)
    rig = candidates.position[:, None] + rotate(candidates.attitude[:, None], corners)
    staged = scene.staged
    lens_m = np.full(count, np.inf)
    if staged.modules or staged.props:
        lens_m = distances_in_set(staged, candidates.position, within_m=np.inf).distance_m
    if staged.station_module is not None:
        # Outside the bounds of every module nothing is measured; but who films inside stays inside.
        lens_m = np.where(is_in_set(staged, candidates.position), lens_m, -np.inf)
    rig_m = np.full(count, -np.inf)
    rows = np.flatnonzero(lens_m > 0.0)
    if len(rows):
        found = distances_in_set(staged, rig[rows].reshape(-1, 3), within_m=within_m).distance_m
        rig_m[rows] = np.nan_to_num(found, posinf=within_m).reshape(len(rows), -1).min(axis=1)
    balls = np.concatenate([balls_of(actor) for actor in scene.actors])
    body = np.concatenate([rig, candidates.position[:, None]], axis=1)
    gaps = np.linalg.norm(body[:, :, None] - balls[:, :3], axis=-1) - balls[:, 3]
    return Room(np.minimum(lens_m, within_m), rig_m, np.minimum(gaps.min(axis=(1, 2)), within_m))


def clear_shares(scene: Scene, candidates: Candidates, actors: Sequence[int]) -> Array:
    """Return how many of eyes, crown, chin and chest of actors (n, a) the lens sees: 0 to 1.

    Past others, their own hands and arms, and the rest of their own body. 0 when the eyes are not seen.
    """
    columns = []
    for index in actors:
        actor = scene.actors[index]
        points = {**actor.points_in_world, "eyes": actor.eyes_in_world}
        targets = np.stack([points[name] for name in _TARGETS])
        own = balls_of(actor)
        before = [balls_of(other) for place, other in enumerate(scene.actors) if place != index]
        before.append(own[_IS_ARM])
        is_hidden = _past(candidates.position, targets, np.concatenate(before), spare_m=0.0)
        # A chest is in a trunk, and a chin near one: only what is farther away can be in the way.
        is_hidden |= _past(candidates.position, targets, own[_IS_TRUNK_OR_LEG], spare_m=0.16)
        columns.append(np.where(is_hidden[:, 0], 0.0, (~is_hidden).mean(axis=1)))
    return np.stack(columns, axis=1) if columns else np.ones((len(candidates), 0))


def free_way(scene: Scene, starts: Array, ways: Array, *, farthest_m: Array) -> Array:
    """Return how far rays (n, 3) run from points (n, 3) in the cabin before they meet set or props, metres.

    At most farthest_m (n,). Walks as far each time as everything is away (sphere tracing: Hart 1996, The
    Visual Computer 12). Passing anything nearer than half of SHORTEST_STEP_M counts as meeting it.
    """
    travelled, done = np.zeros(len(starts)), np.zeros(len(starts), dtype=np.bool_)
    for _ in range(MOST_STEPS):
        rows = np.flatnonzero(~done)
        if not len(rows):
            break
        points = starts[rows] + travelled[rows, None] * ways[rows]
        near_m = distances_in_set(scene.staged, points, within_m=LONGEST_STEP_M).distance_m
        # Half a step from a sheet is as good as at it: so none is stepped over.
        is_hit = ~(near_m > SHORTEST_STEP_M / 2.0)
        steps = np.clip(np.nan_to_num(near_m, posinf=LONGEST_STEP_M), SHORTEST_STEP_M, LONGEST_STEP_M)
        is_over = travelled[rows] >= farthest_m[rows]
        done[rows] = is_hit | is_over
        travelled[rows] += np.where(is_hit | is_over, 0.0, steps)
    return np.minimum(travelled, farthest_m)


def sees_through_set(scene: Scene, candidates: Candidates, actors: Indices) -> Flags:
    """Tell which lenses see each the eyes of one actor (n,) with nothing of the set between: (n,).

    Walked from the eyes, which are in the cabin, so a lens behind a wall is found out.
    """
    starts = scene.eyes[actors]
    way = candidates.position - starts
    length = np.linalg.norm(way, axis=1)
    return np.asarray(free_way(scene, starts, way / length[:, None], farthest_m=length) >= length)


def depth_behind(scene: Scene, candidates: Candidates) -> Array:
    """Return how far one sees past the eyes of whom each candidate frames, metres (n,), at most DEEP_M."""
    eyes = scene.eyes[candidates.subject]
    way = unit(eyes - candidates.position)
    return free_way(scene, eyes, way, farthest_m=np.full(len(candidates), DEEP_M))


def _past(eyes: Array, targets: Array, balls: Array, *, spare_m: float) -> Flags:
    """Tell which rays from eyes (n, 3) to targets (t, 3) a ball cuts: (n, t).

    Balls nearer to a target than spare_m are its own surroundings and cut nothing.
    """
    way = targets[None] - eyes[:, None]
    length = np.linalg.norm(way, axis=-1)
    way = way / length[..., None]
    offset = balls[None, :, :3] - eyes[:, None]
    along = np.einsum("nti,nbi->ntb", way, offset)
    square = np.einsum("nbi,nbi->nb", offset, offset)[:, None] - along**2
    is_between = (along > 0.0) & (along < length[..., None])
    is_own = np.linalg.norm(balls[None, :, :3] - targets[:, None], axis=-1) < spare_m
    return np.asarray((is_between & (square < balls[:, 3] ** 2) & ~is_own[None]).any(axis=2))


def _rig_corners() -> Array:
    """Return corners, and the middle, of the camera's body without lens hood and grips, in its own frame."""
    low, high = np.asarray(rig_model().facts.bounds_m)
    body = np.array([[x, y, z] for x in (low[0], 0.1) for y in (-0.08, 0.08) for z in (low[2], high[2])])
    return camera_from_rig().apply(np.concatenate([body, [[0.0, 0.0, 0.0], [0.2, 0.0, 0.0]]]))
